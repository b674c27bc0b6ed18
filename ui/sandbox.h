#pragma once

/*
 * What this program can do once it knows what to show: read what is published
 * and talk to its terminal. It starts no program, connects to nothing and
 * writes no file, whatever its visitor types.
 */

struct error;

/* Build the system call filter, once: a zygote's children install the one that
 * it built. Returns -1 with ERROR filled. */
int sandbox_init(struct error *error);

/* Restrict this process and its children, for good, to reading PATH where it is
 * a file, else the directory that holds PATH, where its next snapshot will
 * take its place. Without Landlock in the kernel, other files stay readable.
 * Returns -1 with ERROR filled where a lock that the kernel has does not
 * hold. */
int sandbox_restrict_files(const char *path, struct error *error);

/* Restrict this process, for good, to the system calls of a session. Returns
 * -1 with ERROR filled. */
int sandbox_restrict_calls(struct error *error);

/* Free the filter. */
void sandbox_fini(void);
