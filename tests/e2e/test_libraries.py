"""The SSH libraries of other languages, and a file manager. Each connects,
runs a command, lists the documents and downloads one, in a few lines of its
own (clients/). ../run installs the small ones; the others are tested where
they are installed."""

import os
import pathlib
import subprocess

import pytest

from fixtures import shared_server as server  # noqa: F401
from processes import PATIENCE, eventually

CLIENTS = pathlib.Path(__file__).resolve().parent / "clients"
JSCH = pathlib.Path("/usr/share/java/jsch.jar")


def run(*words, cwd, **env):
    return subprocess.run(
        list(map(str, words)), capture_output=True, cwd=cwd,
        timeout=5 * PATIENCE,  # some compile first
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **env})


# What each is run with, how to see whether it is there, and its environment.
LIBRARIES = {
    "php.php": (["php"], ["php", "-r", "exit(!extension_loaded('ssh2'));"],
                {}),
    "ssh2.js": (["node"], ["node", "-e", "require('ssh2')"],
                {"NODE_PATH": os.environ.get("NODE_PATH", "")}),
    "Visitor.java": (["java", "-cp", JSCH], ["java", "-version"], {}),
    "client.go": (["go", "run"], ["go", "list", "golang.org/x/crypto/ssh"],
                  {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode"}),
    "client.escript": (["escript"], [
        "erl", "-noshell", "-eval", "halt(case code:which(ssh) of "
        "non_existing -> 1; _ -> 0 end)."], {}),
}


def need(library, tmp_path):
    _, probe, env = LIBRARIES[library]
    try:
        there = run(*probe, cwd=tmp_path, **env).returncode == 0
    except FileNotFoundError:
        there = False
    if not there or (library == "Visitor.java" and not JSCH.exists()):
        pytest.skip(f"the library of {library} is not installed")


@pytest.fixture
def document(server):
    """The bytes of resume.pdf."""
    return server.ask("pdf").stdout


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_of_another_language(server, document, tmp_path, library):
    need(library, tmp_path)
    words, _, env = LIBRARIES[library]
    result = run(*words, CLIENTS / library, server.port, cwd=tmp_path, **env)
    assert result.returncode == 0, result.stderr.decode()
    assert server.ask("help").stdout in result.stdout
    assert b"resume.docx" in result.stdout
    assert (tmp_path / "resume.pdf").read_bytes() == document != b""


def test_midnight_commander(server, document, tmp_path):
    """It uses libssh2, which has to be asked for a password."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    place = f"sftp://visitor:any@127.0.0.1:{server.port}/"
    try:
        run("mc", "--version", cwd=home)
    except FileNotFoundError:
        pytest.skip("mc is not installed")
    terminal = server.terminal(["env", f"HOME={home}", "mc", "-ud", place,
                                str(here)])
    terminal.shows("authenticity")
    terminal.type("i")  # ignore that the key is unknown
    terminal.shows("resume.pdf")
    names = sorted(name for name in server.ask("ls").stdout.decode().split()
                   if name.startswith("resume."))
    terminal.type("\x1bOB" * (1 + names.index("resume.pdf")))
    terminal.type("\x1b[15~")  # F5
    terminal.shows("Copy file \"resume.pdf\"")
    terminal.type("\r")
    copy = here / "resume.pdf"
    assert eventually(lambda: copy.exists() and copy.read_bytes() == document)
    server.logs('client="?SSH-2.0-libssh2')
    terminal.close()
