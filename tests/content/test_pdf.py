"""The PDF, read by programs that did not write it."""

import json
import re
import shutil
import subprocess

import pytest

from program import TOP, publish
from test_cases import HERE, cases

RESUME = TOP / "content/resume.json"
STANDARD = HERE / "valid/standard/resume.json"

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext") or not shutil.which("qpdf"),
    reason="there is no poppler-utils or qpdf")


def read(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          encoding="utf-8").stdout


def make(tmp_path, source, **options):
    """The PDF of SOURCE, a file or what one would hold."""
    if isinstance(source, dict):
        text = json.dumps(source)
        source = tmp_path / "source.json"
        source.write_text(text)
    result = publish(source, tmp_path / "out", **options)
    assert result.returncode == 0, result.stderr
    return tmp_path / "out/resume.pdf"


def words(text):
    """TEXT in one line, as broken lines of it are read."""
    return " ".join(text.split())


def info(pdf):
    rows = re.findall(r"(?m)^([A-Z][\w ]+): +(.*)$", read("pdfinfo", pdf))
    return dict(rows)


@cases("valid")
def test_pdf_is_well_formed(case, tmp_path):
    pdf = make(tmp_path, case / "resume.json")
    assert "No syntax or stream encoding errors" in read("qpdf", "--check",
                                                         pdf)
    assert info(pdf)["Tagged"] == "yes"
    assert int(info(pdf)["Pages"]) <= 5
    fonts = read("pdffonts", pdf).splitlines()[2:]
    assert fonts
    # name ..., emb sub uni, object ID
    assert {tuple(font.split()[-5:-2]) for font in fonts} == {("yes",) * 3}


def test_pdf_holds_every_fact(tmp_path):
    text = words(read("pdftotext", make(tmp_path, RESUME), "-"))
    # A line may end after a slash.
    joined = text.replace("/ ", "/")
    facts = [line for line in (HERE / "facts.txt").read_text().splitlines()
             if line and not line.startswith("#")]
    assert [fact for fact in facts if fact not in text
            and fact.replace("/ ", "/") not in joined] == []


@pytest.mark.parametrize("option", ["-raw", "-layout"])
def test_pdf_text_is_in_reading_order(option, tmp_path):
    text = words(read("pdftotext", option, make(tmp_path, STANDARD), "-"))
    at = 0
    for part in ["Ada Mercer", "Senior systems engineer", "ada@example.com",
                 "Experience", "Northwind Payments", "Mar 2021 – present",
                 "Principal engineer", "Rewrote the settlement loop",
                 "Kestrel Networks", "Skills", "Languages (Master): C",
                 "Projects", "Education", "Volunteering", "Awards",
                 "Certificates", "Publications", "Languages", "Interests",
                 "References", "Ada never once broke the build"]:
        assert part in text[at:], f"{part} is missing, or too early"
        at = text.index(part, at) + len(part)


def test_pdf_is_tagged(tmp_path):
    tags = re.findall(r"(?m)^ *(\w+)(?: \(\w+\))?$",
                      read("pdfinfo", "-struct", make(tmp_path, STANDARD)))
    assert tags[0] == "Document"
    assert tags.count("H1") == 1
    assert tags.count("H2") == 11
    assert {"H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Link"} <= set(tags)


def test_pdf_has_title_author_and_subject(tmp_path):
    rows = info(make(tmp_path, STANDARD))
    assert rows["Title"] == "Ada Mercer – Senior systems engineer"
    assert rows["Author"] == "Ada Mercer"
    assert rows["Subject"] == "Senior systems engineer"
    assert "CreationDate" not in rows


def test_pdf_links_have_targets(tmp_path):
    out = read("pdfinfo", "-url", make(tmp_path, STANDARD))
    links = set(re.findall(r"Annotation +(\S+)", out))
    assert {"mailto:ada@example.com", "https://ada.example.com",
            "https://github.com/ada"} <= links


def test_odd_addresses_do_not_break_the_pdf(tmp_path):
    url = "https://example.com/'a\\b' (c)/é"
    pdf = make(tmp_path, {"basics": {"name": "Ada", "url": url.replace(
        " ", "")}})
    assert "https://example.com/%27a%5Cb%27(c)/%C3%A9" in read(
        "pdfinfo", "-url", pdf)


@pytest.mark.parametrize("paper, country, size", [
    (None, None, "A4"), (None, "FR", "A4"), (None, "US", "letter"),
    ("letter", "FR", "letter"), ("A4", "US", "A4"), ("foolscap", "CA",
                                                     "letter")])
def test_paper_follows_the_setting_or_the_country(paper, country, size,
                                                  tmp_path):
    pdf = make(tmp_path, {
        "basics": {"name": "Ada", "location": {"countryCode": country}},
        "meta": {"ssh": {"paper": paper}}})
    assert f"({size})" in info(pdf)["Page size"]


@pytest.mark.parametrize("points", range(40, 60))
def test_page_breaks_keep_headings_and_lines_together(points, tmp_path):
    """A heading is followed by two lines, and no line stands alone."""
    pdf = make(tmp_path, {"basics": {"name": "Ada"}, "work": [
        {"name": "Kestrel", "highlights": ["one"] * points},
        {"name": "Northwind", "position": "Engineer",
         "highlights": ["two " * 60, "three"]}]})
    pages = [[line for line in page.splitlines() if line.strip()]
             for page in read("pdftotext", "-layout", pdf, "-").split("\f")]
    pages = [page for page in pages if page]
    for page in pages[:-1]:
        assert "Northwind" not in page[-3] and "Engineer" not in page[-2]
    for page in pages[1:]:
        assert len(page) > 2, "one line and the footer"
    if len(pages) > 1:
        assert re.fullmatch(r"Ada +1 ?/ ?2", pages[0][-1].strip())


def test_a_letter_without_a_font_costs_the_pdf_alone(tmp_path):
    source = tmp_path / "resume.json"
    source.write_text('{"basics": {"name": "Ada \U0001E900"}}')
    result = publish(source, tmp_path / "out")
    assert result.returncode == 0
    assert "resume.pdf: left out: no installed font has" in result.stderr
    assert "fonts-noto-core" in result.stderr
    published = {file.name for file in (tmp_path / "out").iterdir()}
    assert "resume.pdf" not in published
    assert {"resume.txt", "resume.json", "resume.html"} <= published
    check = publish("--check", source)
    assert check.returncode == 0
    assert "resume.pdf: left out: no installed font has" in check.stdout


def test_no_font_at_all_costs_the_pdf_alone(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig></fontconfig>")
    result = publish(STANDARD, tmp_path / "out",
                     env={"FONTCONFIG_FILE": str(config)})
    assert result.returncode == 0
    assert "no suitable font is installed" in result.stderr
    assert "fonts-lato" in result.stderr
    assert not (tmp_path / "out/resume.pdf").exists()
    assert (tmp_path / "out/resume.html").exists()


def test_the_owners_own_pdf_is_published(tmp_path):
    shutil.copy(STANDARD, tmp_path / "resume.json")
    (tmp_path / "resume.pdf").write_bytes(b"%PDF-1.4 mine")
    pdf = make(tmp_path, tmp_path / "resume.json")
    assert pdf.read_bytes() == b"%PDF-1.4 mine"
    pdf = make(tmp_path, "resume.json", cwd=tmp_path)
    assert pdf.read_bytes() == b"%PDF-1.4 mine"


@pytest.mark.parametrize("spoil", [
    lambda pdf: pdf.write_bytes(b""), lambda pdf: pdf.mkdir()])
def test_an_unusable_own_pdf_is_an_error(tmp_path, spoil):
    shutil.copy(STANDARD, tmp_path / "resume.json")
    spoil(tmp_path / "resume.pdf")
    result = publish(tmp_path / "resume.json", tmp_path / "out")
    assert result.returncode == 1
    assert "cannot copy" in result.stderr
    assert not (tmp_path / "out").exists()
