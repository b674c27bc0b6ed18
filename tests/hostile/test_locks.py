"""The locks of the processes of a running session, as the kernel reports them.
"""

import pathlib

from session_processes import last_worker

SECCOMP_FILTER = 2
HUGE = 64 * 1024 * 1024  # a sanitizer's tables


def state(pid):
    """The fields of /proc/PID/status that are numbers."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = (line.split(":", 1) for line in lines)
    return {name: int(value) for name, value in fields
            if value.strip().isdigit()}


def locked(server, name):
    return [pid for pid in server.processes(name)
            if state(pid)["Seccomp"] == SECCOMP_FILTER]


def test_worker_and_renderer_are_sandboxed(server):
    server.visit().shows("Principal engineer")
    server.single("resume-ui")
    for name in "resume-ui", "resume-sshd":
        assert len(locked(server, name)) == 1
    for pid in server.processes():
        assert state(pid)["NoNewPrivs"] == 1


def test_worker_is_sandboxed_before_its_first_byte(server):
    link = server.connect()
    assert len(locked(server, "resume-sshd")) == 1
    link.close()


def written_memory(pid):
    """The private memory of PID, except huge mappings."""
    maps = pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, access = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if access.startswith("rw") and end - start < HUGE:
                memory.seek(start)
                yield memory.read(end - start)


def test_worker_memory_lists_no_other_clients(server):
    """The memory of a worker may hold traces of the clients just before it,
    but no list of clients."""
    sources = [f"127.0.7.{number}" for number in range(101, 121)]
    links = [server.connect(source=source) for source in sources]
    memory = b"".join(written_memory(last_worker(server)))
    known = [source for source in sources if source.encode() in memory]
    for link in links:
        link.close()
    assert sources[-1] in known
    assert len(known) < 4
