/*
 * Suppressions for the leak sanitizer: fontconfig and cairo keep caches until
 * the process exits, which it reports as leaks. Only the sanitizer calls these
 * functions.
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
