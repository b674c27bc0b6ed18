#pragma once

/*
 * The text of the page of contact and files: a list of paragraphs, some of
 * which a key copies.
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
    char key; /* the key that copies it, or 0 */
    bool link;
    bool prose; /* a sentence, which may wrap in a narrower box */
};

struct contact {
    struct contact_line lines[CONTACT_LINES_MAX];
    int count;
    const char *copy; /* the word after a key that copies; "" without room */
    int key_width;    /* columns of key and word at the right, with a gap */
    char scp_pdf[CONTACT_COMMAND_SIZE], scp_all[CONTACT_COMMAND_SIZE],
        text[CONTACT_COMMAND_SIZE];
    char others[CONTACT_COMMAND_SIZE], scp_letter[CONTACT_COMMAND_SIZE];
};

/* Fill CONTACT for a window with room for COLUMNS of text. Its lines borrow
 * texts of the résumé and of CONTACT itself. */
void contact_compose(struct contact *contact, const struct app *app,
                     int columns);

/* Returns the columns that the text needs so that no line wraps. */
int contact_width(const struct contact *contact);

/* Returns the columns for the text of LINE, if the page has COLUMNS. */
int contact_line_columns(const struct contact *contact,
                         const struct contact_line *line, int columns);
