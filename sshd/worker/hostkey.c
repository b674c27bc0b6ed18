#include "worker/hostkey.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "process/log.h"

#define BYTES_MAX 16384

static int
hostkey_check(const char *file, const struct stat *status,
              enum hostkey_mode mode, struct error *error)
{
    if (!S_ISREG(status->st_mode))
        return error_set(error, "%s: a host key must be a plain file", file);
    if (mode == HOSTKEY_OWNER_ONLY && (status->st_mode & 077) != 0)
        return error_set(error,
                         "%s: others than its owner can access this private "
                         "key (mode %04o); chmod 600 it",
                         file, (unsigned)status->st_mode & 07777);
    if (status->st_size >= BYTES_MAX)
        return error_set(error, "%s: too large for a private key", file);
    return 0;
}

/* Read FILE as text into BYTES of BYTES_MAX. */
static int
hostkey_read(const char *file, enum hostkey_mode mode, char *bytes,
             struct error *error)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    struct stat status;
    ssize_t n;
    int outcome;

    if (fd < 0 && errno == ENOENT)
        return error_set(error,
                         "%s: no such host key; keys/make-host-keys DIR makes "
                         "one",
                         file);
    if (fd < 0)
        return error_set(error, "%s: %s", file, strerror(errno));
    outcome = fstat(fd, &status) < 0
                  ? error_set(error, "%s: %s", file, strerror(errno))
                  : hostkey_check(file, &status, mode, error);
    if (outcome == 0) {
        n = read(fd, bytes, BYTES_MAX - 1);
        if (n < 0)
            outcome = error_set(error, "%s: %s", file, strerror(errno));
        else
            bytes[n] = '\0';
    }
    close(fd);
    return outcome;
}

ssh_key
hostkey_load(const char *file, enum hostkey_mode mode, struct error *error)
{
    char bytes[BYTES_MAX];
    ssh_key key = NULL;
    enum ssh_keytypes_e type;

    if (hostkey_read(file, mode, bytes, error) < 0)
        return NULL;
    if (ssh_pki_import_privkey_base64(bytes, NULL, NULL, NULL, &key) != SSH_OK)
        error_set(error, "%s: not a private key, or one with a passphrase",
                  file);
    explicit_bzero(bytes, sizeof(bytes));
    if (key == NULL)
        return NULL;
    type = ssh_key_type(key);
    if (type == SSH_KEYTYPE_ED25519 || type == SSH_KEYTYPE_ECDSA_P256 ||
        type == SSH_KEYTYPE_ECDSA_P384 || type == SSH_KEYTYPE_ECDSA_P521)
        return key;
    error_set(error, "%s: a host key is Ed25519 or ECDSA, this one is %s", file,
              ssh_key_type_to_char(type));
    ssh_key_free(key);
    return NULL;
}

/* Copy KEY's hash of TYPE, which has LENGTH bytes. */
static int
hostkey_hash(ssh_key key, enum ssh_publickey_hash_type type,
             unsigned char *bytes, size_t length)
{
    unsigned char *hash = NULL;
    size_t size = 0;
    int result = ssh_get_publickey_hash(key, type, &hash, &size);

    if (result == 0 && size == length)
        memcpy(bytes, hash, size);
    else
        result = -1;
    ssh_clean_pubkey_hash(&hash);
    return result;
}

int
hostkey_print(struct hostkey_print *print, const char *file)
{
    ssh_key key = hostkey_load(file, HOSTKEY_ANY_MODE, NULL);
    char path[PATH_MAX];
    int result;

    snprintf(path, sizeof(path), "%s.pub", file);
    if (key == NULL && ssh_pki_import_pubkey_file(path, &key) != SSH_OK)
        return -1;
    print->name = ssh_key_type_to_char(ssh_key_type(key));
    print->algorithm = ssh_key_type(key) == SSH_KEYTYPE_ED25519 ? 4 : 3;
    result = hostkey_hash(key, SSH_PUBLICKEY_HASH_SHA1, print->sha1,
                          sizeof(print->sha1)) < 0 ||
                     hostkey_hash(key, SSH_PUBLICKEY_HASH_SHA256, print->sha256,
                                  sizeof(print->sha256)) < 0
                 ? -1
                 : 0;
    ssh_key_free(key);
    return result;
}

void
hostkey_log(ssh_key key)
{
    unsigned char *hash = NULL;
    size_t length = 0;
    char *print = NULL;

    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash,
                               &length) == 0)
        print =
            ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length);
    LOG(EVENT_HOST_KEY,
        LOG_TEXT("type", ssh_key_type_to_char(ssh_key_type(key))),
        LOG_TEXT("fingerprint", print != NULL ? print : "unknown"));
    ssh_string_free_char(print);
    ssh_clean_pubkey_hash(&hash);
}
