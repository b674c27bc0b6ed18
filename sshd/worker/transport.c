#include "worker/transport.h"

#include <stdbool.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "worker/hostkey.h"

/*
 * The version string and the algorithms, the preferred ones first. Everything
 * is set, so that nothing depends on the defaults of a version of libssh, which
 * ignores the names that it does not know. No group exchange and
 * no large groups: they cost 150 ms of CPU before authentication. No GCM:
 * libssh before 0.12.2 does not verify its tags.
 */
static const struct {
    enum ssh_bind_options_e option;
    const char *value;
} settings[] = {
    {SSH_BIND_OPTIONS_BANNER, "resume-sshd_" RESUME_VERSION},
    {SSH_BIND_OPTIONS_KEY_EXCHANGE,
     "mlkem768x25519-sha256,sntrup761x25519-sha512,"
     "sntrup761x25519-sha512@openssh.com,mlkem768nistp256-sha256,"
     "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256"},
    {SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS,
     "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,"
     "ecdsa-sha2-nistp521"},
    {SSH_BIND_OPTIONS_CIPHERS_C_S,
     "chacha20-poly1305@openssh.com,aes256-ctr,aes128-ctr"},
    {SSH_BIND_OPTIONS_CIPHERS_S_C,
     "chacha20-poly1305@openssh.com,aes256-ctr,aes128-ctr"},
    {SSH_BIND_OPTIONS_HMAC_C_S,
     "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
     "hmac-sha2-256"},
    {SSH_BIND_OPTIONS_HMAC_S_C,
     "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
     "hmac-sha2-256"},
};

static int
transport_configure(ssh_bind bind, struct error *error)
{
    bool no = false; /* otherwise a file in /etc/ssh would be read */

    if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) < 0)
        return error_set(error, "libssh: %s", ssh_get_error(bind));
    for (size_t i = 0; i < COUNT(settings); i++)
        if (ssh_bind_options_set(bind, settings[i].option, settings[i].value) <
            0)
            return error_set(error, "libssh: %s", ssh_get_error(bind));
    return 0;
}

static bool
transport_is_below(const char *file, const char *directory)
{
    size_t length = directory != NULL ? strlen(directory) : 0;

    return length > 0 && strncmp(file, directory, length) == 0 &&
           file[length] == '/';
}

static int
transport_add_key(ssh_bind bind, const char *file, const char *trusted,
                  struct error *error)
{
    enum hostkey_mode mode = transport_is_below(file, trusted)
                                 ? HOSTKEY_ANY_MODE
                                 : HOSTKEY_OWNER_ONLY;
    ssh_key key = hostkey_load(file, mode, error);

    if (key == NULL)
        return -1;
    hostkey_log(key);
    if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) == 0)
        return 0; /* owned by the bind now */
    error_set(error, "%s: %s", file, ssh_get_error(bind));
    ssh_key_free(key);
    return -1;
}

ssh_bind
transport_new(const char *const *files, size_t count, const char *trusted,
              struct error *error)
{
    ssh_bind bind = ssh_bind_new();

    if (bind == NULL) {
        error_set(error, "libssh: no memory");
        return NULL;
    }
    if (transport_configure(bind, error) < 0)
        goto fail;
    for (size_t i = 0; i < count; i++)
        if (transport_add_key(bind, files[i], trusted, error) < 0)
            goto fail;
    return bind;

fail:
    ssh_bind_free(bind);
    return NULL;
}
