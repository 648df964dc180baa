/* One person with one socket, speaking the public contract: Engine.IO 4, Socket.IO 5, and its commands and events. */
#ifndef CLIENT_H
#define CLIENT_H

#include "link.h"
#include "run.h"

enum stage { AWAY, CONNECTING, READY };

enum { RING = 256 };

struct client {
    struct run *run;
    struct link link;
    enum stage stage;
    int number, attempts;
    bool is_sender, is_caught_up;
    const char *token;
    char **conversations;
    int conversation_count, turn;
    uint64_t last_seq; /* of a client with one conversation: the newest it has seen */
    bool knows_seq;
    uint64_t connected_at, lost_at, retry_at;
    uint32_t next_id, unanswered;
    uint64_t sent_at[RING];
};

void client_connect(struct client *client);

/* Handles what epoll reported. */
void client_awake(struct client *client, unsigned events);

/* Sends one message; its latency counts from `at`. It leaves with the next flush. */
void client_say(struct client *client, uint64_t at);
void client_flush(struct client *client);

#endif
