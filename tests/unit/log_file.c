#include "unit.h"

#include "log_file.h"

#include <sys/mman.h>
#include <unistd.h>

static char text[65536];
static int file = -1, saved = -1;

void
log_file_open(void)
{
    file = memfd_create("log", MFD_CLOEXEC);
    assert_true(file >= 0);
    saved = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
}

const char *
log_file_close(void)
{
    ssize_t length = pread(file, text, sizeof(text) - 1, 0);

    dup2(saved, STDERR_FILENO);
    close(saved);
    close(file);
    assert_true(length >= 0);
    text[length] = '\0';
    return text;
}
