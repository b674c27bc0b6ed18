/*
 * Fontconfig and cairo keep what they cache until the process ends, in
 * ways that the leak sanitizer takes for lost. It asks these functions what
 * to overlook, in silence; nobody else calls them.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libcairo";
}

const char *
__lsan_default_options(void)
{
    return "print_suppressions=0";
}
