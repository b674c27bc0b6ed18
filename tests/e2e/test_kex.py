"""What protects a visit against those who record it today."""

import pytest


def test_post_quantum_key_exchange_is_chosen(server):
    assert server.ask("text").returncode == 0
    kex = server.logs(r"^.*\bauthenticated\b.*\bkex=(\S+)")[1]
    version = server.logs(r"\blibssh=(\d+)\.(\d+)")
    if (int(version[1]), int(version[2])) < (0, 12):
        pytest.skip(f"libssh {version[1]}.{version[2]} has none that this "
                    "server offers")
    assert kex.startswith(("mlkem768x25519-", "sntrup761x25519-"))
