#include "base/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/array.h"

/* The kernel's struct landlock_ruleset_attr, of which Debian 12's
 * linux/landlock.h has only the first field. Older kernels accept a longer
 * struct than theirs if the rest of it is zero. */
struct landlock_attributes {
    uint64_t files, network, scopes;
};

#define FILES(count)  ((1ULL << (count)) - 1) /* the first COUNT accesses */
#define BIND_CONNECT  3ULL                    /* of TCP */
#define SOCKET_SIGNAL 3ULL /* abstract Unix sockets, signals */

/* By version, from 1. From 5 on, the accesses to files include ioctl(2) on
 * devices; open descriptors keep it. */
static const struct landlock_attributes landlock_versions[] = {
    {FILES(13), 0, 0},
    {FILES(14), 0, 0},
    {FILES(15), 0, 0},
    {FILES(15), BIND_CONNECT, 0},
    {FILES(16), BIND_CONNECT, 0},
    {FILES(16), BIND_CONNECT, SOCKET_SIGNAL},
};

int
landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

int
landlock_open(void)
{
    size_t version = (size_t)landlock_version();

    if (version == 0) {
        errno = EOPNOTSUPP;
        return -1;
    }
    if (version > COUNT(landlock_versions))
        version = COUNT(landlock_versions);
    return (int)syscall(SYS_landlock_create_ruleset,
                        &landlock_versions[version - 1],
                        sizeof(landlock_versions[0]), 0);
}

void
landlock_allow_read(int ruleset, const char *path)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
        .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat status;

    if (rule.parent_fd < 0)
        return;
    if (fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule,
            0);
    close(rule.parent_fd);
}

int
landlock_enforce(int ruleset)
{
    int outcome = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    int saved = errno;

    close(ruleset);
    errno = saved;
    return outcome;
}
