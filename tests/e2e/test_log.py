"""The log: one line an event, and bytes from the network are escaped."""

import json
import re
import socket

import paramiko

from fixtures import shared_server as server  # noqa: F401

RAW = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u202e]")
EVIL = "eve\r\nfake: line\x1b[31m\x07é\u202e" + "x" * 5000


def visit_as(server, name):
    link = server.connect()
    try:
        link.auth_none(name)
        channel = link.open_session()
        channel.exec_command("text\r\nfake: command\x1b[31m")
        channel.recv_exit_status()
    except paramiko.SSHException:
        pass  # refusing such a name is an answer, too
    finally:
        link.close()


def test_names_are_escaped(server):
    visit_as(server, EVIL)
    server.logs(r"eve\\")
    assert not RAW.search(server.log), server.log
    assert not re.search(r"^fake", server.log, re.M)
    assert max(map(len, server.log.splitlines())) < 1000


def test_identification_is_escaped(server):
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(b"SSH-2.0-evil\x1b[31m\tclient\r\n")
        link.recv(4096)
    server.ask("text")
    assert not RAW.search(server.log), server.log


def test_log_records_each_stage_of_a_session(server):
    assert server.ask("text", options=["-l", "grace"]).returncode == 0
    server.logs(r"127\.0\.0\.1")
    server.logs("grace")


def test_json_lines(serve):
    server = serve("--log-format", "json")
    visit_as(server, EVIL)
    server.logs(r"eve")
    for line in server.log.splitlines():
        json.loads(line)
    assert not RAW.search(server.log)
