/* Who sends when: a closed loop, or a rate that does not wait for the answers. */
#ifndef PACE_H
#define PACE_H

#include "client.h"

/* Everybody who may come back tries; new ones connect, as many at once as allowed. */
void connect_more(struct run *run, struct client *clients);

/* Fills every sender's window; from then on each answer is followed by the next message. */
void start_talking(struct run *run, struct client *clients);

/* Sends what is due at a fixed rate; answers when the next is due. */
uint64_t keep_rate(struct run *run, struct client *clients, uint64_t now);

#endif
