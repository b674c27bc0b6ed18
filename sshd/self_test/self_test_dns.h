#pragma once

/*
 * The part of `resume-sshd --test` that asks the DNS.
 */

#include <stddef.h>

/* Print to standard error which records of HOST, and of the COUNT host keys
 * FILES, are missing from the DNS or wrong. Does nothing if this process may
 * not use the network. It is advice: the server serves without any record. */
void self_test_dns(const char *host, const char *const *files, size_t count);
