"""A server that the tests of a file share."""

from polite import polite_visit
from processes import eventually
from server import Server
from session_processes import neighbour


class Shared(Server):
    """Gives each test its own part of the log, and checks a long session
    between the tests."""

    is_sound = True  # the last test left it so
    polite = None

    def begin(self, polite=False):
        """Start a test, beside a well-behaved session or alone."""
        self.is_sound = False
        if self.polite and not polite:
            self.polite.type("q")
            assert self.polite.end() == 0
            self.polite = None
        elif polite and not self.polite:
            self.polite = neighbour(self)
        self.log_start = self.log_file.stat().st_size

    def check(self):
        """End a test: check that it left nothing behind. The well-behaved
        session continues, and another one starts."""
        for terminal in self.terminals:
            if terminal is not self.polite:
                terminal.close()
        self.terminals = [self.polite] if self.polite else []
        for link in self.links:
            link.close()
        self.links = []
        if self.polite:
            self.polite.type("2")
            self.polite.shows("io_uring")
            self.polite.type("1")
            self.polite.shows("Principal engineer")
            polite_visit(self)
        for name in "resume-sshd", "resume-ui":  # workers and renderers
            assert eventually(lambda: len(self.processes(name))
                              == len(self.terminals)), name
        self.is_sound = True

    def stop(self):
        if self.is_sound and self.polite:
            self.polite.type("q")
            assert self.polite.end() == 0
        super().stop()
