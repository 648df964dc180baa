#include "histogram.h"

/* Below 64 a bucket is one microsecond wide; above, every power of two has 64 buckets. */
static unsigned bucket_of(uint64_t value) {
    if (value < 64) return (unsigned)value;
    unsigned power = 63 - (unsigned)__builtin_clzll(value);
    return (power - 5) * 64 + (unsigned)((value >> (power - 6)) & 63);
}

static uint64_t last_value_of(unsigned bucket) {
    if (bucket < 64) return bucket;
    unsigned power = bucket / 64 + 5;
    return (UINT64_C(1) << power) + ((uint64_t)(bucket % 64 + 1) << (power - 6)) - 1;
}

void histogram_add(struct histogram *histogram, uint64_t microseconds) {
    histogram->buckets[bucket_of(microseconds)]++;
    histogram->count++;
    if (microseconds > histogram->max) histogram->max = microseconds;
}

uint64_t histogram_percentile(const struct histogram *histogram, double share) {
    double exact = share * (double)histogram->count;
    uint64_t wanted = (uint64_t)exact;
    if ((double)wanted < exact || wanted == 0) wanted++;
    uint64_t seen = 0;
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS && histogram->count; bucket++) {
        seen += histogram->buckets[bucket];
        if (seen < wanted) continue;
        uint64_t last = last_value_of(bucket);
        return last < histogram->max ? last : histogram->max;
    }
    return histogram->max;
}
