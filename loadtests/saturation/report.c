#include "report.h"

#include <inttypes.h>
#include <stdio.h>

static void print_times(const char *name, const struct histogram *times) {
    printf("\"%s_ms\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"count\":%" PRIu64 "},", name,
        (double)histogram_percentile(times, 0.5) / 1000, (double)histogram_percentile(times, 0.99) / 1000,
        (double)times->max / 1000, times->count);
}

static void print_counters(const char *name, const struct counters *counters) {
    printf("\"%s\":{\"sent\":%" PRIu64 ",\"acks\":%" PRIu64 ",\"refused\":%" PRIu64 ",\"deliveries\":%" PRIu64
           ",\"late\":%" PRIu64 "},",
        name, counters->sent, counters->acks, counters->refused, counters->deliveries, counters->late);
}

static void print_processes(const struct options *options, const struct measured *measured) {
    printf("\"processes\":[");
    for (int i = 0; i < options->pid_count; i++)
        printf("%s{\"pid\":%d,\"cpu_seconds\":%.3f,\"rss_before_kb\":%ld,\"rss_from_kb\":%ld,\"rss_to_kb\":%ld}",
            i ? "," : "", options->pids[i], measured->to.cpu_seconds[i] - measured->from.cpu_seconds[i],
            measured->before.rss_kb[i], measured->from.rss_kb[i], measured->to.rss_kb[i]);
    printf("]}\n");
}

void print_report(const struct run *run, const struct measured *measured, bool whole) {
    printf("{\"whole\":%s,\"clients\":%d,\"ready\":%d,\"caught_up\":%d,\"connect_seconds\":%.3f,\"seconds\":%.3f,"
           "\"own_cpu_seconds\":%.3f,\"synced\":%" PRIu64 ",\"out_of_order\":%" PRIu64 ",\"lost_links\":%" PRIu64
           ",\"refused_links\":%" PRIu64 ",\"first_refusal\":\"%s\",",
        whole ? "true" : "false", run->client_count, run->ready, run->caught_up, measured->connect_seconds,
        measured->seconds, measured->own_cpu_seconds, run->all.synced, run->all.out_of_order, run->all.lost_links,
        run->all.refused_links, run->first_refusal);
    print_counters("recorded", &run->recorded);
    print_counters("all", &run->all);
    print_times("ack", &run->ack);
    print_times("delivery", &run->delivery);
    print_times("greeting", &run->greeting);
    print_times("catching_up", &run->catching_up);
    print_processes(&run->options, measured);
}
