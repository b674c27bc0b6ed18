"""One source that takes all that it can get, and many sources that do."""

import contextlib
import os
import select
import signal
import threading
import time

import pytest

from session_processes import CRASH, children
from processes import cpu, eventually
from wire import connect_raw, port, receive_all

STRICT = ["--per-source-waiting", "4", "--early-drop", "10:30:60",
          "--penalty-max", "10m"]


def in_and_out(server, source="127.0.0.1"):
    """Run a short visit from SOURCE, which must succeed at the first attempt.
    """
    result = server.ask("text", options=("-b", source))
    assert result.returncode == 0, result.stderr


@pytest.fixture
def links():
    with contextlib.ExitStack() as stack:
        yield lambda link: stack.enter_context(link)


def test_fifth_without_a_shell_is_refused(serve, links):
    server = serve(*STRICT)
    for _ in range(4):
        links(connect_raw(server))
    server.logs(r"sessions=4")
    words, closed = receive_all(links(connect_raw(server)))
    assert closed and b"are still being set up" in words
    in_and_out(server, "127.0.0.2")


def test_established_session_makes_room_for_a_pending_one(serve):
    server = serve(*STRICT)
    inside = []
    for _ in range(8):
        inside.append(server.visit())
        inside[-1].shows("Principal engineer")
    refused = server.ask("text")
    assert refused.returncode == 255
    assert b"from your address" in refused.stderr
    in_and_out(server, "127.0.0.2")
    for terminal in inside:
        terminal.type("2")
        terminal.shows("io_uring")


@pytest.mark.parametrize("sources, each", [(60, 4), (100, 1)])
def test_flood_leaves_room_for_others(serve, links, sources, each):
    """Silent connections of many sources fill every slot; a client of another
    source gets in at its first attempt."""
    server = serve(*STRICT)
    for _ in range(each):
        for i in range(sources):
            links(connect_raw(server, f"127.0.1.{i + 1}"))
    # Those that came more than two seconds ago, on a slow machine, make room.
    server.logs(r"rejected .*reason=early-drop|reason=displaced")
    assert eventually(lambda: len(server.processes()) <= 2 * 60)
    time.sleep(2)  # where they have one place each, it is theirs so long
    for _ in range(3):
        in_and_out(server, "127.0.0.2")
    server.logs("disconnected .*reason=displaced")


@contextlib.contextmanager
def returning(server, sources):
    """Silent connections of SOURCES, each of which is opened again as soon as
    it is closed. The server accepts all of the first ones in one turn."""
    poller, lines, over = select.poll(), {}, threading.Event()

    def come(source):
        line = connect_raw(server, source)
        lines[line.fileno()] = line, source
        poller.register(line, select.POLLIN)

    def come_back():
        while not over.is_set():
            for fd, _ in poller.poll(100):
                line, source = lines[fd]
                try:
                    more = line.recv(4096)
                except ConnectionError:
                    more = b""
                if not more:
                    poller.unregister(line)
                    line.close()
                    come(source)

    server.signal(signal.SIGSTOP)
    for source in sources:
        come(source)
    server.signal(signal.SIGCONT)
    thread = threading.Thread(target=come_back)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for line, _ in lines.values():
            line.close()


def test_sources_that_come_back_at_once_keep_nobody_out(serve):
    """Twelve sources reconnect to a server that is full with five connections.
    The first one that is displaced makes room for a client that was not
    rejected before."""
    server = serve(*STRICT, "--early-drop", "4:100:5", "--penalty-no-auth",
                   "60", "--penalty-min", "1h", "--penalty-max", "24h")
    with returning(server, [f"127.0.1.{i + 1}" for i in range(12)]):
        for i in range(200):
            result = server.ask("text", options=("-b", f"127.0.2.{i + 1}"))
            if result.returncode == 0:
                break
        assert result.returncode == 0, result.stderr
        displaced = server.log.count("reason=displaced")
    assert server.log.count("accepted peer=127.0.1.") >= 5
    assert displaced <= 1, server.log


def test_one_source_floods_in_vain(serve, links):
    server = serve(*STRICT)
    for _ in range(4):
        links(connect_raw(server))
    for _ in range(1000):
        connect_raw(server).close()
    in_and_out(server, "127.0.0.2")
    server.logs(r"rejected .*reason=per-source-waiting")


# Burns CPU time for each 4000 bytes that it reads.
BURNER = """#!/bin/sh
while head -c 4000 >/dev/null && echo read; do
    i=0
    while [ $i -lt 100000 ]; do i=$((i + 1)); done
done
"""


def test_program_counts_in_the_share_of_its_connection(serve, tmp_path):
    """A connection has a second of CPU time, then a tenth of the time that
    passes, and a last block."""
    renderer = tmp_path / "renderer"
    renderer.write_text(BURNER)
    renderer.chmod(0o755)
    server = serve("--renderer", renderer)
    link = server.connect()
    link.auth_none("visitor")
    channel = link.open_session(window_size=1 << 20)
    channel.get_pty()
    channel.invoke_shell()
    lines = channel.makefile("rb")
    # Behind it, for a moment each, those that are about to be head(1).
    pid, *_ = eventually(lambda: server.processes("renderer"))
    began = time.monotonic()
    channel.sendall(b"x" * 8000)
    lines.readline()
    lines.readline()
    block = cpu(pid)
    channel.settimeout(0.1)
    while time.monotonic() < began + 6:
        with contextlib.suppress(TimeoutError):
            channel.send(b"x" * 4000)
    used, took = cpu(pid), time.monotonic() - began
    assert used < 1 + took / 10 + 3 * block + 0.2, (used, took, block)
    link.close()


def test_program_that_dies_of_its_cpu_time_is_penalized(serve, tmp_path):
    renderer = tmp_path / "renderer"
    renderer.write_text("#!/bin/sh\nwhile :; do :; done\n")
    renderer.chmod(0o755)
    server = serve(*STRICT, "--renderer", renderer, "--cpu-time", "1")
    assert server.ask("text").returncode == 128 + signal.SIGXCPU
    assert eventually(lambda: children(server) == [])
    words, closed = receive_all(connect_raw(server))
    assert closed and b"blocked for a while" in words


# So large that what is forgiven while the test runs makes no difference.
DEAR = ["--penalty-max", "24h"]


@pytest.mark.parametrize("reason, count, terms", [
    (CRASH, 1, []),
    ("grace", 2, [*DEAR, "--penalty-grace", "1000", "--penalty-min", "1500"]),
    ("no auth", 15, [*DEAR, "--penalty-no-auth", "1000",
                     "--penalty-min", "14500"])])
def test_misbehaviour_is_penalized(serve, reason, count, terms):
    """A client is admitted until the penalty of its source is too large."""
    server = serve(*STRICT, "--grace-time", "3", "--grace-jitter", "0", *terms)
    for _ in range(count):
        with connect_raw(server) as link:
            peer = rf"peer=127\.0\.0\.1:{port(link)} "
            worker = int(server.logs(rf"accepted {peer}pid=(\d+)")[1])
            if reason == CRASH:
                os.kill(worker, reason)
            elif reason == "no auth":
                link.close()
            server.logs(rf"(disconnected|crashed process=worker) {peer}")
    assert eventually(lambda: children(server) == [])  # all are counted
    words, closed = receive_all(connect_raw(server))
    assert closed and b"blocked for a while" in words
    in_and_out(server, "127.0.0.2")


def test_killed_worker_is_not_penalized(serve):
    """The kernel may kill any process when it lacks memory."""
    server = serve(*STRICT)
    with connect_raw(server) as link:
        worker = int(server.logs(
            rf"accepted peer=127\.0\.0\.1:{port(link)} pid=(\d+)")[1])
        os.kill(worker, signal.SIGKILL)
        server.logs("crashed process=worker .*signal=9")
    in_and_out(server)


def test_source_that_connects_too_often_is_blocked(serve, links):
    """Two connections are accepted at once, the others exceed the rate, and
    later ones are rejected for the penalty."""
    server = serve(*STRICT, *DEAR, "--per-source-rate", "1",
                   "--penalty-no-auth", "1000", "--penalty-min", "1500")
    server.signal(signal.SIGSTOP)
    crowd = [links(connect_raw(server)) for _ in range(6)]
    server.signal(signal.SIGCONT)
    for link in crowd[2:]:
        words, closed = receive_all(link)
        assert closed and b"connections a second from" in words
    assert eventually(lambda: b"blocked for a while" in
                      receive_all(links(connect_raw(server)))[0])
    in_and_out(server, "127.0.0.2")
