"""SFTP, version 3, packet by packet."""

import struct

from processes import PATIENCE

INIT, OPEN, CLOSE, READ, WRITE, LSTAT, FSTAT = 1, 3, 4, 5, 6, 7, 8
SETSTAT, FSETSTAT, OPENDIR, READDIR, REMOVE = 9, 10, 11, 12, 13
MKDIR, RMDIR, REALPATH, STAT, RENAME, SYMLINK = 14, 15, 16, 17, 18, 20
STATUS, HANDLE, DATA, NAME, EXTENDED = 101, 102, 103, 104, 200
EOF, MISSING, DENIED, FAILURE, BAD, UNSUPPORTED = 1, 2, 3, 4, 5, 8


class Wire:
    """A client that sends single SFTP packets."""

    def __init__(self, link, greet=True):
        self.channel = link.open_session()
        self.channel.settimeout(PATIENCE)
        self.channel.invoke_subsystem("sftp")
        if greet:
            self.send(struct.pack(">BI", INIT, 3))
            assert self.receive()[:5] == struct.pack(">BI", 2, 3)

    def send(self, body):
        self.channel.sendall(struct.pack(">I", len(body)) + body)

    def exactly(self, length):
        data = b""
        while len(data) < length:
            more = self.channel.recv(length - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def receive(self):
        return self.exactly(struct.unpack(">I", self.exactly(4))[0])

    def ask(self, kind, *fields):
        """The type of the answer, and what is behind its id."""
        body = struct.pack(">BI", kind, 77)
        for field in fields:
            if isinstance(field, bytes):
                body += struct.pack(">I", len(field)) + field
            else:
                body += struct.pack(">I" if field < 1 << 32 else ">Q", field)
        self.send(body)
        answer = self.receive()
        assert answer[1:5] == struct.pack(">I", 77)
        return answer[0], answer[5:]

    def status(self, kind, *fields):
        answer, rest = self.ask(kind, *fields)
        assert answer == STATUS, answer
        return struct.unpack(">I", rest[:4])[0]

    def handle(self, kind, *fields):
        answer, rest = self.ask(kind, *fields)
        assert answer == HANDLE, rest
        return rest[4:]

    def closed(self):
        """Whether the server closes the channel."""
        try:
            while self.receive():
                pass
        except EOFError:
            return True
        return False


def read(handle, offset, length):
    return (struct.pack(">BI", READ, 77) + struct.pack(">I", len(handle))
            + handle + struct.pack(">QI", offset, length))
