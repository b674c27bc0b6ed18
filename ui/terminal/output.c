#include "terminal/output.h"

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "terminal/sgr.h"

static FILE *buffer_file; /* NULL: writes go to stdout immediately */

/* Returns whether all of BYTES were written. */
static bool
output_write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);

        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

void
output_open(void)
{
    int fd = memfd_create("frame", MFD_CLOEXEC);

    if (buffer_file == NULL) {
        buffer_file = fd >= 0 ? fdopen(fd, "w") : NULL;
        if (fd >= 0 && buffer_file == NULL)
            close(fd);
        return;
    }
    /* Never the parent's file, because other children write to it. */
    if (fd < 0 || dup3(fd, fileno(buffer_file), O_CLOEXEC) < 0) {
        fclose(buffer_file);
        buffer_file = NULL;
    }
    if (fd >= 0)
        close(fd);
}

FILE *
output_stream(void)
{
    return buffer_file != NULL ? buffer_file : stdout;
}

void
output_put(const char *text)
{
    output_write_all(fileno(output_stream()), text, strlen(text));
}

void
output_flush(void)
{
    char bytes[8192];
    off_t end, at = 0;
    ssize_t n;

    if (buffer_file == NULL)
        return;
    end = lseek(fileno(buffer_file), 0, SEEK_CUR);
    for (; at < end; at += n) {
        size_t left = (size_t)(end - at);

        n = pread(fileno(buffer_file), bytes,
                  left < sizeof(bytes) ? left : sizeof(bytes), at);
        if (n <= 0 ||
            !output_write_all(STDOUT_FILENO, bytes, sgr_join(bytes, (size_t)n)))
            break;
    }
    output_drop();
}

void
output_drop(void)
{
    if (buffer_file != NULL)
        lseek(fileno(buffer_file), 0, SEEK_SET);
}

void
output_write_unbuffered(const char *text)
{
    output_write_all(STDOUT_FILENO, text, strlen(text));
}
