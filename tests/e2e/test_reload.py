"""SIGHUP: a new résumé, or the last good one."""

import json
import os
import re
import signal
import subprocess

import pytest

from fixtures import shared_server, starter  # noqa: F401
from processes import eventually
from server import BIN, HERE, Server


class Shown(Server):
    """A server that publishes nothing itself."""

    def publish(self):
        subprocess.run([BIN / "resume-publish", self.content,
                        self.content.with_name("published")], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self, command, **popen):
        self.publish()
        at = command.index("--content")
        return super().start(
            [*command[:at], "--published",
             self.content.with_name("published"), *command[at + 2:]], **popen)


@pytest.fixture(scope="module")
def file_server(tmp_path_factory, keys):
    with starter(tmp_path_factory.mktemp("server"), keys) as start:
        yield start()


@pytest.fixture
def server(shared_server):  # noqa: F811
    """The server that tests share, with its content as at first."""
    text = (HERE / "resume.json").read_text()
    if shared_server.content.read_text() != text:
        shared_server.content.write_text(text)
        shared_server.signal(signal.SIGHUP)
        assert eventually(
            lambda: b"Ada Mercer\n" in shared_server.ask("text").stdout
            and b"Northwind" in shared_server.ask("text").stdout)
        shared_server.rest()
    return shared_server


def test_good_edit_shows_in_new_sessions(server):
    before = server.visit()
    before.shows("Principal engineer")

    resume = json.loads(server.content.read_text())
    resume["work"][0]["name"] = "Southwind Payments"
    server.content.write_text(json.dumps(resume))
    server.signal(signal.SIGHUP)

    assert eventually(lambda: b"Southwind" in server.ask("text").stdout)
    before.type("2")
    before.shows("io_uring")
    before.type("1")
    before.shows("Northwind Payments")


def test_broken_edit_keeps_the_last_good_one(server):
    text = (HERE / "resume.json").read_text()
    broken = text.replace('"label": "Senior', '"label" "Senior')
    line = broken[:broken.index('"label" "Senior')].count("\n") + 1
    server.content.write_text(broken)
    server.signal(signal.SIGHUP)
    server.logs(rf"line {line}, column \d+")
    assert b"Ada Mercer" in server.ask("text").stdout

    server.content.write_text(text.replace("Ada Mercer", "Ada Merchant"))
    server.signal(signal.SIGHUP)
    assert eventually(lambda: b"Ada Merchant" in server.ask("text").stdout)


def test_missing_file_keeps_the_last_good_one(server):
    """Or one that is a FIFO, or a directory; the log says what it is."""
    server.content.unlink()
    server.signal(signal.SIGHUP)
    server.logs(r"resume\.json: cannot read the file: No such file")
    os.mkfifo(server.content)
    server.signal(signal.SIGHUP)
    server.logs(r"resume\.json: a FIFO that nobody writes to")
    server.content.unlink()
    server.content.mkdir()
    server.signal(signal.SIGHUP)
    server.logs(r"resume\.json: no résumé \(NAME\.json\) in the folder")
    assert b"Ada Mercer" in server.ask("text").stdout
    server.content.rmdir()
    server.content.write_text("")


def test_reload_says_that_a_changed_configuration_needs_a_restart(
        serve, tmp_path):
    config = tmp_path / "sshd.conf"
    server = serve("--config", f"-{config}")
    advice = f"advice message=\"{config} has changed since the start"
    server.signal(signal.SIGHUP)
    server.logs("reload ")
    assert advice not in server.log
    config.write_text("MaxSessions 3\n")
    server.signal(signal.SIGHUP)
    server.logs(re.escape(advice) + ": a restart applies it")


def test_burst_of_reloads_disturbs_no_session(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    for _ in range(300):
        server.signal(signal.SIGHUP)
    terminal.type("2")
    terminal.shows("io_uring")
    assert server.ask("text").returncode == 0


def test_file_truncated_at_any_byte_loses_no_session(server):
    """An editor that writes slowly, and a reload at each moment of it."""
    text = (HERE / "resume.json").read_bytes()
    terminal = server.visit()
    terminal.shows("Principal engineer")
    for length in range(len(text)):
        server.content.write_bytes(text[:length])
        server.signal(signal.SIGHUP)
        if length % 200 == 0:
            assert b"Ada Mercer" in server.ask("text").stdout, length
    terminal.type("2")
    terminal.shows("io_uring")

    server.content.write_bytes(text.replace(b"Ada Mercer", b"Ada Merchant"))
    server.signal(signal.SIGHUP)
    assert eventually(lambda: b"Ada Merchant" in server.ask("text").stdout)


def test_new_version_in_a_published_directory_is_noticed(tmp_path, keys):
    server = Shown(tmp_path, keys, "--watch")
    try:
        assert b"Ada Mercer" in server.ask("text").stdout
        server.content.write_text(server.content.read_text().replace(
            "Ada Mercer", "Ada Merchant"))
        server.publish()
        assert eventually(
            lambda: b"Ada Merchant" in server.ask("text").stdout)
        assert b"Ada Merchant" in server.ask("vcf").stdout
    finally:
        server.stop()
