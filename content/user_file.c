#include "user_file.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "sshd/base/error.h"

#define BYTES_MAX (16 * 1024 * 1024)

static int
user_file_fail(const char *path, struct error *error)
{
    return error_set(error, "cannot copy %s: %s", path, strerror(errno));
}

static int
user_file_copy_stream(FILE *in, FILE *out)
{
    char buffer[16384];
    size_t got;

    while ((got = fread(buffer, 1, sizeof(buffer), in)) > 0)
        fwrite(buffer, 1, got, out);
    return ferror(in) ? -1 : 1;
}

int
user_file_copy(const char *stem, const char *name, FILE *out,
               struct error *error)
{
    char path[PATH_MAX];
    struct stat status;
    FILE *in;
    int result;

    if (snprintf(path, sizeof(path), "%s%s", stem, strrchr(name, '.')) >=
        (int)sizeof(path))
        return 0;
    if (stat(path, &status) < 0)
        return errno == ENOENT ? 0 : user_file_fail(path, error);
    if (!S_ISREG(status.st_mode))
        return error_set(error, "cannot copy %.200s: not a regular file", path);
    if (status.st_size == 0)
        return error_set(error, "cannot copy %.200s: the file is empty", path);
    if (status.st_size > BYTES_MAX)
        return error_set(error, "cannot copy %.200s: larger than %d MiB", path,
                         BYTES_MAX / 1024 / 1024);
    in = fopen(path, "re");
    if (in == NULL)
        return user_file_fail(path, error);
    result = user_file_copy_stream(in, out);
    if (result < 0)
        user_file_fail(path, error);
    fclose(in);
    return result;
}
