"""A wall clock that jumps does not move the deadlines, which use another
clock."""

import datetime
import pathlib
import struct
import subprocess

import pytest

from session_processes import assert_undisturbed, neighbour
from server import BIN, Server

HERE = pathlib.Path(__file__).resolve().parent
YEAR = 365 * 86400


class Shifted(Server):
    """A server whose wall clock, and that of its renderers, a test may set."""

    def start(self, command, env, **popen):
        folder = self.content.parent
        self.shift = folder / "shift"
        self.jump(0)
        subprocess.run(["cc", "-shared", "-fPIC", "-D_GNU_SOURCE",
                        "-o", folder / "clock_shift.so",
                        HERE / "clock_shift.c"], check=True)
        shifted = {"LD_PRELOAD": f"{folder}/clock_shift.so",
                   "CLOCK_SHIFT": str(self.shift),
                   "ASAN_OPTIONS": "verify_asan_link_order=0"}
        settings = " ".join(f"{name}={value}"
                            for name, value in shifted.items())
        renderer = folder / "renderer"
        renderer.write_text("#!/bin/sh\n"
                            f'{settings} exec {BIN}/resume-ui "$@"\n')
        renderer.chmod(0o755)
        return super().start([*command, "--renderer", renderer],
                             env=env | shifted, **popen)

    def jump(self, seconds):
        """Set the clock SECONDS ahead of the true time."""
        with open(self.shift, "r+b" if self.shift.exists() else "wb",
                  buffering=0) as file:
            file.write(struct.pack("l", seconds))

    def year(self):
        """The year in the last line of the log."""
        return int(self.log.splitlines()[-1][:4])


@pytest.fixture
def shifted(tmp_path, keys):
    servers = []

    def start(*options):
        folder = tmp_path / str(len(servers))
        folder.mkdir()
        servers.append(Shifted(folder, keys, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


def test_clock_jumps_end_no_session(shifted):
    server = shifted()
    visit = neighbour(server)
    now = datetime.date.today().year
    for years in 10, -10, 0, 2, -20:
        server.jump(years * YEAR)
        assert_undisturbed(visit, server)
        assert abs(server.year() - (now + years)) <= 1
    visit.type("q")
    assert visit.end() == 0


def test_clock_jumps_back_move_no_deadline(shifted):
    """The idle timeout and the session timeout still expire in time."""
    servers = [shifted(f"--{deadline}-timeout", "10")
               for deadline in ("idle", "session")]
    visits = [neighbour(server) for server in servers]
    for server, visit in zip(servers, visits):
        server.jump(-10 * YEAR)
        visit.type("2")
        visit.shows("io_uring")
    for server, visit in zip(servers, visits):
        assert visit.end() == 0
        assert visit.was_restored()
        server.logs("renderer-exited ")
