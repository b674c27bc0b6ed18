#pragma once

/* Social networks: where the page of a user is. */

#include <stddef.h>

#define NETWORK_URL_MAX 256

/* Write the address of USERNAME's page in NETWORK, a name as people write it
 * ("Stack Overflow", "github"), to URL. Returns URL; "" if the network is not
 * known, or does not give out such names. */
const char *network_url(char url[NETWORK_URL_MAX], const char *network,
                        const char *username);
