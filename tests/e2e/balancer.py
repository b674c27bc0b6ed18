"""Debian's HAProxy, with the configuration that comes with the server."""

import os
import pathlib
import re
import shutil
import socket
import subprocess

from processes import PATIENCE, eventually
from server import TOP, Server, free_port

HAPROXY = shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/sbin")


class Second(Server):
    """A server that serves what another one publishes."""

    def start(self, command, **popen):
        at = command.index("--content")
        return super().start(command[:at] + command[at + 2:], **popen)


class Balancer(Server):
    """HAProxy in front of the server whose socket is HERE. It has the methods
    by which a visitor reaches a Server."""

    def __init__(self, folder, here, inner, there):
        self.port = free_port()
        self.terminals, self.links = [], []
        self.folder = folder
        self.admin = folder / "admin"
        self.environment = {
            "OUTER": f"127.0.0.1:{self.port},::1:{self.port}", "HERE": str(here),
            "INNER": f"127.0.0.1:{inner}", "THERE": f"127.0.0.1:{there}",
            "PEER": "127.0.0.1", "ADMIN": str(self.admin)}
        # We may not be who could become somebody else.
        text = (TOP / "systemd/haproxy.cfg").read_text()
        text = re.sub(r"^ +(user|group) .*\n", "", text, flags=re.M)
        (folder / "haproxy.cfg").write_text(text)
        self.output = (folder / "haproxy.log").open("w+b")
        self.process = subprocess.Popen(
            [HAPROXY, "-db", "-f", folder / "haproxy.cfg"],
            env=self.environment, stdin=subprocess.DEVNULL,
            stdout=self.output, stderr=subprocess.STDOUT)
        assert eventually(self.admin.exists), self.log

    @property
    def log(self):
        return pathlib.Path(self.output.name).read_text()

    def admin_command(self, command):
        """The answer of HAProxy to COMMAND."""
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(str(self.admin))
            link.sendall(command.encode() + b"\n")
            return link.makefile().read()

    def states(self):
        """{server: state} of the servers that get visitors."""
        rows = [line.split(",") for line in
                self.admin_command("show stat").splitlines()]
        return {row[1]: row[17] for row in rows[1:]
                if row[0] == "visitors" and row[1] in ("here", "there")}

    def visitors(self):
        """How many connections it passes on now, by its own count."""
        rows = [line.split(",") for line in
                self.admin_command("show stat").splitlines()]
        return sum(int(row[4]) for row in rows[1:]
                   if row[0] == "visitors" and row[1] in ("here", "there"))

    def sees(self, **states):
        assert eventually(lambda: states.items() <= self.states().items()), \
            f"{self.states()}\n{self.log}"

    def stop(self):
        for terminal in self.terminals:
            terminal.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.output.close()
