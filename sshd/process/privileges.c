#include "process/privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/error.h"

int
privileges_find_user(struct user *user, const char *name, struct error *error)
{
    const struct passwd *entry = getpwnam(name);
    char *end;
    unsigned long number = strtoul(name, &end, 10);

    if (entry != NULL) {
        *user = (struct user){entry->pw_uid, entry->pw_gid};
    } else if (*name != '\0' && *end == '\0' && number < UINT32_MAX) {
        *user = (struct user){(uid_t)number, (gid_t)number};
    } else {
        return error_set(error, "no user is called \"%s\"", name);
    }
    if (user->uid == 0)
        return error_set(error,
                         "--user must name a user without privileges, "
                         "not root: \"%s\"",
                         name);
    return 0;
}

/* Drop all capabilities that the kernel knows from the bounding set; none if
 * this process may not. */
static void
privileges_drop_bounding_set(void)
{
    for (unsigned long i = 0; prctl(PR_CAPBSET_DROP, i, 0, 0, 0) == 0;)
        i++;
}

int
privileges_become(const struct user *user)
{
    if (user == NULL || geteuid() != 0)
        return 0;
    privileges_drop_bounding_set(); /* first: only root may */
    if (setgroups(0, NULL) < 0 ||
        setresgid(user->gid, user->gid, user->gid) < 0 ||
        setresuid(user->uid, user->uid, user->uid) < 0)
        return -1;
    errno = EPERM;
    return setuid(0) == 0 ? -1 : 0; /* becoming root again must fail */
}

void
privileges_drop_capabilities(void)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

    syscall(SYS_capset, &header, none);
}
