"""The locks of processes that serve a visit just now, as the kernel sees
them."""

import pathlib

SECCOMP_FILTER = 2


def state(pid):
    """The fields of /proc/PID/status that are numbers."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = (line.split(":", 1) for line in lines)
    return {name: int(value) for name, value in fields
            if value.strip().isdigit()}


def locked(server, name):
    return [pid for pid in server.processes(name)
            if state(pid)["Seccomp"] == SECCOMP_FILTER]


def test_worker_and_renderer_are_locked(server):
    server.visit().shows("Northwind Payments")
    assert len(server.processes("resume-ui")) == 1
    assert len(locked(server, "resume-ui")) == 1
    assert len(locked(server, "resume-sshd")) == 1
    for pid in server.processes():
        assert state(pid)["NoNewPrivs"] == 1


def test_worker_is_locked_before_it_hears_a_word(server):
    link = server.connect()
    assert len(locked(server, "resume-sshd")) == 1
    link.close()
