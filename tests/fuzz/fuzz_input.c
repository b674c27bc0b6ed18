/* The key parser. Checks that every key is as input.h describes, whatever bytes
 * come, and that the parser never stops accepting keys. The byte FF, which no
 * terminal sends, stands for a pause that ends an incomplete sequence. */

#include "fuzz.h"

#include <stdbool.h>

#include "terminal/input.h"

#define PAUSE  0xff
#define CTRL_C 0x03

static void
check_event(const struct key_event *event)
{
    char32_t c = event->character;

    assert(event->key > KEY_NONE && event->key <= KEY_SCHEME);
    if (event->key == KEY_CHAR) {
        assert(c < 0x80 || c >= 0xa0);
        assert(c <= 0x10ffff && (c < 0xd800 || c > 0xdfff));
    }
    if (event->key == KEY_BACKGROUND)
        for (int i = 0; i < 3; i++)
            assert(event->parameters[i] >= 0 && event->parameters[i] <= 255);
    if (event->key == KEY_CURSOR)
        assert(event->parameters[0] >= 0 && event->parameters[1] >= 0);
    if (event->key == KEY_MOUSE) {
        assert(event->mouse.row >= -1 && event->mouse.column >= -1);
        assert(event->mouse.button >= 0);
    }
}

static bool
take(struct input *input, unsigned char byte, struct key_event *event)
{
    bool whole = input_byte(input, byte, event);

    if (whole)
        check_event(event);
    assert(input->string_length < INPUT_STRING);
    assert(input->paste_length < INPUT_PASTE_MAX);
    assert(input->csi.parameter_count <= CSI_PARAMETERS);
    return whole;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {0};
    struct key_event event;

    for (size_t i = 0; i < size; i++) {
        take(&input, data[i], &event);
        if (data[i] != PAUSE)
            continue;
        input_set_time(&input, input.now + INPUT_PASTE_MS);
        if (input_expire(&input, &event))
            assert(event.key == KEY_ESCAPE || event.key == KEY_CHAR);
        assert(input_deadline(&input) == -1);
    }
    input_set_time(&input, input.now + INPUT_PASTE_MS);
    assert(take(&input, CTRL_C, &event));
    assert(event.key == KEY_CHAR && event.character == CTRL_C);
    assert(take(&input, 'j', &event));
    assert(event.key == KEY_CHAR && event.character == U'j');
    return 0;
}
