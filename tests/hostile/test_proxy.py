"""PROXY headers that no balancer would send, at the socket for balancers; and
PROXY headers on the public port."""

import array
import collections
import contextlib
import fcntl
import os
import re
import resource
import signal
import socket
import stat
import struct
import subprocess
import termios
import time

import paramiko
import pytest

from processes import PATIENCE, eventually
from server import BIN, HERE, Server, free_port, start_with_socket
from session_processes import frozen

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
FOUR = bytes([192, 0, 2, 1, 192, 0, 2, 2]) + struct.pack(">HH", 50100, 22)
SIX = (socket.inet_pton(socket.AF_INET6, "2001:db8:0:1::2") * 2
       + struct.pack(">HH", 50100, 22))


def header(command=0x21, family=0x11, rest=FOUR, length=None):
    length = len(rest) if length is None else length
    return SIGNATURE + struct.pack(">BBH", command, family, length) + rest


VISITOR = header()


@pytest.fixture
def ending(serve, tmp_path):
    """Stop a server at the end of the test."""
    server = serve("--proxy-listen", str(tmp_path / "proxy"))
    server.proxy_path = tmp_path / "proxy"
    return server


@pytest.fixture(scope="module")
def proxy_path(tmp_path_factory):
    return tmp_path_factory.mktemp("proxy") / "proxy"


@pytest.fixture
def proxied(shared_servers, proxy_path):
    server = shared_servers(("--proxy-listen", str(proxy_path)))
    server.proxy_path = proxy_path
    server.begin()
    yield server
    server.check()


@contextlib.contextmanager
def connect_through_proxy(server, words=b""):
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        link.connect(str(server.proxy_path))
        link.sendall(words)
        yield link


def answer(link):
    """All that is received until the link is closed."""
    words = b""
    with contextlib.suppress(ConnectionError):
        while more := link.recv(4096):
            words += more
    return words


def welcomes(server, words=VISITOR):
    """Run a whole session after the header WORDS."""
    with connect_through_proxy(server, words) as link:
        client = paramiko.Transport(link)
        client.start_client(timeout=PATIENCE)
        client.auth_none("visitor")
        channel = client.open_session()
        channel.exec_command("text")
        assert b"Ada Mercer" in channel.makefile().read()
        client.close()
    return True


def test_peer_address_comes_from_the_header(proxied):
    for words, peer in (
            (VISITOR, "192.0.2.1:50100"),
            (header(family=0x21, rest=SIX), "[2001:db8:0:1::2]:50100"),
            (header(rest=FOUR[:8] + b"\0\1\0\26" + bytes(524)),
             "192.0.2.1:1")):
        welcomes(proxied, words)
        proxied.logs(rf"accepted peer={re.escape(peer)} ")


def test_header_may_come_in_pieces_with_the_rest_behind_it(proxied):
    with connect_through_proxy(proxied) as link:
        for byte in VISITOR[:-1]:
            link.send(bytes([byte]))
        link.settimeout(0.3)
        with pytest.raises(socket.timeout):
            link.recv(1)  # not a word before it is complete
        link.settimeout(PATIENCE)
        link.send(VISITOR[-1:] + b"SSH-2.0-eager\r\n")
        words = b""
        while b"curve25519-sha256" not in words:  # the worker has read it
            more = link.recv(4096)
            assert more, words
            words += more
        proxied.logs("accepted peer=192.0.2.1:50100")


def test_health_check_gets_a_banner_and_is_no_connection(proxied):
    for words in header(0x20, 0, b""), header(0x20), header(0x20, 0x31,
                                                            bytes(216)):
        with connect_through_proxy(proxied, words) as link:
            assert answer(link).startswith(b"SSH-2.0-resume-sshd")
    assert "accepted" not in proxied.log and "dropped" not in proxied.log


NO_HEADERS = [
    (b"SSH-2.0-OpenSSH_9.2\r\n", "no-header"),
    (b"PROXY TCP4 192.0.2.1 192.0.2.2 50100 22\r\n", "no-header"),
    (b"\0" * 600, "no-header"),
    (b"\r\n\r\n\0\r\nQUIt", "no-header"),
    (header(0x11), "version"),
    (header(0x22), "command"),
    (header(family=0x31, rest=bytes(216)), "family"),
    (header(family=0x12), "family"),
    (header(family=0, rest=b""), "family"),
    (header(rest=FOUR[:-1]), "too-short"),
    (header(family=0x21), "too-short"),
    (header(rest=bytes(537)), "too-long"),
    (header(0x20, 0, b"", 0xffff), "too-long")]


def dropped(server):
    """How many connections were dropped for each reason, from the log of a
    server that has exited: a line for the first, and one for all others."""
    counts = collections.Counter()
    for reason, count in re.findall(
            r" dropped reason=(\S+)(?: connections=(\d+))?$", server.log, re.M):
        counts[reason] += int(count or 1)
    return counts


def test_invalid_headers_are_dropped_without_an_answer(ending):
    for words, reason in NO_HEADERS:
        with connect_through_proxy(ending, words) as link:
            assert answer(link) == b"", words
        ending.logs(f" dropped reason={reason}$")
    assert "accepted" not in ending.log
    welcomes(ending)
    ending.stop()
    assert dropped(ending) == collections.Counter(
        reason for _, reason in NO_HEADERS)


def test_half_a_header_is_dropped(proxied):
    with connect_through_proxy(proxied, VISITOR[:20]) as link:
        link.shutdown(socket.SHUT_WR)
        assert answer(link) == b""
    proxied.logs("dropped reason=cut-off")


def test_slow_headers_are_dropped_and_delay_no_other(ending):
    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(
            connect_through_proxy(ending, VISITOR[:i % 28]))
                 for i in range(300)]
        welcomes(ending)
        ending.logs("dropped reason=crowded")
        for link in links:
            assert answer(link) == b""
    ending.logs("dropped reason=late")
    ending.stop()
    assert dropped(ending).total() == 300


def test_header_on_the_public_port_is_no_ssh(proxied):
    with socket.create_connection(("127.0.0.1", proxied.port)) as link:
        link.sendall(VISITOR + b"SSH-2.0-liar\r\n")
        link.settimeout(PATIENCE)
        answer(link)
    proxied.logs(r"disconnected peer=127\.0\.0\.1:\d+ ")
    assert "192.0.2.1" not in proxied.log
    assert "authenticated" not in proxied.log


def test_dead_proxy_is_replaced_and_ends_no_session(proxied):
    first = proxied.single("resume-proxy")
    for number in signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2:
        os.kill(first, number)  # as pkill does, and not meant for it
    welcomes(proxied)
    assert proxied.single("resume-proxy") == first
    with connect_through_proxy(proxied, VISITOR) as link:
        client = paramiko.Transport(link)
        client.start_client(timeout=PATIENCE)
        os.kill(first, signal.SIGSEGV)
        proxied.logs(r"crashed process=proxy")
        client.auth_none("visitor")
        channel = client.open_session()
        channel.exec_command("text")
        assert b"Ada Mercer" in channel.makefile().read()
        client.close()
    welcomes(proxied)
    assert proxied.single("resume-proxy") != first


def test_proxy_that_does_not_run_is_replaced(proxied):
    """The proxy is stopped by a signal, or frozen, which is not reported to
    its parent."""
    first = proxied.single("resume-proxy")
    os.kill(first, signal.SIGSTOP)
    welcomes(proxied)
    second = proxied.single("resume-proxy")
    assert second != first
    with frozen(second), connect_through_proxy(proxied, VISITOR) as queued:
        assert eventually(lambda: os.waitpid(second, os.WNOHANG)[0])
        assert queued.recv(8) == b"SSH-2.0-"
    proxied.logs(f"crashed process=proxy pid={second} exit=137")


def test_proxy_that_keeps_dying_is_restarted_with_a_delay(proxied):
    begin = time.monotonic()
    for _ in range(4):  # the first may be replaced at once
        pid = proxied.single("resume-proxy")
        os.kill(pid, signal.SIGKILL)
        assert eventually(lambda: pid not in proxied.processes())
    assert time.monotonic() - begin > 1.5
    welcomes(proxied)


def test_pending_connections_are_served_while_the_server_drains(ending):
    """One client has sent half of its header, the other has not been accepted
    yet."""
    with connect_through_proxy(ending, VISITOR[:20]) as slow:
        with contextlib.ExitStack() as stack:
            with frozen(ending.single("resume-proxy")):
                queued = stack.enter_context(
                    connect_through_proxy(ending, VISITOR))
                ending.signal(signal.SIGUSR2)
                ending.logs("draining")
                assert eventually(lambda: not ending.proxy_path.exists())
            assert queued.recv(8) == b"SSH-2.0-"
            slow.send(VISITOR[20:])
            assert slow.recv(8) == b"SSH-2.0-"
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", ending.port))
            assert ending.process.poll() is None
    assert ending.process.wait(PATIENCE) == 0


def is_read(link):
    """Whether its peer has read all that was sent."""
    left = array.array("i", [0])
    fcntl.ioctl(link, termios.TIOCOUTQ, left)
    return left[0] == 0


def test_crowd_is_judged_by_the_addresses_in_the_headers(serve, tmp_path):
    """While many wait, sources that left before a login are refused, and
    others are not. That had been judged by the public port alone."""
    path = tmp_path / "proxy"
    server = serve("--proxy-listen", str(path), "--penalty-max", "10m",
                   "--penalty-no-auth", "1", "--penalty-min", "1h")
    server.proxy_path = path
    bad, good = VISITOR, header(rest=bytes([192, 0, 2, 9]) + FOUR[4:])
    with connect_through_proxy(server, bad):
        server.logs("accepted peer=192.0.2.1:50100")
    server.logs("disconnected peer=192.0.2.1:50100")
    assert eventually(lambda: not server.processes("resume-sshd"))
    welcomes(server, bad)  # nobody waits
    with contextlib.ExitStack() as stack:
        server.signal(signal.SIGSTOP)
        crowd = [stack.enter_context(connect_through_proxy(server, words))
                 for words in [good] + [bad] * 40]
        assert eventually(lambda: all(map(is_read, crowd)))
        server.signal(signal.SIGCONT)
        assert crowd[0].recv(8) == b"SSH-2.0-"
        assert b"blocked for a while" in answer(crowd[1])
    server.logs("rejected peer=192.0.2.1:50100 reason=penalty")


def test_socket_is_for_the_group_and_removed_at_exit(ending):
    assert stat.S_IMODE(ending.proxy_path.stat().st_mode) == 0o660
    ending.signal(signal.SIGTERM)
    assert ending.process.wait(PATIENCE) == 0
    assert not ending.proxy_path.exists()


def test_stale_socket_is_replaced(tmp_path, serve):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "proxy"))
        dead.listen()
    server = serve("--proxy-listen", str(tmp_path / "proxy"))
    server.proxy_path = tmp_path / "proxy"
    welcomes(server)


def refuses_to_start(keys, path):
    result = subprocess.run(
        [BIN / "resume-sshd", "--content", HERE / "resume.json",
         "--listen", f"127.0.0.1:{free_port()}", "--host-key", keys[0],
         "--proxy-listen", path],
        capture_output=True, timeout=PATIENCE, text=True)
    assert result.returncode == 1, result.stderr
    assert result.stderr.splitlines()[-1].startswith(
        f"resume-sshd: cannot listen at {path}: ")


def test_foreign_files_are_not_replaced(tmp_path, proxied, keys):
    refuses_to_start(keys, proxied.proxy_path)
    assert eventually(lambda: welcomes(proxied))
    file = tmp_path / "file"
    file.write_text("mine")
    refuses_to_start(keys, file)
    assert file.read_text() == "mine"


class Poor(Server):
    """A server with fewer descriptors than a proxy process has slots."""

    def start(self, command, **popen):
        return super().start(command, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (48, 48)), **popen)


def test_few_descriptors_are_enough(tmp_path, keys):
    server = Poor(tmp_path, keys, "--proxy-listen", tmp_path / "proxy")
    server.proxy_path = tmp_path / "proxy"
    try:
        with contextlib.ExitStack() as stack:
            for _ in range(60):
                stack.enter_context(connect_through_proxy(server))
            welcomes(server)
        server.logs("dropped reason=crowded")
    finally:
        server.stop()


class Passed(Server):
    """A server started as by systemd, with a Unix socket."""

    def start(self, command, env, **popen):
        self.proxy_path = self.content.parent / "proxy"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.proxy_path))
            listener.listen()
            return start_with_socket(listener, command, env, **popen)


def test_unix_socket_from_systemd_takes_proxy_headers(tmp_path, keys):
    server = Passed(tmp_path, keys)
    try:
        server.logs(rf"listening address={server.proxy_path}")
        welcomes(server)
        server.logs("accepted peer=192.0.2.1:50100")
    finally:
        server.stop()
    assert server.proxy_path.exists(), "it is systemd's"
