"""What the code must not have: uncalled functions, complex functions, checks
that release builds drop, and unusual names."""

import json
import pathlib
import re

from project import BUILD, SOURCES, TOP, find, run, tracked

# Cyclomatic complexity of a function, as pmccabe counts it.
COMPLEXITY_MAX = 20

# Functions that no program calls, for a reason.
UNCALLED = {
    "main",
    "__lsan_default_options",  # called by the leak sanitizer
    "__lsan_default_suppressions",
}


def objects():
    """The object files that the programs of BUILD are linked from."""
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    outputs = [re.search(r" -o (\S+)", command["command"])[1]
               for command in commands]
    return [str(BUILD / output) for output in outputs
            if output.split("/")[0] in SOURCES]


def definitions(files):
    """{(object, function): (section, begin, end)} of the global functions."""
    found, file = {}, None
    for line in run("readelf", "--wide", "--symbols", *files).stdout.split(
            "\n"):
        if line.startswith("File: "):
            file = line[6:]
        row = line.split()
        if len(row) == 8 and row[3:5] == ["FUNC", "GLOBAL"] and \
                row[6].isdigit():
            begin = int(row[1], 16)
            found[file, row[7]] = begin, begin + int(row[2], 0)
    return found


def references(files):
    """(object, section, offset, symbol) of each relocation."""
    file = section = None
    for line in run("readelf", "--wide", "--relocs", *files).stdout.split(
            "\n"):
        row = line.split()
        if line.startswith("File: "):
            file = line[6:]
        elif line.startswith("Relocation section"):
            section = row[2].strip("'").removeprefix(".rela")
        elif len(row) >= 5 and re.fullmatch("[0-9a-f]{8,}", row[0]) and \
                not section.startswith((".debug", ".eh_frame")):
            yield file, section, int(row[0], 16), row[4]


def uncalled(files):
    """The global functions of the object FILES to which nothing but they
    themselves refers."""
    defined = definitions(files)
    alive = set()
    for file, section, offset, symbol in references(files):
        begin, end = defined.get((file, symbol), (0, 0))
        if not (section == ".text" and begin <= offset < end):
            alive.add(symbol)
    return {name for _, name in defined} - alive


def test_every_function_is_called():
    """The compiler finds static functions that nothing calls; this test finds
    the others, also those that only tests call. A function that was wired to
    nothing once left terminals on the alternate screen."""
    assert uncalled(objects()) - UNCALLED == set()


def test_functions_are_simple():
    rows = [line.split() for line in run(
        "pmccabe", *find("*.c"),
        *find("*.c", folders=["tests"])).stdout.split("\n") if line]
    assert len(rows) > 500
    assert {row[-1]: int(row[0]) for row in rows
            if int(row[0]) > COMPLEXITY_MAX} == {}


def test_security_code_checks_in_release_builds_too():
    """assert() is compiled out where NDEBUG is defined."""
    wrong = [f"{file}: {line.strip()}" for file in find(
        "*.[ch]", folders=["sshd"])
             for line in (TOP / file).read_text().split("\n")
             if re.search(r"\bassert\(", line)]
    assert wrong == []


# Private names that this project once had, for things that have names.
FORBIDDEN = re.compile(
    r"(?<![a-z])(attendants?|berths?|bury|buried|contestants?|deceased|doomed|"
    r"doorm[ae]n|farewells?|guests?|handouts?|heroe?s?|house|"
    r"infants?|nurser(y|ies)|orphans?(?!:\d)|outlets?|parcels?|parting|porters?|"
    r"rails?|rehearsals?|seat(s|ed)?|staff|takebox)(?![a-z])", re.I)

# Texts of example résumés.
DATA = ("tests/content/", "tests/fuzz/corpus/", "tests/golden/documents/",
        "tests/golden/screens/")


def test_names_are_those_of_the_field():
    wrong = []
    for file in tracked():
        if file.parts[0] not in (*SOURCES, "systemd", "tests", "keys") or \
                file.suffix in (".json", ".svg") or \
                str(file).startswith(DATA) or \
                not (TOP / file).is_file() or file.name == "test_code.py":
            continue
        for number, line in enumerate(
                (TOP / file).read_text().split("\n"), 1):
            if FORBIDDEN.search(line):
                wrong.append(f"{file}:{number}: {line.strip()}")
    assert wrong == [], "\n".join(wrong)
