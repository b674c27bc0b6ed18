"""The walls between the three programs and between their folders, from the
compiler's includes and the linker's libraries."""

import collections
import fnmatch
import pathlib
import re

import pytest

from project import BUILD, TOP, find, run

# Folders whose headers each folder may include besides its own. Each folder of
# sshd/ is the code of one process or code that several processes share.
NEIGHBOURS = {
    "content": ["content/documents", "content/language", "content/resume",
                "sshd/base"],
    "content/documents": ["content/docx", "content/language", "content/markup",
                          "content/pdf", "content/resume", "content/text",
                          "sshd/base"],
    "content/json": ["content/resume", "content/text", "sshd/base"],
    "content/language": ["content/text", "sshd/base"],
    "content/markup": ["content/resume", "content/text", "sshd/base"],
    "content/docx": ["content/documents", "content/language",
                     "content/markup", "content/resume", "content/text",
                     "sshd/base"],
    "content/pdf": ["content/documents", "content/language",
                    "content/markup", "content/resume", "content/text",
                    "sshd/base"],
    "content/resume": ["content/json", "content/language", "content/markup",
                       "content/text", "sshd/base"],
    "content/text": ["sshd/base"],
    "ui": ["content/*", "sshd/base", "ui/*"],
    "ui/app": ["content/language", "content/markup", "content/resume",
               "content/text", "sshd/base", "ui/pages", "ui/published",
               "ui/screen", "ui/search", "ui/terminal"],
    "ui/command": ["content/*", "sshd/base", "ui", "ui/app", "ui/published",
                   "ui/screen", "ui/search"],
    "ui/pages": ["content/language", "content/markup", "content/resume",
                 "content/text", "sshd/base", "ui/app", "ui/screen",
                 "ui/search", "ui/terminal"],
    "ui/screen": ["content/language", "content/markup", "content/resume",
                  "content/text", "sshd/base", "ui/app", "ui/pages",
                  "ui/search", "ui/terminal"],
    "ui/published": ["content/resume", "sshd/base"],
    "ui/search": ["content/language", "content/markup", "content/resume",
                  "content/text", "sshd/base", "ui/app", "ui/published",
                  "ui/screen", "ui/terminal"],
    "ui/terminal": ["content/text", "sshd/base"],
    "sshd": ["sshd/base", "sshd/options", "sshd/process", "sshd/report",
             "sshd/self_test", "sshd/supervisor", "sshd/worker"],
    "sshd/base": [],
    "sshd/files": ["sshd/base", "sshd/process"],
    "sshd/launcher": ["sshd/base", "sshd/process"],
    "sshd/net": ["sshd/base", "sshd/process"],
    # The terms of the supervisor's limits are fields of the options.
    "sshd/options": ["sshd/base", "sshd/process", "sshd/supervisor"],
    "sshd/process": ["sshd/base"],
    "sshd/proxy": ["sshd/base", "sshd/net", "sshd/process"],
    "sshd/report": ["sshd/base", "sshd/process"],
    "sshd/self_test": ["sshd/base", "sshd/net", "sshd/options", "sshd/process",
                       "sshd/worker"],
    "sshd/supervisor": ["sshd/base", "sshd/files", "sshd/launcher",
                        "sshd/net", "sshd/process", "sshd/proxy",
                        "sshd/worker"],
    "sshd/worker": ["sshd/base", "sshd/files", "sshd/launcher", "sshd/net",
                    "sshd/process"],
}

# A worker sends requests to the launcher; it never runs the launcher's code.
LAUNCHER_FOR_WORKER = {"sshd/launcher/launcher_client",
                       "sshd/launcher/program",
                       "sshd/launcher/session_request"}

MODULES_MAX = 20

# Modules (a .c with its .h) that include each other. Every other circle is a
# fault; a set here may shrink, and no set may grow.
CIRCLES = [
    # An entry has fields, and a field may hold entries.
    {"content/resume/resume_entries", "content/resume/resume_fields",
     "content/resume/resume_keys"},
    # A view has a page, which lays out and draws the view.
    {"ui/app/page", "ui/app/view"},
]

# System headers that only a few files may include.
RESTRICTED = {
    "SSH": (
        r"libssh/",
        ["sshd/worker/*", "sshd/supervisor/warmup.[ch]"],
    ),
    "addresses": (
        r"netdb\.h|ifaddrs\.h|(arpa|net|netinet)/",
        ["sshd/net/*", "sshd/process/sandbox.c", "sshd/proxy/proxy_header.c",
         "sshd/self_test/*", "sshd/worker/*"],
    ),
    "the DNS": (
        r"resolv\.h|arpa/nameser\.h",
        ["sshd/self_test/dns_records.c"],
    ),
    "named sockets": (
        r"sys/un\.h",
        ["sshd/net/listener.c", "sshd/supervisor/systemd.c"],
    ),
    "descriptors from another process": (
        r"sys/socket\.h",
        ["sshd/*", "ui/zygote.c"],
    ),
    "pseudo-terminals": (
        r"pty\.h",
        ["sshd/launcher/renderer.c"],
    ),
    "sandboxes": (
        r"seccomp\.h|linux/(seccomp|landlock|filter|audit)\.h",
        ["sshd/base/*", "sshd/process/sandbox.[ch]", "ui/sandbox.[ch]"],
    ),
    "JSON": (
        r"jansson",
        ["content/resume/*.[ch]", "content/json/*.[ch]",
         "content/documents/document_json.c", "content/check.c"],
    ),
    "fonts and pages": (
        r"cairo|pango",
        ["content/pdf/*.[ch]", "content/documents/document_pdf.c"],
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
                       "libharfbuzz", "libharfbuzz-subset", "libfreetype",
                       "libz", "libzip", "libqrencode",
                       "libmd4c", "libutf8proc"},
    "resume-ui": {"libjansson", "libncursesw", "libqrencode", "libseccomp",
                  "libtinfo", "libmd4c", "libutf8proc"},
    "resume-sshd": {"libssh", "libseccomp", "libresolv",
                    "libcrypto"},  # where libssh is static
}
C_LIBRARY = {"libc", "libm", "ld-linux-x86-64", "ld-linux-aarch64"}
SANITIZERS = {"libasan", "libubsan", "libgcc_s"}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.M)


def includes():
    for file in find("*.c", "*.h"):
        for kind, header in INCLUDE.findall((TOP / file).read_text()):
            yield file, kind, header


def resolve(file, header):
    """The file that HEADER, included by FILE with quotes, is: includes are
    written from the program's folder; ui/ sees content/, too."""
    for folder in [file.parts[0], *({"ui": ["content"]}.get(
            file.parts[0], [])), ""]:
        path = pathlib.Path(folder) / header
        if (TOP / path).is_file():
            return path
    raise AssertionError(f"{file} includes {header}, which is nowhere")


def own_includes():
    """(file, included file) within the project."""
    for file, kind, header in includes():
        if kind == '"':
            yield file, resolve(file, header)


def module(file):
    return str(file.with_suffix(""))


def circles(graph):
    """The sets of modules of GRAPH from which one comes back."""
    reach = {}
    for start in graph:
        seen, front = set(), {start}
        while front:
            front = {to for at in front for to in graph[at]} - seen
            seen |= front
        reach[start] = seen
    return {frozenset(to for to in reach[start] if start in reach[to])
            for start in graph if start in reach[start]}


def test_circles_are_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}
    assert circles(graph) == {frozenset("bc")}


def test_folders_include_only_their_neighbours():
    wrong = [f"{file} includes {included}"
             for file, included in own_includes()
             if file.parent != included.parent
             and not any(fnmatch.fnmatch(str(included.parent), folder)
                         for folder in NEIGHBOURS[str(file.parent)])]
    assert wrong == []


def test_every_folder_has_its_row():
    assert {str(file.parent) for file in find("*.c", "*.h")} == set(NEIGHBOURS)


def test_sshd_base_is_all_that_the_other_programs_share_with_sshd():
    wrong = [f"{file} includes {included}"
             for file, included in own_includes()
             if (file.parts[0] == "sshd") != (included.parts[0] == "sshd")
             and included.parts[:2] != ("sshd", "base")]
    assert wrong == []


def test_workers_include_only_the_client_half_of_the_launcher():
    wrong = [f"{file} includes {included}"
             for file, included in own_includes()
             if file.parts[:2] == ("sshd", "worker")
             and included.parts[:2] == ("sshd", "launcher")
             and module(included) not in LAUNCHER_FOR_WORKER]
    assert wrong == []


def test_folders_are_small():
    modules = collections.Counter(
        str(pathlib.Path(name).parent)
        for name in {module(file) for file in find("*.c", "*.h")})
    assert {folder: count for folder, count in modules.items()
            if count > MODULES_MAX} == {}


def test_includes_run_in_no_new_circles():
    graph = {module(file): set() for file in find("*.c", "*.h")}
    for file, included in own_includes():
        if module(file) != module(included):
            graph[module(file)].add(module(included))
    new = [sorted(circle) for circle in circles(graph)
           if not any(circle <= known for known in CIRCLES)]
    assert new == []


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
