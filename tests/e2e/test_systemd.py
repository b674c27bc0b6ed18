"""The installed units under a systemd that is PID 1. Whatever happens to the
server, visitors wait, and none is rejected."""

import os
import pathlib
import shutil
import subprocess
import threading
import time

import pytest

from machine import RELEASE, Machine
from processes import eventually

WATCHDOG = 3

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can boot it"),
    pytest.mark.skipif(shutil.which("systemctl") is None,
                       reason="systemd is not installed"),
    pytest.mark.skipif(not (RELEASE / "bin/resume-sshd").exists(),
                       reason="build/release is not built"),
]


@pytest.fixture(scope="module")
def booted_machine(tmp_path_factory):
    machine = Machine(tmp_path_factory.mktemp("machine"))
    yield machine
    machine.end()


@pytest.fixture
def machine(booted_machine):
    """A machine whose services all run when a test begins."""
    state = booted_machine.systemctl("is-system-running", "--wait")
    assert state == "running", booted_machine.run("journalctl").stdout
    return booted_machine


@pytest.fixture
def override(machine):
    """A drop-in for the service, for one test."""
    yield machine.override
    machine.override()
    machine.systemctl("restart", "resume-sshd.service")


def seconds_of_a_visit(machine):
    begin = time.monotonic()
    result = machine.ask("text")
    assert result.returncode == 0, result.stderr.decode() + machine.journal()
    assert b"Ada Mer" in result.stdout
    return time.monotonic() - begin


def seconds_of_a_restart(machine):
    """The seconds until the next visit has ended: the cost of a start on this
    machine."""
    begin = time.monotonic()
    machine.systemctl("restart", "resume-sshd.service")
    seconds_of_a_visit(machine)
    return time.monotonic() - begin


class Stream(threading.Thread):
    """Visitors, one after the other, as long as `with` lasts."""

    def __init__(self, machine):
        super().__init__()
        self.machine = machine
        self.going = True
        self.visits = []

    def run(self):
        while self.going:
            self.visits.append(self.machine.ask("text"))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.going = False
        self.join()


def test_first_start_creates_the_host_keys(machine):
    seconds_of_a_visit(machine)
    keys = machine.run("ssh-keyscan", "-t", "ed25519,ecdsa", "127.0.0.1")
    seen = subprocess.run(["ssh-keygen", "-l", "-f", "-"], input=keys.stdout,
                          capture_output=True, text=True).stdout.splitlines()
    assert len(seen) == 2
    journal = machine.journal("resume-sshd-keygen")
    for line in seen:
        assert line.split()[1] in journal
    assert journal.count("ada.example.com IN SSHFP ") == 4
    for key in (machine.root / "etc/resume-sshd").glob("*_key"):
        assert key.stat().st_mode & 0o777 == 0o600


def test_exposure(machine):
    checked = machine.run("systemd-analyze", "security", "--threshold=2",
                          "resume-sshd.service")
    assert checked.returncode == 0, checked.stdout


def test_connection_starts_the_server(machine):
    machine.systemctl("stop", "resume-sshd.service")
    assert machine.shows("ActiveState") == "inactive"
    seconds_of_a_visit(machine)
    assert machine.shows("ActiveState") == "active"


def test_killed_server_is_restarted_at_once(machine):
    def is_back_soon():
        usual = seconds_of_a_restart(machine)
        machine.kill("KILL")
        took.append(seconds_of_a_visit(machine) - 2 * usual)
        return took[-1] < 1

    took = []
    assert eventually(is_back_soon), took
    assert int(machine.shows("NRestarts")) >= 1


def test_hanging_server_is_restarted_by_the_watchdog(machine, override):
    assert machine.shows("WatchdogUSec") == "15s"
    override(f"WatchdogSec={WATCHDOG}")

    def is_back_soon():
        usual = seconds_of_a_restart(machine)
        hanging = machine.shows("MainPID")
        machine.kill("STOP")
        took.append(seconds_of_a_visit(machine) - 2 * usual)
        assert machine.shows("MainPID") not in ("0", hanging)
        return took[-1] < WATCHDOG + 1

    took = []
    assert eventually(is_back_soon), took


def test_restarts_reject_no_connection(machine):
    """Open sessions end with a message, and new connections wait."""
    with Stream(machine) as stream:
        for count in range(5):
            machine.systemctl("restart", "resume-sshd.service")
            assert eventually(lambda: stream.visits[count:])
    cut_off = [visit for visit in stream.visits if visit.returncode != 0]
    assert len(cut_off) <= 5
    for visit in cut_off:
        assert b"The server is going down" in visit.stderr


def test_crash_loop_keeps_the_listening_socket(machine, override):
    """The journal does not fill up: a failed start is repeated after five
    seconds, which this test does not wait for."""
    override("ExecStart=", "ExecStart=false")
    machine.kill("KILL")
    assert eventually(lambda: b"sleep\0005" in machine.commands())
    override("ExecStart=", "ExecStart=false", "ExecStopPost=")
    machine.run("systemctl", "kill", "--kill-whom=control", "resume-sshd")
    crashes = int(machine.shows("NRestarts"))
    with Stream(machine) as stream:
        assert eventually(
            lambda: int(machine.shows("NRestarts")) > crashes + 10)
        assert stream.visits == []
        stream.going = False
        override()
    assert [visit.returncode for visit in stream.visits] == [0]
    assert machine.systemctl("is-active", "resume-sshd.socket") == "active"


@pytest.fixture
def no_keys(machine):
    """A service without host keys, which cannot create any."""
    folder, away = machine.root / "etc/resume-sshd", machine.root / "run/away"
    broken = (machine.root
              / "run/systemd/system/resume-sshd-keygen.service.d/test.conf")
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("[Service]\nExecStart=\nExecStart=false\n")
    away.mkdir()
    for key in folder.glob("ssh_host_*"):
        shutil.move(key, away)
    machine.systemctl("daemon-reload")
    machine.systemctl("stop", "resume-sshd.service")
    yield machine
    broken.unlink()
    for key in away.iterdir():
        shutil.move(key, folder)
    away.rmdir()
    machine.systemctl("daemon-reload")
    machine.systemctl("reset-failed", "resume-sshd-keygen.service")
    machine.systemctl("restart", "resume-sshd.service")


def test_visitors_of_a_server_without_keys_are_told(no_keys):
    """Visitors get a message instead of waiting, and a waiting one does not
    make systemd restart the service in a loop, which once wrote 300 lines a
    second into the journal."""
    visit = no_keys.ask("text")
    assert visit.returncode != 0
    assert b"cannot start at the moment" in visit.stderr
    assert "no host key: resume-sshd-keygen makes" in no_keys.shows(
        "StatusText")
    tries = no_keys.journal("resume-sshd-keygen").count("Failed to start")
    assert tries == 1


@pytest.fixture
def resume(machine):
    """Its résumé, which is restored after the test."""
    path = machine.root / "etc/resume-sshd/resume.json"
    text = path.read_text()
    yield path
    path.write_text(text)
    assert eventually(lambda: b"Ada Mercer" in machine.ask("text").stdout)


def test_saving_publishes(machine, resume):
    text = resume.read_text()
    resume.write_text(text.replace("Ada Mercer", "Ada Merchant"))
    assert eventually(lambda: b"Ada Merchant" in machine.ask("text").stdout)
    assert machine.run("systemctl", "reload", "resume-sshd").returncode == 0


def test_last_good_version_survives_a_broken_file(machine, resume):
    """It survives a restart and a crash, and the status reports the error."""
    resume.write_text("{")
    assert machine.run("systemctl", "reload", "resume-sshd").returncode != 0
    assert machine.shows("ActiveState") == "active"
    assert eventually(lambda: "last good" in machine.shows("StatusText"))
    machine.systemctl("restart", "resume-sshd.service")
    seconds_of_a_visit(machine)
    resume.unlink()
    machine.kill("KILL")
    seconds_of_a_visit(machine)
    assert "the last good version stays" in machine.journal()


def test_stop_says_goodbye(machine):
    visit = machine.visit()
    visit.shows("Principal engineer")
    machine.systemctl("stop", "resume-sshd.service")
    visit.end()
    assert visit.was_restored()
    assert b"Thank you for your visit" in visit.output
