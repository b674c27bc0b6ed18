/*
 * Preloaded, it shows a program a wall clock that is ahead by as many seconds
 * as the file $CLOCK_SHIFT holds just now, a long: setting the machine's own
 * would be felt by more than the program.
 */

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long *shift;

/* Mapped at the start, for a locked process opens nothing. */
__attribute__((constructor)) static void
map_shift(void)
{
    const char *path = getenv("CLOCK_SHIFT");
    int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *memory = MAP_FAILED;

    if (fd >= 0) {
        memory = mmap(NULL, sizeof(*shift), PROT_READ, MAP_SHARED, fd, 0);
        close(fd);
    }
    if (memory == MAP_FAILED)
        abort();
    shift = memory;
}

int
clock_gettime(clockid_t id, struct timespec *now)
{
    int outcome = (int)syscall(SYS_clock_gettime, id, now);

    if (outcome == 0 && id == CLOCK_REALTIME && shift != NULL)
        now->tv_sec += *shift;
    return outcome;
}

int
gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec exact;

    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &exact) < 0)
        return -1;
    *now = (struct timeval){exact.tv_sec, exact.tv_nsec / 1000};
    return 0;
}

time_t
time(time_t *copy)
{
    struct timespec now = {.tv_sec = -1};

    clock_gettime(CLOCK_REALTIME, &now);
    if (copy != NULL)
        *copy = now.tv_sec;
    return now.tv_sec;
}
