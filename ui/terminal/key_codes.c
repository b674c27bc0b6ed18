#include "terminal/key_codes.h"

#include <string.h>

#include "sshd/base/array.h"

/* The numbers of the modifiers in CSI sequences, less one. */
#define SHIFT     0x01
#define ALT       0x02
#define CTRL      0x04
#define SUPER     0x08
#define HYPER     0x10
#define META      0x20
#define CAPS_LOCK 0x40

/* The bits of win32-input-mode's control key state. */
#define WIN32_ALT   0x03
#define WIN32_CTRL  0x0c
#define WIN32_SHIFT 0x10

#define EVENT_RELEASE 3 /* kitty: 1 press, 2 repeat, 3 release */

#define SCHEME_REPORT 997

struct row {
    int code;
    enum key key;
};

/* CSI and SS3 sequences by their final byte. */
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

/* Characters that are keys of their own. */
static const struct row controls[] = {
    {'\t', KEY_TAB},       {'\r', KEY_ENTER},     {'\n', KEY_ENTER},
    {0x08, KEY_BACKSPACE}, {0x7f, KEY_BACKSPACE},
};

/* The numeric keypad, in the private area of kitty's CSI u; the modifiers and
 * the media keys above it have no effect here. */
static const struct row keypad_keys[] = {
    {57414, KEY_ENTER},     {57417, KEY_LEFT},   {57418, KEY_RIGHT},
    {57419, KEY_UP},        {57420, KEY_DOWN},   {57421, KEY_PAGE_UP},
    {57422, KEY_PAGE_DOWN}, {57423, KEY_HOME},   {57424, KEY_END},
    {57425, KEY_INSERT},    {57426, KEY_DELETE},
};

#define KITTY_KEYPAD  57399 /* 0 to 9, then the signs below */
#define KITTY_PRIVATE 57344
#define PRIVATE_END   63743

static const char kitty_keypad[] = "0123456789./*-+\0=,";

/* SS3 j to y and X: the keypad in application mode (DECKPAM). */
static const char ss3_keypad[] = "jklmnopqrstuvwxyX";
static const char ss3_characters[] = "*+,-./0123456789=";

/* Virtual-key codes of Windows, for keys that have no character. */
static const struct row virtual_keys[] = {
    {0x21, KEY_PAGE_UP}, {0x22, KEY_PAGE_DOWN}, {0x23, KEY_END},
    {0x24, KEY_HOME},    {0x25, KEY_LEFT},      {0x26, KEY_UP},
    {0x27, KEY_RIGHT},   {0x28, KEY_DOWN},      {0x2d, KEY_INSERT},
    {0x2e, KEY_DELETE},  {0x70, KEY_F1},
};

static enum key
key_codes_find(const struct row *rows, size_t count, int code)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].code == code)
            return rows[i].key;
    return KEY_NONE;
}

void
key_codes_character(char32_t c, struct key_event *event)
{
    enum key key =
        c < 0x80 ? key_codes_find(controls, COUNT(controls), (int)c) : KEY_NONE;
    bool is_control = c >= 0x80 && c < 0xa0;

    if (c == 0x1b)
        key = KEY_ESCAPE;
    else if (key == KEY_NONE && c <= 0x10ffff && !is_control &&
             (c < 0xd800 || c > 0xdfff))
        key = KEY_CHAR;
    event->key = key;
    event->character = c;
}

/* The character of KEY with Shift on a US keyboard: a guess, for terminals
 * that report only the key. */
static int
key_codes_shifted(int key)
{
    static const char keys[] = "`1234567890-=[]\\;',./";
    static const char upper[] = "~!@#$%^&*()_+{}|:\"<>?";
    const char *at;

    if (key >= 'a' && key <= 'z')
        return key - 'a' + 'A';
    at = key > 0 && key < 0x80 ? strchr(keys, key) : NULL;
    return at == NULL ? key : upper[at - keys];
}

static int
key_codes_with_control(int key)
{
    if (key >= 'a' && key <= 'z')
        return key & 0x1f;
    return key >= '@' && key <= '_' ? key & 0x1f : 0;
}

static void
key_codes_keypad(int code, struct key_event *event)
{
    size_t at = (size_t)(code - KITTY_KEYPAD);

    event->key = key_codes_find(keypad_keys, COUNT(keypad_keys), code);
    if (event->key == KEY_NONE && code >= KITTY_KEYPAD &&
        at < sizeof(kitty_keypad) - 1 && kitty_keypad[at] != '\0')
        key_codes_character((char32_t)kitty_keypad[at], event);
}

/* KEY with MODIFIERS; SHIFTED and BASE are what the key has with Shift and
 * on a US keyboard, 0 unknown; TEXT is the character that it types, 0
 * unknown. */
static void
key_codes_modified(const int key[CSI_SUBPARAMETERS], int modifiers, int text,
                   struct key_event *event)
{
    int code = key[0];

    if (code >= KITTY_PRIVATE && code <= PRIVATE_END) {
        key_codes_keypad(code, event);
        return;
    }
    if (code == '\t' && (modifiers & SHIFT)) {
        event->key = KEY_BACKTAB;
        return;
    }
    if (modifiers & (ALT | SUPER | HYPER | META))
        return; /* no key here is bound to one of them */
    if (modifiers & CTRL) {
        if (code >= 0x80 && key[2] != 0)
            code = key[2];
        if (code >= ' ' && code != 0x7f)
            code = key_codes_with_control(code);
        if (code == 0)
            return;
    } else if (text != 0) {
        code = text;
    } else if (modifiers & SHIFT) {
        code = key[1] != 0 ? key[1] : key_codes_shifted(code);
    } else if ((modifiers & CAPS_LOCK) && code >= 'a' && code <= 'z') {
        code = key_codes_shifted(code);
    }
    if (code != 0)
        key_codes_character((char32_t)code, event);
}

static void
key_codes_surrogate(struct csi *csi, int unit, struct key_event *event)
{
    if (unit < 0xdc00)
        csi->high_surrogate = (char16_t)unit;
    else if (csi->high_surrogate != 0)
        key_codes_character(
            0x10000 + (char32_t)((csi->high_surrogate - 0xd800) << 10) +
                (char32_t)(unit - 0xdc00),
            event);
    if (unit >= 0xdc00)
        csi->high_surrogate = 0;
}

/* CSI virtual key ; scan code ; UTF-16 unit ; key down ; state ; repeats _ */
static void
key_codes_win32(struct csi *csi, struct key_event *event)
{
    int unit = csi->parameters[2][0], state = csi->parameters[4][0];
    bool alone = (state & WIN32_ALT) != 0 && (state & WIN32_CTRL) == 0;

    if (csi->parameters[3][0] == 0 || alone) /* AltGr is Alt with Ctrl */
        return;
    if (unit == 0)
        event->key = key_codes_find(virtual_keys, COUNT(virtual_keys),
                                    csi->parameters[0][0]);
    else if (unit >= 0xd800 && unit <= 0xdfff)
        key_codes_surrogate(csi, unit, event);
    else if (unit == '\t' && (state & WIN32_SHIFT))
        event->key = KEY_BACKTAB;
    else
        key_codes_character((char32_t)unit, event);
}

static void
key_codes_mouse(const struct csi *csi, bool release, struct key_event *event)
{
    if (csi->parameter_count != 3)
        return;
    event->key = KEY_MOUSE;
    event->mouse.button = csi->parameters[0][0];
    event->mouse.column = csi->parameters[1][0] - 1;
    event->mouse.row = csi->parameters[2][0] - 1;
    event->mouse.release = release;
}

static void
key_codes_private(const struct csi *csi, unsigned char final,
                  struct key_event *event)
{
    if (csi->prefix == '<' && (final == 'M' || final == 'm')) {
        key_codes_mouse(csi, final == 'm', event);
    } else if (csi->prefix == '?' && final == 'c') {
        event->key = KEY_ATTRIBUTES;
    } else if (csi->prefix == '?' && final == 'n' &&
               csi->parameters[0][0] == SCHEME_REPORT) {
        event->key = KEY_SCHEME;
        event->parameters[0] = csi->parameters[1][0];
    }
}

void
key_codes_csi(struct csi *csi, unsigned char final, struct key_event *event)
{
    const int *first = csi->parameters[0], *second = csi->parameters[1];
    int modifiers = second[0] > 0 ? second[0] - 1 : 0;

    if (csi->intermediate || (csi->prefix == 0 && final == 'M'))
        return; /* urxvt's mouse reports end in M */
    if (csi->prefix != 0)
        key_codes_private(csi, final, event);
    else if (final == '_')
        key_codes_win32(csi, event);
    else if (final == 'R' && csi->parameter_count == 2) {
        event->key = KEY_CURSOR;
        event->parameters[0] = first[0];
        event->parameters[1] = second[0];
    } else if (second[1] == EVENT_RELEASE)
        return;
    else if (final == 'u')
        key_codes_modified(first, modifiers, csi->parameters[2][0], event);
    else if (final == '~' && first[0] == 27 && csi->parameter_count >= 3)
        key_codes_modified(
            (const int[CSI_SUBPARAMETERS]){csi->parameters[2][0]}, modifiers, 0,
            event);
    else if (final == '~')
        event->key = key_codes_find(numbers, COUNT(numbers), first[0]);
    else
        event->key = key_codes_find(finals, COUNT(finals), final);
}

void
key_codes_ss3(unsigned char final, struct key_event *event)
{
    const char *at = strchr(ss3_keypad, final);

    if (final != '\0' && at != NULL)
        key_codes_character((char32_t)ss3_characters[at - ss3_keypad], event);
    else
        event->key = key_codes_find(finals, COUNT(finals), final);
}
