#define _GNU_SOURCE
#include "text.h"

#include <string.h>
#include <sys/random.h>

bool starts_with(struct span text, const char *prefix) {
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

struct span after(struct span text, const char *mark) {
    size_t length = strlen(mark);
    const char *found = text.data ? memmem(text.data, text.length, mark, length) : NULL;
    if (!found) return (struct span){NULL, 0};
    found += length;
    return (struct span){found, text.length - (size_t)(found - text.data)};
}

uint64_t number_of(struct span text, size_t digits) {
    uint64_t number = 0;
    for (size_t i = 0; i < digits && i < text.length && text.data[i] >= '0' && text.data[i] <= '9'; i++)
        number = number * 10 + (uint64_t)(text.data[i] - '0');
    return number;
}

/* xorshift128+: ids have to differ, nobody has to be unable to guess them. */
static uint64_t random_bits(void) {
    static uint64_t state[2];
    if (!state[0] && getrandom(state, sizeof state, 0) != (ssize_t)sizeof state) state[0] = 1;
    uint64_t first = state[0], second = state[1];
    state[0] = second;
    first ^= first << 23;
    state[1] = first ^ second ^ (first >> 17) ^ (second >> 26);
    return state[1] + second;
}

void write_uuid(char *text) {
    static const char DIGITS[] = "0123456789abcdef";
    uint64_t bits[2] = {random_bits(), random_bits()};
    for (int i = 0, digit = 0; i < 36; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            text[i] = '-';
            continue;
        }
        text[i] = DIGITS[(bits[digit / 16] >> (digit % 16 * 4)) & 15];
        digit++;
    }
    text[14] = '4';
    text[19] = DIGITS[8 | (bits[1] & 3)];
}
