"""systemd's protocols: sockets, readiness, watchdog; and other ways to start.
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile

import pytest

from processes import PATIENCE, descendants, eventually, program
from server import BIN, HERE, Server, free_port, start_with_socket


class Activated(Server):
    """Started with its listening socket as descriptor 3."""

    def start(self, command, env, **popen):
        env |= {"WATCHDOG_USEC": "1000000"}
        with socket.create_server(("127.0.0.1", self.port)) as listener:
            return start_with_socket(listener, command, env, **popen)


def test_socket_activation(tmp_path, keys):
    server = Activated(tmp_path, keys)
    try:
        server.logs(rf"listening address=127\.0\.0\.1:{server.port}")
        terminal = server.visit()
        terminal.shows("Principal engineer")
        server.notifies("WATCHDOG=1")
        server.signal(signal.SIGHUP)
        server.notifies("RELOADING=1")
        server.notifies("READY=1")
        server.signal(signal.SIGTERM)
        server.notifies("STOPPING=1")
        terminal.end()
        assert terminal.was_restored()
    finally:
        server.stop()


def test_more_than_one_address(serve):
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 here")
        port = probe.getsockname()[1]
    server = serve("--listen", f"[::1]:{port}")
    assert server.ask("text").returncode == 0
    server.port = port
    result = subprocess.run([*server.ssh()[:-1], "::1", "text"],
                            stdin=subprocess.DEVNULL, capture_output=True)
    assert b"Ada Mercer" in result.stdout


def test_killed_server_leaves_no_process(serve):
    """Terminals are restored, with a goodbye."""
    server = serve()
    terminals = [server.visit() for _ in range(3)]
    for terminal in terminals:
        terminal.shows("Principal engineer")
    server.status = -signal.SIGKILL
    server.process.kill()
    for terminal in terminals:
        terminal.end()
        assert terminal.was_restored()


@pytest.mark.parametrize("option, value, status", [
    ("--no-such-option", "1", 2), ("--grace-time", "soon", 2),
    ("--max-sessions", "0", 2), ("--listen", "192.0.2.1:22", 1),
    ("--host-key", "/nonexistent", 1), ("--content", "/nonexistent", 1)])
def test_wrong_options_end_with_an_error_message(tmp_path, keys, option, value,
                                           status):
    result = subprocess.run(
        [BIN / "resume-sshd", "--content", HERE / "resume.json",
         "--listen", f"127.0.0.1:{free_port()}", "--host-key", keys[0],
         option, value], capture_output=True, timeout=PATIENCE, text=True)
    assert result.returncode == status, result.stderr
    assert option in result.stderr or value in result.stderr
    assert result.stderr.splitlines()[-1].startswith("resume-sshd: ")


@pytest.mark.parametrize("options", [
    ["--no-such-option"], ["--content", "/nonexistent"],
    ["--published", "/nonexistent"]])
def test_service_that_cannot_start_answers_its_clients(tmp_path, keys,
                                                       options):
    """No client hangs at the socket that systemd holds, and neither systemd
    nor its watchdog restarts the service in a loop."""
    with socket.create_server(("127.0.0.1", 0)) as listener, \
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(str(tmp_path / "notify"))
        notify.settimeout(PATIENCE)
        process = start_with_socket(
            listener,
            [BIN / "resume-sshd", "--host-key", keys[0], *options],
            os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify")},
            stderr=subprocess.PIPE)
        try:
            while (message := notify.recv(4096)) != b"WATCHDOG=1":
                assert b"STATUS=" in message
            for _ in range(2):
                with socket.create_connection(listener.getsockname(),
                                              PATIENCE) as link:
                    answer = link.makefile("rb").read()
                assert answer.startswith(b"SSH-2.0-")
                assert b"cannot start at the moment" in answer
            assert process.poll() is None
        finally:
            process.terminate()
            error = process.communicate(timeout=PATIENCE)[1]
    assert b"\nresume-sshd: " in b"\n" + error
    assert process.returncode == -signal.SIGTERM


def test_printed_configuration_has_the_defaults_of_help(tmp_path):
    """Every line of it is valid without its comment sign."""
    def output_of(*words):
        return subprocess.run([BIN / "resume-sshd", *words], check=True,
                              capture_output=True, text=True).stdout
    config = tmp_path / "resume-sshd.conf"
    config.write_text(re.sub("^#(?! )", "", output_of("--print-config"),
                             flags=re.M))
    assert "\nIdleTimeout 10m\n" in config.read_text()
    assert output_of("--config", config, "--help") == output_of("--help")
    offered = re.findall(r"--([a-z-]+) (?:[A-Z])", output_of("--help"))
    for name in set(offered) - {"config"}:
        assert f"\n{name.title().replace('-', '')} " in config.read_text()


@pytest.fixture
def public():
    """A directory that every user can read, with the programs in it."""
    path = pathlib.Path(tempfile.mkdtemp())
    path.chmod(0o755)
    for program in BIN.glob("resume-*"):
        shutil.copy(program, path)
    yield path
    shutil.rmtree(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_start_without_a_home_directory(public, keys):
    """DynamicUser without nss-systemd, and containers: the user has no passwd
    entry, and $HOME is unset."""
    key = shutil.copy(keys[0], public / "key")
    os.chown(key, 54321, 54321)
    subprocess.run([public / "resume-publish", HERE / "resume.json",
                    public / "published"], check=True, capture_output=True)
    for path in public.rglob("published*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [public / "resume-sshd", "--published", public / "published",
         "--listen", f"127.0.0.1:{port}", "--host-key", key],
        user=54321, group=54321, extra_groups=[], cwd="/",
        env={"PATH": os.environ["PATH"]}, stderr=subprocess.PIPE)

    def identification():
        try:
            with socket.create_connection(("127.0.0.1", port)) as link:
                return link.recv(8)
        except ConnectionError:
            return b""

    try:
        assert eventually(lambda: identification() == b"SSH-2.0-"
                          or process.poll() is not None)
        assert process.poll() is None, process.stderr.read()
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


def status(pid, name):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return re.search(rf"^{name}:\s+(.*)$", text, re.M)[1].split()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another")
def test_server_that_root_starts_becomes_its_user(public, tmp_path, keys):
    """Only root can read the keys; workers have no privileges."""
    content = shutil.copy(HERE / "resume.json", public)
    os.chmod(content, 0o644)
    log = (tmp_path / "log").open("wb")
    port = free_port()
    process = subprocess.Popen(
        [public / "resume-sshd", "--content", content, "--listen",
         f"127.0.0.1:{port}", "--host-key", keys[0], "--user", "nobody"],
        stderr=log, env={"PATH": os.environ["PATH"], "TMPDIR": str(public),
                         "SECRET": "of-root"}, cwd="/")
    os.chmod(public, 0o1777)  # as /tmp is
    try:
        assert eventually(lambda: "resume-zygote" in map(
            program, descendants(process.pid)))
        with socket.create_connection(("127.0.0.1", port)) as link:
            assert link.recv(8) == b"SSH-2.0-"
            family = [process.pid, *descendants(process.pid)]
            for pid in family:
                assert set(status(pid, "Uid")) == {"65534"}, program(pid)
                assert set(status(pid, "Gid")) == {"65534"}, program(pid)
                assert int(status(pid, "CapBnd")[0], 16) == 0, program(pid)
                assert b"of-root" not in pathlib.Path(
                    f"/proc/{pid}/environ").read_bytes(), program(pid)
            (worker,) = (pid for pid in family if b": worker" in pathlib.Path(
                f"/proc/{pid}/cmdline").read_bytes())
            for name in "CapPrm", "CapEff", "CapInh", "CapAmb":
                assert int(status(worker, name)[0], 16) == 0
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0, (tmp_path / "log").read_text()
    assert not list(public.glob("resume-sshd.*"))
