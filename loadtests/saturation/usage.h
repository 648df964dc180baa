/* What processes have used so far, from /proc; and what this one has. */
#ifndef USAGE_H
#define USAGE_H

enum { MAX_PROCESSES = 8 };

struct usage {
    double cpu_seconds[MAX_PROCESSES];
    long rss_kb[MAX_PROCESSES];
};

/* `pids` holds `count` of them; a process that has ended counts as 0. */
struct usage usage_of(const int *pids, int count);
double own_cpu_seconds(void);

#endif
