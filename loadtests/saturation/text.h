/* Reading single facts out of a packet without parsing it: the generator must cost less than what it measures. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const char *data;
    size_t length;
};

bool starts_with(struct span text, const char *prefix);

/* What follows the first `mark`; empty (data NULL) when it is not there. */
struct span after(struct span text, const char *mark);

/* The decimal number that `text` begins with, at most `digits` of it. */
uint64_t number_of(struct span text, size_t digits);

/* 36 characters of a fresh version 4 UUID, no end mark. */
void write_uuid(char *text);

#endif
