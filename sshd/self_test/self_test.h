#pragma once

/*
 * `resume-sshd --test`: what would keep the server with these options from
 * starting, or its visitors from finding it and seeing the content. It changes
 * nothing, and prints what is wrong to standard error. systemd's unit runs it
 * to reload; then only configuration and content are tested.
 */

struct options;

/* Test OPTIONS; if they name no content, test the installed service, whose
 * files are in /etc/resume-sshd. PUBLISHER is the path of resume-publish.
 * Returns the exit status: 1 if something is wrong. */
int self_test_run(struct options *options, const char *publisher);
