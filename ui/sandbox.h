#pragma once

/*
 * The sandbox of this program after its start: it can read the published files
 * and write to its terminal. It cannot start a program, connect to a host or
 * write a file, whatever its visitor types.
 */

struct error;

/* Build the system call filter once; the children of a zygote install it.
 * Returns -1 with ERROR filled. */
int sandbox_init(struct error *error);

/* Restrict this process and its children permanently to reading PATH if it is a
 * file, else the directory that holds PATH, where the next snapshot will
 * replace it. If the kernel lacks Landlock, other files stay readable. Returns
 * -1 with ERROR filled if the kernel has Landlock and it cannot be enforced. */
int sandbox_restrict_files(const char *path, struct error *error);

/* Restrict this process permanently to the system calls of a session. Returns
 * -1 with ERROR filled. */
int sandbox_restrict_calls(struct error *error);

/* Free the filter. */
void sandbox_fini(void);
