#include "unit.h"

#include "log_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/resume-log.XXXXXX", text[65536];
static int saved = -1;

void
log_file_open(void)
{
    int fd;

    snprintf(path, sizeof(path), "/tmp/resume-log.XXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    saved = dup(STDERR_FILENO);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

const char *
log_file_close(void)
{
    FILE *file = fopen(path, "r");

    dup2(saved, STDERR_FILENO);
    close(saved);
    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    unlink(path);
    return text;
}
