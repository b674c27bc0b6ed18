#pragma once

/* The paper that a document is laid out for. */

struct resume;

struct paper {
    const char *name;
    double width, height; /* points, 1/72 inch */
};

/* That of meta.ssh.paper, or else that of the résumé's country: Letter where
 * that is used, A4 elsewhere. */
const struct paper *paper_of(const struct resume *resume);
