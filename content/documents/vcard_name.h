#pragma once

/*
 * The parts of a person's name, for the property N of a vCard: from a name as
 * it is written at the head of a résumé, by the customs of its language.
 */

enum vcard_name_part {
    VCARD_FAMILY,
    VCARD_GIVEN,
    VCARD_ADDITIONAL,
    VCARD_PREFIX,
    VCARD_SUFFIX,
    VCARD_NAME_PARTS
};

struct vcard_name {
    char parts[VCARD_NAME_PARTS][256]; /* "" if there is none */
};

/* Read TEXT, a name in a résumé of LANGUAGE (a tag: "hu"), into NAME. Words
 * that are no part of a name are left out: nicknames, pronouns, pictographs, a
 * headline after a dash, the same name in a second script. */
void vcard_name_read(struct vcard_name *name, const char *text,
                     const char *language);
