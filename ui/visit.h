#pragma once

/*
 * Reports to resume-sshd what a visitor reads (sshd/base/visit_message.h): the
 * keys of pages and the names of documents, but nothing that is typed. Without
 * resume-sshd it does nothing.
 */

struct app;

/* Find the pipe to resume-sshd, if there is one. */
void visit_open(void);

/* Report the page that APP shows, unless it is the one reported last. */
void visit_report_screen(const struct app *app);

/* Report that a command prints the part KEY of the résumé, or the document
 * NAME. */
void visit_report_page(const char *key);
void visit_report_document(const char *name);
