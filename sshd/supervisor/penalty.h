#pragma once

/*
 * Sources that behaved badly wait outside for a while. Each misdeed adds its
 * time; below a least one nothing happens yet, above a most one nothing is
 * added, and who keeps quiet is forgiven. A table of fixed size forgets the
 * ones that end first.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

#define PENALTY_SOURCES 1024

struct penalty_terms {
    unsigned long crash, grace, no_auth; /* seconds for each */
    unsigned long least, most;
};

struct penalty_box {
    struct {
        unsigned char key[16];
        uint64_t until; /* as clock_now() counts */
        bool bites;
    } sources[PENALTY_SOURCES];
    size_t count;
    const struct penalty_terms *terms; /* borrowed */
};

/* Add SECONDS to what PEER's source has to wait from NOW on. */
void penalty_add(struct penalty_box *box, const struct peer *peer,
                 unsigned long seconds, uint64_t now);

/* Whether PEER has to wait outside. */
bool penalty_holds(struct penalty_box *box, const struct peer *peer,
                   uint64_t now);
