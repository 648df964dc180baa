/* Durations in microseconds, counted in buckets at most 1/64 wide: any number of them in 32 KB. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 64 * 59 };

struct histogram {
    uint64_t buckets[HISTOGRAM_BUCKETS];
    uint64_t count;
    uint64_t max;
};

void histogram_add(struct histogram *histogram, uint64_t microseconds);

/* The smallest value that `share` (0..1) of what was added does not pass, rounded up by at most 1/64; 0 for none. */
uint64_t histogram_percentile(const struct histogram *histogram, double share);

#endif
