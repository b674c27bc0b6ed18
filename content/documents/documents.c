#include "documents/document.h"

#include "sshd/base/array.h"

/* clang-format off */
const struct document *const documents[] = {
    &document_text,
    &document_markdown,
    &document_html,
    &document_pdf,
    &document_docx,
    &document_vcard,
    &document_json,
};
/* clang-format on */

const size_t document_count = COUNT(documents);

const struct document *const letters[] = {
    &document_letter_text,
    &document_letter_pdf,
};

const size_t letter_count = COUNT(letters);
