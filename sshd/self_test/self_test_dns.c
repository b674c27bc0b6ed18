#include "self_test/self_test_dns.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "self_test/dns_records.h"
#include "worker/hostkey.h"

#define ADVICE "resume-sshd: advice: "

/* The seccomp filter of systemd's unit allows no address family. */
static bool
self_test_dns_has_network(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool
self_test_dns_is_address(const struct sockaddr *own,
                         const struct dns_address *address)
{
    if (own == NULL || own->sa_family != address->family)
        return false;
    if (own->sa_family == AF_INET)
        return memcmp(
                   &((const struct sockaddr_in *)(const void *)own)->sin_addr,
                   address->bytes, sizeof(struct in_addr)) == 0;
    return memcmp(&((const struct sockaddr_in6 *)(const void *)own)->sin6_addr,
                  address->bytes, sizeof(struct in6_addr)) == 0;
}

/* Whether ADDRESS is one of this machine's; if they are not known, assume so.
 */
static bool
self_test_dns_is_own(const struct dns_address *address)
{
    struct ifaddrs *list;
    bool found = false;

    if (getifaddrs(&list) < 0)
        return true;
    for (const struct ifaddrs *own = list; own != NULL && !found;
         own = own->ifa_next)
        found = self_test_dns_is_address(own->ifa_addr, address);
    freeifaddrs(list);
    return found;
}

static void
self_test_dns_addresses(const char *host, const struct dns_records *records)
{
    char text[INET6_ADDRSTRLEN];

    if (records->address_count == 0)
        fprintf(stderr,
                ADVICE "%s has no address in the DNS: give it an A and an AAAA "
                       "record with its addresses\n",
                host);
    for (size_t i = 0; i < records->address_count; i++)
        if (!self_test_dns_is_own(&records->addresses[i]))
            fprintf(stderr,
                    ADVICE "%s is %s in the DNS, which is not an address of "
                           "this machine: correct only behind a router or "
                           "balancer\n",
                    host,
                    inet_ntop(records->addresses[i].family,
                              records->addresses[i].bytes, text, sizeof(text)));
}

/* Whether RECORD is of the key with PRINT. */
static bool
self_test_dns_is_print(const struct dns_sshfp *record,
                       const struct hostkey_print *print)
{
    bool sha256 = record->type == 2;

    return record->algorithm == print->algorithm &&
           record->length ==
               (sha256 ? sizeof(print->sha256) : sizeof(print->sha1)) &&
           memcmp(record->digest, sha256 ? print->sha256 : print->sha1,
                  record->length) == 0;
}

/* Compare the SSHFP records of HOST with the COUNT PRINTS. */
static void
self_test_dns_sshfp(const char *host, const struct dns_records *records,
                    const struct hostkey_print *prints, size_t count)
{
    size_t found[HOSTKEY_PRINTS_MAX] = {0};

    for (size_t i = 0; i < records->sshfp_count; i++) {
        const struct dns_sshfp *record = &records->sshfp[i];
        bool known = false;

        for (size_t j = 0; j < count; j++)
            if (self_test_dns_is_print(record, &prints[j])) {
                known = true;
                found[j] += record->type == 2;
            }
        if (!known)
            fprintf(stderr,
                    ADVICE "%s has an SSHFP record (%u %u %02x%02x%02x...) of "
                           "another key: remove it, or clients warn\n",
                    host, record->algorithm, record->type, record->digest[0],
                    record->digest[1], record->digest[2]);
    }
    for (size_t j = 0; j < count; j++)
        if (found[j] == 0)
            fprintf(stderr,
                    ADVICE "%s has no SSHFP record of the key %s: "
                           "resume-sshd-keygen prints it\n",
                    host, prints[j].name);
}

void
self_test_dns(const char *host, const char *const *files, size_t count)
{
    struct hostkey_print prints[HOSTKEY_PRINTS_MAX];
    struct dns_records records;
    struct error error;
    size_t known = 0;

    if (!self_test_dns_has_network())
        return;
    if (dns_records_find(&records, host, &error) < 0) {
        fprintf(stderr, ADVICE "%s\n", error.text);
        return;
    }
    self_test_dns_addresses(host, &records);
    for (size_t i = 0; i < count && known < HOSTKEY_PRINTS_MAX; i++)
        known += hostkey_print(&prints[known], files[i]) == 0;
    if (known > 0)
        self_test_dns_sshfp(host, &records, prints, known);
}
