#include "self_test/dns_records.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"

#define ANSWER_MAX  4096
#define SECONDS     2 /* until a name server is asked no more */
#define SSHFP_FIXED 2 /* bytes before the digest */
#define TRUNCATED   2 /* in the third byte of an answer (RFC 1035, 4.1.1) */

static void
dns_records_add_address(struct dns_records *records, int family,
                        const ns_rr *record)
{
    struct dns_address *address = &records->addresses[records->address_count];
    size_t size =
        family == AF_INET ? sizeof(struct in_addr) : sizeof(struct in6_addr);

    if (records->address_count == DNS_RECORDS_MAX ||
        ns_rr_rdlen(*record) != size)
        return;
    address->family = family;
    memcpy(address->bytes, ns_rr_rdata(*record), size);
    records->address_count++;
}

static void
dns_records_add_sshfp(struct dns_records *records, const ns_rr *record)
{
    struct dns_sshfp *sshfp = &records->sshfp[records->sshfp_count];
    const unsigned char *data = ns_rr_rdata(*record);

    if (records->sshfp_count == DNS_RECORDS_MAX ||
        ns_rr_rdlen(*record) <= SSHFP_FIXED ||
        ns_rr_rdlen(*record) > SSHFP_FIXED + sizeof(sshfp->digest))
        return;
    sshfp->algorithm = data[0];
    sshfp->type = data[1];
    sshfp->length = ns_rr_rdlen(*record) - SSHFP_FIXED;
    memcpy(sshfp->digest, data + SSHFP_FIXED, sshfp->length);
    records->sshfp_count++;
}

/* Add the records of TYPE in the LENGTH bytes of ANSWER; there may also be the
 * aliases that lead to them. */
static int
dns_records_read(struct dns_records *records, const unsigned char *answer,
                 int length, ns_type type)
{
    ns_msg message;
    ns_rr record;

    if (ns_initparse(answer, length, &message) < 0)
        return -1;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
        if (ns_parserr(&message, ns_s_an, i, &record) < 0)
            return -1;
        if (ns_rr_type(record) != type)
            continue;
        if (type == ns_t_sshfp)
            dns_records_add_sshfp(records, &record);
        else
            dns_records_add_address(
                records, type == ns_t_a ? AF_INET : AF_INET6, &record);
    }
    return 0;
}

/* Ask for the records of TYPE that HOST has. */
static int
dns_records_ask(struct dns_records *records, struct __res_state *state,
                const char *host, ns_type type, struct error *error)
{
    unsigned char answer[ANSWER_MAX] = {0};
    int length =
        res_nquery(state, host, ns_c_in, (int)type, answer, sizeof(answer));

    if (answer[2] & TRUNCATED)
        return error_set(error, "the answer of the DNS for %s is too long",
                         host);
    if (length < 0 && state->res_h_errno != HOST_NOT_FOUND &&
        state->res_h_errno != NO_DATA)
        return error_set(error, "cannot ask the DNS for %s: %s", host,
                         hstrerror(state->res_h_errno));
    if (length > (int)sizeof(answer))
        length = sizeof(answer);
    if (length >= 0 && dns_records_read(records, answer, length, type) < 0)
        return error_set(error, "the answer of the DNS for %s is malformed",
                         host);
    return 0;
}

int
dns_records_find(struct dns_records *records, const char *host,
                 struct error *error)
{
    static const ns_type types[] = {ns_t_a, ns_t_aaaa, ns_t_sshfp};
    struct __res_state state = {0};
    int result = 0;

    *records = (struct dns_records){.address_count = 0};
    if (res_ninit(&state) < 0)
        return error_set(error, "cannot read /etc/resolv.conf");
    state.retrans = SECONDS;
    state.retry = 1;
    /* Longer answers over UDP, and none over TCP: for those the C library
     * waits for ever. */
    state.options |= RES_USE_EDNS0 | RES_IGNTC;
    for (size_t i = 0; i < COUNT(types) && result == 0; i++)
        result = dns_records_ask(records, &state, host, types[i], error);
    res_nclose(&state);
    return result;
}
