/* The reader of DNS answers, which anybody between the name server and this
 * machine can forge. The first byte chooses the type of the query. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* The function that reads an answer is static. */
#include "../../sshd/self_test/dns_records.c" /* NOLINT(bugprone-suspicious-include) */

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ns_type types[] = {ns_t_a, ns_t_aaaa, ns_t_sshfp};
    struct dns_records records = {.address_count = 0};
    unsigned char *answer;
    ns_type type;

    if (size < 1)
        return 0;
    type = types[data[0] % COUNT(types)];
    answer = malloc(size);
    memcpy(answer, data + 1, size - 1);
    dns_records_read(&records, answer, (int)size - 1, type);
    free(answer);
    assert(records.address_count <= DNS_RECORDS_MAX);
    assert(records.sshfp_count <= DNS_RECORDS_MAX);
    assert(records.address_count == 0 || records.sshfp_count == 0);
    for (size_t i = 0; i < records.address_count; i++)
        assert(records.addresses[i].family ==
               (type == ns_t_a ? AF_INET : AF_INET6));
    for (size_t i = 0; i < records.sshfp_count; i++)
        assert(records.sshfp[i].length > 0 &&
               records.sshfp[i].length <= sizeof(records.sshfp[i].digest));
    return 0;
}
