#include "pace.h"

enum { LOOK_NS = 10000000 };

void connect_more(struct run *run, struct client *clients) {
    uint64_t now = now_ns();
    if (run->connecting + run->ready == run->client_count || now < run->look_again_at) return;
    for (int looked = 0; looked < run->client_count; looked++) {
        if (run->connecting >= run->options.connecting) return;
        struct client *client = &clients[run->next_to_connect];
        run->next_to_connect = (run->next_to_connect + 1) % run->client_count;
        if (client->stage == AWAY && now >= client->retry_at) client_connect(client);
    }
    run->look_again_at = now + LOOK_NS;
}

void start_talking(struct run *run, struct client *clients) {
    run->talking = true;
    if (run->options.rate > 0) return;
    for (int i = 0; i < run->client_count; i++) {
        for (int sent = 0; clients[i].is_sender && sent < run->options.window; sent++) client_say(&clients[i], now_ns());
        client_flush(&clients[i]);
    }
}

/* First one of every pair, then the others: two who write to each other do not do it in the same millisecond. */
static int after(const struct run *run, int turn) {
    int next = turn + 2;
    return next < run->client_count ? next : (turn + 1) % 2 % run->client_count;
}

uint64_t keep_rate(struct run *run, struct client *clients, uint64_t now) {
    static uint64_t next, gap;
    static int turn;
    if (!next) {
        next = now;
        gap = (uint64_t)(1e9 / run->options.rate);
    }
    for (; next <= now; next += gap) {
        while (!clients[turn].is_sender) turn = after(run, turn);
        client_say(&clients[turn], next);
        client_flush(&clients[turn]);
        turn = after(run, turn);
    }
    return next;
}
