"""SSH as it stands in the packets, for what no client would say."""

import os
import queue
import socket
import struct
import threading
import time

import paramiko

from processes import PATIENCE

IGNORE, SERVICE_REQUEST, SERVICE_ACCEPT = 2, 5, 6
KEXINIT, NEWKEYS, KEX_INIT, KEX_REPLY = 20, 21, 30, 31
AUTH_REQUEST, AUTH_SUCCESS = 50, 52
GSSAPI_TOKEN, GSSAPI_MIC = 61, 66
GLOBAL_REQUEST, REQUEST_SUCCESS, REQUEST_FAILURE = 80, 81, 82
CHANNEL_OPEN, OPEN_CONFIRMATION, OPEN_FAILURE = 90, 91, 92
WINDOW_ADJUST, DATA, EXTENDED_DATA, EOF, CLOSE = 93, 94, 95, 96, 97
CHANNEL_REQUEST, CHANNEL_SUCCESS, CHANNEL_FAILURE = 98, 99, 100

OFFERS = ["curve25519-sha256", "ssh-ed25519", "aes128-ctr", "aes128-ctr",
          "hmac-sha2-256", "hmac-sha2-256", "none", "none", "", ""]


def fields(*values):
    """Booleans, numbers and strings, one behind the other."""
    body = b""
    for value in values:
        if isinstance(value, bool):
            body += bytes([value])
        elif isinstance(value, int):
            body += struct.pack(">I", value)
        else:
            text = value.encode() if isinstance(value, str) else value
            body += struct.pack(">I", len(text)) + text
    return body


def packet(kind, body=b""):
    """As it goes before there are keys."""
    payload = bytes([kind]) + body
    padding = 4 + -(len(payload) + 9) % 8
    return (struct.pack(">IB", 1 + len(payload) + padding, padding)
            + payload + bytes(padding))


def plain_packets(words):
    """(kind, body) of each whole packet behind the name that a peer said,
    from before there are keys."""
    rest = words.partition(b"\n")[2]
    while len(rest) >= 6:
        size, padding, kind = struct.unpack(">IBB", rest[:6])
        if len(rest) < 4 + size:
            return
        yield kind, rest[6:4 + size - padding]
        rest = rest[4 + size:]


def offer():
    return os.urandom(16) + fields(*OFFERS, False, 0)


def kexinit():
    return packet(KEXINIT, offer())


def knock(server, source="127.0.0.1", says=b""):
    """A connection that says no more than that; the caller closes it."""
    link = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE,
                                    source_address=(source, 0))
    link.sendall(says)
    return link


def hears(link, seconds=PATIENCE):
    """What the server says, and whether it then closed the link."""
    words = b""
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            link.settimeout(max(0.01, end - time.monotonic()))
            more = link.recv(65536)
            if not more:
                return words, True
            words += more
    except socket.timeout:
        pass
    except ConnectionError:
        return words, True
    return words, False


def port(link):
    """The client's, by which the log knows it."""
    return link.port if isinstance(link, Link) else link.getsockname()[1]


def is_closed(link, seconds=PATIENCE):
    """Whether the server closes LINK in time."""
    if not isinstance(link, Link):
        return hears(link, seconds)[1]
    link.join(seconds)
    return not link.is_alive()


def fate(server, link):
    """(reason, seconds) of the end of the visit by LINK."""
    ending = server.logs(rf"disconnected peer=127\.0\.0\.1:{port(link)} .*"
                         r"reason=(\S+) seconds=(\d+)")
    return ending[1], int(ending[2])


class Link(paramiko.Transport):
    """A transport that says what it is told to, and may leave the answers to
    who reads `heard`."""

    def __init__(self, link):
        super().__init__(link)
        self.port = link.getsockname()[1]
        self.heard = queue.SimpleQueue()
        self.reading = threading.Event()
        self.reading.set()

    def listen_only(self):
        def noting(kind):
            def note(_, message):
                self.heard.put(bytes([kind]) + message.asbytes())
                self.reading.wait()
            return note
        self._handler_table = {
            **self._handler_table,
            **{kind: noting(kind) for kind in [SERVICE_ACCEPT, KEXINIT,
                                               *range(50, 101)]}}

    def say(self, kind, *values):
        """Whether that could be sent."""
        return self.say_bytes(kind, fields(*values))

    def say_bytes(self, kind, body):
        message = paramiko.Message()
        message.add_bytes(bytes([kind]) + body)
        try:
            self._send_message(message)
        except (EOFError, OSError):
            return False
        return True

    def hear(self, *kinds, seconds=PATIENCE):
        """The next message of KINDS; nothing where none comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.heard.get(timeout=0.1)
            except queue.Empty:
                if not self.is_active():
                    break
                continue
            if message[0] in kinds:
                return message
        return b""

    def open(self, window=1 << 20, size=1 << 15):
        """The server's number of a new session channel, which is our 0, or
        None where it has none for us."""
        self.say(CHANNEL_OPEN, "session", 0, window, size)
        answer = self.hear(OPEN_CONFIRMATION, OPEN_FAILURE)
        if answer[:1] != bytes([OPEN_CONFIRMATION]):
            return None
        return struct.unpack(">I", answer[5:9])[0]

    def request(self, channel, what, *values, reply=False):
        return self.say(CHANNEL_REQUEST, channel, what, reply, *values)

    def shell(self, columns=80, rows=24, term="xterm", window=1 << 20):
        """The server's number of a channel on which a renderer draws, for a
        terminal that says what it is as soon as it is asked."""
        channel = self.open(window)
        self.request(channel, "pty-req", term, columns, rows, 0, 0, "")
        self.request(channel, "shell")
        assert self.hear(DATA)
        self.say(DATA, channel, "\x1b[?62c")
        assert self.hear(DATA)
        return channel

    def leave(self, server):
        """Close, and wait until the server has noticed."""
        self.close()
        fate(server, self)


def admitted(server, user="visitor"):
    return admit(server.connect(Link), user)


def admitted_narrowly(server):
    """Admitted, with a kernel that keeps little of what is not read. A
    buffer that shrank later would drop acknowledgements, too."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    line.connect(("127.0.0.1", server.port))
    link = Link(line)
    link.start_client(timeout=PATIENCE)
    return admit(link)


def admit(link, user="visitor"):
    link.auth_none(user)
    link.listen_only()
    return link
