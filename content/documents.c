#include "document.h"

#include <string.h>

/* clang-format off */
const struct document *const documents[] = {
    &document_text,
    &document_markdown,
    &document_html,
    &document_pdf,
    &document_vcard,
    &document_json,
};
/* clang-format on */

const size_t document_count = sizeof(documents) / sizeof(documents[0]);

const struct document *
document_find(const char *word)
{
    for (size_t i = 0; i < document_count; i++)
        if (strcmp(documents[i]->word, word) == 0)
            return documents[i];
    return NULL;
}
