"""What the compiler and the linker did to harden the installed programs: the
checks of hardening-check and a few more, with readelf and objdump."""

import os
import re

import pytest

from project import PROGRAMS, TOP, run

RELEASE = TOP / "build/release/bin"

pytestmark = pytest.mark.skipif(
    not all((RELEASE / program).exists() for program in PROGRAMS),
    reason="there is no release build")

programs = pytest.mark.parametrize("program", PROGRAMS)
x86_64 = pytest.mark.skipif(os.uname().machine != "x86_64",
                            reason="reads the instructions of x86-64")


def readelf(option, program):
    return run("readelf", "--wide", option, RELEASE / program).stdout


def imports(program):
    """The functions that PROGRAM has from libraries."""
    return set(re.findall(r" UND ([^@\s]+)", readelf("--dyn-syms", program)))


def disassemble(program, what):
    return run("objdump", "--no-show-raw-insn", what, RELEASE / program).stdout


@programs
def test_loads_at_any_address(program):
    assert re.search(r"Type:\s+DYN \(Position-Independent Executable",
                     readelf("--file-header", program))


@programs
def test_tables_are_read_only_once_it_runs(program):
    dynamic = readelf("--dynamic", program)
    assert "GNU_RELRO" in readelf("--segments", program)
    assert re.search(r"\(FLAGS\).*BIND_NOW", dynamic)
    assert "(TEXTREL)" not in dynamic


@programs
def test_no_memory_is_writable_and_executable(program):
    segments = readelf("--segments", program)
    assert "GNU_STACK" in segments
    assert re.findall(r"^.* RWE .*$", segments, re.M) == []


@programs
def test_libraries_come_from_the_system_alone(program):
    assert not re.search(r"\((RPATH|RUNPATH)\)", readelf("--dynamic", program))


@programs
def test_stack_is_guarded(program):
    assert "__stack_chk_fail" in imports(program)


@programs
def test_sizes_of_buffers_are_checked(program):
    """Who calls snprintf() calls __snprintf_chk() where the compiler knows a
    size, and it knows that of whatever strcpy() writes to."""
    called = imports(program)
    assert {"__snprintf_chk", "__memcpy_chk"} <= called
    assert not called & {"gets", "strcpy", "sprintf", "vsprintf"}


@x86_64
@programs
def test_jumps_land_only_where_they_may(program):
    main = disassemble(program, "--disassemble=main")
    assert re.search(r"<main>:\n +[0-9a-f]+:\tendbr64", main)


@x86_64
@programs
def test_no_frame_skips_the_guard_page(program):
    """A large frame is touched page by page."""
    assert re.search(r"\torq +\$0x0,\(%rsp\)",
                     disassemble(program, "--disassemble"))
