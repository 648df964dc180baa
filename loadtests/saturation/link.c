#define _GNU_SOURCE
#include "link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

/* Frames are parsed where they were read; only what is left over moves to the link. */
static char scratch[1 << 20];
static const unsigned char MASK[4] = {0x37, 0xfa, 0x21, 0x3d};

static void append(struct bytes *bytes, const char *data, size_t length) {
    if (bytes->length + length > bytes->capacity) {
        bytes->capacity = (bytes->length + length) * 2;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (!bytes->data) abort();
    }
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
}

static void forget(struct bytes *bytes) {
    free(bytes->data);
    *bytes = (struct bytes){0};
}

static bool watch(struct link *link, int epoll, void *owner, int operation, bool to_write) {
    struct epoll_event event = {.events = EPOLLIN | (to_write ? EPOLLOUT : 0), .data.ptr = owner};
    link->waits_to_write = to_write;
    return epoll_ctl(epoll, operation, link->fd, &event) == 0;
}

bool link_open(struct link *link, int epoll, int port, void *owner) {
    *link = (struct link){.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    if (link->fd < 0) return false;
    int on = 1;
    setsockopt(link->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    link->state = LINK_UPGRADING;
    bool begun = connect(link->fd, (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS;
    if (!begun || !watch(link, epoll, owner, EPOLL_CTL_ADD, true)) {
        link_close(link);
        return false;
    }
    char request[512];
    int length = snprintf(request, sizeof request,
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", port);
    append(&link->unsent, request, (size_t)length);
    return true;
}

void link_close(struct link *link) {
    if (link->fd >= 0) close(link->fd);
    link->fd = -1;
    link->state = LINK_CLOSED;
    forget(&link->unread);
    forget(&link->unsent);
}

static void send_frame(struct link *link, unsigned char kind, const char *data, size_t length) {
    unsigned char head[14] = {0x80 | kind};
    size_t size = 2;
    if (length < 126) {
        head[1] = 0x80 | (unsigned char)length;
    } else { /* nothing that is sent here is as long as 64 KB */
        head[1] = 0x80 | 126;
        head[2] = (unsigned char)(length >> 8);
        head[3] = (unsigned char)length;
        size = 4;
    }
    memcpy(head + size, MASK, sizeof MASK);
    append(&link->unsent, (char *)head, size + sizeof MASK);
    append(&link->unsent, data, length);
    char *masked = link->unsent.data + link->unsent.length - length;
    for (size_t i = 0; i < length; i++) masked[i] = (char)(masked[i] ^ MASK[i & 3]);
}

void link_send(struct link *link, const char *text, size_t length) {
    if (link->state == LINK_OPEN) send_frame(link, TEXT, text, length);
}

bool link_flush(struct link *link, int epoll, void *owner) {
    size_t sent = 0;
    while (sent < link->unsent.length) {
        ssize_t taken = send(link->fd, link->unsent.data + sent, link->unsent.length - sent, MSG_NOSIGNAL);
        if (taken > 0) {
            sent += (size_t)taken;
        } else if (errno == EAGAIN || errno == ENOTCONN) {
            break;
        } else {
            link_close(link);
            return false;
        }
    }
    link->unsent.length -= sent;
    if (link->unsent.length && sent) memmove(link->unsent.data, link->unsent.data + sent, link->unsent.length);
    bool to_write = link->unsent.length > 0;
    return to_write == link->waits_to_write || watch(link, epoll, owner, EPOLL_CTL_MOD, to_write);
}

/* The length of the answer to the upgrade; 0 while it is not whole, -1 when it is a refusal. */
static long upgrade_length(const char *data, size_t length) {
    const char *end = memmem(data, length, "\r\n\r\n", 4);
    if (!end) return 0;
    return memcmp(data, "HTTP/1.1 101", 12) == 0 ? end - data + 4 : -1;
}

/* Handles the first frame of `data` and answers its size; 0 while it is not whole, -1 when the server goes. */
static long take_frame(struct link *link, char *data, size_t length, frame_handler *handle, void *owner) {
    if (length < 2) return 0;
    unsigned char *head = (unsigned char *)data;
    size_t size = head[1] & 127, start = 2;
    if (size == 126) start = 4;
    if (size == 127) start = 10;
    if (length < start) return 0;
    if (start > 2) size = 0;
    for (size_t i = 2; i < start; i++) size = size << 8 | head[i];
    if (length < start + size) return 0;
    unsigned kind = head[0] & 15;
    if (kind == CLOSE || !(head[0] & 0x80)) return -1; /* a fragment: no server here sends any */
    if (kind == PING) send_frame(link, PONG, data + start, size);
    if (kind == TEXT) handle(owner, data + start, size);
    return (long)(start + size);
}

static bool take_frames(struct link *link, char *data, size_t length, frame_handler *handle, void *owner) {
    size_t done = 0;
    for (;;) {
        long taken;
        if (link->state == LINK_UPGRADING) {
            taken = upgrade_length(data + done, length - done);
            if (taken > 0) link->state = LINK_OPEN;
        } else {
            taken = take_frame(link, data + done, length - done, handle, owner);
        }
        if (taken < 0) return false;
        if (taken == 0 || link->state == LINK_CLOSED) break;
        done += (size_t)taken;
    }
    if (done < length && link->state != LINK_CLOSED) append(&link->unread, data + done, length - done);
    return true;
}

bool link_read(struct link *link, frame_handler *handle, void *owner) {
    for (;;) {
        size_t held = link->unread.length;
        size_t space = sizeof scratch - held - 1;
        if (held >= sizeof scratch / 2) break; /* a frame of half a megabyte is no answer to what is asked here */
        if (held) memcpy(scratch, link->unread.data, held);
        ssize_t came = recv(link->fd, scratch + held, space, 0);
        if (came < 0 && errno == EAGAIN) return true;
        if (came <= 0) break;
        forget(&link->unread);
        if (!take_frames(link, scratch, held + (size_t)came, handle, owner)) break;
        if (link->state == LINK_CLOSED) return false;
        if ((size_t)came < space) return true;
    }
    link_close(link);
    return false;
}
