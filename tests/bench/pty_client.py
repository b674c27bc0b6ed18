"""A command on a terminal, up to its first screen."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

FRAME_END = b"\x1b[?2026l"
QUESTION_END = b"\x1b[c"  # of resume-ui, to the terminal
ANSWER = b"\x1b[1;2R\x1b[1;2R\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?64;1;22c"
PATIENCE = 20


def read_screen(command):
    """(seconds, output) of COMMAND until its first screen is complete. Then
    type q and wait for its end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(
            0, termios.TIOCSCTTY, 0),
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color"})
    os.close(theirs)
    output, asked = b"", False
    try:
        while FRAME_END not in output:
            output += read(ours)
            if QUESTION_END in output and not asked:
                asked = True
                os.write(ours, ANSWER)
        seconds = time.perf_counter() - begin
        os.write(ours, b"q")
        while process.poll() is None:
            read(ours)
    except OSError:  # EIO: it has ended
        process.wait(PATIENCE)
        if FRAME_END not in output:
            raise RuntimeError(f"{command[0]}: {output!r}") from None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(ours)
    return seconds, output


def read(fd):
    if not select.select([fd], [], [], PATIENCE)[0]:
        raise TimeoutError("nothing more to read")
    return os.read(fd, 65536)


def first_frame(command):
    """The output of COMMAND after its query."""
    output = read_screen(command)[1]
    return output[output.find(QUESTION_END) + len(QUESTION_END):] \
        if QUESTION_END in output else output
