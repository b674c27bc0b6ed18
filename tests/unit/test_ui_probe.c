/* What the answers to the probe say about a terminal. */

#include "unit.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "sshd/base/array.h"
#include "terminal/probe.h"

/* What a probe makes of BYTES. */
static struct probe
hear(const char *bytes)
{
    struct probe probe = {0};
    struct input input = {0};
    struct key_event event;

    for (; *bytes != '\0'; bytes++)
        if (input_byte(&input, (unsigned char)*bytes, &event))
            assert_true(probe_take(&probe, &event));
    return probe;
}

/* Answers of terminals, and what follows from them. */
static void
test_terminals(void **state)
{
    static const struct {
        const char *what, *bytes;
        enum probe_text text;
        enum probe_background background;
    } terminals[] = {
        {"xterm on black",
         "\033[1;2R\033[1;2R\033]11;rgb:0000/0000/0000\033\\"
         "\033[?64;1;2;6;9;15;16;17;18;21;22;28c",
         PROBE_UTF8, PROBE_DARK},
        {"xterm on white, low on its screen",
         "\033[24;2R\033[24;2R\033]11;rgb:ffff/ffff/ffff\033\\\033[?64;1;2c",
         PROBE_UTF8, PROBE_LIGHT},
        {"kitty on Solarized light",
         "\033[1;2R\033[1;2R\033]11;rgb:fdfd/f6f6/e3e3\033\\\033[?62;c",
         PROBE_UTF8, PROBE_LIGHT},
        {"Ubuntu's", "\033[1;2R\033[1;2R\033]11;rgb:30/0a/24\007\033[?65;1;9c",
         PROBE_UTF8, PROBE_DARK},
        {"PuTTY: no word about the background", "\033[1;2R\033[1;2R\033[?6c",
         PROBE_UTF8, PROBE_UNKNOWN},
        {"an 8-bit client", "\033[1;3R\033[1;3R\033[?1;2c", PROBE_EIGHT_BIT,
         PROBE_UNKNOWN},
        {"a CJK set-up", "\033[1;2R\033[1;3R\033]11;rgb:0/0/0\033\\\033[?62;4c",
         PROBE_WIDE, PROBE_DARK},
        {"no answer at all", "", PROBE_UTF8, PROBE_UNKNOWN},
        {"attributes only", "\033[?6c", PROBE_UTF8, PROBE_UNKNOWN},
        {"half of an answer", "\033[1;3R\033[?6c", PROBE_UTF8, PROBE_UNKNOWN},
        {"a background that is no colour",
         "\033[1;2R\033[1;2R\033]11;?\033\\\033[?6c", PROBE_UTF8,
         PROBE_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(terminals); i++) {
        struct probe probe = hear(terminals[i].bytes);

        if (probe.text != terminals[i].text ||
            probe.background != terminals[i].background ||
            probe.done != (*terminals[i].bytes != '\0'))
            fail_msg("%s: text %d, background %d, done %d", terminals[i].what,
                     (int)probe.text, (int)probe.background, probe.done);
    }
}

/* Yellow is bright and blue is dark, though both are two thirds of what
 * white has. */
static void
test_brightness_is_perceived(void **state)
{
    (void)state;
    assert_int_equal(hear("\033]11;rgb:ff/ff/00\007").background, PROBE_LIGHT);
    assert_int_equal(hear("\033]11;rgb:00/00/ff\007").background, PROBE_DARK);
    assert_int_equal(hear("\033]11;rgb:ff/00/00\007").background, PROBE_DARK);
    assert_int_equal(hear("\033]11;rgb:00/ff/00\007").background, PROBE_LIGHT);
}

static size_t
count(const char *text, const char *part)
{
    size_t found = 0;

    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        found++;
    }
    return found;
}

static void
test_question(void **state)
{
    (void)state;
    for (int background = 0; background < 2; background++) {
        const char *question = probe_question(background);
        size_t length = strlen(question);

        assert_memory_equal(question, "\0337", 2);
        assert_memory_equal(question + length - 2, "\0338", 2);
        assert_int_equal(count(question, "\033[6n"), 2);
        assert_int_equal(count(question, "\033[c"), 1);
        assert_int_equal(count(question, "\033]11;?\033\\"), background);
        assert_non_null(strstr(question, "ñ"));
        assert_non_null(strstr(question, "é"));
        assert_non_null(strstr(question, "\r\033[K"));
        assert_null(strstr(question, "\033P"));
        assert_null(strstr(question, "$p"));
    }
}

#define TIMEOUT_MS 100

/* What probe_listen() made of an answer. */
struct heard {
    struct probe probe;
    struct early_keys early;
};

/* ANSWER is there already. */
static struct heard
ask(const char *answer, bool gone)
{
    struct heard heard;
    struct input input = {0};
    int in[2], out = open("/dev/null", O_WRONLY | O_CLOEXEC);

    assert_int_equal(pipe(in), 0);
    assert_int_equal(write(in[1], answer, strlen(answer)), strlen(answer));
    if (gone)
        close(in[1]);
    probe_ask(&heard.probe, out, true);
    probe_listen(&heard.probe, &input, in[0], TIMEOUT_MS, &heard.early);
    if (!gone)
        close(in[1]);
    close(in[0]);
    close(out);
    return heard;
}

static void
test_answer_ends_the_wait(void **state)
{
    struct heard heard = ask("\033[1;2R\033[1;3R\033[?6c", false);

    (void)state;
    assert_true(heard.probe.done);
    assert_int_equal(heard.probe.text, PROBE_WIDE);
    assert_int_equal(heard.early.count, 0);
}

static void
test_early_keys_are_kept(void **state)
{
    struct heard heard =
        ask("j\033[1;2R\033[A\033[1;2Rq\033]11;rgb:0/0/0\033\\\033[?6c", false);

    (void)state;
    assert_true(heard.probe.done);
    assert_int_equal(heard.probe.background, PROBE_DARK);
    assert_int_equal(heard.early.count, 3);
    assert_int_equal(heard.early.events[0].character, U'j');
    assert_int_equal(heard.early.events[1].key, KEY_UP);
    assert_int_equal(heard.early.events[2].character, U'q');
}

static void
test_many_early_keys_overflow_nothing(void **state)
{
    char keys[2 * PROBE_EARLY_MAX + 1] = "";

    (void)state;
    memset(keys, 'j', sizeof(keys) - 1);
    assert_int_equal(ask(keys, false).early.count, PROBE_EARLY_MAX);
}

static void
test_nobody_there_ends_the_wait(void **state)
{
    (void)state;
    assert_false(ask("", true).probe.done);
}

static void
test_silence_ends_the_wait(void **state)
{
    struct heard heard = ask("q", false);

    (void)state;
    assert_false(heard.probe.done);
    assert_int_equal(heard.probe.text, PROBE_UTF8);
    assert_int_equal(heard.probe.background, PROBE_UNKNOWN);
    assert_int_equal(heard.early.count, 1);
}

/* What comes after the wait is taken all the same, but the kind of text only
 * once. */
static void
test_late_answers(void **state)
{
    struct probe probe = hear("\033[1;3R\033[1;3R");

    (void)state;
    assert_int_equal(probe.text, PROBE_UTF8);
    probe = hear("\033[1;3R\033[1;3R\033[?6c\033[1;2R\033[?6c");
    assert_int_equal(probe.text, PROBE_EIGHT_BIT);
}

static void
test_reports_of_the_colour_scheme(void **state)
{
    (void)state;
    assert_int_equal(hear("\033[?997;1n").background, PROBE_DARK);
    assert_int_equal(hear("\033[?997;2n").background, PROBE_LIGHT);
    assert_int_equal(hear("\033[?997;2n\033[?997;7n").background, PROBE_LIGHT);
    assert_int_equal(hear("\033[?997n").background, PROBE_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminals),
        cmocka_unit_test(test_early_keys_are_kept),
        cmocka_unit_test(test_many_early_keys_overflow_nothing),
        cmocka_unit_test(test_brightness_is_perceived),
        cmocka_unit_test(test_question),
        cmocka_unit_test(test_answer_ends_the_wait),
        cmocka_unit_test(test_nobody_there_ends_the_wait),
        cmocka_unit_test(test_silence_ends_the_wait),
        cmocka_unit_test(test_late_answers),
        cmocka_unit_test(test_reports_of_the_colour_scheme),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
