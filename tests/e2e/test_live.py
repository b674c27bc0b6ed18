"""Saving the content publishes it, and open sessions show that."""

import signal
import subprocess
import time

import pytest

from fixtures import shared_server as server  # noqa: F401
from fixtures import starter
from processes import PATIENCE
from server import HERE

TEXT = (HERE / "resume.json").read_text()
SETTLE_SECONDS = 0.2  # after which a change is an edit of its own
NOTICE = "This résumé was updated"


@pytest.fixture(scope="module")
def file_server(tmp_path_factory, keys):
    with starter(tmp_path_factory.mktemp("server"), keys) as start:
        yield start()


@pytest.fixture(scope="module")
def watching_server(tmp_path_factory, keys):
    with starter(tmp_path_factory.mktemp("watching"), keys) as start:
        yield start("--watch")


@pytest.fixture
def watching(watching_server):
    yield watching_server
    watching_server.rest()


def text(server):
    return server.ask("text").stdout.decode()


def eventually_serves(server, words):
    end = time.monotonic() + PATIENCE
    while words not in (shown := text(server)):
        assert time.monotonic() < end, shown


def save_in_place(path, words):
    path.write_text(words)


def save_by_renaming(path, words):
    new = path.with_name(".resume.json.new")
    new.write_text(words)
    new.rename(path)


def save_with_backup(path, words):
    path.rename(path.with_name("resume.json~"))
    path.write_text(words)


@pytest.mark.parametrize("save", [save_in_place, save_by_renaming,
                                  save_with_backup])
def test_saving_publishes(watching, save):
    for name in "Ada Merchant", "Ada Mercator":
        save(watching.content, TEXT.replace("Ada Mercer", name))
        eventually_serves(watching, name)


def test_many_steps_are_one_edit(watching):
    texts = [TEXT.replace("Ada Mercer", f"Ada M{i}.") for i in range(20)]
    begin = time.monotonic()
    for text in texts:
        watching.content.write_text(text)
    pauses = (time.monotonic() - begin) / SETTLE_SECONDS
    eventually_serves(watching, "Ada M19.")
    assert watching.log.count(" reload ") <= 3 + pauses


def test_bad_edit_keeps_the_last_good_one(watching):
    before = text(watching)
    broken = TEXT.replace('"label": "Senior', '"label" "Senior')
    line = broken[:broken.index('"label" "Senior')].count("\n") + 1
    watching.content.write_text(broken)
    watching.logs(rf"line {line}, column \d+")
    assert "End of résumé." in before and text(watching) == before
    watching.content.write_text(TEXT.replace("Ada Mercer", "Ada Merchant"))
    eventually_serves(watching, "Ada Merchant")


def test_changes_of_other_files_are_ignored(watching):
    (watching.content.parent / ".resume.json.swp").write_text("x")
    time.sleep(1)
    assert " reload " not in watching.log


def test_without_watch_no_edit_is_published(server):
    before = text(server)
    server.content.write_text(TEXT.replace("Ada Mercer", "Ada Merchant"))
    time.sleep(1)
    assert "Ada Mercer" in before and text(server) == before


def test_open_sessions_are_told_and_keep_their_version(server):
    terminal = server.visit()
    terminal.type("1")
    terminal.shows("Northwind Payments")
    server.content.write_text(TEXT.replace("Northwind", "Southwind"))
    server.signal(signal.SIGHUP)
    terminal.shows(NOTICE)
    assert "Southwind" not in terminal.text
    terminal.watch(5)  # long enough for a visitor who looked away
    assert NOTICE in terminal.text
    terminal.type("2")
    terminal.shows("io_uring")
    assert NOTICE not in terminal.text
    terminal.type("q")
    assert terminal.end() == 0


def test_failed_edit_is_not_announced(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    server.content.write_text("{")
    server.signal(signal.SIGHUP)
    server.logs("publish-failed")
    terminal.watch(1)
    assert NOTICE not in terminal.text


def test_sessions_without_a_terminal_are_not_interrupted(server):
    """`match` waits for the end of its input meanwhile."""
    with subprocess.Popen([*server.ssh(), "match"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as match:
        server.logs("session .*command=match")
        for _ in range(5):
            server.signal(signal.SIGHUP)
            time.sleep(0.1)
        out, _ = match.communicate(b"io_uring\n", PATIENCE)
    assert match.returncode == 0
    assert b"io_uring" in out
