#pragma once

/* Login names that fit several things: resume-sshd(8) says which one wins. */

struct editions;

/* Add a warning to the edition of each person whose name is also that of
 * something else; editions_load() has done so for audiences. */
void names_check(const struct editions *editions);
