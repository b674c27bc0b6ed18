"""SSH packets, for messages that no ordinary client would send."""

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

# The end of what a renderer asks a terminal: DA1, and the cursor put back.
QUERY_END = b"\x1b[c\x1b8"


def fields(*values):
    """Booleans, numbers and strings, encoded one after the other."""
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
    """An unencrypted packet, from before the key exchange."""
    payload = bytes([kind]) + body
    padding = 4 + -(len(payload) + 9) % 8
    return (struct.pack(">IB", 1 + len(payload) + padding, padding)
            + payload + bytes(padding))


def plain_packets(words):
    """(kind, body) of each whole unencrypted packet in WORDS, which begin with
    the peer's identification."""
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


def connect_raw(server, source="127.0.0.1", says=b""):
    """A connection that has sent only SAYS; the caller closes it."""
    link = socket.create_connection(
        ("127.0.0.1", server.port), timeout=PATIENCE,
        source_address=(source, 0))
    link.sendall(says)
    return link


def receive_all(link, seconds=PATIENCE):
    """The bytes that the server sends, and whether it then closes LINK."""
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
    """The client's port, which the log names."""
    return link.port if isinstance(link, Link) else link.getsockname()[1]


def is_closed(link, seconds=PATIENCE):
    """Whether the server closes LINK in time."""
    if not isinstance(link, Link):
        return receive_all(link, seconds)[1]
    link.join(seconds)
    return not link.is_alive()


def end_of(server, link):
    """(reason, seconds) of the disconnection of LINK, as logged."""
    ending = server.logs(rf"disconnected peer=127\.0\.0\.1:{port(link)} .*"
                         r"reason=(\S+) .*?seconds=(\d+)")
    return ending[1], int(ending[2])


class Link(paramiko.Transport):
    """A transport that sends any message; after record_messages() the answers
    are in `received`."""

    def __init__(self, link):
        super().__init__(link)
        self.port = link.getsockname()[1]
        self.received = queue.SimpleQueue()
        self.reading = threading.Event()
        self.reading.set()

    def record_messages(self):
        def noting(kind):
            def note(*arguments): # paramiko 3.5 leaves out the transport
                self.received.put(bytes([kind]) + arguments[-1].asbytes())
                self.reading.wait()
            return note
        self._handler_table = {
            **self._handler_table,
            **{kind: noting(kind) for kind in [SERVICE_ACCEPT, KEXINIT,
                                               *range(50, 101)]}}

    def send_message(self, kind, *values):
        """Send a message. Return whether that was possible."""
        return self.send_bytes(kind, fields(*values))

    def send_bytes(self, kind, body):
        message = paramiko.Message()
        message.add_bytes(bytes([kind]) + body)
        try:
            self._send_message(message)
        except (EOFError, OSError):
            return False
        return True

    def receive(self, *kinds, seconds=PATIENCE):
        """The next message of KINDS; b"" if none comes in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.received.get(timeout=0.1)
            except queue.Empty:
                if not self.is_active():
                    break
                continue
            if message[0] in kinds:
                return message
        return b""

    def open(self, window=1 << 20, size=1 << 15):
        """The server's number of a new session channel (ours is 0), or None if
        the server refuses it."""
        self.send_message(CHANNEL_OPEN, "session", 0, window, size)
        answer = self.receive(OPEN_CONFIRMATION, OPEN_FAILURE)
        if answer[:1] != bytes([OPEN_CONFIRMATION]):
            return None
        return struct.unpack(">I", answer[5:9])[0]

    def request(self, channel, what, *values, reply=False):
        return self.send_message(CHANNEL_REQUEST, channel, what, reply,
                                 *values)

    def shell(self, columns=80, rows=24, term="xterm", window=1 << 20):
        """The server's number of a channel on which a renderer draws, for a
        terminal that answers its query at once."""
        channel = self.open(window)
        self.request(channel, "pty-req", term, columns, rows, 0, 0, "")
        self.request(channel, "shell")
        output = b""
        while QUERY_END not in output:
            message = self.receive(DATA)
            assert message, output
            output += message
        self.send_message(DATA, channel, "\x1b[?62c")
        # A renderer that had to wait may draw before the answer.
        assert not output.endswith(QUERY_END) or self.receive(DATA)
        return channel

    def leave(self, server):
        """Close the link, and wait until the server has logged it."""
        self.close()
        end_of(server, self)


def authenticated(server, user="visitor"):
    return authenticate(server.connect(Link), user)


def authenticated_with_small_buffer(server):
    """An authenticated link with a small receive buffer. A buffer that was
    reduced later would drop acknowledgements, too."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    line.connect(("127.0.0.1", server.port))
    link = Link(line)
    link.start_client(timeout=PATIENCE)
    return authenticate(link)


def authenticate(link, user="visitor"):
    link.auth_none(user)
    link.record_messages()
    return link
