#pragma once

/* The functions that read a field, for the tables of resume_keys.c. Each adds
 * VALUE to the field of DRAFT at KEY's offset. */

#include "resume/resume_keys.h"

/* Read one line; several texts, joined; paragraphs; a URL; a location. */
void field_text(struct draft *draft, const struct key *key, json_t *value);
void field_texts(struct draft *draft, const struct key *key, json_t *value);
void field_paragraphs(struct draft *draft, const struct key *key,
                      json_t *value);
void field_url(struct draft *draft, const struct key *key, json_t *value);
void field_place(struct draft *draft, const struct key *key, json_t *value);

/* Read the subject of study and append it to the title. */
void field_area(struct draft *draft, const struct key *key, json_t *value);

/* Read a date. */
void field_date(struct draft *draft, const struct key *key, json_t *value);

/* Read the end date; null and "" mean that it has not ended. */
void field_end(struct draft *draft, const struct key *key, json_t *value);

/* Read a list of keywords; one more keyword; bullet points, some of which may
 * be groups. */
void field_words(struct draft *draft, const struct key *key, json_t *value);
void field_word(struct draft *draft, const struct key *key, json_t *value);
void field_points(struct draft *draft, const struct key *key, json_t *value);

/* Read one more URL: the entry's URL if it has no other, otherwise a line below
 * the summary. */
void field_address(struct draft *draft, const struct key *key, json_t *value);

/* Read a DOI ("10.1000/182") as the address of its publication. */
void field_doi(struct draft *draft, const struct key *key, json_t *value);

/* Read several roles at one employer, each with its own dates. */
void field_roles(struct draft *draft, const struct key *key, json_t *value);

/* Read children: sub-projects, groups of points, awards, courses. */
void field_projects(struct draft *draft, const struct key *key, json_t *value);
void field_groups(struct draft *draft, const struct key *key, json_t *value);
void field_awards(struct draft *draft, const struct key *key, json_t *value);
void field_courses(struct draft *draft, const struct key *key, json_t *value);

/* Ignore a key that is known but not shown in an entry. */
void field_ignored(struct draft *draft, const struct key *key, json_t *value);
