/* The report from a log of any bytes. Checks that it ends, and that its JSON is
 * valid. */

#include "fuzz.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/report.h"
#include "report/tally.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tally tally = {NULL};
    struct report report = {.tally = &tally};
    char *text = NULL;
    size_t length = 0;
    FILE *input, *output;
    json_t *json;

    if (size == 0)
        return 0;
    input = fmemopen((void *)(uintptr_t)data, size, "r");
    output = open_memstream(&text, &length);
    assert(input != NULL && output != NULL);
    report_read(&report, input);
    report_print_table(&report, output);
    rewind(output);
    report_print_json(&report, output);
    fclose(output);
    json =
        json_loads(text, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, NULL);
    assert(json_is_array(json_object_get(json, "weeks")));
    json_decref(json);
    tally_fini(&tally);
    free(text);
    fclose(input);
    return 0;
}
