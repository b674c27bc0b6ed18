/* Linked with the three programs of a build with the address sanitizer. A
 * search for leaks, when a process exits, takes as long as the rest of it: half
 * of the time of all tests. Those that look for leaks, see CMakeLists.txt, turn
 * it on by ASAN_OPTIONS. */

const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
    return "detect_leaks=0";
}
