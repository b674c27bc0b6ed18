#pragma once

/*
 * Which contact details are published. Street and postal code are removed from
 * every document unless meta.ssh.publish lists "address". E-mail address and
 * telephone number are published unless meta.ssh.publish leaves them out.
 *
 * meta.ssh.publish is a list or an object: ["address"] adds the address;
 * ["email"] removes the telephone number, ["phone"] the e-mail address, and []
 * both; {"address": true, "phone": false} decides each of them separately.
 */

#include <jansson.h>
#include <stdbool.h>

struct warnings;

/* Remove the details that are not published from ROOT, the root of a file,
 * whatever the résumé is wrapped in. Add a note to WARNINGS (may be NULL) for
 * each detail removed. */
void privacy_apply(json_t *root, struct warnings *warnings);

/* Whether a member named NAME is private: a comment, or a note of the owner's,
 * which no document has. */
bool privacy_is_private_key(const char *name);
