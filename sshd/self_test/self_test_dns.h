#pragma once

/*
 * The part of `resume-sshd --test` that asks the DNS.
 */

#include <stddef.h>

/* Print to standard error what the DNS lacks, or says wrongly, of HOST and of
 * the COUNT host keys FILES. Where this process may not use the network, do
 * nothing. It is advice: the server serves without any record. */
void self_test_dns(const char *host, const char *const *files, size_t count);
