#include "document.h"

#include <jansson.h>
#include <stdlib.h>

#include "error.h"
#include "resume_json.h"

/* The file again: indented, in its own order, with all that it has. */
static int
write_document(const struct resume *resume, FILE *out, struct error *error)
{
    json_t *root = resume_json(resume);

    /* 3.7 as 3.7, and with more digits only where it takes them. */
    for (size_t digits = 15; digits <= 17; digits++) {
        char *text =
            json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(digits));
        json_t *again =
            text != NULL ? json_loads(text, JSON_ALLOW_NUL, NULL) : NULL;
        bool same = again != NULL && json_equal(root, again) == 1;

        if (same)
            fprintf(out, "%s\n", text);
        json_decref(again);
        free(text);
        if (same)
            return 0;
    }
    return error_set(error, "it does not read back as the same");
}

const struct document document_json = {
    .name = "resume.json",
    .word = "json",
    .title = "JSON Resume",
    .type = "application/json",
    .write = write_document,
};
