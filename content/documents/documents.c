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
