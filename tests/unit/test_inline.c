#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markup/inline.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/array.h"

/* The first LENGTH bytes of TEXT, with its runs in brackets: a letter for
 * each style, the address of a link, then the text. */
static void
describe(char *out, const struct resume *resume, const char *text,
         size_t length)
{
    struct inline_runs runs = resume_runs(resume, text, length);
    struct inline_run run;

    *out = '\0';
    while (inline_next(&runs, &run)) {
        assert_true(run.length > 0);
        assert_int_equal(*run.url != '\0',
                         (run.style & INLINE_LINK) == INLINE_LINK);
        if (run.style != 0)
            out += sprintf(out,
                           "[%s%s%s%s%s:", run.style & INLINE_STRONG ? "s" : "",
                           run.style & INLINE_EMPHASIS ? "e" : "",
                           run.style & INLINE_CODE ? "c" : "",
                           run.style & INLINE_LINK ? "l" : "", run.url);
        out += sprintf(out, "%.*s%s", (int)run.length, run.text,
                       run.style != 0 ? "]" : "");
    }
}

/* A résumé whose summary is TEXT, which has nothing that JSON escapes. */
static struct resume *
with_summary(const char *text)
{
    char json[2048];
    int length =
        snprintf(json, sizeof(json),
                 "{\"basics\":{\"name\":\"A\",\"summary\":\"%s\"}}", text);
    struct resume *resume = resume_parse(json, (size_t)length, NULL, NULL);

    assert_non_null(resume);
    return resume;
}

static void
tells_the_runs(void **state)
{
    static const struct {
        const char *text, *runs;
    } cases[] = {
        {"plain", "plain"},
        {"a *b* c", "a [e:b] c"},
        {"a **b** c", "a [s:b] c"},
        {"***a***", "[se:a]"},
        {"_a_ __b__", "[e:a] [s:b]"},
        {"**a *b* c**", "[s:a ][se:b][s: c]"},
        {"`a *b*`", "[c:a *b*]"},
        {"``a ` b``", "[c:a ` b]"},
        {"```a`2*3*4`", "```a[c:2*3*4]"},
        {"<https://b.c/`d> `2*3*4`",
         "[lhttps://b.c/`d:https://b.c/`d] [c:2*3*4]"},
        {"[a](https://b.c)", "[lhttps://b.c:a]"},
        {"[**a** b](https://b.c)", "[slhttps://b.c:a][lhttps://b.c: b]"},
        {"[a](mailto:a@b.c)", "[lmailto:a@b.c:a]"},
        {"[a](javascript:b)", "a"},
        {"![a](https://b.c/d.png)", "[lhttps://b.c/d.png:a]"},
        {"see https://b.c/d_e_f.",
         "see [lhttps://b.c/d_e_f:https://b.c/d_e_f]."},
        {"(https://b.c/d_(e))", "([lhttps://b.c/d_(e):https://b.c/d_(e)])"},
        {"<https://b.c>", "[lhttps://b.c:https://b.c]"},
        {"<b>a</b> <i>b</i>", "[s:a] [e:b]"},
        {"<a href='https://b.c?d=1&amp;e=2'>f</a>", "[lhttps://b.c?d=1&e=2:f]"},
        {"<a>b</a>", "b"},
        {"<b>a<br>b</b>", "[s:a]\n[s:b]"},
        {"<p>a</p><p>b</p>", "a\nb"},
        {"a<script>b</script>c", "ac"},
        {"**a", "**a"},
        {"a ** b ** c", "a ** b ** c"},
        {"*a*b", "*a*b"},
        {"2*3*4", "2*3*4"},
        {"<b>a", "<b>a"},
        {"<b>a</b", "<b>a</b"},
        {"a <i><b>b</b</i> c", "a [e:<b>b</b] c"},
        {"<p>a</p b", "<p>a</p b"},
        {"&amp;lt;", "&lt;"},
        {"&lt;b&gt;a&lt;/b&gt;", "<b>a</b>"},
        {"# a", "[s:a]"},
        {"a <b> </b> ", "a"},
        {"*a **b***", "[e:a ][se:b]"},
        {"**a**b", "[s:a]b"},
        {"a\\\\*b\\\\*", "a*b*"},
        {"`<b>a</b>`", "[c:<b>a</b>]"},
        {"1. a", "1. a"},
        {"- a", "- a"},
        {"---", "---"},
        {"__init__.py and __main__.py", "__init__.py and __main__.py"},
        {"snake_case_name", "snake_case_name"},
        {"~10 to ~20", "~10 to ~20"},
        {"[Senior](acting) cook", "[Senior](acting) cook"},
        {"[a] (b)", "[a] (b)"},
        {"[a](b\u91CD**\u3002c)", "[a](b\u91CD**\u3002c)"},
        {"[![a](https://b.c/d.png)](https://e.f)", "[lhttps://b.c/d.png:a]"},
        {"###### a", "[s:a]"},
        {"####### a", "####### a"},
        {"#a", "#a"},
        {"# a\\n#\\n# b", "[s:a]\n#\n[s:b]"},
        {"> a", "a"},
        {">a > b", ">a > b"},
        {"* a\\n+ b\\n*c +d\\n+e", "- a\n- b\n*c +d\n+e"},
        {"a ** \\n* ", "a **\n*"},
        {"**a&amp;b**", "[s:a&b]"},
        {"&#233;&#xE9;&#XE9; &frac12;", "\u00E9\u00E9\u00E9 \u00BD"},
        {"a&#160;b&#32;c&nbsp;d", "a b c d"},
        {"&#; &#x; &#xg; &#12a; &# &", "&#; &#x; &#xg; &#12a; &# &"},
        {"&#1114112;&#7;a&shy;b", "ab"},
        {"&#x10FFFD;a", "a"},
        {"&amp &amp# &am; &ampx;", "&amp &amp# &am; &ampx;"},
        {"&amp", "&amp"},
        {"HTTP://B.C", "[lHTTP://B.C:HTTP://B.C]"},
        {"http:// https:// http", "http:// https:// http"},
        {"ahttps://b.c", "ahttps://b.c"},
        {"1https://b.c", "1https://b.c"},
        {"https://b.c, d", "[lhttps://b.c:https://b.c], d"},
        {"https://b.c)d", "[lhttps://b.c:https://b.c])d"},
        {"https://b.c/~d'", "[lhttps://b.c/~d:https://b.c/~d]'"},
        {"https://b.c/\u00E9", "[lhttps://b.c/:https://b.c/]\u00E9"},
        {"https://b.c!?", "[lhttps://b.c:https://b.c]!?"},
        {"https://b.c\\\"d", "[lhttps://b.c:https://b.c]\"d"},
        {"[https://b.c](https://d.e)", "[lhttps://d.e:https://b.c]"},
        {"[a](/b) [a](#b) [a](b.c) [a](b:c)", "a a a a"},
        {"[a]() [a](b)", "[a]() [a](b)"},
        {"[a](https://b.c/\u00E9)", "a"},
        {"[a](https://b.c/<d)", "[lhttps://b.c/<d:a]"},
        {"*a*. _a_, (**b**)", "[e:a]. [e:a], ([s:b])"},
        {"x**2 and y**2", "x**2 and y**2"},
        {"**a**b**c**d", "[s:a]b**c**d"},
        {"a**b** c", "a**b** c"},
        {"__init__.", "[s:init]."},
        {"`a` `b", "[c:a] `b"},
        {"`` a", "`` a"},
        {"a\\\\", "a\\"},
        {"\\\\<b>a</b>", "<b>a"},
        {"<a href=https://b.c/d>e</a>", "[lhttps://b.c/d:e]"},
        {"<a href=https://b.c id=d>e</a>", "[lhttps://b.c:e]"},
        {"<a href=\\\"https://b.c/'d\\\">e</a>", "[lhttps://b.c/'d:e]"},
        {"<a title='>' HREF='https://b.c'>e</a>", "[lhttps://b.c:e]"},
        {"<a href='ftp://b.c'>e</a><a href=>f</a>", "ef"},
        {"<a href='https://b.c'>d<a>e</a></a>", "[lhttps://b.c:d<a>e]"},
        {"<ul><li>a</li><li><b>b</b></li></ul>c", "- a\n- [s:b]\nc"},
        {"<h2>a</h2>b", "[s:a]\nb"},
        {"<tr><td>a</td><th>b</th></tr>", "a [s:b]"},
        {"a<div>b</div>c</div>d</b>e", "a\nb\nc\nde"},
        {"a<!-- b > c -->d<!---->e", "ade"},
        {"a<!--> b", "a<!--> b"},
        {"a<br/>b<br />c<BR >d<hr>e<img src='f'>g", "a\nb\nc\nd\ne\ng"},
        {"<bx>a</bx> <b-c>", "<bx>a</bx> <b-c>"},
        {"<i>a</I><i>b</ib</i>c", "[e:ab</ib]c"},
        {"<big>a</b></big>", "a"},
        {"<code>a</code><pre>b</pre>", "[c:a]\n[c:b]"},
        {"<b>a</b", "<b>a</b"},
        {"< b>a</b><", "< b>a<"},
        {"<PARTNER> & <B2B>", "<PARTNER> & <B2B>"},
        {"a < b > c", "a < b > c"},
        {"&copy; &nothing; AT&T", "\u00A9 &nothing; AT&T"},
        {"\u3053\u308C\u306F**\u300C\u91CD\u300D**\u3067\u3059",
         "\u3053\u308C\u306F[s:\u300C\u91CD\u300D]\u3067\u3059"},
        {"**\u91CD\u3002**\u3067\u3059", "[s:\u91CD\u3002]\u3067\u3059"},
    };
    char runs[512];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct resume *resume = with_summary(cases[i].text);

        describe(runs, resume, resume->summary, strlen(resume->summary));
        assert_string_equal(runs, cases[i].runs);
        resume_free(resume);
    }
}

/* What is looked for only so far is found by md4c all the same. */
static void
keeps_the_stars_of_long_code(void **state)
{
    char text[1200], runs[1200], expected[1200];
    struct resume *resume;

    (void)state;
    snprintf(text, sizeof(text), "`2*3*4 %0900d %0200d`", 0, 0);
    snprintf(expected, sizeof(expected), "[c:2*3*4 %0900d %0200d]", 0, 0);
    resume = with_summary(text);
    describe(runs, resume, resume->summary, strlen(resume->summary));
    assert_string_equal(runs, expected);
    resume_free(resume);
}

/* A style that ends in a blank at the end of a text does not cover what
 * follows it. */
static void
joins_texts_with_their_runs(void **state)
{
    static const char *const cases[][2] = {
        {"\"a <b>b </b>\", \"c\"", "a [s:b]\nc"},
        {"\"a<b> </b>\", \"*c*\"", "a\n[e:c]"},
        {"\"a\", \"*b* c\", \"d `e`\"", "a\n[e:b] c\nd [c:e]"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char json[256], runs[64];
        int length = snprintf(json, sizeof(json),
                              "{\"basics\":{\"name\":\"A\",\"summary\":[%s]}}",
                              cases[i][0]);
        struct resume *resume = resume_parse(json, (size_t)length, NULL, NULL);

        describe(runs, resume, resume->summary, strlen(resume->summary));
        assert_string_equal(runs, cases[i][1]);
        resume_free(resume);
    }
}

static void
tells_the_runs_of_a_part(void **state)
{
    struct resume *resume = with_summary("ab **cd ef** gh");
    char runs[64];

    (void)state;
    assert_string_equal(resume->summary, "ab cd ef gh");
    describe(runs, resume, resume->summary + 4, 3);
    assert_string_equal(runs, "[s:d e]");
    describe(runs, resume, resume->summary + 7, 4);
    assert_string_equal(runs, "[s:f] gh");
    describe(runs, resume, resume->summary, 2);
    assert_string_equal(runs, "ab");
    describe(runs, resume, resume->summary, 0);
    assert_string_equal(runs, "");
    describe(runs, resume, "elsewhere", 4);
    assert_string_equal(runs, "else");
    resume_free(resume);
}

/* What takes markup apart looks ahead, and must not do so for ever. */
static void
takes_no_time_over_nonsense(void **state)
{
    static const char *const nonsense[] = {
        "*a ",      "**a",       "_a ",   "`a ",    "[a](",  "[[",
        "<b>",      "<a href='", "<!--",  "</",     "&#",    "h",
        "http://(", "![",        "\\\\*", "<p><i>", "*[`<b>"};

    (void)state;
    for (size_t i = 0; i < COUNT(nonsense); i++) {
        size_t size = 100000;
        char *json = malloc(size + 64);
        char *at = stpcpy(json, "{\"basics\":{\"name\":\"A\",\"summary\":\"");

        while ((size_t)(at - json) < size)
            at = stpcpy(at, nonsense[i]);
        at = stpcpy(at, "\"}}");
        resume_free(resume_parse(json, (size_t)(at - json), NULL, NULL));
        free(json);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_runs),
        cmocka_unit_test(keeps_the_stars_of_long_code),
        cmocka_unit_test(joins_texts_with_their_runs),
        cmocka_unit_test(tells_the_runs_of_a_part),
        cmocka_unit_test(takes_no_time_over_nonsense),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
