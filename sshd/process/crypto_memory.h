#pragma once

/*
 * OpenSSL's memory. What each key exchange writes to, its locks and counters of
 * references, lies among half a megabyte of tables, and a worker had to copy a
 * page for each, 19 pages. From the start of the program to
 * crypto_memory_seal() they are allocated side by side, which saves 6 pages and
 * as many page faults of a worker, 24 KiB. With a static libssh only.
 */

/* From now on OpenSSL allocates with malloc(3). */
void crypto_memory_seal(void);
