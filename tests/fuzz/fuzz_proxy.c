/* The parser of PROXY headers. Checks that it never asks for more than the
 * longest header, gives the same verdict however the bytes are divided, and
 * gives each visitor an address. */

#include "fuzz.h"

#include "proxy/proxy_header.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct proxy_header header;
    enum proxy_header_verdict verdict = proxy_header_read(&header, data, 0);
    size_t length = 0;

    while (verdict == PROXY_HEADER_MORE && length < size) {
        struct proxy_header once;

        assert(header.length > length && header.length <= PROXY_HEADER_MAX);
        verdict = proxy_header_read(&header, data, ++length);
        assert(proxy_header_read(&once, data, length) == verdict);
        assert(once.length == header.length);
    }
    assert(verdict < PROXY_HEADER_CUT &&
           proxy_header_verdict_name(verdict) != NULL);
    if (verdict == PROXY_HEADER_VISITOR || verdict == PROXY_HEADER_CHECK)
        assert(header.length == length);
    if (verdict == PROXY_HEADER_VISITOR)
        assert(header.source.ss_family == AF_INET ||
               header.source.ss_family == AF_INET6);
    return 0;
}
