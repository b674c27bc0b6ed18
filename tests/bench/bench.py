"""What tests/bench/run runs: every measurement, every server in turns."""

import argparse
import datetime
import os
import pathlib
import platform
import re
import signal
import subprocess
import sys

import servers
import measure_keys
import measure_memory
import measure_rate
import measure_screen
import table
from testbed import TOP, Testbed

BUILD = TOP / "build/release"
MEASUREMENTS = {
    "screen": (measure_screen, lambda _: measure_screen.ROWS),
    "rate": (measure_rate, lambda _: measure_rate.ROWS),
    "memory": (measure_memory, measure_memory.rows),
    "keys": (measure_keys, lambda _: measure_keys.ROWS),
}


def read_options():
    names = [one.name for one in servers.SERVERS]
    parser = argparse.ArgumentParser(
        prog="tests/bench/run", description="Compare resume-sshd with the "
        "servers that one could take instead, in turns on this machine: "
        "medians, and in parentheses resume-sshd's part of the other's.")
    parser.add_argument("what", nargs="*", metavar="WHAT",
                        help=f"of {', '.join(MEASUREMENTS)}; or all")
    parser.add_argument("--with", dest="names", metavar="NAME,...",
                        type=lambda text: text.split(","), default=names,
                        help=f"of {', '.join(names)}; or all")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="turns of each server (5)")
    parser.add_argument("--seconds", type=int, default=3, metavar="N",
                        help="of visits, in each turn of rate (3)")
    parser.add_argument("--visits", metavar="N,...", default=[100, 500],
                        type=lambda text: [int(n) for n in text.split(",")],
                        help="idle visits at once (100,500)")
    parser.add_argument("--kex", default="curve25519-sha256",
                        help="key exchange of our client, which all must "
                        "have (curve25519-sha256)")
    parser.add_argument("--markdown", action="store_true",
                        help="print the table for the README")
    options = parser.parse_args()
    unknown = {*options.what} - {*MEASUREMENTS} | {*options.names} - {*names}
    if unknown:
        parser.error(f"what is {', '.join(sorted(unknown))}?")
    options.what = options.what or list(MEASUREMENTS)
    return options


def introduction(present, options, busy):
    cpu = re.search(r"model name\s*: (.*)",
                    pathlib.Path("/proc/cpuinfo").read_text())
    commit = subprocess.run(
        ["git", "-c", f"safe.directory={TOP}", "-C", TOP, "describe",
         "--always", "--dirty"], capture_output=True, text=True).stdout
    libssh = subprocess.run([BUILD / "bin/bench-client"], check=True,
                            capture_output=True, text=True).stdout
    versions = [*map(servers.version, present), libssh.split("/")[0]]
    return "\n".join([
        f"{datetime.date.today():%d %B %Y}, commit {commit.strip()}; "
        f"{os.cpu_count()} x {cpu[1] if cpu else platform.machine()}, "
        f"Linux {platform.release()}, load {busy:.1f} before;",
        f"{', '.join(filter(None, versions))}, {options.kex};",
        f"medians of {options.rounds} rounds, in parentheses resume-sshd's "
        "part of the other's."])


def main():
    options = read_options()
    if os.geteuid() != 0:
        sys.exit("tests/bench/run needs to be root: it starts servers.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    busy = os.getloadavg()[0]
    present = servers.present(options.names)
    if missing := {*options.names} - {one.name for one in present}:
        print("not installed:", *sorted(missing), file=sys.stderr)
    results, rows = table.Results(), []
    testbed = Testbed(BUILD, options.kex, present)
    try:
        for name in options.what:
            measurement, its_rows = MEASUREMENTS[name]
            print(f"{name} ...", file=sys.stderr, flush=True)
            measurement.measure(testbed, results, options)
            rows += its_rows(options)
    finally:
        testbed.close()
    grid = table.lines(results, rows, [one.name for one in present])
    show = table.markdown if options.markdown else table.plain
    print(introduction(present, options, busy), show(grid), sep="\n\n")


main()
