"""Without a terminal: plain text, commands, and error messages."""

import json
import re
import subprocess
import tempfile

import pytest

from resume_ui import PROGRAM, RESUME, TOP, Visit, run

HEADINGS = [f"Section {i} of 11: {title}" for i, title in enumerate(
    ["Experience", "Skills", "Projects", "Education", "Volunteering",
     "Awards", "Certificates", "Publications", "Languages", "Interests",
     "References"], 1)]
COLUMNS = 72


def is_plain(text):
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    return True


def test_plain_text():
    result = run()
    text = result.stdout.decode()
    assert result.returncode == 0
    assert result.stderr == b""
    assert is_plain(text)
    lines = text.split("\n")
    for heading in HEADINGS:
        assert heading in lines
    assert lines[-2:] == ["End of résumé.", ""]
    for line in lines:
        assert len(line) <= COLUMNS or "https://" in line, line


def test_text_is_the_same_by_command():
    assert run("--command", "text").stdout == run().stdout
    assert run("--command", " TEXT \t").stdout == run().stdout
    assert run("--command", "").stdout == run().stdout
    assert run(SSH_ORIGINAL_COMMAND="text").stdout == run().stdout


@pytest.mark.parametrize("env, ascii_only", [
    ({"LANG": "C.UTF-8"}, False), ({"LANG": "de_CH.utf8"}, False),
    ({"LANG": ""}, False), ({"LANG": "C"}, True),
    ({"LANG": "de_CH"}, False), ({"LANG": "de_CH.ISO-8859-1"}, True),
    ({"LC_CTYPE": "UTF-8"}, False),
    ({"LANG": "C.UTF-8", "LC_ALL": "POSIX"}, True),
    ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, False)])
def test_ascii_without_a_utf8_locale(env, ascii_only):
    text = run(**env).stdout.decode()
    assert text.isascii() == ascii_only
    assert ("Zoe Marchetti" if ascii_only else "Zoë Marchetti") in text


@pytest.mark.parametrize("word, heading", [
    ("work", "Experience"), ("experience", "Experience"),
    ("skills", "Skills"), ("EDUCATION", "Education"), ("hobbies", "Interests")])
def test_one_section(word, heading):
    result = run("--command", f"text {word}")
    assert result.returncode == 0
    assert is_plain(result.stdout.decode())
    lines = result.stdout.decode().split("\n")
    assert lines[0].endswith(heading)
    assert not set(lines) & set(HEADINGS[1:] if heading == "Experience"
                                else HEADINGS[:1])


def test_no_such_section():
    result = run("--command", "text brakes")
    assert result.returncode == 1
    assert result.stdout == b""
    assert b'"brakes"' in result.stderr
    assert b" Experience" in result.stderr and b" References" in result.stderr


def test_json_is_the_file():
    result = run("--command", "json")
    assert result.returncode == 0
    assert result.stdout == RESUME.read_bytes()
    assert json.loads(result.stdout)["basics"]["name"] == "Zoë Marchetti"


def test_help_lists_every_command():
    result = run("--command", "help")
    assert result.returncode == 0
    for word in ("ssh cv.example.org text", "ssh plain@cv.example.org",
                 "ACCESSIBLE", "ssh -t cv.example.org SECTION"):
        assert word in result.stdout.decode()


def test_help_begins_with_scp(tmp_path):
    """PowerShell before 7.4 destroys binary files behind ">"."""
    published = tmp_path / "public"
    subprocess.run([PROGRAM.with_name("resume-publish"), RESUME, published],
                   check=True, capture_output=True, timeout=60)
    text = run("--command", "help", resume=published).stdout.decode()
    assert text.split()[:3] == ["scp", "cv.example.org:resume.pdf", "."]
    assert ".pdf >" not in text and "pdf >" not in text
    listed = run("--command", "ls", resume=published).stdout.decode()
    assert "resume.pdf" in listed
    for word in "dir", "ls -la", "files":
        assert run("--command", word, resume=published).stdout.decode() \
            == listed
    file = (published / "resume.txt").read_bytes()
    for word in "cat resume.txt", "cat ./resume.txt", "less resume.txt", \
            "resume.txt", "txt":
        assert run("--command", word, resume=published).stdout == file
    missing = run("--command", "cat resume.xls", resume=published)
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert b'"resume.xls"' in missing.stderr


@pytest.mark.parametrize("command, text", [
    ("skills", "of 11: Skills"), ("Experience", "of 11: Experience"),
    ("jobs", "of 11: Experience"), ("cat skills", "of 11: Skills"),
    ("contact", "zoe@example.org"), ("phone", "+41 00 000 00 00"),
    ("email", "https://forge.example.org/zoem"),
    ("about", "Small machines that keep their promises."),
    ("whoami", "visitor to the résumé of Zoë Marchetti"),
    ("cv", "End of résumé."), ("cat", "End of résumé."),
    ("exit", "Thank you"), ("?", "ssh cv.example.org search"),
    ("--help", "ssh cv.example.org search")])
def test_words_that_people_try(command, text):
    result = run("--command", command)
    assert (result.returncode, result.stderr) == (0, b"")
    assert text in result.stdout.decode()


def test_a_resume_without_addresses_has_no_codes(tmp_path):
    resume = tmp_path / "resume.json"
    resume.write_text('{"basics": {"name": "Ada"}}')
    result = run("--command", "qr", resume=resume)
    assert (result.returncode, result.stdout) == (1, b"")
    assert "has no addresses" in result.stderr.decode()
    result = run("--command", "qr", resume=resume, LC_ALL="C")
    assert (result.returncode, result.stdout) == (1, b"")
    assert "needs a UTF-8 terminal" in result.stderr.decode()


@pytest.mark.parametrize("typed, meant", [
    ("skils", "skills"), ("experiance", "experience"), ("hlep", "help"),
    ("serach rust", "search"), ("contcat", "contact"), ("pfd", "pdf"),
    ("educaton", "education"), ("projetc", "projects"),
    # As near to "txt", which is no command.
    ("tet", "text")])
def test_a_near_miss_is_told_what_was_meant(typed, meant):
    result = run("--command", typed)
    assert (result.returncode, result.stdout) == (127, b"")
    assert f'Did you mean "ssh cv.example.org {meant}"?' \
        in result.stderr.decode()


def test_a_word_of_the_resume_is_offered_to_the_search():
    stderr = run("--command", "tla+").stderr.decode()
    assert '"ssh cv.example.org search tla+" lists where' in stderr


def test_letters_that_ascii_lacks_are_not_question_marks():
    """ASCII would show nothing but "?" of such a text."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as resume:
        resume.write('{"basics": {"name": "山田 花子", "label": "看護師",'
                     ' "email": "hanako@example.jp"}}')
        resume.flush()
        for command in ["text", "about"]:
            result = run("--command", command, resume=resume.name, LC_ALL="C")
            text = result.stdout.decode("ascii")
            assert result.returncode == 1
            assert "?" not in text and "LC_ALL=C.UTF-8 ssh HOST" in text
            assert "hanako@example.jp" in text
        assert "山田 花子" in run("--command", "text",
                                  resume=resume.name).stdout.decode()


# Of four letters one may be wrong, of more two; two that changed places are one.
@pytest.mark.parametrize("command", ["xyzzy", "sh", "rm -rf /", "a", "owrx",
                                     "wrokzz"])
def test_nothing_is_meant_by_what_is_near_to_nothing(command):
    assert b"Did you mean" not in run("--command", command).stderr


@pytest.mark.parametrize("command", ["text | less", "text > a.txt",
                                     "skills && exit"])
def test_what_a_shell_does_is_said_to_need_one(command):
    result = run("--command", command)
    assert (result.returncode, result.stdout) == (127, b"")
    assert b"No shell runs here" in result.stderr
    assert command.split()[1] in result.stderr.decode()


def test_search():
    result = run("--command", "search can bus")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert text.startswith("3 matches\n\nExperience > Helvetia Tramways")
    assert "- tag: CAN bus" in text and "Skills > Buses and radio" in text
    inside = run("--command", "search jordlink").stdout.decode()
    assert inside.startswith("1 match, inside other words\n")
    nothing = run("--command", "search kafka")
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert nothing.stderr == b'Nothing here says "kafka".\n'
    assert run("--command", "search tram|bus").returncode == 1
    contact = run("--command", "search zoem").stdout.decode()
    assert "Overview" in contact and "Forge: zoem" in contact
    assert "madrelingua" in run("--command", "find mad").stdout.decode()


def match(text, resume=TOP / "tests/golden/resume.json"):
    result = subprocess.run([PROGRAM, "--command", "match", resume],
                            input=text.encode(), capture_output=True,
                            timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout.decode()


def test_match_quotes_each_place():
    text = match("Requirements:\n"
                 "- Rust or C++\n"
                 "- Italiano\n"
                 "- MSc in Embedded systems\n"
                 "- Functional Safety Engineer\n"
                 "- experience at Fjordlink\n"
                 "- soldering of radios\n"
                 "- We need Kubernetes experience\n")
    claims = [" ".join(claim.split()) for claim in text.split("\n> ")[1:]]
    assert len(claims) == 7
    assert "Experience > Helvetia Tramways — Brakes" in claims[0]
    assert "Languages > Italiano: \"Italiano\", madrelingua" in claims[1]
    assert "Education > Northern Polytechnic" in claims[2]
    assert '"Functional Safety Engineer"' in claims[3]
    assert "Fjordlink" in claims[4] and "2013" in claims[4]
    assert '"410 radios play again."' in claims[5]
    assert 'experience Nothing here says "Kubernetes".' in claims[6]
    assert "in this résumé: 6 of 7." in text


def test_match_claims_nothing_that_is_beside_the_point():
    """A quiz about English is no evidence of English, and "Expert" is
    anybody's level."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as resume:
        resume.write('{"skills": [{"name": "C", "level": "Expert"}],'
                     ' "work": [{"name": "A", "highlights": ['
                     '"Built a quiz on English.", "Taught in German."]}]}')
        resume.flush()
        text = match("Fluent English\nGerman\nExpert in Ada\nA plus: C\n",
                     resume.name)
    assert 'No language here is "English".' in text and "quiz" not in text
    assert "Taught in German." in text
    assert 'Nothing here says "Ada".' in text
    assert "2 of 4." in text


def test_match_takes_whole_words_and_plurals():
    text = match("a script for the tram and some Go")
    assert "Fjord" not in text and "Java" not in text
    assert '  Nothing here says "Go".' in text
    assert "  tram (" in text and '"Every tram of the city' in text
    assert "Experience > Helvetia Tramways — Doors" not in text
    assert "  radio (1 year)\n" in match("radio")
    assert "31 million closings" in match("closing")


def test_match_counts_years_of_work_only():
    assert "  C++ (1 year)" in match("C++")
    assert "years" not in match("Control theory")


def test_match_needs_a_text():
    result = subprocess.run([PROGRAM, "--command", "match", RESUME], input=b"",
                            capture_output=True, timeout=60)
    assert result.returncode == 1
    assert b"ssh cv.example.org match < job.txt" in result.stderr


@pytest.mark.parametrize("arguments, env, text", [
    (["--command", "skills"], {}, "Buses and radio"),
    (["--command", "Experience"], {}, "Lead firmware engineer"),
    (["--command", "search can bus"], {}, "/can bus"),
    ([], {"USER": "skills"}, "Buses and radio"),
    (["--command", "export A=1; exec sh -c 'x'"], {}, "0 Overview"),
    (["--command", "sh -c '" + "x" * 4089], {}, "0 Overview"),
    (["--command", "/bin/bash -l"], {}, "0 Overview")])
def test_a_terminal_gets_the_screens(arguments, env, text):
    with Visit(arguments=arguments, **env) as visit:
        visit.started()
        assert text in visit.text
        assert "\n" in visit.text and "Section 1 of" not in visit.text


def test_a_terminal_gets_an_answer_to_other_commands():
    with Visit(arguments=["--command", "text | less"]) as visit:
        assert visit.end() == 127
        assert "No shell runs here" in visit.text


def test_a_name_without_a_terminal_is_a_command():
    assert "of 11: Skills" in run(USER="skills").stdout.decode()


@pytest.mark.parametrize("command", ["rm -rf /", "sh", "x" * 10000,
                                     "$(reboot)", "scp -t /etc"])
def test_unknown_command_exits_with_127(command):
    result = run("--command", command)
    assert result.returncode == 127
    assert result.stdout == b""
    assert result.stderr.endswith(b".\n")
    assert b'"ssh ' in result.stderr  # the way on
    assert len(result.stderr) < 300


def test_odd_bytes_are_not_echoed():
    result = run("--command", b"\x1b[2J\xff\xfe\r\x07'\xc2\x9b")
    assert result.returncode == 127
    assert is_plain(result.stderr.decode())


def test_command_on_a_terminal_needs_no_screen():
    with Visit(arguments=["--command", "text skills"]) as visit:
        assert visit.end() == 0
        assert b"\x1b" not in visit.output
        assert "LoRa" in visit.text


def test_missing_file_is_an_error():
    result = run(resume=TOP / "no-such-file.json")
    assert result.returncode == 1
    assert result.stdout == b""
    assert b"no-such-file.json" in result.stderr


def test_broken_file_is_an_error(tmp_path):
    file = tmp_path / "resume.json"
    file.write_text('{"basics": {"name": "Zoë",}}')
    result = run(resume=file)
    assert result.returncode == 1
    assert b"line 1, column" in result.stderr


def test_published_directory_is_read(tmp_path):
    published = tmp_path / "public"
    subprocess.run([PROGRAM.with_name("resume-publish"), RESUME, published],
                   check=True, capture_output=True, timeout=60)
    assert run(resume=published).stdout == run().stdout
    with Visit(resume=published) as visit:
        visit.started()
        assert "Available for trams" in visit.text


@pytest.mark.parametrize("arguments, complaint", [
    (["--no-such"], 'unknown option "--no-such" (see --help)'),
    (["-x"], 'unknown option "-x" (see --help)'),
    (["--zygote=1"], 'option "--zygote" takes no argument'),
    (["--command"], 'option "--command" needs an argument: WORDS'),
    (["one", "two"], 'unexpected argument "two" (see --help)'),
    (["one", "--", "--help"], 'unexpected argument "--help" (see --help)'),
    ([], 'missing argument DIR or FILE (see --help)')])
def test_wrong_arguments_name_the_fault(arguments, complaint):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True,
                            timeout=30, check=False)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == f"resume-ui: {complaint}\n"


@pytest.mark.parametrize("option, first", [
    ("-h", "Usage: resume-ui "), ("--help", "Usage: resume-ui "),
    ("--he", "Usage: resume-ui "), ("-V", "resume-ui "),
    ("--version", "resume-ui "), ("--vers", "resume-ui ")])
def test_help_and_version_exit_with_0(option, first):
    result = run(option)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().startswith(first)


def test_option_may_be_abbreviated():
    assert run("--comm", "skills").stdout == run("--command=skills").stdout
    assert run("--command=skills").stdout != run().stdout
