#pragma once

/*
 * What every child process of this program needs: signals, limits and
 * descriptors as if it had been born anew.
 */

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Die with SIGNAL when PARENT does; at once if it already has. */
void process_die_with_parent(pid_t parent, int signal);

/* Forget every descriptor from FIRST on: by closing them, or at exec. */
void process_close_from(unsigned first, bool at_exec);

/* Close every descriptor from FIRST on but the COUNT of KEPT. */
void process_close_others(unsigned first, const int *kept, size_t count);

/* Every signal at its default, none blocked. */
void process_reset_signals(void);

/* Lower the limit on RESOURCE to AMOUNT, for good. */
void process_limit(__rlimit_resource_t resource, rlim_t amount);

/* Raise it as far as we may. */
void process_raise_limit(__rlimit_resource_t resource);

/* Block the signals of LIST, which ends in 0, and return a descriptor that
 * is readable when one arrives; -1 and errno. */
int process_signalfd_open(const int *list);

/* The next signal from such a descriptor, 0 where there is none. Where it is
 * SIGCHLD, and CHILD not NULL, *CHILD is whom it tells of, or -1. */
int process_signalfd_read(int fd, pid_t *child);

/* waitpid(2), with WNOHANG and OPTIONS, for any child: for *CHILD first where
 * that is a pid; then it is 0. Who looks for any child looks at all. */
pid_t process_changed(pid_t *child, int *status, int options);

/* Be ended before the supervisor where memory runs out. */
void process_prefer_oom_kill(void);

/* A wait(2) status as a shell would say it: 128 and the signal. */
int process_exit_status(int status);

/* End with STATUS at once: what the process has goes with it, and to free it
 * piece by piece would only copy pages that are shared until then. */
_Noreturn void process_end(int status);

/* The file NAME beside this very program, else in PRESET; to be freed. */
char *process_find_program(const char *name, const char *preset);
