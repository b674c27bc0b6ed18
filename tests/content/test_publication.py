"""The published directory is complete at every moment, and nothing is left
beside it."""

import os
import json
import signal
import subprocess
import threading
import time

import pytest

from program import PUBLISH, TOP, publish

SOURCE = TOP / "tests/content/valid/standard/resume.json"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def write_resume(path, name, words=1):
    path.write_text(json.dumps({"basics": {"name": name},
                                "work": [{"name": name * words}]}))
    return path


def test_documents_are_there_and_readable_by_all(out):
    assert publish(SOURCE, out).returncode == 0
    assert {"resume.json", "resume.txt"} <= set(os.listdir(out))
    assert out.stat().st_mode & 0o777 == 0o755
    for file in out.iterdir():
        assert file.stat().st_mode & 0o777 == 0o644
        assert file.stat().st_size > 0


def test_publishing_leaves_no_temporary_files(out):
    for _ in range(3):
        assert publish(SOURCE, out).returncode == 0
    assert os.listdir(out.parent) == ["out"]


def test_a_broken_edit_leaves_the_last_good_one(out, tmp_path):
    publish(SOURCE, out)
    before = (out / "resume.txt").read_text()
    broken = tmp_path / "broken.json"
    broken.write_text('{"basics": {"name": "Ada",}}')
    result = publish(broken, out)
    assert result.returncode == 1
    assert result.stderr == (f"{broken}: line 1, column 26: an extra comma "
                             "before the }\n")
    assert (out / "resume.txt").read_text() == before
    assert sorted(os.listdir(tmp_path)) == ["broken.json", "out"]


def test_a_long_language_tag_loses_no_translation(out, tmp_path):
    """The owner's tag was dropped where it was too long for the index, and the
    first translation taken for the owner's own."""
    (tmp_path / "cv.json").write_text(json.dumps({
        "basics": {"name": "Ada"}, "meta": {"language": "de-CH-1901-x-aaaa"}}))
    (tmp_path / "cv.fr.json").write_text('{"basics": {"label": "Peintre"}}')
    assert publish(tmp_path / "cv.json", out).returncode == 0
    assert (out / "index").read_text().splitlines()[1:] == [
        "resume - de-CH-1901 .", "resume - fr fr"]


def test_target_may_end_with_a_slash_or_be_a_symbolic_link(out, tmp_path):
    publish(SOURCE, f"{out}/")
    link = tmp_path / "link"
    link.symlink_to("out")
    assert publish(SOURCE, link).returncode == 0
    assert link.is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["link", "out"]


def test_target_is_relative_to_the_working_directory(tmp_path):
    assert publish(SOURCE, "here", cwd=tmp_path).returncode == 0
    assert (tmp_path / "here/resume.txt").exists()


@pytest.mark.parametrize("stranger", ["notes.txt", ".hidden", "folder/x"])
def test_foreign_directory_is_not_replaced(out, stranger):
    (out / stranger).parent.mkdir(parents=True)
    (out / stranger).write_text("mine")
    result = publish(SOURCE, out)
    assert result.returncode == 1
    assert "publish to a separate directory" in result.stderr
    assert (out / stranger).read_text() == "mine"
    assert os.listdir(out.parent) == ["out"]


def test_source_is_not_replaced(out):
    out.mkdir()
    source = write_resume(out / "resume.json", "Ada")
    before = source.read_text()
    result = publish(source, out)
    assert result.returncode == 1
    assert source.read_text() == before


@pytest.mark.parametrize("target", ["", "/", "/proc/x", "no/such/parent"])
def test_impossible_targets_are_errors(target, tmp_path):
    result = publish(SOURCE, target, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1


def test_target_that_is_a_file_is_an_error(out):
    out.write_text("mine")
    assert publish(SOURCE, out).returncode == 1
    assert out.read_text() == "mine"


def test_full_disk_is_an_error_and_leaves_nothing(out):
    def limit():
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    result = publish(SOURCE, out, preexec_fn=limit)
    assert result.returncode == 1
    assert "File too large" in result.stderr
    assert os.listdir(out.parent) == []


def test_leftovers_of_a_killed_run_are_removed(out):
    publish(SOURCE, out)
    left = out.parent / ".out.snapshot-12345"
    left.mkdir()
    (left / "resume.json").write_text("{")
    publish(SOURCE, out)
    assert os.listdir(out.parent) == ["out"]


def test_readers_always_find_a_whole_file(out, tmp_path):
    """Readers run while two publishers take turns as fast as they can."""
    sources = [write_resume(tmp_path / f"{name}.json", name, words)
               for name, words in [("Ada", 10), ("Bo", 40000)]]
    expected = set()
    for source in sources:
        publish(source, out)
        expected.add((out / "resume.json").read_bytes())
    done = threading.Event()

    def turn(source):
        while not done.is_set():
            assert publish(source, out).returncode == 0

    turns = [threading.Thread(target=turn, args=[source])
             for source in sources]
    for thread in turns:
        thread.start()
    seen = set()
    begin = time.monotonic()
    while time.monotonic() < begin + 1 or (
            seen != expected and time.monotonic() < begin + 60):
        seen.add((out / "resume.json").read_bytes())
    done.set()
    for thread in turns:
        thread.join()
    assert seen == expected
    assert sorted(os.listdir(tmp_path)) == ["Ada.json", "Bo.json", "out"]


def test_run_terminated_at_any_time_leaves_a_whole_version(out, tmp_path):
    source = write_resume(tmp_path / "long.json", "Ada", 20000)
    begin = time.monotonic()
    publish(source, out)
    whole = time.monotonic() - begin
    for part, number in enumerate(
            [signal.SIGTERM, signal.SIGINT, signal.SIGHUP] * 3):
        process = subprocess.Popen([PUBLISH, source, out],
                                   stderr=subprocess.DEVNULL)
        time.sleep(whole * part / 8)
        process.send_signal(number)
        assert process.wait(60) in (0, -number)
        assert sorted(os.listdir(tmp_path)) == ["long.json", "out"]
        json.loads((out / "resume.json").read_text())


@pytest.mark.parametrize("arguments, complaint", [
    ([], 'missing argument FILE (see --help)'),
    (["a"], 'missing argument DIR (see --help)'),
    (["--check"], 'missing argument FILE (see --help)'),
    (["a", "b", "c"], 'unexpected argument "c" (see --help)'),
    (["--new", "a", "b"], 'unexpected argument "b" (see --help)'),
    (["--x", "a"], 'unknown option "--x" (see --help)'),
    (["-x", "a"], 'unknown option "-x" (see --help)'),
    (["--check=no", "a"], 'option "--check" takes no argument'),
    (["--json", "a"], '--json needs --check (see --help)'),
    (["--new", "--check", "a"],
     '--check, --new, --invite and --print-host exclude each other '
     '(see --help)')])
def test_wrong_usage_exits_with_2(arguments, complaint):
    result = publish(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"resume-publish: {complaint}\n"


def test_help_and_version_exit_with_0():
    for option in "--help", "-h", "--he":
        result = publish(option)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith(
            "Usage: resume-publish FILE|FOLDER DIR\n")
    for option in "--version", "-V", "--ver":
        result = publish(option)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("resume-publish ")


def test_options_may_be_abbreviated_and_in_any_order(tmp_path):
    source = write_resume(tmp_path / "a.json", "Ada")
    expected = publish("--check", "--json", source)
    assert json.loads(expected.stdout)["publishable"]
    for arguments in [["--json", "--check", source], [source, "--ch", "--js"]]:
        assert publish(*arguments).stdout == expected.stdout


def test_new_writes_a_valid_template(tmp_path, out):
    source = tmp_path / "resume.json"
    result = publish("--new", source)
    assert result.returncode == 0 and result.stderr == ""
    assert publish("--check", source).stdout == (
        "resume.json: basics.phone: the telephone number is public "
        "(see meta.ssh.publish)\n"
        "resume.json: no warnings\n")
    result = publish(source, out)
    assert result.returncode == 0 and result.stderr == ""
    assert "comment" not in (out / "resume.txt").read_text()
    before = source.read_text()
    result = publish("--new", source)
    assert result.returncode == 1 and "exists already" in result.stderr
    assert source.read_text() == before
    assert publish("--new", tmp_path / "no/such").returncode == 1


def test_names_that_look_like_options(tmp_path):
    write_resume(tmp_path / "-x", "Ada")
    assert publish("--", "-x", "out", cwd=tmp_path).returncode == 0
    assert publish("--check", "--", "-x", cwd=tmp_path).returncode == 0


def test_many_warnings_are_summarized_in_one_line(tmp_path, out):
    source = tmp_path / "odd.json"
    source.write_text(json.dumps({"basics": {"name": "Ada"},
                                  "work": [None] * 500}))
    result = publish(source, out)
    assert result.returncode == 0
    assert result.stderr.count("\n") == 1
    assert "500 warnings" in result.stderr
    assert publish("--check", source).stdout.count("\n") == 202


def check_json(source):
    result = publish("--check", "--json", source)
    return result.returncode, json.loads(result.stdout)


def test_check_as_json(tmp_path, out):
    source = tmp_path / "resume.json"
    source.write_text(json.dumps({
        "basics": {"name": "Ada", "email": "ada at example.com",
                   "phone": "+33 1", "image": "ada.png"},
        "meta": {"ssh": {"theme": "plaid", "accent": "mauve", "paper": "b5",
                         "sections": ["hats"], "availability": {
                             "status": "perhaps", "label": "Soon",
                             "until": "2001-01"}}}}))
    status, report = check_json(source)
    assert status == 0 and report["publishable"] and report["error"] is None
    paths = {(row["kind"], row["path"]) for row in report["warnings"]}
    assert {("warning", "basics.email"), ("public", "basics.phone"),
            ("warning", "basics.image"), ("warning", "meta.ssh.theme"),
            ("warning", "meta.ssh.accent"), ("warning", "meta.ssh.paper"),
            ("warning", "meta.ssh.sections"),
            ("warning", "meta.ssh.availability"),
            ("warning", "meta.ssh.availability.until"),
            ("missing", "meta.ssh.host")} <= paths
    assert report["warning_count"] == sum(kind == "warning" for kind, _ in paths)
    source.write_text("{")
    status, report = check_json(source)
    assert status == 1 and not report["publishable"]
    assert "line 1" in report["error"]


def test_the_owners_own_pdf_is_published_as_it_is(tmp_path, out):
    source = write_resume(tmp_path / "resume.json", "Ada")
    own = tmp_path / "resume.pdf"
    own.write_bytes(b"%PDF-1.4 mine" * 3000)
    assert publish(source, out).returncode == 0
    assert (out / "resume.pdf").read_bytes() == own.read_bytes()
    os.truncate(own, 1 << 30)
    assert "resume.pdf: larger than" in publish("--check", source).stderr
    own.unlink()
    own.mkdir()
    assert "resume.pdf: not a regular file" in publish(
        "--check", source).stderr


def test_no_invitation_without_a_host(tmp_path):
    source = write_resume(tmp_path / "resume.json", "Ada")
    result = publish("--invite", source)
    assert (result.returncode, result.stdout) == (1, "")
    assert "meta.ssh.host is missing" in result.stderr


def test_check_ends_as_publishing_does(tmp_path, out):
    source = tmp_path / "resume.json"
    write_resume(source, "Ada")
    (tmp_path / "resume.pdf").write_bytes(b"")
    assert publish("--check", source).returncode == 1
    assert publish(source, out).returncode == 1


PRIVATE = ["1 Quai Neuf", "69000"]


def publish_all(tmp_path, publish_key):
    source = tmp_path / "resume.json"
    resume = json.loads(SOURCE.read_text())
    if publish_key is not None:
        resume["meta"] = {"ssh": {"publish": publish_key}}
    source.write_text(json.dumps(resume))
    assert publish(source, tmp_path / "out").returncode == 0
    text = ""
    for file in (tmp_path / "out").iterdir():
        if file.suffix in (".txt", ".md", ".html", ".vcf", ".json"):
            text += file.read_text("utf-8")
    return text


def test_street_and_postal_code_are_kept_out(tmp_path):
    text = publish_all(tmp_path, None)
    assert [word for word in PRIVATE if word in text] == []
    assert "Lyon" in text and "+33 4 00 00 00 00" in text
    check = publish("--check", tmp_path / "resume.json").stdout
    assert "basics.location.address: removed" in check
    assert "basics.location.postalCode: removed" in check


def test_the_owner_may_publish_them(tmp_path):
    text = publish_all(tmp_path, ["address"])
    assert [word for word in PRIVATE if word not in text] == []
    assert "ada@example.com" in text and "+33 4 00 00 00 00" in text
    check = publish("--check", tmp_path / "resume.json").stdout
    assert "basics.location.address: the street is public" in check


@pytest.mark.parametrize("key, gone, there", [
    (["email"], "+33 4 00 00 00 00", "ada@example.com"),
    (["phone"], "ada@example.com", "+33 4 00 00 00 00"),
    ({"phone": False}, "+33 4 00 00 00 00", "ada@example.com"),
    ({"email": False}, "ada@example.com", "+33 4 00 00 00 00"),
])
def test_the_owner_may_keep_out_email_or_phone(tmp_path, key, gone, there):
    text = publish_all(tmp_path, key)
    assert gone not in text and there in text


def test_oversized_input_is_an_error(tmp_path):
    source = tmp_path / "large.json"
    source.write_text('{"basics": {"name": "' + "A" * 1024 * 1024 + '"}}')
    result = publish("--check", source)
    assert result.returncode == 1
    assert "larger than 1048576 bytes" in result.stderr
    assert publish("--check", tmp_path).returncode == 1
    assert publish("--check", tmp_path / "none").returncode == 1


def test_folder_that_cannot_be_read_is_an_error(tmp_path):
    """It does not count as a folder without a résumé. Root can read every
    folder unless it gives up capabilities."""
    folder = tmp_path / "folder"
    folder.mkdir(0)
    result = subprocess.run(
        [*(["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
           if os.geteuid() == 0 else []), PUBLISH, "--check", folder],
        capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (
        1, f"{folder}: cannot read the folder: Permission denied\n")
