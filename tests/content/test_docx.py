"""The word processor's document, read by programs that did not write it."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree
import zipfile

import pytest

from program import TOP, publish, published
from test_cases import HERE, cases

STANDARD = HERE / "valid/standard/resume.json"
OURS = TOP / "content/resume.json"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def make(source):
    return published(source) / "resume.docx"


def part(docx, name):
    with zipfile.ZipFile(docx) as package:
        return xml.etree.ElementTree.fromstring(package.read(name))


def paragraphs(docx):
    """(style, text) of each."""
    found = []
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        text = "".join(
            node.text if node.tag == f"{W}t" else "\t"
            for node in paragraph.iter()
            if node.tag == f"{W}t" or (
                node.tag == f"{W}tab" and node.get(f"{W}val") is None))
        found.append((paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"),
                      text))
    return found


def squeeze(text):
    return "".join(text.split())


@cases("valid")
def test_every_part_is_sound(case):
    docx = make(case / "resume.json")
    with zipfile.ZipFile(docx) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        for name in names:
            xml.etree.ElementTree.fromstring(package.read(name))
    styles = {style.get(f"{W}styleId")
              for style in part(docx, "word/styles.xml").iter(f"{W}style")}
    assert {style for style, _ in paragraphs(docx)} <= styles
    assert "" not in [text for _, text in paragraphs(docx)]


def test_what_it_is_made_of():
    docx = make(STANDARD)
    document = part(docx, "word/document.xml")
    for tag in "tbl", "txbxContent", "drawing", "pict":
        assert document.find(f".//{W}{tag}") is None
    found = paragraphs(docx)
    assert found[0] == ("Title", "Ada Mercer")
    assert found[1] == ("Subtitle", "Senior systems engineer")
    headings = [text for style, text in found if style == "Heading1"]
    assert headings[:2] == ["Experience", "Skills"] and len(headings) == 11
    assert ("Heading2", "Northwind Payments\tMar 2021 – present") in found
    assert [text for style, text in found if style == "ListBullet"]
    styles = {style.get(f"{W}styleId"): style
              for style in part(docx, "word/styles.xml").iter(f"{W}style")}
    names = {key: style.find(f"{W}name").get(f"{W}val")
             for key, style in styles.items()}
    assert names["Title"] == "Title" and names["Heading1"] == "heading 1"
    assert names["ListBullet"] == "List Bullet"
    # Points alone have bullets, left of their text; sections alone a rule.
    for property_, key in (("numPr", "ListBullet"), ("ind", "ListBullet"),
                           ("pBdr", "Heading1")):
        assert [name for name, style in styles.items() if style.find(
            f"{W}pPr/{W}{property_}") is not None] == [key]


def test_links_lead_somewhere():
    docx = make(STANDARD)
    targets = {row.get("Id"): row.get("Target")
               for row in part(docx, "word/_rels/document.xml.rels")}
    links = {targets[link.get(f"{R}id")]
             for link in part(docx, "word/document.xml").iter(
                 f"{W}hyperlink")}
    assert {"mailto:ada@example.com", "https://ada.example.com",
            "https://github.com/ada", "tel:+33 4 00 00 00 00".replace(
                " ", "")} <= links


def test_properties_and_language():
    docx = make(STANDARD)
    properties = {row.tag.split("}")[1]: row.text
                  for row in part(docx, "docProps/core.xml")}
    assert properties == {"title": "Ada Mercer", "creator": "Ada Mercer",
                          "subject": "Senior systems engineer",
                          "language": "en"}
    lang = part(docx, "word/styles.xml").find(f".//{W}lang")
    assert lang.get(f"{W}val") == "en"
    # Without a font of their own, Chinese letters have serifs.
    for case, font in ("cjk", "Yu Gothic"), ("standard", "Microsoft YaHei"):
        fonts = part(make(HERE / "valid" / case / "resume.json"),
                     "word/styles.xml").find(f".//{W}rFonts")
        assert fonts.get(f"{W}eastAsia") == font


def test_the_same_resume_is_the_same_file(tmp_path):
    publish(OURS, tmp_path / "out")
    assert ((tmp_path / "out/resume.docx").read_bytes()
            == make(OURS).read_bytes())


def test_every_fact_is_in_it():
    text = squeeze("".join(text for _, text in paragraphs(make(OURS))))
    facts = (HERE / "facts.txt").read_text("utf-8").splitlines()
    facts = [fact for fact in facts if fact and not fact.startswith("#")]
    assert [fact for fact in facts if squeeze(fact) not in text] == []


@pytest.mark.skipif(not shutil.which("soffice"),
                    reason="there is no LibreOffice")
def test_libreoffice_reads_it_in_order(libreoffice):
    docx, folder, process = libreoffice
    assert process.wait(180) == 0
    text = (folder / "resume.txt").read_text("utf-8-sig")
    wanted = [re.sub(r"\s+", " ", part) for _, part in paragraphs(docx)]
    text = re.sub(r"\s+", " ", text)
    at = 0
    for part_text in wanted:
        assert part_text in text[at:], part_text
        at = text.index(part_text, at)


def test_a_detail_reads_the_same_in_every_document(tmp_path):
    """An Arabic paragraph of an English résumé, skills that are only names, an
    emoji of several characters, the address that Lato's slashes cut, a day of
    availability beside a label, an expiry without a date of issue."""
    source = tmp_path / "resume.json"
    family = "\U0001F468\u200d\U0001F467"
    source.write_text(json.dumps({
        "basics": {"name": "Ada", "summary": f"Raised {family}, as "
                   "https://ada.example.org/raising says."},
        "work": [{"name": "Nile Press", "summary": "\u0639\u0645\u0644\u062a",
                  "highlights": ["Printed"]}],
        "skills": [{"name": "Weaving"}, {"name": "Dyeing", "level": "Master"}],
        "certificates": [{"name": "Diver", "expiryDate": "2199-03"}],
        "meta": {"language": "en", "ssh": {"availability": {
            "label": "Open to looms", "from": "2199-05"}}}}))
    out = tmp_path / "out"
    assert publish(source, out).returncode == 0
    raw = subprocess.run(["pdftotext", "-raw", out / "resume.pdf", "-"],
                         capture_output=True, encoding="utf-8",
                         check=True).stdout
    assert "https://ada.example.org/raising says" in raw
    texts = [raw, *((out / f"resume.{kind}").read_text()
                    for kind in ("txt", "md", "html"))]
    for text in texts:
        assert "expires Mar 2199" in text
        assert "from May 2199" in text
        assert family in text or text is raw  # no font has it
    assert "- Weaving\n- **Dyeing**: Master" in texts[2]
    document = part(out / "resume.docx", "word/document.xml")
    rtl = {"".join(paragraph.itertext()): (
        paragraph.find(f"{W}pPr/{W}bidi") is not None,
        paragraph.find(f"{W}r/{W}rPr/{W}rtl") is not None)
        for paragraph in document.iter(f"{W}p")}
    assert rtl["\u0639\u0645\u0644\u062a"] == (True, True)
    assert rtl["Printed"] == rtl["Ada"] == (False, False)
    bold = {"".join(run.itertext()) for run in document.iter(f"{W}r")
            if run.find(f"{W}rPr/{W}b") is not None}
    assert "Dyeing" in bold and "Weaving" not in bold
