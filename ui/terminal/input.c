#include "terminal/input.h"

#include <stdlib.h>
#include <string.h>

enum state {
    GROUND,
    ESCAPE,        /* after ESC */
    CSI,           /* after ESC [ */
    X10_MOUSE,     /* after ESC [ M: three bytes that are not keys */
    CSI_LINUX,     /* after ESC [ [: the Linux console's F1 to F5 */
    SS3,           /* after ESC O */
    STRING,        /* in OSC, DCS, SOS, PM, APC */
    STRING_ESCAPE, /* ESC in one of them: ST, if a backslash follows */
    PASTE,         /* between the markers of a bracketed paste */
};

#define CTRL_C 0x03
#define CANCEL 0x18
#define SUB    0x1a
#define ESC    0x1b

#define PASTE_START 200 /* CSI 200 ~ */

static const char paste_end[] = "\033[201~";

/* The beginning of the only string that is an answer. */
static const char answer[] = "11;rgb";

/* The sequence is over; it was EVENT, or nothing. */
static bool
input_emit(struct input *input, const struct key_event *event)
{
    input->state = GROUND;
    return event->key != KEY_NONE;
}

static void
input_start(struct input *input, enum state state)
{
    input->state = (int)state;
    input->since = input->now;
    csi_start(&input->csi);
    input->string_length = 0;
}

static bool
input_interrupt(struct input *input, struct key_event *event)
{
    input->pending = 0;
    key_codes_character(CTRL_C, event);
    return input_emit(input, event);
}

static bool
input_finish_csi(struct input *input, unsigned char final,
                 struct key_event *event)
{
    const struct csi *csi = &input->csi;

    if (csi->prefix == 0 && final == 'M' && csi->parameter_count == 0) {
        input->state = X10_MOUSE;
        input->pending = 3;
        return false;
    }
    if (csi->prefix == 0 && final == '~' &&
        csi->parameters[0][0] == PASTE_START) {
        input->state = PASTE;
        input->paste_length = input->paste_matched = 0;
        input->paste_interrupted = false;
        return false;
    }
    key_codes_csi(&input->csi, final, event);
    return input_emit(input, event);
}

static bool
input_take_csi(struct input *input, unsigned char byte, struct key_event *event)
{
    const struct csi *csi = &input->csi;

    if (byte == '[' && csi->parameter_count == 0 && csi->prefix == 0) {
        input->state = CSI_LINUX;
    } else if (byte == '$' && csi->prefix == 0) {
        return input_emit(input, event); /* urxvt's shifted keys */
    } else if (byte >= 0x20 && byte <= 0x3f) {
        csi_take(&input->csi, byte);
    } else if (byte >= 0x40 && byte <= 0x7e) {
        return input_finish_csi(input, byte, event);
    } else if (byte == ESC) {
        input->state = ESCAPE;
        input->since = input->now;
    } else {
        input->state = GROUND;
    }
    return false;
}

/* "11;rgb:RRRR/GGGG/BBBB", one to four hexadecimal digits each. */
static bool
input_finish_string(struct input *input, struct key_event *event)
{
    char *text = input->string;

    text[input->string_length] = '\0';
    if (strncmp(text, "11;rgb:", 7) != 0 && strncmp(text, "11;rgba:", 8) != 0)
        return input_emit(input, event);
    text = strchr(text, ':');
    for (int i = 0; i < 3; i++) {
        char *end;
        long value = strtol(text + 1, &end, 16);
        int digits = (int)(end - text - 1);

        if (digits < 1 || digits > 4 || value < 0)
            return input_emit(input, event);
        event->parameters[i] = (int)(value * 255 / ((1L << (4 * digits)) - 1));
        if (i < 2 && *end != '/')
            return input_emit(input, event);
        text = end;
    }
    event->key = KEY_BACKGROUND;
    return input_emit(input, event);
}

static bool
input_take_string(struct input *input, unsigned char byte,
                  struct key_event *event)
{
    if (byte == 0x07)
        return input_finish_string(input, event);
    if (byte == ESC)
        input->state = STRING_ESCAPE;
    else if (byte == CANCEL || byte == SUB)
        input->state = GROUND;
    else if (input->string_length < INPUT_STRING - 1)
        input->string[input->string_length++] = (char)byte;
    return false;
}

static bool
input_finish_character(struct input *input, char32_t c, struct key_event *event)
{
    event->escaped = input->escaped;
    input->escaped = false;
    key_codes_character(c, event);
    return input_emit(input, event);
}

static bool
input_take_utf8(struct input *input, unsigned char byte,
                struct key_event *event)
{
    if (input->pending > 0 && (byte & 0xc0) == 0x80) {
        input->character = input->character << 6 | (byte & 0x3f);
        if (--input->pending > 0 || input->character < input->least)
            return false;
        return input_finish_character(input, input->character, event);
    }
    input->pending = 0;
    if (byte < 0x80) {
        return input_finish_character(input, byte, event);
    }
    if (byte >= 0xc2 && byte < 0xe0) {
        input->pending = 1;
        input->least = 0x80;
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

static bool
input_take_escape(struct input *input, unsigned char byte,
                  struct key_event *event)
{
    switch (byte) {
    case '[':
        input_start(input, CSI);
        return false;
    case 'O':
        input_start(input, SS3);
        return false;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        input_start(input, STRING);
        return false;
    case ESC: /* one Escape is certain, the other may begin a sequence */
        input->since = input->now;
        input->state = ESCAPE;
        event->key = KEY_ESCAPE;
        return true;
    case '\\': /* the end of a string that was dropped */
        input->state = GROUND;
        return false;
    default:
        input->state = GROUND;
        input->escaped = true;
        return input_take_utf8(input, byte, event);
    }
}

static void
input_keep_pasted(struct input *input, unsigned char byte)
{
    bool is_control = byte < 0x20 || byte == 0x7f;

    if (input->paste_length < INPUT_PASTE_MAX - 1)
        input->paste[input->paste_length++] = is_control ? ' ' : (char)byte;
}

/* The paste is complete: keep its beginning, without an incomplete character
 * at the end. */
static bool
input_finish_paste(struct input *input, struct key_event *event)
{
    size_t length = input->paste_length;

    if (length == INPUT_PASTE_MAX - 1)
        while (length > 0 && (input->paste[--length] & 0xc0) == 0x80)
            continue;
    input->paste[length] = '\0';
    event->key = KEY_PASTE;
    event->text = input->paste;
    return input_emit(input, event);
}

/* No byte between the markers is a key. */
static bool
input_take_paste(struct input *input, unsigned char byte,
                 struct key_event *event)
{
    bool paused = input->now - input->last >= INPUT_SEQUENCE_MS;

    if (byte == CTRL_C && paused)
        return input_interrupt(input, event); /* its end was lost */
    input->paste_interrupted = byte == CTRL_C;
    if (byte == (unsigned char)paste_end[input->paste_matched]) {
        if (paste_end[++input->paste_matched] != '\0')
            return false;
        return input_finish_paste(input, event);
    }
    for (size_t i = 0; i < input->paste_matched; i++)
        input_keep_pasted(input, (unsigned char)paste_end[i]);
    input->paste_matched = byte == ESC;
    if (byte != ESC)
        input_keep_pasted(input, byte);
    return false;
}

/* A "[" soon after a lone ESC: a key, or the rest of a sequence that was
 * delayed. */
static bool
input_continues_escape(const struct input *input, unsigned char byte)
{
    return byte == '[' && input->escape_at != 0 &&
           input->now - input->escape_at < INPUT_SEQUENCE_MS;
}

static bool
input_take_ground(struct input *input, unsigned char byte,
                  struct key_event *event)
{
    bool continues = input_continues_escape(input, byte);

    input->since = input->now;
    input->escape_at = 0;
    input->after_escape = continues;
    input->escaped = input->escaped && input->pending > 0;
    if (byte != ESC && !continues)
        return input_take_utf8(input, byte, event);
    input->pending = 0;
    if (continues)
        input_start(input, CSI);
    else
        input->state = ESCAPE;
    return false;
}

static bool
input_take(struct input *input, unsigned char byte, struct key_event *event)
{
    if (byte == CTRL_C && input->state != PASTE)
        return input_interrupt(input, event);
    switch ((enum state)input->state) {
    case GROUND:
        return input_take_ground(input, byte, event);
    case ESCAPE:
        return input_take_escape(input, byte, event);
    case CSI:
        return input_take_csi(input, byte, event);
    case X10_MOUSE:
        if (--input->pending == 0)
            input->state = GROUND;
        return false;
    case CSI_LINUX:
        event->key = byte == 'A' ? KEY_F1 : KEY_NONE;
        return input_emit(input, event);
    case SS3:
        if (byte == ESC) {
            input->state = ESCAPE;
            input->since = input->now;
            return false;
        }
        if (byte >= '0' && byte <= ';')
            return false;
        key_codes_ss3(byte, event);
        return input_emit(input, event);
    case STRING:
        return input_take_string(input, byte, event);
    case STRING_ESCAPE:
        if (byte == '\\')
            return input_finish_string(input, event);
        return input_take_escape(input, byte, event);
    case PASTE:
        return input_take_paste(input, byte, event);
    }
    abort();
}

void
input_set_time(struct input *input, long long now)
{
    input->now = now;
}

void
input_expect_answer(struct input *input)
{
    input->answer_until = input->now + INPUT_ANSWER_MS;
}

void
input_answered(struct input *input)
{
    input->answer_until = 0;
}

void
input_expect_data(struct input *input)
{
    data_block_expect(&input->block);
}

bool
input_byte(struct input *input, unsigned char byte, struct key_event *event)
{
    bool whole;

    *event = (struct key_event){0};
    whole = !(input->state == GROUND &&
              data_block_take(&input->block, byte, input->now)) &&
            input_take(input, byte, event);
    input->last = input->now;
    return whole;
}

/* Whether the incomplete sequence can be the expected answer. */
static bool
input_may_be_answer(const struct input *input)
{
    size_t length = input->string_length;

    if (input->now >= input->answer_until)
        return false;
    if (input->state == STRING || input->state == STRING_ESCAPE)
        return strncmp(input->string, answer,
                       length < strlen(answer) ? length : strlen(answer)) == 0;
    return input->state == CSI;
}

long long
input_deadline(const struct input *input)
{
    bool may_be_answer = input_may_be_answer(input);

    switch ((enum state)input->state) {
    case GROUND:
        return -1;
    case ESCAPE:
        return input->since + (input->now < input->answer_until
                                   ? INPUT_SEQUENCE_MS
                                   : INPUT_ESCAPE_MS);
    case PASTE:
        return input->last +
               (input->paste_interrupted ? INPUT_SEQUENCE_MS : INPUT_PASTE_MS);
    default:
        if (may_be_answer)
            return input->answer_until;
        return input->since +
               (input->after_escape && input->csi.parameter_count == 0
                    ? INPUT_ESCAPE_MS
                    : INPUT_SEQUENCE_MS);
    }
}

bool
input_expire(struct input *input, struct key_event *event)
{
    enum state state = (enum state)input->state;

    *event = (struct key_event){0};
    if (state == GROUND || input->now < input_deadline(input))
        return false;
    if (state == PASTE && input->paste_interrupted)
        return input_interrupt(input, event);
    input->pending = 0;
    if (state == ESCAPE) {
        event->key = KEY_ESCAPE;
        input->escape_at = input->now;
    } else if (state == CSI && input->after_escape &&
               input->csi.parameter_count == 0) {
        key_codes_character(U'[', event);
    }
    return input_emit(input, event);
}
