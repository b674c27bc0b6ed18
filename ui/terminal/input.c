#include "terminal/input.h"

#include <stdlib.h>
#include <string.h>

#include "text/text.h"
#include "sshd/base/array.h"

enum state {
    GROUND,
    ESCAPE,        /* after ESC */
    CSI,           /* after ESC [ */
    X10_MOUSE,     /* after ESC [ M: three bytes that are no keys */
    CSI_LINUX,     /* after ESC [ [: the Linux console's F1 to F5 */
    SS3,           /* after ESC O */
    STRING,        /* in OSC, DCS, SOS, PM, APC */
    STRING_ESCAPE, /* ESC in one of them: ST, if a backslash follows */
};

#define CTRL_C 0x03

struct row {
    int code; /* final byte, or the number before '~' */
    enum key key;
};

/* CSI and SS3 sequences by their final byte; CSI M never gets here. */
static const struct row finals[] = {
    {'A', KEY_UP},       {'B', KEY_DOWN},      {'C', KEY_RIGHT},
    {'D', KEY_LEFT},     {'H', KEY_HOME},      {'F', KEY_END},
    {'Z', KEY_BACKTAB},  {'M', KEY_ENTER},     {'P', KEY_F1},
    {'I', KEY_FOCUS_IN}, {'O', KEY_FOCUS_OUT}, {'a', KEY_UP},
    {'b', KEY_DOWN},     {'c', KEY_RIGHT},     {'d', KEY_LEFT},
};

/* CSI n ~ */
static const struct row numbers[] = {
    {1, KEY_HOME}, {2, KEY_INSERT},  {3, KEY_DELETE},
    {4, KEY_END},  {5, KEY_PAGE_UP}, {6, KEY_PAGE_DOWN},
    {7, KEY_HOME}, {8, KEY_END},     {11, KEY_F1},
};

/* Control characters that are keys of their own. */
static const struct row controls[] = {
    {'\t', KEY_TAB},       {'\r', KEY_ENTER},     {'\n', KEY_ENTER},
    {0x08, KEY_BACKSPACE}, {0x7f, KEY_BACKSPACE},
};

static enum key
look_up(const struct row *rows, size_t count, int code)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].code == code)
            return rows[i].key;
    return KEY_NONE;
}

static bool
emit(struct input *input, struct key_event *event, enum key key)
{
    input->state = GROUND;
    if (input->pasting)
        return false;
    event->key = key;
    return key != KEY_NONE;
}

static bool
emit_character(struct input *input, struct key_event *event, char32_t c)
{
    enum key key =
        c < 0x80 ? look_up(controls, COUNT(controls), (int)c) : KEY_NONE;

    event->character = c;
    return emit(input, event, key != KEY_NONE ? key : KEY_CHAR);
}

static void
start_sequence(struct input *input, enum state state)
{
    input->state = (int)state;
    input->parameter_count = 0;
    memset(input->parameters, 0, sizeof(input->parameters));
    input->prefix = 0;
    input->intermediate = false;
    input->string_length = 0;
}

static bool
finish_mouse(struct input *input, struct key_event *event, bool release)
{
    if (input->parameter_count != 3)
        return emit(input, event, KEY_NONE);
    event->mouse.button = input->parameters[0];
    event->mouse.column = input->parameters[1] - 1;
    event->mouse.row = input->parameters[2] - 1;
    event->mouse.release = release;
    return emit(input, event, KEY_MOUSE);
}

static bool
finish_csi(struct input *input, unsigned char final, struct key_event *event)
{
    const int *parameters = input->parameters;

    if (input->intermediate)
        return emit(input, event, KEY_NONE);
    if (input->prefix == '<' && (final == 'M' || final == 'm'))
        return finish_mouse(input, event, final == 'm');
    if (input->prefix == '?' && final == 'c')
        return emit(input, event, KEY_ATTRIBUTES);
    if (input->prefix != 0)
        return emit(input, event, KEY_NONE);
    if (final == 'M' && input->parameter_count == 0) {
        input->state = X10_MOUSE;
        input->pending = 3;
        return false;
    }
    if (final == 'R' && input->parameter_count == 2) {
        event->parameters[0] = parameters[0];
        event->parameters[1] = parameters[1];
        return emit(input, event, KEY_CURSOR);
    }
    if (final == '~' && (parameters[0] == 200 || parameters[0] == 201)) {
        input->pasting = parameters[0] == 200;
        return emit(input, event, KEY_NONE);
    }
    if (final == '~')
        return emit(input, event,
                    look_up(numbers, COUNT(numbers), parameters[0]));
    return emit(input, event, look_up(finals, COUNT(finals), final));
}

static bool
take_csi(struct input *input, unsigned char byte, struct key_event *event)
{
    if (byte >= '0' && byte <= '9') {
        int *parameter;

        if (input->parameter_count == 0)
            input->parameter_count = 1;
        parameter = &input->parameters[input->parameter_count - 1];
        if (*parameter < 100000)
            *parameter = *parameter * 10 + (byte - '0');
    } else if (byte == ';' || byte == ':') {
        if (input->parameter_count == 0)
            input->parameter_count = 1;
        /* DA1 may list more than we keep, and needs none of them. */
        if (input->parameter_count < INPUT_PARAMETERS)
            input->parameter_count++;
    } else if (byte >= '<' && byte <= '?') {
        input->prefix = (char)byte;
    } else if (byte == '[' && input->parameter_count == 0) {
        input->state = CSI_LINUX;
    } else if (byte == '$' && input->prefix == 0) {
        return emit(input, event, KEY_NONE); /* urxvt's shifted keys */
    } else if (byte >= 0x20 && byte <= 0x2f) {
        input->intermediate = true;
    } else if (byte >= 0x40 && byte <= 0x7e) {
        return finish_csi(input, byte, event);
    } else if (byte == 0x1b) {
        input->state = ESCAPE;
    } else {
        input->state = GROUND;
    }
    return false;
}

/* "11;rgb:RRRR/GGGG/BBBB", one to four hexadecimal digits each. */
static bool
finish_string(struct input *input, struct key_event *event)
{
    char *text = input->string;

    text[input->string_length] = '\0';
    if (strncmp(text, "11;rgb:", 7) != 0 && strncmp(text, "11;rgba:", 8) != 0)
        return emit(input, event, KEY_NONE);
    text = strchr(text, ':');
    for (int i = 0; i < 3; i++) {
        char *end;
        long value = strtol(text + 1, &end, 16);
        int digits = (int)(end - text - 1);

        if (digits < 1 || digits > 4 || value < 0)
            return emit(input, event, KEY_NONE);
        event->parameters[i] = (int)(value * 255 / ((1L << (4 * digits)) - 1));
        if (i < 2 && *end != '/')
            return emit(input, event, KEY_NONE);
        text = end;
    }
    return emit(input, event, KEY_BACKGROUND);
}

static bool
take_string(struct input *input, unsigned char byte, struct key_event *event)
{
    if (byte == 0x07)
        return finish_string(input, event);
    if (byte == 0x1b)
        input->state = STRING_ESCAPE;
    else if (byte == 0x18 || byte == 0x1a)
        input->state = GROUND;
    else if (input->string_length < INPUT_STRING - 1)
        input->string[input->string_length++] = (char)byte;
    return false;
}

static bool
take_escape(struct input *input, unsigned char byte, struct key_event *event)
{
    switch (byte) {
    case '[':
        start_sequence(input, CSI);
        return false;
    case 'O':
        start_sequence(input, SS3);
        return false;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        start_sequence(input, STRING);
        return false;
    case 0x1b: /* one Escape is certain, the other may begin a sequence */
        event->key = KEY_ESCAPE;
        return !input->pasting;
    default:
        /* Alt with a key, which nothing here is bound to. */
        input->state = GROUND;
        return false;
    }
}

static bool
take_utf8(struct input *input, unsigned char byte, struct key_event *event)
{
    if (input->pending > 0 && (byte & 0xc0) == 0x80) {
        input->character = input->character << 6 | (byte & 0x3f);
        if (--input->pending > 0)
            return false;
        if (input->character < input->least || input->character > 0x10ffff ||
            (input->character >= 0xd800 && input->character < 0xe000))
            return false;
        return emit_character(input, event, input->character);
    }
    input->pending = 0;
    if (byte < 0x80)
        return emit_character(input, event, byte);
    if (byte >= 0xc2 && byte < 0xe0) {
        input->pending = 1;
        input->least = 0xa0; /* below are C1 controls */
        input->character = byte & 0x1f;
    } else if (byte >= 0xe0 && byte < 0xf0) {
        input->pending = 2;
        input->least = 0x800;
        input->character = byte & 0x0f;
    } else if (byte >= 0xf0 && byte < 0xf5) {
        input->pending = 3;
        input->least = 0x10000;
        input->character = byte & 0x07;
    }
    return false;
}

bool
input_byte(struct input *input, unsigned char byte, struct key_event *event)
{
    *event = (struct key_event){0};
    switch ((enum state)input->state) {
    case GROUND:
        if (byte == CTRL_C)
            input->pasting = false; /* a paste that never ends */
        if (byte != 0x1b)
            return take_utf8(input, byte, event);
        input->pending = 0;
        input->state = ESCAPE;
        return false;
    case ESCAPE:
        return take_escape(input, byte, event);
    case CSI:
        return take_csi(input, byte, event);
    case X10_MOUSE:
        if (--input->pending == 0)
            input->state = GROUND;
        return false;
    case CSI_LINUX:
        return emit(input, event, byte == 'A' ? KEY_F1 : KEY_NONE);
    case SS3:
        if (byte == 0x1b) {
            input->state = ESCAPE;
            return false;
        }
        if (byte >= '0' && byte <= ';')
            return false;
        return emit(input, event, look_up(finals, COUNT(finals), byte));
    case STRING:
        return take_string(input, byte, event);
    case STRING_ESCAPE:
        if (byte == '\\')
            return finish_string(input, event);
        return take_escape(input, byte, event);
    }
    abort();
}

bool
input_is_waiting(const struct input *input)
{
    return input->state == ESCAPE && !input->pasting;
}

bool
input_timeout(struct input *input, struct key_event *event)
{
    *event = (struct key_event){0};
    if (!input_is_waiting(input))
        return false;
    return emit(input, event, KEY_ESCAPE);
}
