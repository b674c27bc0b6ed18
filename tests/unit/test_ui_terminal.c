/* Which terminfo entry serves a client, whatever it calls itself. */

#include "unit.h"

#include <locale.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "sshd/base/array.h"
#include "terminal/sgr.h"
#include "terminal/terminal_entry.h"

/* Last: it defines "columns" and other plain words. */
#include <curses.h>
#include <term.h>

static void
test_names(void **state)
{
    static const struct {
        const char *term, *entry;
    } names[] = {
        /* the ones that terminfo lacks, or that do harm */
        {"xterm", "xterm-256color"},
        {"xterm-256color", "xterm-256color"},
        {"xterm-ghostty", "xterm-256color"},
        {"xterm-kitty", "xterm-256color"},
        {"xterm-direct", "xterm-256color"},
        {"xterm-16color", "xterm-256color"},
        {"wezterm", "xterm-256color"},
        {"foot", "xterm-256color"},
        {"foot-extra", "xterm-256color"},
        {"alacritty", "xterm-256color"},
        {"st-256color", "xterm-256color"},
        {"contour", "xterm-256color"},
        {"vte-256color", "xterm-256color"},
        {"putty-256color", "xterm-256color"},
        {"konsole", "xterm-256color"},
        {"iterm2", "xterm-256color"},
        {"eterm-color", "xterm-256color"},
        {"no-such-terminal", "xterm-256color"},
        /* families */
        {"tmux", "tmux-256color"},
        {"tmux-256color", "tmux-256color"},
        {"tmux-direct", "tmux-256color"},
        {"screen", "screen-256color"},
        {"screen-256color", "screen-256color"},
        {"screen.xterm-256color", "screen-256color"},
        {"rxvt", "rxvt-unicode-256color"},
        {"rxvt-unicode-256color", "rxvt-unicode-256color"},
        {"linux", "linux"},
        {"linux-16color", "linux"},
        /* themselves */
        {"vt100", "vt100"},
        {"vt102", "vt102"},
        {"vt220", "vt220"},
        {"ansi", "ansi"},
        {"cygwin", "cygwin"},
        {"sun", "sun"},
        {"wsvt25", "wsvt25"},
        {"xterm-mono", "xterm-mono"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *entry = terminal_entry(names[i].term);

        if (entry == NULL || strcmp(entry, names[i].entry) != 0)
            fail_msg("\"%s\" is served as %s", names[i].term,
                     entry == NULL ? "plain text" : entry);
        assert_int_equal(setupterm(entry, STDOUT_FILENO, &(int){0}), OK);
        assert_non_null(cursor_address);
        del_curterm(cur_term);
    }
}

static void
test_too_little_of_a_terminal(void **state)
{
    char name[TERMINAL_NAME_MAX + 2] = "";

    (void)state;
    assert_null(terminal_entry(NULL));
    assert_null(terminal_entry(""));
    assert_null(terminal_entry("dumb"));
    memset(name, 'x', TERMINAL_NAME_MAX + 1);
    assert_null(terminal_entry(name));
    name[TERMINAL_NAME_MAX] = '\0';
    assert_non_null(terminal_entry(name));
}

static void
test_odd_names_are_no_terminal(void **state)
{
    static const char *const names[] = {
        "xterm 256color", "xterm\n",      "../xterm", "xterm;reset",
        "\033[2J",        "xt\xc3\xa9rm", "%s%s%s%s", "vt100\t",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_null(terminal_entry(names[i]));
}

/* Which terminals are asked for the background, and are sent a title and
 * links. */
static void
test_modern_terminals(void **state)
{
    static const char *const modern[] = {"xterm-256color", "tmux-256color",
                                         "screen-256color",
                                         "rxvt-unicode-256color"};
    static const char *const old[] = {"linux", "cygwin", "vt100", "vt102",
                                      "vt220", "ansi",   "sun"};

    (void)state;
    for (size_t i = 0; i < COUNT(modern); i++)
        assert_true(terminal_is_modern(modern[i]));
    for (size_t i = 0; i < COUNT(old); i++)
        assert_false(terminal_is_modern(old[i]));
}

/* Changes of colours are sent as one, and what a reset undoes not at all. */
static void
test_styles_are_joined(void **state)
{
    static const struct {
        const char *sent, *joined;
    } frames[] = {
        {"\033(B\033[0;1m\033[38;5;79mA", "\033[0;1;38;5;79mA"},
        {"\033[38;5;1m\033[48;5;2m x", "\033[38;5;1;48;5;2m x"},
        {"\033[39;49m\033(B\033[m y", "\033[m y"},
        {"\033[m\033[31m z", "\033[0;31m z"},
        {"\033[1m\033[0m\033[4m", "\033[0;4m"},
        {"\033[1m\033[;4m", "\033[;4m"},
        {"\033[m", "\033[m"},
        {"\033[m\033[m", "\033[m"},
        {"\033[1m\033[5;2H\033[2m", "\033[1m\033[5;2H\033[2m"},
        {"a\033[2Kb\033[?25l", "a\033[2Kb\033[?25l"},
        {"\033]8;;x\033\\\033[1m", "\033]8;;x\033\\\033[1m"},
        {"\033[1m\033[38;5",
         "\033[1m\033[38;5"}, /* continues in the next piece */
        {"\033(B", ""},
        {"\033(", "\033("},
        {"\033", "\033"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(frames); i++) {
        char bytes[64];
        size_t length = strlen(frames[i].sent);

        memcpy(bytes, frames[i].sent, length);
        length = sgr_join(bytes, length);
        bytes[length] = '\0';
        assert_string_equal(bytes, frames[i].joined);
    }
}

/* Whatever is sent, it gets no longer, and nothing but styles is lost. */
static void
test_joining_loses_no_text(void **state)
{
    static const char letters[] = "\033\033[[[(B0;1mm x";
    uint32_t chance = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char sent[64], joined[64];
        size_t length = (size_t)i % sizeof(sent), after, blanks = 0;

        for (size_t j = 0; j < length; j++) {
            chance = chance * 1664525 + 1013904223;
            sent[j] = letters[(chance >> 24) % (sizeof(letters) - 1)];
            blanks += sent[j] == ' ';
        }
        memcpy(joined, sent, length);
        after = sgr_join(joined, length);
        assert_true(after <= length);
        for (size_t j = 0; j < after; j++)
            blanks -= joined[j] == ' ';
        assert_int_equal(blanks, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_too_little_of_a_terminal),
        cmocka_unit_test(test_odd_names_are_no_terminal),
        cmocka_unit_test(test_modern_terminals),
        cmocka_unit_test(test_styles_are_joined),
        cmocka_unit_test(test_joining_loses_no_text),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
