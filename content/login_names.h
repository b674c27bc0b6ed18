#pragma once

/* Login names with several meanings. resume-sshd(8) describes which one counts.
 */

struct editions;

/* Warn about each person and each audience whose name has another meaning, in
 * the edition in the owner's language; once for each pair. */
void login_names_check(const struct editions *editions);
