#pragma once

/*
 * What the service does if it cannot start. systemd holds its sockets, so that
 * clients connect and would wait forever, and restarts it immediately, forever.
 * Therefore it answers for a while before it exits: every client gets a
 * message, and restarts are RETRY_TIME apart.
 */

/* Reject the connections at the COUNT sockets of systemd, which begin at
 * SYSTEMD_FIRST_SOCKET, for RETRY_TIME; connections of a balancer, at Unix
 * sockets, are closed, so that its health check fails. Signals have their
 * default actions. Returns immediately if COUNT is 0. REASON, without a full
 * stop, becomes the service's status. */
void unavailable_serve(int count, const char *reason);
