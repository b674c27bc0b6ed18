/* The PROXY protocol's header: it never asks for more than the longest, says
 * the same however the bytes come in, and a visitor always has an address. */

#include "fuzz.h"

#include "proxy.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct proxy_header header;
    enum proxy_verdict verdict = proxy_read(&header, data, 0);
    size_t length = 0;

    while (verdict == PROXY_MORE && length < size) {
        struct proxy_header once;

        assert(header.length > length && header.length <= PROXY_MAX);
        verdict = proxy_read(&header, data, ++length);
        assert(proxy_read(&once, data, length) == verdict);
        assert(once.length == header.length);
    }
    assert(verdict < PROXY_CUT && proxy_name(verdict) != NULL);
    if (verdict == PROXY_VISITOR || verdict == PROXY_CHECK)
        assert(header.length == length);
    if (verdict == PROXY_VISITOR)
        assert(header.source.ss_family == AF_INET ||
               header.source.ss_family == AF_INET6);
    return 0;
}
