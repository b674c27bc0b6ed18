#pragma once

/*
 * What is published of how to reach somebody. A street and a postal code
 * are kept out of every document unless meta.ssh.publish lists "address";
 * an e-mail address and a telephone number are published unless it keeps
 * them out.
 *
 * meta.ssh.publish is a list or an object: ["address"] adds the address;
 * ["email"] keeps the telephone number out, ["phone"] the e-mail address,
 * and [] both; {"address": true, "phone": false} says each by itself.
 */

#include <jansson.h>

struct warnings;

/* Remove from ROOT, a file, what is not to be published, in whatever the
 * résumé is wrapped, and tell WARNINGS (may be NULL) what was removed. */
void privacy_apply(json_t *root, struct warnings *warnings);
