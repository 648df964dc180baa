#define _GNU_SOURCE
#include "people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct client client_of(struct run *run, char *line, int number) {
    struct client client = {.run = run, .number = number, .link = {.fd = -1}};
    client.is_sender = number % run->options.group < run->options.senders;
    char *rest = NULL;
    client.token = strtok_r(line, " \n", &rest);
    char *last_seq = strtok_r(NULL, " \n", &rest);
    client.last_seq = last_seq ? strtoull(last_seq, NULL, 10) : 0;
    for (char *one = strtok_r(NULL, " \n", &rest); one; one = strtok_r(NULL, " \n", &rest)) {
        size_t size = sizeof(char *) * (size_t)(client.conversation_count + 1);
        client.conversations = realloc(client.conversations, size);
        client.conversations[client.conversation_count++] = one;
    }
    if (client.conversation_count) return client;
    fprintf(stderr, "line %d names no conversation\n", number + 1);
    exit(2);
}

struct client *read_people(struct run *run) {
    FILE *file = fopen(run->options.clients, "r");
    if (!file) {
        perror(run->options.clients);
        exit(2);
    }
    struct client *clients = NULL;
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) > 1) {
        clients = realloc(clients, sizeof *clients * (size_t)(run->client_count + 1));
        clients[run->client_count] = client_of(run, line, run->client_count);
        run->client_count++;
        line = NULL; /* its words stay where they are */
        size = 0;
    }
    fclose(file);
    if (run->client_count) return clients;
    fprintf(stderr, "nobody is in %s\n", run->options.clients);
    exit(2);
}
