"""The walls between the three programs, seen by the compiler's includes and
the linker's libraries."""

import fnmatch
import re

import pytest

from project import BUILD, TOP, find, run

# Whose headers each folder may include by "name".
NEIGHBOURS = {
    "content": ["content"],
    "ui": ["ui", "content"],
    "sshd": ["sshd"],
}

# System headers that only a few files may include.
RESTRICTED = {
    "the network": (
        r"libssh/|sys/un\.h|netdb\.h|(arpa|net|netinet)/",
        ["sshd/*"],
    ),
    "descriptors from another process": (
        r"sys/socket\.h",
        ["sshd/*", "ui/zygote.c"],
    ),
    "JSON": (
        r"jansson",
        ["content/resume/*.[ch]", "content/json/*.[ch]",
         "content/documents/document_json.c"],
    ),
    "fonts and pages": (
        r"cairo|pango",
        ["content/documents/pdf*.[ch]", "content/documents/document_pdf.c"],
    ),
    "curses": (
        r"(ncursesw?/)?(n?curses|term|panel|termcap)\.h",
        ["ui/terminal/terminal.c"],
    ),
}

# What each program may ask the dynamic linker for, beside the C library.
LIBRARIES = {
    "resume-publish": {"libjansson", "libpangocairo-1.0", "libpango-1.0",
                       "libcairo", "libgobject-2.0", "libglib-2.0",
                       "libharfbuzz", "libz"},
    "resume-ui": {"libjansson", "libncursesw", "libqrencode", "libtinfo"},
    "resume-sshd": {"libssh", "libcrypto"},  # the latter where libssh is static
}
C_LIBRARY = {"libc", "libm", "ld-linux-x86-64", "ld-linux-aarch64"}
SANITIZERS = {"libasan", "libubsan", "libgcc_s"}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.M)


def includes():
    for file in find("*.c", "*.h"):
        for kind, header in INCLUDE.findall((TOP / file).read_text()):
            yield file, kind, header


def test_folders_know_only_their_neighbours():
    wrong = [f"{file} includes {header}" for file, kind, header in includes()
             if kind == '"' and not header.startswith("sshd/base/")
             and not any((TOP / folder / header).is_file()
                         for folder in NEIGHBOURS[file.parts[0]])]
    assert wrong == []


@pytest.mark.parametrize("what", RESTRICTED)
def test_headers_of(what):
    pattern, allowed = RESTRICTED[what]
    users = {str(file) for file, kind, header in includes()
             if kind == "<" and re.match(pattern, header)}
    assert users, f"nobody uses {what}: is the pattern still right?"
    assert {user for user in users
            if not any(fnmatch.fnmatch(user, glob) for glob in allowed)
            } == set()


@pytest.mark.parametrize("program", ["resume-publish", "resume-ui"])
def test_network_is_out_of_reach_of(program):
    out = run("nm", "--dynamic", "--undefined-only",
              BUILD / "bin" / program).stdout
    called = set(re.findall(r" U (\w+)", out))
    assert "open" in called or "open64" in called
    assert not called & {"socket", "connect", "bind", "listen", "accept",
                         "accept4", "getaddrinfo", "gethostbyname"}


@pytest.mark.parametrize("program", LIBRARIES)
def test_linked_libraries_of(program):
    out = run("readelf", "--dynamic", "--wide", BUILD / "bin" / program).stdout
    needed = set(re.findall(r"\(NEEDED\).*\[([^\]]+?)\.so\b", out))
    assert "libc" in needed
    assert needed - C_LIBRARY - SANITIZERS <= LIBRARIES[program]
