#pragma once

/* The paper size of a document. */

struct resume;

struct paper {
    const char *name;
    double width, height; /* points, 1/72 inch */
};

/* The paper of meta.ssh.paper, or else of the résumé's country: US Letter in
 * some countries, A4 elsewhere. */
const struct paper *paper_of(const struct resume *resume);
