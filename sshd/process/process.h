#pragma once

/*
 * What every child process of this program sets up: its signals, limits,
 * descriptors and title.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Receive SIGNAL when PARENT dies; exit if it already has. */
void process_die_with_parent(pid_t parent, int signal);

/* Close every descriptor from FIRST on: now, or at the next execve(2). */
void process_close_from(unsigned first);
void process_close_from_at_exec(unsigned first);

/* Close every descriptor from FIRST on except the COUNT of KEPT, which are
 * sorted. */
void process_close_others(unsigned first, int *kept, size_t count);

/* Set every signal to its default, ignore those of the list IGNORED, which ends
 * with 0, and unblock all. An ignored signal that is pending is discarded. */
void process_reset_signals(const int *ignored);

/* Lower the soft and the hard limit on RESOURCE to AMOUNT. */
void process_limit(__rlimit_resource_t resource, rlim_t amount);

/* End the process by SIGXCPU after SECONDS of CPU time, by SIGKILL a second
 * later. */
void process_limit_cpu(rlim_t seconds);

/* Raise the soft limit on RESOURCE to the hard one. */
void process_raise_limit(__rlimit_resource_t resource);

/* Block the signals of LIST, which ends in 0, and return a descriptor that
 * is readable when one arrives; -1 and errno. */
int process_signalfd_open(const int *list);

/* Read the next signal from such a descriptor. Returns 0 if none is pending.
 * For SIGCHLD, *CHILD, unless CHILD is NULL, becomes the pid that it names, or
 * -1. */
int process_signalfd_read(int fd, pid_t *child);

/* waitpid(2) with WNOHANG and OPTIONS: for *CHILD first if that is positive,
 * which then becomes 0, else for any child. The kernel finds a given child
 * directly, but searches all of them for any. */
pid_t process_changed(pid_t *child, int *status, int options);

/* The CPU time of all children that were waited for, in microseconds. */
uint64_t process_children_used(void);

/* Let the OOM killer choose this process before the supervisor. */
void process_prefer_oom_kill(void);

/* A wait(2) status as a shell's exit status: 128 plus the signal's number. */
int process_exit_status(int status);

/* Exit with STATUS immediately. The kernel frees its memory; freeing it here,
 * piece by piece, would first copy pages that are still shared. */
_Noreturn void process_end(int status);

/* The path of the program NAME: in this program's directory, else in the
 * directory PRESET. The caller frees it; NULL without memory. */
char *process_find_program(const char *name, const char *preset);
