#pragma once

/* Login names that fit several things: resume-sshd(8) says which one wins. */

struct editions;

/* Warn of each person and each audience whose name is also that of something
 * else, in the edition in the owner's language; of each pair once. */
void names_check(const struct editions *editions);
