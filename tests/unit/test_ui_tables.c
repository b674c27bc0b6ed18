/* The tables that the interface is made of: keys, actions, pages, links. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/keymap.h"
#include "app/links.h"
#include "app/page.h"
#include "language/language.h"
#include "sshd/base/array.h"

#define CTRL(c) ((c)&0x1f)

/* The key table that the visitor is promised. */
static const struct {
    enum key key;
    char32_t character;
    enum action action;
} promised[] = {
    {KEY_UP, 0, ACTION_UP},
    {KEY_CHAR, U'k', ACTION_UP},
    {KEY_DOWN, 0, ACTION_DOWN},
    {KEY_CHAR, U'j', ACTION_DOWN},
    {KEY_RIGHT, 0, ACTION_RIGHT},
    {KEY_CHAR, U'l', ACTION_RIGHT},
    {KEY_ENTER, 0, ACTION_OPEN},
    {KEY_LEFT, 0, ACTION_LEFT},
    {KEY_CHAR, U'h', ACTION_LEFT},
    {KEY_BACKSPACE, 0, ACTION_LEFT},
    {KEY_CHAR, U' ', ACTION_PAGE_DOWN},
    {KEY_CHAR, U'f', ACTION_PAGE_DOWN},
    {KEY_PAGE_DOWN, 0, ACTION_PAGE_DOWN},
    {KEY_CHAR, CTRL('f'), ACTION_PAGE_DOWN},
    {KEY_CHAR, U'b', ACTION_PAGE_UP},
    {KEY_PAGE_UP, 0, ACTION_PAGE_UP},
    {KEY_CHAR, CTRL('b'), ACTION_PAGE_UP},
    {KEY_CHAR, U'd', ACTION_HALF_DOWN},
    {KEY_CHAR, U'u', ACTION_HALF_UP},
    {KEY_CHAR, CTRL('u'), ACTION_HALF_UP},
    {KEY_CHAR, CTRL('e'), ACTION_LINE_DOWN},
    {KEY_CHAR, CTRL('y'), ACTION_LINE_UP},
    {KEY_CHAR, U'g', ACTION_TOP},
    {KEY_HOME, 0, ACTION_TOP},
    {KEY_CHAR, U'G', ACTION_BOTTOM},
    {KEY_END, 0, ACTION_BOTTOM},
    {KEY_TAB, 0, ACTION_NEXT_SECTION},
    {KEY_CHAR, U']', ACTION_NEXT_SECTION},
    {KEY_BACKTAB, 0, ACTION_PREVIOUS_SECTION},
    {KEY_CHAR, U'[', ACTION_PREVIOUS_SECTION},
    {KEY_CHAR, U'1', ACTION_SECTION},
    {KEY_CHAR, U'9', ACTION_SECTION},
    {KEY_CHAR, U'e', ACTION_FOLD_ALL},
    {KEY_CHAR, U'/', ACTION_SEARCH},
    {KEY_CHAR, U'n', ACTION_NEXT_MATCH},
    {KEY_CHAR, U'N', ACTION_PREVIOUS_MATCH},
    {KEY_CHAR, U'?', ACTION_HELP},
    {KEY_F1, 0, ACTION_HELP},
    {KEY_ESCAPE, 0, ACTION_BACK},
    {KEY_CHAR, U'q', ACTION_QUIT},
    {KEY_CHAR, U'Q', ACTION_LEAVE},
    {KEY_CHAR, CTRL('c'), ACTION_LEAVE},
    {KEY_CHAR, CTRL('d'), ACTION_LEAVE},
    {KEY_CHAR, CTRL('l'), ACTION_REDRAW},
    {KEY_CHAR, U'y', ACTION_COPY},
    {KEY_CHAR, U'o', ACTION_LINK},
    {KEY_CHAR, U'p', ACTION_PAUSE},
    {KEY_CHAR, U'c', ACTION_COLOURS},
    {KEY_CHAR, U'~', ACTION_CHARSET},
    {KEY_CHAR, U'm', ACTION_MOUSE},
};

static void
test_promised_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(promised); i++) {
        const struct key_event event = {.key = promised[i].key,
                                        .character = promised[i].character};
        const struct binding *binding = keymap_find(MODE_BROWSE, &event);

        if (binding == NULL || binding->action != promised[i].action)
            fail_msg("row %zu: key %d, character U+%04X", i, (int)event.key,
                     (unsigned)event.character);
    }
}

static void
test_ctrl_z_is_ignored(void **state)
{
    const struct key_event event = {.key = KEY_CHAR, .character = CTRL('z')};

    (void)state;
    assert_null(keymap_find(MODE_BROWSE, &event));
    assert_null(keymap_find(MODE_TYPING, &event));
}

static void
test_no_key_means_two_things(void **state)
{
    (void)state;
    for (size_t i = 0; i < binding_count; i++) {
        const struct key_event event = {.key = bindings[i].key,
                                        .character = bindings[i].character};

        assert_ptr_equal(keymap_find(bindings[i].mode, &event), &bindings[i]);
    }
}

/* Phones have neither Esc nor arrows: a letter or a digit does it too, all
 * but going back, which Backspace and h do. */
static void
test_letters_are_enough(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(promised); i++) {
        bool plain = promised[i].action == ACTION_BACK ||
                     promised[i].action == ACTION_LINE_UP ||
                     promised[i].action == ACTION_LINE_DOWN ||
                     promised[i].action == ACTION_REDRAW ||
                     promised[i].action == ACTION_OPEN;

        for (size_t j = 0; j < COUNT(promised); j++)
            plain |= promised[j].action == promised[i].action &&
                     promised[j].character > U' ';
        if (!plain)
            fail_msg("action %d needs a key that phones lack",
                     (int)promised[i].action);
    }
}

static void
test_every_action_has_its_words(void **state)
{
    const struct language *language = language_find("en");

    (void)state;
    for (int i = 1; i < ACTION_COUNT; i++)
        assert_string_not_equal(
            language_word(language, action_word((enum action)i)), "");
}

static void
test_keys_have_names(void **state)
{
    const struct language *en = &language_en, *fr = &language_fr;

    (void)state;
    assert_string_equal(keymap_name(en, MODE_BROWSE, ACTION_UP, 0), "↑");
    assert_string_equal(keymap_name(en, MODE_BROWSE, ACTION_UP, 1), "k");
    assert_null(keymap_name(en, MODE_BROWSE, ACTION_UP, 2));
    assert_null(keymap_name(en, MODE_BROWSE, ACTION_FOCUS, 0));
    assert_string_equal(keymap_name(fr, MODE_BROWSE, ACTION_PAGE_DOWN, 0),
                        "Espace");
    assert_string_equal(keymap_name(fr, MODE_BROWSE, ACTION_BACK, 0), "Échap");
    assert_string_equal(keymap_name(fr, MODE_TYPING, ACTION_KEEP, 0), "Entrée");
    for (size_t i = 0; i < binding_count; i++)
        assert_true(*bindings[i].name != '\0');
}

static void
test_every_section_has_a_page(void **state)
{
    const struct language *language = language_find("en");

    (void)state;
    for (int kind = 0; kind < SECTION_KINDS; kind++) {
        const struct page_row *row = page_row((enum section_kind)kind);

        assert_non_null(row->page);
        assert_string_not_equal(language_word(language, row->short_title), "");
    }
}

static void
test_addresses(void **state)
{
    static const struct {
        const char *text, *url;
    } addresses[] = {
        {"https://example.org/a", "https://example.org/a"},
        {"HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"},
        {"example.org/me", "https://example.org/me"},
        {"example.org/@me", "https://example.org/@me"},
        {"me@example.org", "mailto:me@example.org"},
        {"mailto:me@example.org", "mailto:me@example.org"},
        {"javascript:alert(1)", NULL},
        {"data:text/html,x", NULL},
        {"file:///etc/passwd", NULL},
        {"ftp://example.org", NULL},
        {"https://example.org/\033]8;;", NULL},
        {"https://example.org/a b", NULL},
        {"https://example.org/é", NULL},
        {"https://example.org/\x07", NULL},
        {"not an address", NULL},
        {"word", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        char url[LINK_URL_MAX + 1];

        if (link_url(url, addresses[i].text) != (addresses[i].url != NULL))
            fail_msg("\"%s\"", addresses[i].text);
        if (addresses[i].url != NULL)
            assert_string_equal(url, addresses[i].url);
    }
}

/* An address is only shortened where the rest leads to the same place. */
static void
test_shortened_addresses(void **state)
{
    static const char *const addresses[][2] = {
        {"https://example.org/@me", "example.org/@me"},
        {"HTTPS://example.org", "example.org"},
        {"http://example.org/old", "http://example.org/old"},
        {"https://example.org:8443/", "https://example.org:8443/"},
        {"https://me@example.org/", "https://me@example.org/"},
        {"https://localhost/", "https://localhost/"},
        {"mailto:me@example.org", "mailto:me@example.org"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        const char *whole = addresses[i][0], *rest = addresses[i][1];

        assert_string_equal(link_shorten(whole), rest);
        assert_string_equal(link_fit(whole, (int)strlen(whole)), whole);
        assert_string_equal(link_fit(whole, (int)strlen(whole) - 1), rest);
        assert_string_equal(link_fit(whole, (int)strlen(rest) - 1), whole);
    }
}

static void
test_long_addresses(void **state)
{
    char text[LINK_URL_MAX + 2] = "https://example.org/", url[LINK_URL_MAX + 1];
    size_t length = strlen(text);

    (void)state;
    memset(text + length, 'x', LINK_URL_MAX - length);
    assert_true(link_url(url, text));
    assert_int_equal(strlen(url), LINK_URL_MAX);
    text[LINK_URL_MAX] = 'x';
    assert_false(link_url(url, text));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promised_keys),
        cmocka_unit_test(test_ctrl_z_is_ignored),
        cmocka_unit_test(test_no_key_means_two_things),
        cmocka_unit_test(test_letters_are_enough),
        cmocka_unit_test(test_every_action_has_its_words),
        cmocka_unit_test(test_keys_have_names),
        cmocka_unit_test(test_every_section_has_a_page),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_shortened_addresses),
        cmocka_unit_test(test_long_addresses),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
