"""The protocol as paramiko sees it: what is refused, in which order a visit
ends, what reaches the renderer."""

import pathlib
import termios

import paramiko
import pytest
from paramiko.common import (MSG_CHANNEL_CLOSE, MSG_CHANNEL_DATA,
                             MSG_CHANNEL_EOF, MSG_CHANNEL_REQUEST)

from fixtures import shared_server as server  # noqa: F401
from processes import PATIENCE, become_idle, eventually
from terminal import modes_changed


class Recorder(paramiko.Transport):
    """A transport that records the order of channel messages."""

    NAMES = {MSG_CHANNEL_DATA: "data", MSG_CHANNEL_EOF: "eof",
             MSG_CHANNEL_CLOSE: "close"}

    def __init__(self, link):
        super().__init__(link)
        self.received = []
        self._channel_handler_table = {
            kind: self.recording(kind, handler) for kind, handler
            in self._channel_handler_table.items()}

    def _parse_debug(self, message):
        self.received.append(message.asbytes().decode(errors="replace"))

    def recording(self, kind, handler):
        def handle(channel, message):
            name = self.NAMES.get(kind)
            if kind == MSG_CHANNEL_REQUEST:
                position = message.packet.tell()
                name = message.get_text()
                message.packet.seek(position)
            handler(channel, message)
            if name:
                self.received.append(name)
        return handle


@pytest.fixture
def link(server):
    link = server.connect(Recorder)
    link.auth_none("visitor")
    yield link
    link.close()


def shell(link, columns=100, rows=30):
    channel = link.open_session()
    channel.get_pty("xterm-256color", columns, rows)
    channel.invoke_shell()
    return channel


def read_until(channel, text):
    output = b""
    channel.settimeout(PATIENCE)
    while text not in output:
        output += (data := channel.recv(65536))
        assert data, output
    return output


def read_all(channel):
    channel.settimeout(PATIENCE)
    return b"".join(iter(lambda: channel.recv(65536), b""))


def assert_alive(channel):
    channel.send(b"2")
    read_until(channel, b"io_uring")


def test_session_ends_with_exit_status_and_close(link):
    channel = shell(link)
    read_until(channel, b"Principal")
    channel.send(b"q")
    assert eventually(lambda: "close" in link.received)
    assert link.received[-4:] == ["data", "exit-status", "eof", "close"]
    assert channel.recv_exit_status() == 0


def test_command_ends_with_exit_status_and_close(link):
    channel = link.open_session()
    channel.exec_command("text")
    assert channel.recv_exit_status() == 0
    assert eventually(lambda: "close" in link.received)
    assert link.received[-4:] == ["data", "exit-status", "eof", "close"]


def test_no_output_is_lost(link):
    """Every run gets all of the output, before the channel closes."""
    texts = set()
    for i in range(20):
        channel = link.open_session()
        channel.exec_command("text")
        texts.add(channel.makefile("rb").read())
        assert channel.recv_exit_status() == 0
        assert eventually(lambda: link.received.count("close") > i)
    assert len(texts) == 1 and "End of résumé.".encode() in texts.pop()


def test_second_channel_is_refused_while_one_runs(link):
    channel = shell(link)
    read_until(channel, b"Principal")
    with pytest.raises(paramiko.ChannelException):
        link.open_session(timeout=PATIENCE)
    assert any("One session at a time" in text for text in link.received)
    assert_alive(channel)


def test_second_shell_on_a_channel_is_refused(link):
    channel = shell(link)
    read_until(channel, b"Principal")
    with pytest.raises(paramiko.SSHException):
        channel.exec_command("text")
    assert len(link.received) > 0


@pytest.mark.parametrize("kind, source", [
    ("direct-tcpip", ("127.0.0.1", 1)), ("forwarded-tcpip", ("127.0.0.1", 1)),
    ("x11", ("127.0.0.1", 1)), ("auth-agent@openssh.com", None)])
def test_other_channels_are_refused(link, kind, source):
    channel = shell(link)
    read_until(channel, b"Principal")
    with pytest.raises(paramiko.ChannelException):
        link.open_channel(kind, ("127.0.0.1", 22), source, timeout=PATIENCE)
    assert_alive(channel)


def test_remote_forwarding_is_refused(link):
    channel = shell(link)
    read_until(channel, b"Principal")
    with pytest.raises(paramiko.SSHException):
        link.request_port_forward("", 0)
    assert_alive(channel)


@pytest.mark.parametrize("request_it", [
    lambda channel: channel.request_x11(),
    lambda channel: channel.invoke_subsystem("no-such-subsystem"),
], ids=["x11", "subsystem"])
def test_other_requests_are_refused(link, request_it):
    with pytest.raises(paramiko.SSHException):
        request_it(link.open_session())


def test_environment_of_the_renderer_is_built_from_nothing(serve, tmp_path):
    renderer = tmp_path / "renderer"
    renderer.write_text("#!/bin/sh\nexec env -0\n")
    renderer.chmod(0o755)
    link = serve("--renderer", renderer).connect()
    link.auth_none("visitor")
    channel = link.open_session()
    for name, value in {
            "LANG": "de_DE.UTF-8", "NO_COLOR": "1", "COLORTERM": "truecolor",
            "LD_PRELOAD": "/evil.so", "TERMINFO": "/evil",
            "HOME": "/evil", "LINES": "1", "BASH_ENV": "/evil",
            "NCURSES_TRACE": "1", "SSH_ORIGINAL_COMMAND": "evil"}.items():
        channel.set_environment_variable(name, value)
    channel.get_pty("xterm-256color", 100, 30)
    channel.invoke_shell()
    environment = dict(
        entry.split("=", 1)
        for entry in read_all(channel).decode().split("\0") if entry)
    environment.pop("PWD", None)  # the shell's own
    assert set(environment) == {
        "PATH", "TERM", "USER", "LANG", "NO_COLOR", "COLORTERM",
        "RESUME_IDLE_SECONDS", "RESUME_SESSION_SECONDS", "RESUME_PROBE_MS",
        "RESUME_VISIT_FD"}
    # It is not far, but acknowledges when it comes to it.
    assert 60 <= int(environment["RESUME_PROBE_MS"]) <= 500
    assert 3500 < int(environment["RESUME_SESSION_SECONDS"]) < 3600
    assert "evil" not in str(environment)
    link.close()


def test_renderer_has_its_terminal_and_no_socket(server, link):
    channel = link.open_session()
    channel.get_pty("xterm-256color", 100, 30)
    channel.invoke_shell()
    read_until(channel, b"Principal")
    renderer = server.single("resume-ui")
    # The title overwrites what the zygote was started with.
    environ = pathlib.Path(f"/proc/{renderer}/environ").read_bytes()
    assert environ.strip(b"\0") == b""
    descriptors = sorted(int(path.name) for path in pathlib.Path(
        f"/proc/{renderer}/fd").iterdir())
    assert descriptors[:3] == [0, 1, 2]
    assert not [d for d in descriptors[3:] if pathlib.Path(
        f"/proc/{renderer}/fd/{d}").readlink().name.startswith("socket")]


@pytest.mark.parametrize("columns, rows", [
    (0, 0), (1, 1), (32767, 32767), (65535, 65535), (2**31, 2**31),
    (2**32 - 1, 2**32 - 1), (0, 2**32 - 1)])
def test_terminal_sizes_from_the_network_are_clamped(server, link, columns,
                                                     rows):
    channel = link.open_session()
    channel.get_pty("xterm-256color", columns, rows)
    channel.invoke_shell()
    read_until(channel, b"\x1b[?1049h")
    renderer = server.single("resume-ui")
    with open(f"/proc/{renderer}/fd/0", "rb", buffering=0) as terminal:
        size = termios.tcgetwinsize(terminal)
    assert 1 <= size[0] <= 100 and 1 <= size[1] <= 300
    channel.resize_pty(rows, columns)
    channel.resize_pty(100, 30)
    channel.send(b"\x0c2")
    read_until(channel, b"io_uring")


@pytest.mark.parametrize("term", ["", "x" * 5000, "../../etc/passwd",
                                  "xterm\x1b[31m", "a b", "%s%n"])
def test_terminal_names_from_the_network_are_checked(link, term):
    channel = link.open_session()
    channel.get_pty(term, 100, 30)
    channel.invoke_shell()
    output = read_until(channel, b"Principal")
    if b"\x1b[?1049h" in output:
        channel.send(b"q")
    output += channel.makefile("rb").read()
    assert channel.recv_exit_status() == 0
    assert b"\x1b[31m" not in output


def test_early_interrupt_is_a_key(link):
    """Ctrl-C before the renderer has its terminal kills no process."""
    channel = link.open_session()
    channel.get_pty("xterm-256color", 100, 30)
    channel.invoke_shell()
    channel.send(b"\x03")
    output = channel.makefile("rb").read()
    assert channel.recv_exit_status() == 0
    assert modes_changed(output) == set()


def test_end_of_input_ends_a_command_but_not_its_output(link):
    channel = link.open_session()
    channel.exec_command("text")
    channel.shutdown_write()
    assert "End of résumé.".encode() in channel.makefile("rb").read()
    assert channel.recv_exit_status() == 0


def test_unread_input_does_no_harm(server, link):
    channel = link.open_session()
    channel.exec_command("text")
    try:
        for _ in range(32):
            channel.sendall(b"x" * 32768)
    except OSError:
        pass
    assert server.ask("text").returncode == 0


def test_reader_that_stops_costs_little_cpu(server, link):
    """The server waits for a visitor whose window is full, and buffers
    nothing."""
    channel = link.open_session(window_size=4096, max_packet_size=4096)
    channel.get_pty("xterm-256color", 300, 100)
    channel.invoke_shell()
    for _ in range(500):
        channel.send(b"\x0c")
    assert become_idle(server.processes())
    read_until(channel, b"Principal")
