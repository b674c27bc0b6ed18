"""Where `cmake --install` puts files, and what systemd reports on the units.
"""

import shutil

import pytest

from project import BUILD, run

SERVICES = ["resume-sshd.service", "resume-sshd-keygen.service"]
INSTALLED = [
    "bin/resume-publish", "bin/resume-ui", "bin/resume-sshd",
    "sbin/resume-sshd-keygen",
    "share/man/man1/resume-publish.1", "share/man/man1/resume-ui.1",
    "share/man/man5/resume.json.5",
    "share/man/man5/resume-sshd.conf.5", "share/man/man8/resume-sshd.8",
    "share/man/man8/resume-sshd-keygen.8",
    "lib/systemd/system/resume-sshd.socket",
    "lib/systemd/system/resume-sshd.service",
    "share/doc/resume-sshd/examples/haproxy.cfg",
    "share/doc/resume-sshd/examples/resume-sshd.conf",
]

# Tenths: Debian's own ssh.service has 96.
EXPOSURE_MAX = {"resume-sshd.service": 2, "resume-sshd-keygen.service": 5}

systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None,
                             reason="systemd-analyze is not installed")


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    path = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", BUILD, "--prefix", path)
    return path


def test_everything_is_installed(prefix):
    assert [name for name in INSTALLED if not (prefix / name).is_file()] == []


@systemd
def test_units_are_sound(prefix):
    units = sorted((prefix / "lib/systemd/system").iterdir())
    assert len(units) == len(SERVICES) + 1  # a socket
    result = run("systemd-analyze", "verify", "--man=no", *units)
    assert result.stdout + result.stderr == ""


@systemd
@pytest.mark.parametrize("service", SERVICES)
def test_exposure_of(prefix, service):
    run("systemd-analyze", "security", "--offline=true",
        f"--threshold={EXPOSURE_MAX[service]}",
        prefix / "lib/systemd/system" / service)
