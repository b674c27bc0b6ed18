"""Processes in /proc, and waiting for conditions."""

import ctypes
import os
import pathlib
import time

PR_SET_CHILD_SUBREAPER = 36

# Seconds after which what has not happened is taken to be never going to. It
# bounds hangs, also where forks and page faults are thirty times as dear, and
# measures no speed.
PATIENCE = 60


def become_subreaper():
    """From now on, what our children leave behind becomes our child, so that
    a leftover process can be found."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def eventually(condition, seconds=PATIENCE):
    """Wait until CONDITION becomes true. Return its value, or a false one
    after the time limit."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return value


def stat(pid):
    """(parent, state) of PID, or None where it is gone."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, parent = text.rpartition(")")[2].split()[:2]
    return int(parent), state


def descendants(pid):
    """{pid: state} of everything below PID."""
    table = {int(name): entry for name in os.listdir("/proc")
             if name.isdigit() and (entry := stat(name))}
    found, front = {}, {pid}
    while front:
        front = {child for child, (parent, _) in table.items()
                 if parent in front}
        found.update((child, table[child][1]) for child in front)
    return found


def program(pid):
    """The name of the program that PID runs, its first 15 letters; "" if it
    has exited or is a zombie. Only root may read the exe of a locked process;
    everybody may read this name."""
    entry = stat(pid)
    if entry is None or entry[1] == "Z":
        return ""
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text().rstrip("\n")
    except OSError:
        return ""


def cpu(pid):
    """The CPU time of PID in seconds."""
    text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    used = text.rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def become_idle(pids, most=0.03):
    """Wait for a second in which each of PIDS uses at most MOST of the
    processor: less than the tenth that a worker in a loop may use. A process
    that has exited uses nothing."""
    def used():
        found = []
        for pid in pids:
            try:
                found.append(cpu(pid))
            except OSError:
                found.append(0)
        return found

    def rested():
        before = used()
        time.sleep(1)
        return all(now - then <= most for then, now in zip(before, used()))
    return eventually(rested)
