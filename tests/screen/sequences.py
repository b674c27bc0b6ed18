"""The only sequences that resume-ui may send to a terminal. Line drawing (G1)
may be designated, as terminfo's entries do at the start, but not shifted to
(SO), which shows garbage in a UTF-8 terminal."""

import re

SEQUENCES = re.compile(r"""
    (?P<text>     [^\x00-\x1f\x7f-\x9f]+ | [\r\n\b\t\x0f] )
  | (?P<escape>   \x1b (?: [78DM=>] | \(B | \)0 ) )
  | (?P<mode>     \x1b\[ \? (?: 1 | 7 | 12 | 25 | 47 | 1000 | 1004 | 1006 | 1049
                              | 2004 | 2026 | 2031 ) (?: ;\d+ )* [hl] )
  | (?P<style>    \x1b\[ [0-9;]* m )
  | (?P<move>     \x1b\[ [0-9;]* [ABCDGHdZr] )
  | (?P<edit>     \x1b\[ [0-9;]* [JKLMPX@STb] )
  | (?P<insert>   \x1b\[ 4 [hl] )
  | (?P<cursor>   \x1b\[ 34 [hl] | \x1b\[ \? \d+ c )
  | (?P<title>    \x1b\[ 2[23];0;0t | \x1b\]2; [^\x00-\x1f\x7f-\x9f]* \x1b\\ )
  | (?P<question> \x1b\[6n | \x1b\[c | \x1b\]11;\? \x1b\\ )
  | (?P<link>     \x1b\]8;; [!-~]* \x1b\\ )
  | (?P<copy>     \x1b\]52;c; [A-Za-z0-9+/=]+ (?: \x07 | \x1b\\ ) )
""", re.X)


def parse(output):
    """OUTPUT as a list of (kind, text); raises where it is something else."""
    text = output.decode()
    found, at = [], 0
    while at < len(text):
        match = SEQUENCES.match(text, at)
        assert match, f"not a sequence of ours: {text[at:at + 20]!r} after " \
                      f"{text[max(at - 60, 0):at]!r}"
        found.append((match.lastgroup, match[0]))
        at = match.end()
    return found
