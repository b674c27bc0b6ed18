#pragma once

/*
 * What this program can still do once it knows what to show: read what was
 * published, talk to its terminal. It starts nothing, connects to nothing and
 * writes no file, whatever a visitor types.
 */

struct error;

/* Lock this process and its children, for good, to reading what is beside
 * PATH, where the next edition of it will be, or PATH itself where it is a
 * FILE. Without Landlock in the kernel other files can be read still. Returns
 * -1 with ERROR where a lock that the kernel has does not hold. */
int sandbox_files(const char *path, struct error *error);

/* Then to the calls that a visit needs. */
int sandbox_calls(struct error *error);
