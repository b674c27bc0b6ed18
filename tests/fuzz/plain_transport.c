/* Replaces libssh's encryption (with the linker's --wrap): after the key
 * exchange, packets have room for a MAC, but are not encrypted. So the server
 * gets the fuzzer's packets unchanged, and its answers can be read. */

#include <libssh/libssh.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK   16 /* of aes128-ctr */
#define INWARDS 1  /* SSH_DIRECTION_IN */

/* Of all inputs. */
static unsigned long packets_read;

void *ssh_packet_get_current_crypto(ssh_session session, int direction);
unsigned char *__real_ssh_packet_encrypt(ssh_session session, void *packet,
                                         size_t length);
unsigned char *__wrap_ssh_packet_encrypt(ssh_session session, void *packet,
                                         size_t length);
uint32_t __wrap_ssh_packet_decrypt_len(ssh_session session, uint8_t *plain,
                                       const uint8_t *packet);
int __wrap_ssh_packet_decrypt(ssh_session session, uint8_t *plain,
                              const uint8_t *packet, size_t start,
                              size_t length);
int __wrap_ssh_packet_hmac_verify(ssh_session session, const void *data,
                                  size_t length, const uint8_t *mac, int type);

/* Returns the MAC, which is right for what would have been sent. */
unsigned char *
__wrap_ssh_packet_encrypt(ssh_session session, void *packet, size_t length)
{
    void *plain = malloc(length + 1);
    unsigned char *mac;

    if (plain == NULL)
        abort();
    memcpy(plain, packet, length);
    mac = __real_ssh_packet_encrypt(session, packet, length);
    memcpy(packet, plain, length);
    free(plain);
    return mac;
}

uint32_t
__wrap_ssh_packet_decrypt_len(ssh_session session, uint8_t *plain,
                              const uint8_t *packet)
{
    void *crypto = ssh_packet_get_current_crypto(session, INWARDS);

    packets_read += crypto != NULL;
    memcpy(plain, packet, crypto != NULL ? BLOCK : BLOCK / 2);
    return (uint32_t)plain[0] << 24 | (uint32_t)plain[1] << 16 |
           (uint32_t)plain[2] << 8 | plain[3];
}

int
__wrap_ssh_packet_decrypt(ssh_session session, uint8_t *plain,
                          const uint8_t *packet, size_t start, size_t length)
{
    (void)session;
    memcpy(plain, packet + start, length);
    return 0;
}

int
__wrap_ssh_packet_hmac_verify(ssh_session session, const void *data,
                              size_t length, const uint8_t *mac, int type)
{
    (void)session;
    (void)data;
    (void)length;
    (void)mac;
    (void)type;
    return 0;
}

/* For the figures at the end of a long run. */
__attribute__((destructor)) static void
print_packets(void)
{
    fprintf(stderr, "packets that the worker read: %lu\n", packets_read);
}
