/* Every text of every theme can be read, by the contrast that WCAG 2.2 asks
 * for (success criteria 1.4.3 and 1.4.11), on the backgrounds people use. */

#include "unit.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "resume/accent.h"
#include "sshd/base/array.h"
#include "terminal/theme.h"

#define CONTRAST_TEXT 4.5
#define CONTRAST_BOLD 3.0 /* where one colour must do on dark and light */

struct colour {
    int red, green, blue;
};

/* xterm's, Windows', Visual Studio Code's, Ubuntu's, Solarized's. */
static const struct colour darks[] = {
    {0x00, 0x00, 0x00}, {0x0c, 0x0c, 0x0c}, {0x1e, 0x1e, 0x1e},
    {0x30, 0x0a, 0x24}, {0x00, 0x2b, 0x36},
};

static const struct colour lights[] = {
    {0xff, 0xff, 0xff}, {0xfd, 0xf6, 0xe3}, /* Solarized's */
};

/* What the 256-colour palette has at INDEX, from 16 on: the first sixteen
 * are the visitor's own. */
static struct colour
palette(int index)
{
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    int grey = 8 + 10 * (index - 232);

    assert_in_range(index, 16, 255);
    if (index >= 232)
        return (struct colour){grey, grey, grey};
    index -= 16;
    return (struct colour){levels[index / 36], levels[index / 6 % 6],
                           levels[index % 6]};
}

static double
linear(int value)
{
    double part = value / 255.0;

    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double
luminance(struct colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

static double
contrast(struct colour a, struct colour b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;

    return one > other ? one / other : other / one;
}

/* The contrast of STYLE where it is worst, on one of BACKGROUNDS. */
static double
worst_contrast(const struct style *style, const struct colour *backgrounds,
               size_t count)
{
    struct colour text = palette(style->foreground);
    double worst = INFINITY;

    if (style->background >= 0)
        return contrast(text, palette(style->background));
    for (size_t i = 0; i < count; i++)
        worst = fmin(worst, contrast(text, backgrounds[i]));
    return worst;
}

static void
assert_readable(const char *name, const struct colour *backgrounds,
                size_t count, double least)
{
    const struct theme *theme = theme_find(name);

    assert_non_null(theme);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct style *style = &theme->roles[role];
        double worst;

        if (role == ROLE_RULE || style->foreground < 0)
            continue;
        worst = worst_contrast(style, backgrounds, count);
        if (worst < least)
            fail_msg("role %d of \"%s\" has a contrast of %.2f:1", role, name,
                     worst);
    }
}

static void
test_formula(void **state)
{
    (void)state;
    assert_float_equal(contrast(palette(16), palette(231)), 21.0, 0.001);
    assert_float_equal(contrast(palette(244), palette(231)), 3.95, 0.01);
}

static void
test_dark_and_light_can_be_read(void **state)
{
    (void)state;
    assert_readable("dark", darks, COUNT(darks), CONTRAST_TEXT);
    assert_readable("light", lights, COUNT(lights), CONTRAST_TEXT);
}

static void
test_dark_and_light_name_every_colour(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        assert_true(theme_find("dark")->roles[role].foreground >= 16);
        assert_true(theme_find("light")->roles[role].foreground >= 16);
    }
}

static void
test_neutral_can_be_read_on_both(void **state)
{
    const struct theme *theme = theme_find("neutral");

    (void)state;
    assert_readable("neutral", darks, COUNT(darks), CONTRAST_BOLD);
    assert_readable("neutral", lights, COUNT(lights), CONTRAST_BOLD);
    for (int role = 0; role < ROLE_COUNT; role++)
        if (theme->roles[role].foreground >= 0 &&
            theme->roles[role].background < 0 && role != ROLE_RULE)
            assert_true(theme->roles[role].bold);
}

/* Whatever accent the owner chooses; teal again at the end. */
static void
test_every_accent_can_be_read(void **state)
{
    char names[] = ACCENT_NAMES ", teal", *rest = names, *name;

    while ((name = strsep(&rest, ", ")) != NULL) {
        short before = theme_find("dark")->roles[ROLE_ACCENT].foreground;

        if (*name == '\0')
            continue;
        theme_set_accent(name);
        assert_int_not_equal(theme_find("dark")->roles[ROLE_ACCENT].foreground,
                             before);
        test_dark_and_light_can_be_read(state);
        test_neutral_can_be_read_on_both(state);
    }
    assert_int_equal(theme_find("dark")->roles[ROLE_ACCENT].foreground, 79);
}

/* Rules are no text, but they part things: 3:1 (WCAG 2.2, 1.4.11). */
static void
test_rules_can_be_seen(void **state)
{
    static const struct {
        const char *name;
        bool on_dark, on_light;
    } rules[] = {
        {"dark", true, false},
        {"light", false, true},
        {"neutral", true, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rules); i++) {
        const struct style *style =
            &theme_find(rules[i].name)->roles[ROLE_RULE];

        if (rules[i].on_dark)
            assert_true(worst_contrast(style, darks, COUNT(darks)) >= 3);
        if (rules[i].on_light)
            assert_true(worst_contrast(style, lights, COUNT(lights)) >= 3);
    }
}

/* The palette of the Linux console, on black. */
static void
test_console_can_be_read(void **state)
{
    static const struct colour console[] = {
        {0x00, 0x00, 0x00}, {0xaa, 0x00, 0x00}, {0x00, 0xaa, 0x00},
        {0xaa, 0x55, 0x00}, {0x00, 0x00, 0xaa}, {0xaa, 0x00, 0xaa},
        {0x00, 0xaa, 0xaa}, {0xaa, 0xaa, 0xaa},
    };
    const struct theme *theme = theme_find("console");

    (void)state;
    assert_non_null(theme);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct style *style = &theme->roles[role];
        int background = style->background < 0 ? 0 : style->background;
        /* Bold is bright there, so this is the least. */
        int foreground = style->foreground < 0 ? 7 : style->foreground;

        assert_in_range(foreground, 0, 7);
        assert_in_range(background, 0, 7);
        if (contrast(console[foreground], console[background]) < 3.5)
            fail_msg("role %d", role);
    }
}

static void
test_mono_has_no_colour(void **state)
{
    const struct theme *theme = theme_find("mono");

    (void)state;
    assert_non_null(theme);
    for (int role = 0; role < ROLE_COUNT; role++) {
        assert_int_equal(theme->roles[role].foreground, -1);
        assert_int_equal(theme->roles[role].background, -1);
    }
}

/* Without colours, brackets and reverse video mark tags and the focus. */
static void
test_marks_without_colour(void **state)
{
    (void)state;
    for (size_t i = 0; i < theme_count; i++) {
        const struct theme *theme = &themes[i];

        if (theme->roles[ROLE_CHIP].background < 0)
            assert_true(theme->brackets);
        if (theme->roles[ROLE_SELECTION].background < 0)
            assert_true(theme->roles[ROLE_SELECTION].reverse);
        if (theme->roles[ROLE_MATCH].background < 0)
            assert_true(theme->roles[ROLE_MATCH].reverse);
        assert_memory_not_equal(&theme->roles[ROLE_MATCH],
                                &theme->roles[ROLE_MATCH_CURRENT],
                                sizeof(struct style));
    }
}

/* From each beginning, what `c` leads through before it is there again: all
 * that can be read on that background and that the terminal can show. */
static void
test_cycle(void **state)
{
    static const struct {
        const char *start;
        const char *others[3];
    } cycles[] = {
        {"neutral", {"mono", "dark", "light"}}, {"dark", {"neutral", "mono"}},
        {"light", {"neutral", "mono"}},         {"console", {"mono"}},
        {"mono", {"dark", "light", "neutral"}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cycles); i++) {
        const struct theme *start = theme_find(cycles[i].start);
        const struct theme *theme = theme_next(start, start);

        for (size_t j = 0; j < 3 && cycles[i].others[j] != NULL; j++) {
            assert_string_equal(theme->name, cycles[i].others[j]);
            theme = theme_next(theme, start);
        }
        assert_ptr_equal(theme, start);
    }
}

static void
test_unknown_name(void **state)
{
    (void)state;
    assert_null(theme_find(""));
    assert_null(theme_find("Dark "));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formula),
        cmocka_unit_test(test_dark_and_light_can_be_read),
        cmocka_unit_test(test_dark_and_light_name_every_colour),
        cmocka_unit_test(test_neutral_can_be_read_on_both),
        cmocka_unit_test(test_every_accent_can_be_read),
        cmocka_unit_test(test_mono_has_no_colour),
        cmocka_unit_test(test_marks_without_colour),
        cmocka_unit_test(test_rules_can_be_seen),
        cmocka_unit_test(test_console_can_be_read),
        cmocka_unit_test(test_cycle),
        cmocka_unit_test(test_unknown_name),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
