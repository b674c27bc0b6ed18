"""Logins that no ordinary client would try: everybody is admitted, but only by
the offered methods, and no client can forge the log."""

import re

import paramiko
import pytest

import wire
from wire import end_of, fields, is_closed

KERBEROS = bytes.fromhex("06092a864886f712010202")
KEY = paramiko.ECDSAKey.generate()
TYPE, BLOB = KEY.get_name(), KEY.asbytes()
FORGED = fields(TYPE, fields(b"\1" * 32, b"\1" * 32))

# What is behind user and service.
REFUSED = {
    "GSSAPI": ("gssapi-with-mic", 1, KERBEROS),
    "GSSAPI without end": ("gssapi-with-mic", 2**32 - 1),
    "GSSAPI for nothing": ("gssapi-with-mic", 0),
    "GSSAPI at once": ("gssapi-keyex", b"mic"),
    "unknown key": ("publickey", False, "ssh-evil", b"x" * 100),
    "unknown key, signed": ("publickey", True, "ssh-evil", b"x", b"x" * 64),
    "no key": ("publickey", False, "ssh-ed25519", b""),
    "no key, signed": ("publickey", True, "ssh-ed25519", b"", b""),
    "large key": ("publickey", False, "ssh-rsa", b"x" * 100000),
    "another key": ("publickey", False, "ssh-ed25519", BLOB),
    "forged signature": ("publickey", True, TYPE, BLOB, FORGED),
    "no signature": ("publickey", True, TYPE, BLOB),
    "host": ("hostbased", "ssh-ed25519", BLOB, "host", "user", b"x"),
    "unknown": ("x" * 10000,),
    "nameless": ("",),
}


def stranger(server):
    """A link that has not begun to authenticate."""
    link = server.connect(wire.Link)
    link.record_messages()
    link.send_message(wire.SERVICE_REQUEST, "ssh-userauth")
    assert link.receive(wire.SERVICE_ACCEPT)
    return link


def ask(link, *words, user="eve"):
    return link.send_message(wire.AUTH_REQUEST, user, "ssh-connection", *words)


def logins(server, link):
    """The methods by which LINK was authenticated."""
    return re.findall(rf"authenticated peer=127\.0\.0\.1:{link.port} .*"
                      r"method=(\S+)", server.log)


def test_unknown_service_is_refused_and_not_repeated(host):
    server = host()
    for name in "ssh-evil", "", "\x1b[31m" * 1000, "ssh-connection":
        link = server.connect(wire.Link)
        link.record_messages()
        link.send_message(wire.SERVICE_REQUEST, name)
        assert not link.receive(wire.SERVICE_ACCEPT), name
        assert wire.end_of(server, link)[0] == "protocol-error", name


def test_odd_logins_are_refused_and_the_next_succeeds(host):
    server = host()
    for what, words in REFUSED.items():
        link = stranger(server)
        ask(link, *words)
        ask(link, "none")
        assert link.receive(wire.AUTH_SUCCESS), what
        assert logins(server, link) == ["none"], what
        link.leave(server)


@pytest.mark.parametrize("kind", [wire.GSSAPI_TOKEN, 63, 64, 65,
                                  wire.GSSAPI_MIC])
def test_gssapi_goes_no_further(server, kind):
    """Whatever follows the offer, there is no login and no crash."""
    link = stranger(server)
    ask(link, *REFUSED["GSSAPI"])
    link.send_message(kind, KERBEROS * 1000)
    assert is_closed(link)
    assert end_of(server, link)[0] == "protocol-error"
    assert not logins(server, link)


def test_endless_logins_are_disconnected(host):
    server = host()
    link = stranger(server)
    for _ in range(20000):
        if not ask(link, *REFUSED["host"]):
            break
    assert is_closed(link)
    assert end_of(server, link)[0] == "refusals"


def test_second_login_is_none(host):
    """An authenticated client cannot become another user."""
    server = host()
    for words in ("none",), ("password", False, "x"), REFUSED["GSSAPI"]:
        link = wire.authenticated(server)
        ask(link, *words, user="admin")
        assert is_closed(link)
        assert logins(server, link) == ["none"]
    assert "admin" not in server.log


NAMES = {
    "long": "x" * 200000,
    "lines": "eve\r\n2026-01-01T00:00:00.000Z shutdown" + "\r\n" * 100000,
    "colours": "\x1b[31m\x1b]0;title\x07\x9b2J" * 10000,
    "quotes": "a\" user=\"root\" b='\\x41\\" * 100,
    "UTF-8": "é\u202e\U0001f600" * 100,
    "no UTF-8": b"\xff\xfe\xc0\x80" * 100,
    "NUL": b"eve\0admin",
    "none": "",
}
USER = re.compile(r' user=("(?:[^"\\]|\\.)*"|\S+) client=')


@pytest.mark.parametrize("form", ["text", "json"])
def test_user_name_is_one_line_of_the_log(host, form):
    server = host("--log-format", form)
    for what, name in NAMES.items():
        before = server.log.count("\n")
        link = stranger(server)
        ask(link, "none", user=name)
        line = server.logs(rf"^.*authenticated.*:{link.port}\b.*$")[0]
        assert all(" " <= c <= "~" for c in line), what
        assert len(line) < 64 * 5 + 300, what
        if form == "text":
            shown = USER.search(line)[1].strip('"')
            shown = re.sub(r"\\x[0-9a-f]{2}|\\.", "?", shown)
            assert len(shown) <= 64, what
        link.close()
        server.logs(rf"disconnected.*:{link.port}\b.*\n")
        # That it was accepted is another one.
        assert server.log.count("\n") - before == 3, what
