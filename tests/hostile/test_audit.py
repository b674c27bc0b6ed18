"""What a scanner finds."""

import pathlib
import subprocess

import pytest

POLICY = pathlib.Path(__file__).with_name("ssh-audit.policy")


def test_ssh_audit_finds_only_the_policys_algorithms(serve):
    server = serve()
    version = server.logs(r"\blibssh=(\d+)\.(\d+)")
    if (int(version[1]), int(version[2])) < (0, 12):
        pytest.skip(f"the policy is for libssh 0.12, not {version[1]}."
                    f"{version[2]}")
    result = subprocess.run(
        ["ssh-audit", "-n", "-P", POLICY, "-p", str(server.port), "127.0.0.1"],
        capture_output=True, text=True, timeout=60)
    assert "Passed" in result.stdout, result.stdout + result.stderr
    assert result.returncode == 0
