"""Headers that no balancer would send, at the socket that is for one; and
headers where they have no business."""

import contextlib
import os
import re
import resource
import signal
import socket
import stat
import struct
import subprocess
import time

import paramiko
import pytest

from processes import PATIENCE, eventually
from server import BIN, HERE, Server, free_port

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
FOUR = bytes([192, 0, 2, 1, 192, 0, 2, 2]) + struct.pack(">HH", 50100, 22)
SIX = (socket.inet_pton(socket.AF_INET6, "2001:db8:0:1::2") * 2
       + struct.pack(">HH", 50100, 22))


def header(command=0x21, family=0x11, rest=FOUR, length=None):
    length = len(rest) if length is None else length
    return SIGNATURE + struct.pack(">BBH", command, family, length) + rest


VISITOR = header()


@pytest.fixture
def door(serve, tmp_path):
    server = serve("--proxy-listen", str(tmp_path / "door"))
    server.door = tmp_path / "door"
    return server


@contextlib.contextmanager
def knock(server, words=b""):
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        link.connect(str(server.door))
        link.sendall(words)
        yield link


def answer(link):
    """All that is said until the link is closed."""
    words = b""
    with contextlib.suppress(ConnectionError):
        while more := link.recv(4096):
            words += more
    return words


def welcomes(server, words=VISITOR):
    """A whole visit behind the header WORDS."""
    with knock(server, words) as link:
        client = paramiko.Transport(link)
        client.start_client(timeout=PATIENCE)
        client.auth_none("visitor")
        channel = client.open_session()
        channel.exec_command("text")
        assert b"Ada Mercer" in channel.makefile().read()
        client.close()
    return True


def test_visitor_is_who_the_header_says(door):
    for words, peer in (
            (VISITOR, "192.0.2.1:50100"),
            (header(family=0x21, rest=SIX), "[2001:db8:0:1::2]:50100"),
            (header(rest=FOUR[:8] + b"\0\1\0\26" + bytes(524)),
             "192.0.2.1:1")):
        welcomes(door, words)
        door.logs(rf"accepted peer={re.escape(peer)} ")


def test_header_may_come_in_pieces_with_the_rest_behind_it(door):
    with knock(door) as link:
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
        door.logs("accepted peer=192.0.2.1:50100")


def test_check_is_greeted_and_no_visit(door):
    for words in header(0x20, 0, b""), header(0x20), header(0x20, 0x31,
                                                            bytes(216)):
        with knock(door, words) as link:
            assert answer(link).startswith(b"SSH-2.0-resume-sshd")
    assert "accepted" not in door.log and "dropped" not in door.log


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


def test_anything_else_is_dropped_without_a_word(door):
    for i, (words, reason) in enumerate(NO_HEADERS):
        with knock(door, words) as link:
            assert answer(link) == b"", words
        reasons = eventually(lambda: re.findall(
            r" dropped reason=(\S+)$", door.log, re.M)[i:])
        assert reasons == [reason], words
    assert "accepted" not in door.log
    welcomes(door)


def test_half_a_header_is_cut_off(door):
    with knock(door, VISITOR[:20]) as link:
        link.shutdown(socket.SHUT_WR)
        assert answer(link) == b""
    door.logs("dropped reason=cut-off")


def test_slow_headers_end_in_time_and_keep_nobody_waiting(door):
    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(knock(door, VISITOR[:i % 28]))
                 for i in range(300)]
        welcomes(door)
        door.logs("dropped reason=crowded")
        for link in links:
            assert answer(link) == b""
    assert eventually(
        lambda: len(re.findall(" dropped ", door.log)) == 300)
    assert "late" in door.log


def test_header_on_the_public_port_is_garbage(door):
    with socket.create_connection(("127.0.0.1", door.port)) as link:
        link.sendall(VISITOR + b"SSH-2.0-liar\r\n")
        link.settimeout(PATIENCE)
        answer(link)
    door.logs(r"disconnected peer=127\.0\.0\.1:\d+ ")
    assert "192.0.2.1" not in door.log
    assert "authenticated" not in door.log


def proxy_pid(server):
    assert eventually(lambda: len(server.processes("resume-proxy")) == 1)
    return server.processes("resume-proxy")[0]


def test_dead_doorman_is_replaced_and_no_visit_lost(door):
    first = proxy_pid(door)
    for number in signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2:
        os.kill(first, number)  # as pkill does, and not meant for it
    welcomes(door)
    assert proxy_pid(door) == first
    with knock(door, VISITOR) as link:
        client = paramiko.Transport(link)
        client.start_client(timeout=PATIENCE)
        os.kill(first, signal.SIGSEGV)
        door.logs(r"crashed process=proxy")
        client.auth_none("visitor")
        channel = client.open_session()
        channel.exec_command("text")
        assert b"Ada Mercer" in channel.makefile().read()
        client.close()
    welcomes(door)
    assert proxy_pid(door) != first


def test_doorman_that_dies_again_and_again_is_not_forked_in_a_loop(door):
    begin = time.monotonic()
    for _ in range(3):
        os.kill(proxy_pid(door), signal.SIGKILL)
        assert eventually(lambda: not door.processes("resume-proxy"))
    assert time.monotonic() - begin > 1.5
    welcomes(door)


def test_who_has_knocked_is_let_in_when_the_server_drains(door):
    """One in the middle of a header, one whom nobody has looked at yet."""
    with knock(door, VISITOR[:20]) as slow:
        os.kill(proxy_pid(door), signal.SIGSTOP)
        with knock(door, VISITOR) as queued:
            door.signal(signal.SIGUSR2)
            door.logs("draining")
            assert eventually(lambda: not door.door.exists())
            os.kill(proxy_pid(door), signal.SIGCONT)
            assert queued.recv(8) == b"SSH-2.0-"
            slow.send(VISITOR[20:])
            assert slow.recv(8) == b"SSH-2.0-"
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", door.port))
            assert door.process.poll() is None
    assert door.process.wait(PATIENCE) == 0


def test_socket_is_for_the_group_and_goes_with_the_server(door):
    assert stat.S_IMODE(door.door.stat().st_mode) == 0o660
    door.signal(signal.SIGTERM)
    assert door.process.wait(PATIENCE) == 0
    assert not door.door.exists()


def test_stale_socket_is_replaced(tmp_path, serve):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "door"))
        dead.listen()
    server = serve("--proxy-listen", str(tmp_path / "door"))
    server.door = tmp_path / "door"
    welcomes(server)


def refuses_to_start(keys, path):
    result = subprocess.run(
        [BIN / "resume-sshd", "--content", HERE / "resume.json",
         "--listen", f"127.0.0.1:{free_port()}", "--host-key", keys[0],
         "--proxy-listen", path],
        capture_output=True, timeout=PATIENCE, text=True)
    assert result.returncode == 1, result.stderr
    assert result.stderr.splitlines()[-1].startswith(f"resume-sshd: {path}")


def test_what_is_somebody_elses_stays(tmp_path, door, keys):
    refuses_to_start(keys, door.door)
    assert eventually(lambda: welcomes(door))
    file = tmp_path / "file"
    file.write_text("mine")
    refuses_to_start(keys, file)
    assert file.read_text() == "mine"


class Poor(Server):
    """With fewer descriptors than a proxy process has places."""

    def start(self, command, **popen):
        return super().start(command, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (48, 48)), **popen)


def test_few_descriptors_are_enough(tmp_path, keys):
    server = Poor(tmp_path, keys, "--proxy-listen", tmp_path / "door")
    server.door = tmp_path / "door"
    try:
        with contextlib.ExitStack() as stack:
            for _ in range(60):
                stack.enter_context(knock(server))
            welcomes(server)
        server.logs("dropped reason=crowded")
    finally:
        server.stop()


class Passed(Server):
    """Started by systemd, with a Unix socket."""

    def start(self, command, env, **popen):
        self.door = self.content.parent / "door"
        env |= {"LISTEN_FDS": "1"}
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.door))
            listener.listen()
            script = ("import os, sys; os.dup2(int(sys.argv[1]), 3);"
                      "os.environ['LISTEN_PID'] = str(os.getpid());"
                      "os.execv(sys.argv[2], sys.argv[2:])")
            return subprocess.Popen(
                ["/usr/bin/python3", "-c", script, str(listener.fileno()),
                 *command], pass_fds=[listener.fileno()], env=env, **popen)


def test_unix_socket_of_systemd_is_one_for_balancers(tmp_path, keys):
    server = Passed(tmp_path, keys)
    try:
        server.logs(rf"listening address={server.door}")
        welcomes(server)
        server.logs("accepted peer=192.0.2.1:50100")
    finally:
        server.stop()
    assert server.door.exists(), "it is systemd's"
