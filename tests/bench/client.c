/*
 * bench-client PORT SOURCE KEX JOB N [KEYS]: visits, timed. A JOB prints one
 * line for what it did:
 *
 *   visit N     N visits, one after another: microseconds until the first
 *               byte, the first screen and the end, and bytes of the screen
 *   storm N     as many as there are in N milliseconds: how many
 *   keys N KEYS one visit, in which N of KEYS are typed in turns: for each,
 *               the microseconds until the screen is complete, and its bytes
 *   hold N      N visits at once: "ready", and they stay until standard
 *               input ends
 *
 * bench-client alone prints libssh's version.
 */

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "visit.h"

#define TIME_MAX 300   /* seconds that this may run, whatever happens */
#define PAUSE    10000 /* microseconds between keys */

static int port;
static const char *source, *kex;

static void
work_visit(long count, const char *keys)
{
    struct visit visit;

    (void)keys;
    for (long i = 0; i < count; i++) {
        visit_open(&visit, port, source, kex);
        visit_leave(&visit);
        printf("%llu %llu %llu %zu\n",
               (unsigned long long)(visit.first - visit.begin),
               (unsigned long long)(visit.screen - visit.begin),
               (unsigned long long)(now_us() - visit.begin), visit.bytes);
    }
}

static void
work_storm(long milliseconds, const char *keys)
{
    uint64_t end = now_us() + (uint64_t)milliseconds * 1000;
    struct visit visit;
    long count = 0;

    (void)keys;
    for (; now_us() < end; count++) {
        visit_open(&visit, port, source, kex);
        visit_leave(&visit);
    }
    printf("%ld\n", count);
}

static void
work_keys(long count, const char *keys)
{
    struct visit visit;

    visit_open(&visit, port, source, kex);
    for (long i = 0; i < count; i++) {
        size_t bytes = visit.bytes;
        uint64_t begin;

        usleep(PAUSE);
        begin = now_us();
        visit_type(&visit, keys[(size_t)i % strlen(keys)]);
        printf("%llu %zu\n", (unsigned long long)(now_us() - begin),
               visit.bytes - bytes);
    }
    visit_leave(&visit);
}

static int
note_end(socket_t fd, int events, void *over)
{
    (void)fd;
    (void)events;
    *(bool *)over = true;
    return 0;
}

static void
work_hold(long count, const char *keys)
{
    ssh_event event = ssh_event_new();
    struct visit visit;
    bool over = false;

    (void)keys;
    ssh_event_add_fd(event, STDIN_FILENO, POLLIN | POLLHUP, note_end, &over);
    for (long i = 0; i < count; i++) {
        visit_open(&visit, port, source, kex);
        ssh_event_add_session(event, visit.session);
        ssh_event_dopoll(event, 0);
    }
    printf("ready\n");
    fflush(stdout);
    while (!over)
        ssh_event_dopoll(event, -1);
}

static const struct {
    const char *name;
    void (*work)(long count, const char *keys);
} jobs[] = {
    {"visit", work_visit},
    {"storm", work_storm},
    {"keys", work_keys},
    {"hold", work_hold},
};

int
main(int argc, char **argv)
{
    if (argc == 1) {
        printf("libssh %s\n", ssh_version(0));
        return EXIT_SUCCESS;
    }
    if (argc < 6)
        die("usage", "PORT SOURCE KEX JOB N [KEYS]");
    port = atoi(argv[1]);
    source = argv[2];
    kex = argv[3];
    alarm(TIME_MAX);
    for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++)
        if (strcmp(jobs[i].name, argv[4]) == 0) {
            jobs[i].work(atol(argv[5]), argc > 6 ? argv[6] : "j");
            return EXIT_SUCCESS;
        }
    die(argv[4], "no such job");
}
