/* One run: what was asked for, and what was seen. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "histogram.h"
#include "usage.h"

enum mode {
    TALK,    /* the first `senders` of every `group` clients write to their conversations */
    IDLE,    /* connected, nothing else */
    STORM,   /* everybody connects at once and catches up by conversation.sync; ends when all have */
    RECOVER, /* connected; then the server is killed from outside, everybody comes back and catches up */
};

enum { MAX_PORTS = 8 };

struct options {
    enum mode mode;
    const char *clients; /* a file: a line is "token last_seq conversation…" */
    int ports[MAX_PORTS], port_count;
    int home; /* the port everybody begins with; -1 spreads them over all */
    int pids[MAX_PROCESSES], pid_count;
    int group, senders;
    int window;         /* unanswered messages a sender may have, in a closed loop */
    double rate;        /* messages per second of all together; 0: the closed loop */
    double warm_seconds, seconds;
    double patience_seconds; /* for connecting, and for catching up */
    int connecting;          /* how many may be connecting at once */
};

struct counters {
    uint64_t sent, acks, refused, deliveries;
    uint64_t out_of_order; /* deliveries that did not follow the one before in their conversation */
    uint64_t synced;       /* messages that came by conversation.sync */
    uint64_t late;         /* sends that the rate asked for and a full ring of unanswered ones did not allow */
    uint64_t lost_links, refused_links;
};

struct run {
    struct options options;
    int epoll;
    int client_count, connecting, ready, caught_up;
    int next_to_connect;
    uint64_t look_again_at; /* when somebody who was cut may be due to come back */
    uint64_t unanswered;
    bool talking, recording;
    uint64_t began_at, lost_at; /* nanoseconds of CLOCK_MONOTONIC */
    struct counters all;        /* since the beginning */
    struct counters recorded;   /* within the recorded seconds */
    struct histogram ack, delivery, greeting, catching_up; /* greeting: from connect() to session.ready */
    char first_refusal[256];
};

uint64_t now_ns(void);

#endif
