#pragma once

/*
 * The text of the page of contact and files: a list of paragraphs, some with a
 * key that copies them.
 */

#include "app/app.h"
#include "terminal/theme.h"

#define CONTACT_COMMAND_SIZE 320
#define CONTACT_LINES_MAX    40

/* A paragraph of the page. */
struct contact_line {
    const char *text;
    enum role role;
    int indent;
    char key; /* that copies it, or 0 */
    bool link;
};

struct contact {
    struct contact_line lines[CONTACT_LINES_MAX];
    int count;
    const char *copy; /* the word after a key that copies; "" no room */
    int key_width;    /* columns of both at the right, with a gap */
    char scp_pdf[CONTACT_COMMAND_SIZE], scp_all[CONTACT_COMMAND_SIZE],
        text[CONTACT_COMMAND_SIZE];
    char others[CONTACT_COMMAND_SIZE];
};

/* Fill CONTACT for a window with room for COLUMNS of text. It borrows texts of
 * the résumé, and those in it. */
void contact_compose(struct contact *contact, const struct app *app,
                     int columns);

/* The columns that the text needs so that no line wraps. */
int contact_width(const struct contact *contact);

/* The columns of LINE's own text, where the page has COLUMNS. */
int contact_line_columns(const struct contact *contact,
                         const struct contact_line *line, int columns);
