#include "snapshot_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sshd/base/error.h"

int
snapshot_fail(const struct snapshot *snapshot, const char *what)
{
    return error_set(snapshot->error, "%s: %s", what, strerror(errno));
}

int
snapshot_sync(const struct snapshot *snapshot, int fd)
{
    return snapshot->sync_each ? fsync(fd) : 0;
}

FILE *
snapshot_create(const struct snapshot *snapshot, int dir, const char *name)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (out == NULL) {
        snapshot_fail(snapshot, name);
        if (fd >= 0)
            close(fd);
    }
    return out;
}

int
snapshot_finish(const struct snapshot *snapshot, FILE *out, const char *name,
                int written)
{
    int fd = fileno(out), result = written;

    if (result == 0 &&
        (fflush(out) != 0 || ferror(out) || fchmod(fd, 0644) < 0 ||
         snapshot_sync(snapshot, fd) < 0))
        result = snapshot_fail(snapshot, name);
    if (fclose(out) != 0 && result == 0)
        result = snapshot_fail(snapshot, name);
    return result;
}
