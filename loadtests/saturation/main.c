/* The saturation generator: any number of real sessions in one thread, on loopback alone, for a bounded time.

   Prints "ready" when everybody is connected, and at its end one line of JSON. SIGTERM ends it early, with the line. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "pace.h"
#include "people.h"
#include "report.h"

enum { EVENTS = 512, TICK_MS = 50 };
static const uint64_t SETTLE_NS = 5000000000, QUIET_NS = 200000000;

static volatile sig_atomic_t told_to_end;

static void end_early(int number) {
    (void)number;
    told_to_end = 1;
}

uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int numbers(char *list, int *into, int most) {
    int count = 0;
    for (char *one = strtok(list, ","); one && count < most; one = strtok(NULL, ",")) into[count++] = atoi(one);
    return count;
}

static enum mode mode_of(const char *name) {
    const char *names[] = {"talk", "idle", "storm", "recover"};
    for (int i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0) return (enum mode)i;
    fprintf(stderr, "no such mode: %s\n", name);
    exit(2);
}

static void read_option(struct options *options, const char *name, char *value) {
    if (strcmp(name, "--mode") == 0) options->mode = mode_of(value);
    else if (strcmp(name, "--clients") == 0) options->clients = value;
    else if (strcmp(name, "--ports") == 0) options->port_count = numbers(value, options->ports, MAX_PORTS);
    else if (strcmp(name, "--home") == 0) options->home = atoi(value);
    else if (strcmp(name, "--pids") == 0) options->pid_count = numbers(value, options->pids, MAX_PROCESSES);
    else if (strcmp(name, "--group") == 0) options->group = atoi(value);
    else if (strcmp(name, "--senders") == 0) options->senders = atoi(value);
    else if (strcmp(name, "--window") == 0) options->window = atoi(value);
    else if (strcmp(name, "--rate") == 0) options->rate = atof(value);
    else if (strcmp(name, "--warm") == 0) options->warm_seconds = atof(value);
    else if (strcmp(name, "--seconds") == 0) options->seconds = atof(value);
    else if (strcmp(name, "--patience") == 0) options->patience_seconds = atof(value);
    else if (strcmp(name, "--connecting") == 0) options->connecting = atoi(value);
    else {
        fprintf(stderr, "no such option: %s\n", name);
        exit(2);
    }
}

static struct options options_of(int count, char **words) {
    struct options options = {.home = -1, .group = 2, .senders = 2, .window = 1, .warm_seconds = 1, .seconds = 5,
                              .patience_seconds = 30, .connecting = 64};
    for (int i = 1; i + 1 < count; i += 2) read_option(&options, words[i], words[i + 1]);
    if (options.clients && options.port_count && options.window <= RING) return options;
    fprintf(stderr, "--clients and --ports must be given, --window be at most %d\n", RING);
    exit(2);
}

/* Handles what has come, and waits for it until `wake_at` at most. */
static void wait_for_events(struct run *run, int timer, uint64_t wake_at) {
    if (wake_at) {
        struct itimerspec at = {.it_value = {(time_t)(wake_at / 1000000000), (long)(wake_at % 1000000000)}};
        timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
    }
    struct epoll_event events[EVENTS];
    int count = epoll_wait(run->epoll, events, EVENTS, TICK_MS);
    uint64_t fired;
    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr) client_awake(events[i].data.ptr, events[i].events);
        else if (read(timer, &fired, sizeof fired) < 0) continue;
    }
}

static double seconds_since(uint64_t moment) { return (double)(now_ns() - moment) / 1e9; }

static bool everybody_connects(struct run *run, struct client *clients, int timer) {
    while (run->ready < run->client_count) {
        if (told_to_end || seconds_since(run->began_at) > run->options.patience_seconds) return false;
        connect_more(run, clients);
        wait_for_events(run, timer, 0);
    }
    return true;
}

/* Comes back however often it is cut, until everybody has what they missed. */
static bool everybody_catches_up(struct run *run, struct client *clients, int timer) {
    uint64_t since = run->began_at;
    while (run->caught_up < run->client_count) {
        if (run->options.mode == RECOVER && !run->lost_at) since = now_ns();
        if (told_to_end || seconds_since(since) > run->options.patience_seconds) return false;
        connect_more(run, clients);
        wait_for_events(run, timer, 0);
    }
    return true;
}

static void stay(struct run *run, struct client *clients, int timer, double seconds) {
    uint64_t from = now_ns();
    uint64_t until = from + (uint64_t)(seconds * 1e9);
    while (!told_to_end && now_ns() < until) {
        uint64_t due = until;
        if (run->talking && run->options.rate > 0) due = keep_rate(run, clients, now_ns());
        wait_for_events(run, timer, due < until ? due : until);
    }
}

/* Lets what was sent be answered and delivered, so that the counters can be compared with the database. */
static void settle(struct run *run, int timer) {
    uint64_t until = now_ns() + SETTLE_NS, news_at = now_ns(), seen = 0;
    run->talking = false;
    while (now_ns() < until && now_ns() - news_at < QUIET_NS) {
        wait_for_events(run, timer, until);
        if (run->unanswered || run->all.deliveries != seen) news_at = now_ns();
        seen = run->all.deliveries;
    }
}

/* The storm is measured from its first connection on. */
static bool measure_storm(struct run *run, struct client *clients, int timer, struct measured *measured) {
    double own_before = own_cpu_seconds();
    measured->from = measured->before;
    bool whole = everybody_catches_up(run, clients, timer);
    measured->seconds = seconds_since(run->began_at);
    measured->own_cpu_seconds = own_cpu_seconds() - own_before;
    return whole;
}

/* Everything else is measured once everybody is there and warm. */
static bool measure_connected(struct run *run, struct client *clients, int timer, struct measured *measured) {
    const struct options *options = &run->options;
    bool whole = everybody_connects(run, clients, timer);
    measured->connect_seconds = seconds_since(run->began_at);
    printf("ready\n");
    fflush(stdout);
    if (options->mode == TALK) start_talking(run, clients);
    stay(run, clients, timer, options->warm_seconds);
    measured->from = usage_of(options->pids, options->pid_count);
    double own_before = own_cpu_seconds();
    uint64_t from = now_ns();
    run->recording = true;
    if (options->mode == RECOVER) whole = everybody_catches_up(run, clients, timer) && whole;
    else stay(run, clients, timer, options->seconds);
    run->recording = false;
    measured->seconds = seconds_since(from);
    measured->own_cpu_seconds = own_cpu_seconds() - own_before;
    return whole;
}

int main(int count, char **words) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, end_early);
    struct run *run = calloc(1, sizeof *run);
    run->options = options_of(count, words);
    run->epoll = epoll_create1(0);
    struct client *clients = read_people(run);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct epoll_event wake = {.events = EPOLLIN};
    epoll_ctl(run->epoll, EPOLL_CTL_ADD, timer, &wake);

    struct measured measured = {.before = usage_of(run->options.pids, run->options.pid_count)};
    run->began_at = now_ns();
    bool whole = run->options.mode == STORM ? measure_storm(run, clients, timer, &measured)
                                            : measure_connected(run, clients, timer, &measured);
    measured.to = usage_of(run->options.pids, run->options.pid_count);
    settle(run, timer);
    print_report(run, &measured, whole);
    return 0;
}
