"""The metrics file: what is counted, and that it is always complete."""

import os
import re
import signal
import socket
import stat
import subprocess
import threading
import time

import pytest

import exposition
from processes import PATIENCE, eventually
from server import BIN, HERE, SSH_OPTIONS, free_port


@pytest.fixture
def measured(serve, tmp_path):
    def start(*options):
        server = serve("--metrics", str(tmp_path / "resume.prom"),
                       "--metrics-interval", "1", *options)
        server.metrics = tmp_path / "resume.prom"
        return server
    return start


def numbers(server, name="resume_sshd_"):
    """{label value, or name: number} of what begins with NAME."""
    found = {}
    for series, number in exposition.read(
            server.metrics.read_text()).items():
        if series.startswith(name):
            match = re.fullmatch(r'[^{]+\{\w+="([^"]*)"\}', series)
            found[match[1] if match else series] = number
    return found


def end(server):
    """The file is written at the end, whatever the interval."""
    server.signal(signal.SIGTERM)
    for terminal in server.terminals:
        if terminal.status is None:
            terminal.end()
    assert server.process.wait(PATIENCE) == 0


def counted(server, name, **expected):
    """Whether these are the numbers of NAME that are not 0."""
    found = numbers(server, f"resume_sshd_{name}")
    return {value: number for value, number in found.items()
            if number} == expected


def counts(server, name, **expected):
    assert counted(server, name, **expected), server.metrics.read_text()


def pty(server, *, keys=""):
    """A bot's terminal, which answers nothing; KEYS are typed."""
    link = server.connect()
    link.auth_none("visitor")
    channel = link.open_session()
    channel.get_pty()
    channel.invoke_shell()
    assert channel.recv(1)
    if keys:
        channel.send(keys)
        channel.recv_exit_status()
    link.close()


def test_sessions_are_counted_by_kind(measured, tmp_path):
    server = measured()
    begin = time.monotonic()
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.watch(1.2)
    terminal.type("q")
    assert terminal.end() == 0
    pty(server, keys="q")
    pty(server)
    assert server.ask("uname", "-a").returncode == 127
    assert server.ask("text").returncode == 0
    assert server.ask().returncode == 0
    subprocess.run(
        ["scp", *SSH_OPTIONS, "-P", str(server.port),
         "127.0.0.1:resume.txt", tmp_path], check=True, capture_output=True)
    server.connect().close()
    socket.create_connection(("127.0.0.1", server.port)).close()
    assert eventually(lambda: len(re.findall(" disconnected ", server.log)) == 9)
    lasted = time.monotonic() - begin
    end(server)
    counts(server, "connections_total",
           terminal=2, bot=2, command=2, file=1, none=2)
    counts(server, "rejections_total")
    counts(server, "crashes_total")
    counts(server, "publishes_total", success=1)

    found = exposition.read(server.metrics.read_text())
    name = "resume_sshd_connection_duration_seconds"
    assert 1.2 < found[name + '_sum{kind="terminal"}'] < lasted
    assert found[name + '_bucket{kind="terminal",le="1"}'] <= 1
    assert found[name + '_bucket{kind="terminal",le="+Inf"}'] == 2
    assert found[name + '_count{kind="bot"}'] == 2


def test_gauge_counts_open_sessions(measured):
    server = measured()
    terminal = server.visit()
    terminal.shows("Principal engineer")
    assert eventually(lambda: counted(server, "sessions",
                                      resume_sshd_sessions=1))
    counts(server, "connections_total")
    terminal.type("q")
    assert terminal.end() == 0
    assert eventually(lambda: counted(server, "sessions"))
    counts(server, "connections_total", terminal=1)


def test_rejections_are_counted_by_reason(measured):
    server = measured("--per-source", "1")
    server.visit().shows("Principal engineer")
    for _ in range(3):
        assert server.ask("text").returncode == 255
    end(server)
    counts(server, "rejections_total", **{"per-source": 3})
    # A visitor who types nothing has a terminal that answers the probe.
    counts(server, "connections_total", terminal=1)


def test_publications_and_crashes_are_counted(measured, tmp_path):
    server = measured("--proxy-listen", str(tmp_path / "proxy"))
    server.content.write_text("{")
    server.signal(signal.SIGHUP)
    server.logs("publish-failed")
    proxy = server.single("resume-proxy")
    with socket.create_connection(("127.0.0.1", server.port)):
        worker = server.logs(r"accepted .*pid=(\d+)")[1]
        os.kill(int(worker), signal.SIGKILL)
        server.logs("crashed process=worker")
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(tmp_path / "proxy"))
        link.sendall(b"PROXY UNKNOWN\r\n")
        server.logs("dropped")
    os.kill(proxy, signal.SIGKILL)
    server.logs("crashed process=proxy")
    os.kill(server.single("resume-launcher"), signal.SIGKILL)
    server.logs("crashed process=launcher")
    end(server)
    counts(server, "publishes_total", success=1, failure=1)
    counts(server, "crashes_total", worker=1, proxy=1, launcher=1)
    counts(server, "proxy_connections_total", **{"no-header": 1})


def test_metrics_name_the_build_and_the_start_time(measured):
    begin = time.time()
    server = measured()
    found = numbers(server)
    assert begin - 2 < found["resume_sshd_start_time_seconds"] < time.time()
    (build,) = (name for name in found if "build_info" in name)
    version = re.search(r"starting version=(\S+) libssh=(\S+)", server.log)
    assert build == ("resume_sshd_build_info"
                     '{version="%s",libssh="%s"}' % version.groups())
    assert stat.S_IMODE(server.metrics.stat().st_mode) == 0o644


def test_metrics_file_is_replaced_atomically(measured):
    server = measured()
    seen, stop, errors = set(), threading.Event(), []

    def reader():
        while not stop.is_set():
            try:
                text = server.metrics.read_text()
                exposition.read(text)
            except Exception as error:
                errors.append(error)
                return
            seen.add(text)

    thread = threading.Thread(target=reader)
    thread.start()
    begin = time.monotonic()
    while len(seen) < 4 and time.monotonic() < begin + PATIENCE:
        server.ask("text")
    stop.set()
    thread.join()
    assert not errors
    assert len(seen) >= 4, "it has hardly been written"
    assert len(seen) <= 2 + time.monotonic() - begin, "more often than asked"
    assert not list(server.metrics.parent.glob("resume.prom.*"))


def test_metrics_are_written_at_the_interval_and_at_exit(measured):
    server = measured("--metrics-interval", "1h")
    assert server.ask("text").returncode == 0
    server.visit().shows("Principal engineer")
    counts(server, "connections_total")
    end(server)
    assert sum(numbers(server, "resume_sshd_connections_total").values()) == 2
    counts(server, "sessions")


def test_metrics_are_not_rewritten_without_a_change(measured):
    server = measured()
    assert eventually(lambda: counted(server, "publishes_total", success=1))
    before = server.metrics.stat().st_mtime_ns
    time.sleep(2.5)
    assert server.metrics.stat().st_mtime_ns == before


@pytest.mark.parametrize("path", ["/nonexistent/resume.prom", "/dev", "."])
def test_unwritable_metrics_path_is_a_startup_error(keys, tmp_path, path):
    result = subprocess.run(
        [BIN / "resume-sshd", "--content", HERE / "resume.json",
         "--listen", f"127.0.0.1:{free_port()}", "--host-key", keys[0],
         "--metrics", path],
        capture_output=True, timeout=PATIENCE, text=True, cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    assert result.stderr.splitlines()[-1].startswith(
        f"resume-sshd: cannot write metrics to {path}: ")
    assert not list(tmp_path.iterdir())


def test_later_write_error_does_not_stop_the_server(measured, tmp_path):
    server = measured()
    assert eventually(lambda: counted(server, "publishes_total", success=1))
    server.metrics.unlink()
    server.metrics.mkdir()
    for _ in range(2):
        assert server.ask("text").returncode == 0
        server.logs("cannot write metrics to ")
        time.sleep(1.1)
    assert len(re.findall("cannot write metrics to ", server.log)) == 1
    server.metrics.rmdir()
    assert server.ask("text").returncode == 0
    assert eventually(server.metrics.exists)
    assert eventually(lambda: counted(server, "connections_total", command=3))
