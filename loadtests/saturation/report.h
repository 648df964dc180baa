/* One line of JSON about a run. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include "run.h"

struct measured {
    struct usage before, from, to; /* nobody connected yet; the recorded seconds' beginning and end */
    double connect_seconds, seconds, own_cpu_seconds;
};

/* `whole`: everybody connected, and caught up where that was asked for. */
void print_report(const struct run *run, const struct measured *measured, bool whole);

#endif
