/* The file of people: a line is "token last_seq conversation…". */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "client.h"

/* All of them, in the order of the file; ends the program when there are none. */
struct client *read_people(struct run *run);

#endif
