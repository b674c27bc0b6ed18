"""Our own client, bench-client: client.c lists its jobs."""

import subprocess


def pinned(cpu):
    """The prefix of a command that runs only on CPU."""
    return [] if cpu is None else ["taskset", "-c", str(cpu)]


def client(testbed, server, number, job, *numbers, cpu=None, **popen):
    """Start our own client number NUMBER: each has its own address."""
    return subprocess.Popen(
        [*pinned(cpu), testbed.bin / "bench-client", str(server.port),
         f"127.0.{number + 1}.1", testbed.kex, job, *map(str, numbers)],
        stdout=subprocess.PIPE, text=True, **popen)


def lines(process, seconds=300):
    """The output of a client that has exited, as a list of numbers for each
    line."""
    try:
        output = process.communicate(timeout=seconds)[0]
    finally:
        process.kill()
    if process.returncode != 0:
        raise RuntimeError(f"a client failed: {process.args}")
    return [[int(word) for word in line.split()]
            for line in output.splitlines()]
