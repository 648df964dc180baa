/* One WebSocket to a server on loopback: frames out (masked), frames in. Nothing of it blocks. */
#ifndef LINK_H
#define LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
    char *data;
    size_t length, capacity;
};

enum link_state { LINK_CLOSED, LINK_UPGRADING, LINK_OPEN };

struct link {
    int fd;
    enum link_state state;
    bool waits_to_write;
    struct bytes unread; /* the beginning of a frame whose rest has not come */
    struct bytes unsent;
};

/* Called for every text frame; the text is followed by a byte that may be overwritten. */
typedef void frame_handler(void *owner, char *text, size_t length);

/* `owner` comes back as the epoll event's pointer. False when there is no connection to be had. */
bool link_open(struct link *link, int epoll, int port, void *owner);
void link_close(struct link *link);

/* Queues one text frame; `link_flush` hands it to the network. */
void link_send(struct link *link, const char *text, size_t length);

/* Both answer false when the connection is gone; it is closed then. */
bool link_flush(struct link *link, int epoll, void *owner);
bool link_read(struct link *link, frame_handler *handle, void *owner);

#endif
