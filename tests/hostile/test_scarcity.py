"""Without descriptors, processes, memory or disk space the server refuses
clients with a message, and recovers soon after."""

import contextlib
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import time

import pytest

from session_processes import (SANITIZED, assert_undisturbed, is_served,
                               last_worker, neighbour)
from processes import PATIENCE, eventually
from server import Server

KILLED = "crashed .*signal=9|renderer-exited .*exit=137"
CGROUPS = pathlib.Path("/sys/fs/cgroup")


def assert_back_soon(server):
    """Within three seconds, where a visit takes next to none."""
    begin = time.monotonic()
    assert eventually(lambda: is_served(server))
    back = time.monotonic()
    assert is_served(server)
    assert back - begin < 3 + 10 * (time.monotonic() - back)


@contextlib.contextmanager
def limited(pid, what, amount):
    """Limit the resource WHAT of PID to AMOUNT meanwhile."""
    before = resource.prlimit(pid, what)
    resource.prlimit(pid, what, (amount, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, what, before)


def refused(server, source):
    result = server.ask("text", options=("-b", source))
    assert result.returncode == 255
    return result.stderr.decode()


def lowest_free(pid):
    used = {int(fd) for fd in os.listdir(f"/proc/{pid}/fd")}
    return min(set(range(len(used) + 1)) - used)


class Guarded(Server):
    """A server that systemd's watchdog guards."""

    def start(self, command, env, **popen):
        env |= {"WATCHDOG_USEC": "1000000"}
        return super().start(command, env=env, **popen)


def test_server_without_descriptors_recovers(tmp_path, keys):
    server = Guarded(tmp_path, keys)
    try:
        visit = neighbour(server)
        with limited(server.process.pid, resource.RLIMIT_NOFILE,
                     lowest_free(server.process.pid)):
            for i in range(10):  # more than there are in reserve
                assert "overloaded" in refused(server, f"127.0.1.{i + 1}")
            server.notifies("WATCHDOG=1")
            server.notifies("WATCHDOG=1")
            server.signal(signal.SIGHUP)
            server.logs("cannot start resume-publish: ")
            visit.type("2")
            visit.shows("io_uring")
        assert_back_soon(server)
        server.logs("published .*\n(.*\n)*.* published ")
        assert server.ask("json").stdout
        visit.type("1")
        visit.shows("Principal engineer")
    finally:
        server.stop()


def test_launcher_is_restarted_once_descriptors_are_free(server):
    """A process that died is replaced as soon as possible."""
    visit = neighbour(server)
    launcher = server.single("resume-launcher")
    with limited(server.process.pid, resource.RLIMIT_NOFILE, 5):
        os.kill(launcher, signal.SIGKILL)
        server.logs("cannot start the launcher: Too many")
    assert_back_soon(server)
    assert_undisturbed(visit, server)


@pytest.fixture
def cgroup():
    """cgroup(PIDS, KIND, LIMIT...): the file with the limit, by the name that
    one version of control groups or the other gives it, of a group that PIDS
    are in from now on."""
    made = []

    def enter(pids, kind, *limits):
        for top in CGROUPS / kind, CGROUPS:
            folder = top / f"resume-sshd-test-{os.getpid()}"
            with contextlib.suppress(OSError):
                folder.mkdir()
                made.append(folder)
                for limit in limits:
                    if (folder / limit).exists():
                        for pid in pids:
                            (folder / "cgroup.procs").write_text(str(pid))
                        return folder / limit
        pytest.skip(f"no control group for {kind} can be made here")

    yield enter
    for folder in made:
        eventually(lambda: not (folder / "cgroup.procs").read_text())
        folder.rmdir()




class Lean(Server):
    """A server whose sanitizers start no process."""

    def start(self, command, env, **popen):
        env |= {"ASAN_OPTIONS": "detect_leaks=0"}
        return super().start(command, env=env, **popen)


@pytest.mark.parametrize("names, sentence", [
    ([], "overloaded"),
    (["resume-launcher", "resume-zygote"], "cannot be shown")])
def test_server_without_processes_recovers(cgroup, tmp_path, keys, names,
                                           sentence):
    """There is no process for a worker, or for its renderer."""
    server = Lean(tmp_path, keys)
    try:
        visit = neighbour(server)
        pids = [*map(server.processes, names)] or [[server.process.pid]]
        limit = cgroup(sum(pids, []), "pids", "pids.max")
        limit.write_text(str(len(pids)))
        result = server.ask("text", options=("-b", "127.0.0.3"))
        assert result.returncode != 0
        assert sentence in result.stderr.decode()
        visit.type("2")
        visit.shows("io_uring")
        limit.write_text("max")
        assert_back_soon(server)
    finally:
        server.stop()


@contextlib.contextmanager
def ballast(group):
    """16 MB in GROUP that no process holds. The kernel weighs its victims in
    thousandths of the group's pages, and a server alone has too few pages."""
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        subprocess.run(["sh", "-ec", 'echo $$ >"$0/cgroup.procs"; '
                        'head -c 16M /dev/zero >"$1"', group, file.name],
                       check=True)
        yield


@pytest.mark.skipif(SANITIZED, reason="sanitizers' memory is another matter")
def test_server_at_its_memory_limit_recovers(cgroup, serve):
    """The kernel kills a process, perhaps one of a session, but not the
    server."""
    server = serve()
    visit = neighbour(server)  # not in the group
    limit = cgroup([server.process.pid], "memory", "memory.limit_in_bytes", "memory.max")
    inside = [server.visit("-b", f"127.0.3.{i}") for i in range(1, 4)]
    for other in inside:
        other.shows("Principal engineer")
    with ballast(limit.parent):
        used = limit.with_name(
            "memory.current" if limit.name == "memory.max"
            else "memory.usage_in_bytes").read_text()
        limit.write_text(str(int(used) + 100000))
        for i in range(20):
            inside.append(server.visit("-b", f"127.0.4.{i + 1}"))
            if eventually(lambda: re.search(KILLED, server.log), 0.5):
                break
        server.logs(KILLED)
        assert server.process.poll() is None
        limit.write_text(str(1 << 30))
    assert_undisturbed(visit, server)


@pytest.mark.skipif(SANITIZED, reason="sanitizers need all the addresses")
def test_server_without_memory_recovers(serve):
    """A document arrives whole or not at all, a terminal that cannot be drawn
    ends, and no client waits for output that there is no memory to send."""
    server = serve("--stall-timeout", "10m")
    visit = neighbour(server)
    whole = server.ask("text", options=("-b", "127.0.0.3")).stdout
    with limited(server.process.pid, resource.RLIMIT_AS, 1 << 20):
        result = server.ask("text", options=("-b", "127.0.0.3"))
        assert result.returncode != 0 or result.stdout == whole != b""
        screen = server.visit("-b", "127.0.0.3")
        screen.type("q")
        screen.end()
        assert screen.was_restored()
        server.signal(signal.SIGHUP)
        server.logs("publish-failed|cannot start resume-publish")
        visit.type("2")
        visit.shows("io_uring")
    assert_back_soon(server)


@pytest.mark.skipif(SANITIZED, reason="sanitizers need all the addresses")
def test_worker_without_memory_for_output_ends_its_session(server):
    """The session ends at once, not after the stall timeout; what the worker
    has the memory for arrives whole, and nothing unencrypted, at which the
    client would leave."""
    whole = server.ask("pdf").stdout
    link = server.connect()
    link.auth_none("visitor")
    channel = link.open_session()
    channel.settimeout(PATIENCE)
    resource.prlimit(last_worker(server), resource.RLIMIT_AS, (1 << 20,) * 2)
    channel.exec_command("pdf")
    document = channel.makefile("rb").read()
    errors = channel.makefile_stderr("rb").read()
    if document != whole:
        server.logs("disconnected .*reason=failed")
        assert errors == b"" or b"out of order" in errors


class Confined(Server):
    """A server with a disk of 512 kB of its own, and its errors."""

    SCRIPT = 'mount -t tmpfs -o size=512k none "$0" && exec "$@"'

    def start(self, command, **popen):
        disk = self.content.parent / "disk"
        disk.mkdir()
        return super().start(
            ["unshare", "-m", "sh", "-c", self.SCRIPT, disk, *command,
             "--published", disk / "published"], **popen)

    @property
    def disk(self):
        """The disk, as the server sees it."""
        folder = self.content.parent / "disk"
        return pathlib.Path(f"/proc/{self.process.pid}/root{folder}")


def fill(path):
    with path.open("wb", buffering=0) as file, \
            contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


def can_mount():
    return subprocess.run(["unshare", "-m", "true"],
                          stderr=subprocess.DEVNULL).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="no mount namespace of our own")
def test_server_without_disk_space_recovers(tmp_path, keys):
    server = Confined(tmp_path, keys)
    try:
        visit = neighbour(server)
        text = server.content.read_text()
        server.content.write_text(text.replace("Ada Mercer", "Ada Merchant"))
        fill(server.disk / "ballast")
        server.signal(signal.SIGHUP)
        server.logs("publish-failed .*the last good version stays")
        server.logs("No space left on device")
        assert_undisturbed(visit, server)
        (server.disk / "ballast").unlink()
        server.signal(signal.SIGHUP)
        assert eventually(
            lambda: b"Ada Merchant" in server.ask("text").stdout)
        assert eventually(lambda: [path.name for path in server.disk.iterdir()]
                          == ["published"])
    finally:
        server.stop()


class Mute(Server):
    """A server whose log is on a full disk."""

    def start(self, command, stderr, **popen):
        stderr.close()
        with open("/dev/full", "wb") as full:
            return super().start(command, stderr=full, **popen)


def test_full_log_disk_stops_no_session(tmp_path, keys):
    server = Mute(tmp_path, keys)
    try:
        visit = neighbour(server)
        server.signal(signal.SIGHUP)
        server.notifies("RELOADING=1")
        server.notifies("READY=1")
        assert_undisturbed(visit, server)
    finally:
        server.stop()
