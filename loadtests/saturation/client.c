#include "client.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "text.h"

/* With the stamp of 28 characters about 100 bytes of UTF-8, as people write. */
static const char WORDS[] = "Расскажите, что меня ждёт в этом месяце?";
static const char SEQ[] = "\"seq\":";
static const uint64_t RETRY_NS = 200000000;

enum { STAMP_DIGITS = 19, NUMBER_DIGITS = 7 };

static void say_sync(struct client *client) {
    char text[256];
    int length = snprintf(text, sizeof text,
        "42%" PRIu32 "[\"conversation.sync\",{\"conversations\":[{\"id\":\"%s\",\"last_seq\":%" PRIu64 ",\"rev\":0}]}]",
        client->next_id, client->conversations[0], client->last_seq);
    client->sent_at[client->next_id % RING] = now_ns();
    client->next_id++;
    client->unanswered++;
    client->run->unanswered++;
    link_send(&client->link, text, (size_t)length);
}

void client_say(struct client *client, uint64_t at) {
    struct run *run = client->run;
    if (client->stage != READY || client->unanswered >= RING) {
        run->all.late++;
        if (run->recording) run->recorded.late++;
        return;
    }
    char uuid[37] = {0}, text[512];
    write_uuid(uuid);
    const char *conversation = client->conversations[client->turn];
    client->turn = (client->turn + 1) % client->conversation_count;
    int length = snprintf(text, sizeof text,
        "42%" PRIu32 "[\"message.send\",{\"conversation_id\":\"%s\",\"client_message_id\":\"%s\",\"kind\":\"text\","
        "\"text\":\"%019" PRIu64 ".%07d %s\"}]",
        client->next_id, conversation, uuid, at, client->number, WORDS);
    client->sent_at[client->next_id % RING] = at;
    client->next_id++;
    client->unanswered++;
    run->unanswered++;
    run->all.sent++;
    if (run->recording) run->recorded.sent++;
    link_send(&client->link, text, (size_t)length);
}

static void note_refusal(struct run *run, struct span text) {
    run->all.refused++;
    if (run->recording) run->recorded.refused++;
    struct span code = after(text, "\"code\":\"");
    if (run->first_refusal[0] == 0)
        for (size_t i = 0; i < code.length && i < 64 && code.data[i] != '"'; i++) run->first_refusal[i] = code.data[i];
}

static void caught_up(struct client *client, uint64_t now) {
    struct run *run = client->run;
    if (client->is_caught_up) return;
    client->is_caught_up = true;
    run->caught_up++;
    uint64_t since = run->options.mode == RECOVER ? run->lost_at : run->began_at;
    histogram_add(&run->catching_up, (now - since) / 1000);
}

/* An answer to conversation.sync: count its messages, remember the last, ask on while it is not complete. */
static void on_synced(struct client *client, struct span text, uint64_t now) {
    struct span conversations = after(text, "\"messages\":[");
    struct span end = after(conversations, "\"changes\":[");
    struct span messages = {conversations.data, end.data ? (size_t)(end.data - conversations.data) : 0};
    for (struct span one = after(messages, SEQ); one.data; one = after(one, SEQ)) {
        client->run->all.synced++;
        uint64_t seq = number_of(one, STAMP_DIGITS);
        if (seq > client->last_seq) client->last_seq = seq;
    }
    if (after(end, "\"complete\":false").data)
        say_sync(client);
    else
        caught_up(client, now);
}

static void on_answer(struct client *client, struct span text) {
    struct run *run = client->run;
    struct span id = {text.data + 2, text.length - 2};
    uint64_t now = now_ns(), number = number_of(id, 10);
    struct span body = after(id, "[");
    if (client->unanswered) {
        client->unanswered--;
        run->unanswered--;
    }
    if (!starts_with(body, "{\"ok\":true")) {
        note_refusal(run, body);
    } else if (run->options.mode == STORM || run->options.mode == RECOVER) {
        on_synced(client, body, now);
    } else {
        run->all.acks++;
        if (run->recording) {
            run->recorded.acks++;
            histogram_add(&run->ack, (now - client->sent_at[number % RING]) / 1000);
        }
    }
    if (run->talking && run->options.rate == 0 && client->is_sender) client_say(client, now);
}

/* One's own messages come back too, as to another tab: they keep the order and are no delivery. */
static void on_created(struct client *client, struct span text) {
    struct run *run = client->run;
    if (client->conversation_count == 1) {
        uint64_t seq = number_of(after(text, SEQ), STAMP_DIGITS);
        if (client->knows_seq && seq != client->last_seq + 1) run->all.out_of_order++;
        client->knows_seq = true;
        if (seq > client->last_seq) client->last_seq = seq;
    }
    struct span stamp = after(text, "\"text\":\"");
    if (stamp.length < STAMP_DIGITS + 1 + NUMBER_DIGITS || stamp.data[STAMP_DIGITS] != '.') return;
    struct span sender = {stamp.data + STAMP_DIGITS + 1, NUMBER_DIGITS};
    if (number_of(sender, NUMBER_DIGITS) == (uint64_t)client->number) return;
    run->all.deliveries++;
    if (!run->recording) return;
    run->recorded.deliveries++;
    histogram_add(&run->delivery, (now_ns() - number_of(stamp, STAMP_DIGITS)) / 1000);
}

static void on_ready(struct client *client) {
    struct run *run = client->run;
    if (client->stage == READY) return;
    client->stage = READY;
    client->attempts = 0;
    run->connecting--;
    run->ready++;
    histogram_add(&run->greeting, (now_ns() - client->connected_at) / 1000);
    bool behind = run->options.mode == STORM || (run->options.mode == RECOVER && client->lost_at);
    if (behind) say_sync(client);
}

static void on_packet(void *owner, char *data, size_t length) {
    struct client *client = owner;
    struct span text = {data, length};
    if (starts_with(text, "42[\"message.created\"")) {
        on_created(client, text);
    } else if (starts_with(text, "43")) {
        on_answer(client, text);
    } else if (starts_with(text, "2")) {
        link_send(&client->link, "3", 1);
    } else if (starts_with(text, "0")) {
        char connect[512];
        int size = snprintf(connect, sizeof connect, "40{\"token\":\"%s\"}", client->token);
        link_send(&client->link, connect, (size_t)size);
    } else if (starts_with(text, "42[\"session.ready\"")) {
        on_ready(client);
    } else if (starts_with(text, "44")) {
        client->run->all.refused_links++;
        note_refusal(client->run, text);
    }
}

/* The link has gone. Whoever is to come back tries again after a pause that differs from client to client. */
static void on_lost(struct client *client) {
    struct run *run = client->run;
    uint64_t now = now_ns();
    if (client->stage == READY) {
        run->ready--;
        run->all.lost_links++;
        client->lost_at = now;
        if (!run->lost_at) run->lost_at = now;
    } else if (client->stage == CONNECTING) {
        run->connecting--;
        run->all.refused_links++;
    }
    client->stage = AWAY;
    run->unanswered -= client->unanswered;
    client->unanswered = 0;
    client->attempts++;
    client->retry_at = now + RETRY_NS / 2 + (uint64_t)rand() % RETRY_NS;
}

void client_connect(struct client *client) {
    struct run *run = client->run;
    const struct options *options = &run->options;
    int home = options->home >= 0 ? options->home : client->number;
    client->stage = CONNECTING;
    client->connected_at = now_ns();
    run->connecting++;
    if (!link_open(&client->link, run->epoll, options->ports[(home + client->attempts) % options->port_count], client))
        on_lost(client);
}

void client_flush(struct client *client) {
    if (client->link.state == LINK_CLOSED) return;
    if (client->link.unsent.length && !link_flush(&client->link, client->run->epoll, client)) on_lost(client);
}

void client_awake(struct client *client, unsigned events) {
    if (client->link.state == LINK_CLOSED) return;
    bool readable = events & (EPOLLIN | EPOLLHUP | EPOLLERR);
    if (readable && !link_read(&client->link, on_packet, client)) {
        on_lost(client);
        return;
    }
    bool writable = events & EPOLLOUT;
    if (!writable && !client->link.unsent.length) return;
    if (!link_flush(&client->link, client->run->epoll, client)) on_lost(client);
}
