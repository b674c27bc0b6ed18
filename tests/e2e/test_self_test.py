"""resume-sshd --test: what it reports before a visitor connects."""

import json
import os
import pathlib
import re
import socket
import subprocess
import sys

import pytest

from server import BIN, HERE

HOST = "resume.example.org"
OTHER = "03" * 32  # SHA-256 of some key


def self_test(keys, *options, before=(), **popen):
    return subprocess.run(
        [*before, BIN / "resume-sshd", "-t", *options,
         *(word for key in keys for word in ("--host-key", key))],
        capture_output=True, text=True, **popen)


@pytest.fixture
def content(tmp_path):
    """A résumé that names its host."""
    resume = json.loads((HERE / "resume.json").read_text())
    resume["meta"] = {"ssh": {"host": f"{HOST}:2222"}}
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(resume))
    return path


@pytest.fixture
def ask(tmp_path, keys, content):
    """Run --test with a name server that has these records of the host."""
    def under(records):
        zone = tmp_path / "zone.json"
        zone.write_text(json.dumps({HOST: records} if records else {}))
        spaces = ["unshare", "--net", "--mount"]
        if os.geteuid() != 0:
            spaces.append("--map-root-user")
        if subprocess.run([*spaces, "true"], capture_output=True).returncode:
            pytest.skip("no namespaces here")
        result = self_test(keys, "--content", content, timeout=60, before=[
            *spaces, sys.executable, HERE / "nameserver.py", zone])
        assert result.returncode == 0, result.stderr
        return re.findall("^resume-sshd: advice: (.*)$", result.stderr, re.M)
    return under


def test_what_would_keep_it_from_starting_is_named(tmp_path, keys):
    good = self_test(keys, "--content", HERE / "resume.json")
    assert (good.returncode, good.stderr) == (0, "")
    content = tmp_path / "resume.json"
    content.write_text("{,}")
    key = tmp_path / "key"
    key.write_bytes(keys[0].read_bytes())
    key.chmod(0o644)
    empty = tmp_path / "empty"
    empty.touch(0o600)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        wrong = self_test([keys[0], key, empty], "--content", content,
                          "--listen", "192.0.2.1:22", "--listen", taken)
    assert wrong.returncode == 1
    for reason in "line 1, column 2", "cannot listen at 192.0.2.1:22", \
            f"cannot listen at {taken}: Address already in use", "chmod 600", \
            f"{empty}: not a private key":
        assert reason in wrong.stderr, wrong.stderr


def records_of(keys):
    """The SSHFP records that are right, as ssh-keygen prints them."""
    found = []
    for key in keys:
        printed = subprocess.run(
            ["ssh-keygen", "-r", HOST, "-f", f"{key}.pub"], check=True,
            capture_output=True, text=True).stdout
        found += [f"{int(algorithm):02x}{int(kind):02x}{digest}"
                  for algorithm, kind, digest in re.findall(
                      r"SSHFP (\d) (\d) (\w+)", printed)]
    assert len(found) == 4
    return found


def test_right_records_need_no_advice(ask, keys):
    """The host name may be an alias."""
    assert ask({"CNAME": ["017800"],
                "A": ["7f000001"], "SSHFP": records_of(keys)}) == []


def test_host_that_the_dns_does_not_know(ask):
    advice = ask(None)
    assert len(advice) == 3
    assert advice[0].startswith(f"{HOST} has no address in the DNS")
    for line in advice[1:]:
        assert "has no SSHFP record of the key" in line


def test_records_of_another_machine(ask, keys):
    """An address of another machine, the record of an old key, and a key
    without a record."""
    advice = ask({"A": ["c0000207"], "AAAA": ["20010db8" + "00" * 11 + "01"],
                  "SSHFP": [record for record in records_of(keys)
                            if record.startswith("04")] + [f"0302{OTHER}"]})
    assert [line.split(":")[0] for line in advice[:1]] == [
        f"{HOST} is 192.0.2.7 in the DNS, which is not an address of this machine"]
    assert f"{HOST} is 2001:db8::1 in the DNS" in advice[1]
    assert "(3 2 030303...) of another key" in advice[2]
    assert "no SSHFP record of the key ecdsa-sha2-nistp256" in advice[3]
    assert len(advice) == 4


def test_name_server_that_sends_its_client_to_tcp(ask):
    """The C library waits for an answer over TCP for ever: --test hung."""
    assert ask({"TRUNCATED": []}) == [
        f"the answer of the DNS for {HOST} is too long"]


def test_name_server_that_does_not_answer(keys, content, tmp_path):
    """The test reports it and ends."""
    config = tmp_path / "resolv.conf"
    config.write_text("nameserver 127.0.0.1\n")
    spaces = ["unshare", "--net", "--mount",
              *([] if os.geteuid() == 0 else ["--map-root-user"])]
    result = self_test(keys, "--content", content, before=[
        *spaces, "sh", "-c",
        f"mount --bind '{config}' /etc/resolv.conf && \"$@\"", "sh"])
    if "unshare" in result.stderr:
        pytest.skip("no namespaces here")
    assert result.returncode == 0, result.stderr
    assert f"advice: cannot ask the DNS for {HOST}" in result.stderr


def test_fonts_that_are_missing(keys, tmp_path):
    """Those of the résumé's script are named with their package."""
    fonts = tmp_path / "fonts.conf"
    lato = pathlib.Path("/usr/share/fonts/truetype/lato")
    if not lato.is_dir():
        pytest.skip("no fonts-lato here")
    fonts.write_text(f"<fontconfig><dir>{lato}</dir>"
                     f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    content = tmp_path / "resume.json"
    content.write_text('{"basics": {"name": "王小明"}}')
    result = self_test(keys, "--content", content,
                       env={**os.environ, "FONTCONFIG_FILE": str(fonts)})
    assert result.returncode == 0, result.stderr
    assert "resume.pdf: left out: no installed font has" in result.stdout
    assert "fonts-noto-cjk" in result.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_content_that_the_user_cannot_read(keys, content):
    """The content is read as --user, not as root, who can read everything."""
    reach = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534",
                            "--clear-groups", "test", "-x",
                            BIN / "resume-publish"], check=False)
    if reach.returncode != 0:
        pytest.skip("others may not enter this checkout")
    content.chmod(0o600)
    result = self_test(keys, "--content", content, "--user", "nobody")
    assert result.returncode == 1
    assert "resume.json" in result.stderr
    assert "Permission denied" in result.stderr
