"""Our own client, bench-client: client.c tells its jobs."""

import subprocess


def pinned(cpu):
    """What to put before a command that is to run on CPU alone."""
    return [] if cpu is None else ["taskset", "-c", str(cpu)]


def client(testbed, server, number, job, *numbers, cpu=None, **popen):
    """Start our own client number NUMBER: each has its own address."""
    return subprocess.Popen(
        [*pinned(cpu), testbed.bin / "bench-client", str(server.port),
         f"127.0.{number + 1}.1", testbed.kex, job, *map(str, numbers)],
        stdout=subprocess.PIPE, text=True, **popen)


def lines(process, seconds=300):
    """What a client tells, a list of numbers a line, when it has ended."""
    try:
        output = process.communicate(timeout=seconds)[0]
    finally:
        process.kill()
    if process.returncode != 0:
        raise RuntimeError(f"a client failed: {process.args}")
    return [[int(word) for word in line.split()]
            for line in output.splitlines()]
