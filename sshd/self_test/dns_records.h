#pragma once

/*
 * The DNS records of the server's host, for `resume-sshd --test`: its
 * addresses, and the SSHFP records (RFC 4255) with which clients compare the
 * host keys. The C library's resolver sends the queries. No process that serves
 * clients calls this.
 */

#include <arpa/inet.h>
#include <stddef.h>

#define DNS_RECORDS_MAX 16
#define DNS_DIGEST_MAX  32 /* SHA-256 */

struct error;

struct dns_address {
    int family;              /* AF_INET or AF_INET6 */
    unsigned char bytes[16]; /* 4 or 16 of them */
};

struct dns_sshfp {
    unsigned algorithm; /* 3: ECDSA, 4: Ed25519 */
    unsigned type;      /* of the digest; 1: SHA-1, 2: SHA-256 */
    unsigned char digest[DNS_DIGEST_MAX];
    size_t length;
};

/* At most DNS_RECORDS_MAX of each kind. */
struct dns_records {
    struct dns_address addresses[DNS_RECORDS_MAX];
    size_t address_count;
    struct dns_sshfp sshfp[DNS_RECORDS_MAX];
    size_t sshfp_count;
};

/* Ask for the records of HOST, for a few seconds. A host that has none, or does
 * not exist, has no records. Returns -1 with ERROR filled without an answer. */
int dns_records_find(struct dns_records *records, const char *host,
                     struct error *error);
