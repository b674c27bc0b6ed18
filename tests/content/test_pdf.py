"""The PDF, read by programs that did not write it."""

import json
import re
import shutil
import subprocess
import zipfile

import pytest

from program import TOP, publish, publish_texts, published
from test_cases import HERE, found

RESUME = TOP / "content/resume.json"
STANDARD = HERE / "valid/standard/resume.json"

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext") or not shutil.which("qpdf"),
    reason="there is no poppler-utils or qpdf")


def read(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          encoding="utf-8").stdout


def shared(source):
    """The PDF of the file SOURCE."""
    return published(source) / "resume.pdf"


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
    """TEXT in one line, with broken lines joined."""
    return " ".join(text.split())


def info(pdf):
    rows = re.findall(r"(?m)^([A-Z][\w ]+): +(.*)$", read("pdfinfo", pdf))
    return dict(rows)


def test_pdfs_are_well_formed(tmp_path):
    """All cases in one file: qpdf ends with an error, or with a warning that
    names the case, where it has to mend what it reads."""
    pdfs = [shared(case / "resume.json") for case in found("valid")]
    every = tmp_path / "every.pdf"
    read("qpdf", "--empty", "--pages", *pdfs, "--", every)
    assert "No syntax or stream encoding errors" in read("qpdf", "--check",
                                                         every)
    assert int(info(every)["Pages"]) < 2 * len(pdfs)
    assert info(shared(STANDARD))["Tagged"] == "yes"
    fonts = read("pdffonts", every).splitlines()[2:]
    assert fonts
    # name ..., emb sub uni, object ID
    assert {tuple(font.split()[-5:-2]) for font in fonts} == {("yes",) * 3}


def test_pdf_holds_every_fact():
    text = words(read("pdftotext", shared(RESUME), "-"))
    # A line may end after a slash.
    joined = text.replace("/ ", "/")
    facts = [line for line in (HERE / "facts.txt").read_text().splitlines()
             if line and not line.startswith("#")]
    assert [fact for fact in facts if fact not in text
            and fact.replace("/ ", "/") not in joined] == []


@pytest.mark.parametrize("option", ["-raw", "-layout"])
def test_pdf_text_is_in_reading_order(option):
    text = words(read("pdftotext", option, shared(STANDARD), "-"))
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


def test_pdf_is_tagged():
    tags = re.findall(r"(?m)^ *(\w+)(?: \(\w+\))?$",
                      read("pdfinfo", "-struct", shared(STANDARD)))
    assert tags[0] == "Document"
    assert tags.count("H1") == 1
    assert tags.count("H2") == 11
    assert {"H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Link"} <= set(tags)


def test_pdf_has_title_author_and_subject():
    rows = info(shared(STANDARD))
    assert rows["Title"] == "Ada Mercer – Senior systems engineer"
    assert rows["Author"] == "Ada Mercer"
    assert rows["Subject"] == "Senior systems engineer"
    assert "CreationDate" not in rows


def test_pdf_links_have_targets():
    out = read("pdfinfo", "-url", shared(STANDARD))
    links = set(re.findall(r"Annotation +(\S+)", out))
    assert {"mailto:ada@example.com", "https://ada.example.com",
            "https://github.com/ada"} <= links


def test_odd_addresses_do_not_break_the_pdf(tmp_path):
    url = "https://example.com/'a\\b' (c)/é"
    pdf = make(tmp_path, {"basics": {"name": "Ada", "url": url.replace(
        " ", "")}})
    assert "https://example.com/%27a%5Cb%27(c)/%C3%A9" in read(
        "pdfinfo", "-url", pdf)


def test_paper_follows_the_setting_or_the_country(tmp_path):
    papers = [(None, None, "A4"), (None, "FR", "A4"), (None, "US", "letter"),
              ("letter", "FR", "letter"), ("A4", "US", "A4"),
              ("foolscap", "CA", "letter")]
    folders = publish_texts({str(i): {
        "basics": {"name": "Ada", "location": {"countryCode": country}},
        "meta": {"ssh": {"paper": paper}}}
        for i, (paper, country, _) in enumerate(papers)}, tmp_path)
    for i, (paper, country, size) in enumerate(papers):
        pdf = folders[str(i)] / "resume.pdf"
        assert f"({size})" in info(pdf)["Page size"], (paper, country)


def test_page_breaks_keep_headings_and_lines_together(tmp_path):
    """A heading is followed by two lines, and no line stands alone."""
    pdf = make(tmp_path, {"basics": {"name": "Ada"}, "work": [
        {"name": f"Kestrel {points}", "position": "Engineer",
         "highlights": [*["one"] * (points * 7 % 23),
                        "two " * 60, "three"]}
        for points in range(90)]})
    pages = [[line for line in page.splitlines() if line.strip()]
             for page in read("pdftotext", "-layout", pdf, "-").split("\f")]
    pages = [page for page in pages if page]
    assert len(pages) > 20
    for page in pages[:-1]:
        assert "Kestrel" not in page[-3] and "Kestrel" not in page[-2]
        assert "Engineer" not in page[-2]
    for page in pages[1:]:
        assert "three" not in page[0], "the last line of an entry"
        assert len(page) > 2, "one line and the footer"
    assert re.fullmatch(rf"Ada +1 ?/ ?{len(pages)}", pages[0][-1].strip())


def test_a_few_lines_get_no_page_of_their_own(tmp_path):
    """Two points more than a page holds were alone on the second one."""
    folders = publish_texts({str(points): {
        "basics": {"name": "Ada"}, "work": [
            {"name": "Kestrel", "highlights": ["Built it"] * points}]}
        for points in range(46, 66)}, tmp_path)
    pages = {points: read("pdftotext", folder / "resume.pdf", "-")
             .removesuffix("\f").split("\f")
             for points, folder in folders.items()}
    assert {len(found) for found in pages.values()} == {1, 2}
    for points, found in pages.items():
        assert len(found) == 1 or found[1].count("Built it") > 4, points


def test_no_hyphen_is_put_into_an_address(tmp_path):
    """One at the end of a line was copied as part of the address."""
    mailbox = "a" * 70 + "@" + "b" * 60 + ".example"
    pdf = make(tmp_path, {"basics": {"name": "Ada", "email": mailbox}})
    assert mailbox in "".join(read("pdftotext", "-raw", pdf, "-").split())


PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
HINDI = "\u0915\u094d\u200d\u0937\u092e\u0924\u093e"
SINHALA = "\u0dc1\u0dca\u200d\u0dbb\u0dd3"


WORDS = {"fa": PERSIAN, "ar": "\u0644\u064a\u0644\u0649",
         "he": "\u05d7\u05d1\u05e8\u05d4", "hi": HINDI, "si": SINHALA}


def test_words_of_every_script_are_found_again(tmp_path):
    """Right to left, and with the joiners that spell them."""
    known = {language: word for language, word in WORDS.items()
             if read("fc-list", f":lang={language}")}
    if not known:
        pytest.skip(f"there is no font for any of {list(WORDS)}")
    folders = publish_texts({language: {
        "basics": {"name": f"{word} {word}", "label": word,
                   "summary": f"{word} {word} *{word}*."},
        "work": [{"name": word, "position": word, "startDate": "2019",
                  "highlights": [f"{word}, Linux, {word}"]}]}
        for language, word in known.items()}, tmp_path)
    for language, word in known.items():
        text = read("pdftotext", folders[language] / "resume.pdf", "-")
        assert text.count(word) == 10, text


def test_contacts_of_a_right_to_left_page_keep_their_order(tmp_path):
    """Those in Latin letters were one run, read from the wrong end; what
    pdftotext finds is in the order of the page, from left to right."""
    if not read("fc-list", ":lang=ar"):
        pytest.skip("there is no Arabic font")
    pdf = make(tmp_path, {"basics": {
        "name": WORDS["ar"], "email": "ada@example.com",
        "phone": "+972 50 123 4567"}, "meta": {"language": "ar"}})
    assert "+972 50 123 4567 · ada@example.com" in words(
        read("pdftotext", "-raw", pdf, "-"))
    with zipfile.ZipFile(pdf.with_suffix(".docx")) as package:
        text = re.sub("<[^>]*>", "", package.read(
            "word/document.xml").decode())
    assert ("\u200eada@example.com\u200e\u200f · \u200f"
            "\u200e+972 50 123 4567\u200e") in text


@pytest.mark.skipif("Noto Sans CJK" not in read("fc-list"),
                    reason="there is no font with all forms")
def test_chinese_characters_have_the_forms_of_the_language(tmp_path):
    folders = publish_texts({language: {
        "basics": {"name": "\u76f4\u9aa8"}, "meta": {"language": language}}
        for language in ("ja", "ko", "zh", "zh-TW", "zh-HK", "zh-Hant")},
        tmp_path)

    def fonts(language):
        return set(re.findall(r"CJK([a-z]+)", read(
            "pdffonts", folders[language] / "resume.pdf")))

    assert {tag: fonts(tag) for tag in (
        "ja", "ko", "zh", "zh-TW", "zh-HK", "zh-Hant")} == {
        "ja": {"jp"}, "ko": {"kr"}, "zh": {"sc"}, "zh-TW": {"tc"},
        "zh-HK": {"hk"}, "zh-Hant": {"tc"}}


def ink(pdf, word):
    """The darkest value, 0 to 255, where page 1 of PDF has WORD."""
    box = re.search(rf'xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">{word}<',
                    read("pdftotext", "-bbox", pdf, "-"))
    left, top, right, bottom = (round(float(edge)) for edge in box.groups())
    picture = subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", "-x", str(left), "-y", str(top),
         "-W", str(right - left), "-H", str(bottom - top), pdf],
        check=True, capture_output=True).stdout
    return min(picture.split(b"255\n", 1)[1])


def test_every_chinese_letter_is_drawn(tmp_path):
    """Cairo left out a subroutine of the last one, which was blank."""
    pdf = make(tmp_path, {"basics": {
        "name": "n", "summary": "\u53c2\u4e0e\u8fc7\u591a\u4e2a\u9879\u76ee"
        "\u4f8b\n\u5982"}, "meta": {"language": "zh-CN"}})
    assert ink(pdf, "\u5982") < 200
    assert ink(pdf, "n") < 200


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


@pytest.mark.parametrize("spoil, reason", [
    (lambda pdf: pdf.write_bytes(b""), "the file is empty"),
    (lambda pdf: pdf.mkdir(), "not a regular file")])
def test_an_unusable_own_pdf_is_an_error(tmp_path, spoil, reason):
    shutil.copy(STANDARD, tmp_path / "resume.json")
    spoil(tmp_path / "resume.pdf")
    result = publish(tmp_path / "resume.json", tmp_path / "out")
    assert result.returncode == 1
    assert result.stderr.endswith(
        f"cannot copy {tmp_path}/resume.pdf: {reason}\n")
    assert not (tmp_path / "out").exists()
