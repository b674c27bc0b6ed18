"""The documents, read by programs that did not write them."""

import html.parser
import re
import shutil
import subprocess

import pytest

from program import publish
from test_cases import HERE, cases


@pytest.fixture
def out(case, tmp_path):
    assert publish(case / "resume.json", tmp_path / "out").returncode == 0
    return tmp_path / "out"


class Blocks(html.parser.HTMLParser):
    """The paragraphs and points of running text (what has a class is not),
    the addresses, and the tags."""

    def __init__(self, text):
        super().__init__()
        self.open, self.blocks, self.addresses, self.tags = [], [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.addresses += [value for name, value in attributes
                           if name in ("href", "src", "action")]
        if tag in ("p", "li", "ul"):
            self.open.append(["", "class" in dict(attributes)])

    def handle_endtag(self, tag):
        if tag in ("p", "li", "ul"):
            text, has_class = self.open.pop()
            if not has_class and not any(has for _, has in self.open):
                self.blocks.append(" ".join(text.split()))

    def handle_data(self, data):
        if self.open:
            self.open[-1][0] += data


@cases("valid")
def test_html_is_sound(case, out):
    html5lib = pytest.importorskip("html5lib")
    text = (out / "resume.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    if shutil.which("tidy"):
        tidy = subprocess.run(["tidy", "-quiet", "-errors", "-utf8",
                               out / "resume.html"], check=False)
        assert tidy.returncode <= 1


@cases("valid")
def test_html_runs_and_fetches_nothing(case, out):
    text = (out / "resume.html").read_text(encoding="utf-8")
    parsed = Blocks(text)
    assert not parsed.tags & {"script", "link", "img", "iframe", "object",
                              "form", "base"}
    assert [address for address in parsed.addresses
            if not re.match(r"(https?://|mailto:|tel:)[!-~]+$", address)] == []
    assert "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text


@cases("valid")
def test_markdown_says_what_html_says(case, out):
    if not shutil.which("cmark"):
        pytest.skip("there is no cmark")
    written = Blocks((out / "resume.html").read_text(encoding="utf-8"))
    # The raw tags are those of emphasis next to punctuation, and no others.
    markdown = Blocks(subprocess.run(
        ["cmark", "--unsafe", out / "resume.md"], check=True,
        capture_output=True, encoding="utf-8").stdout)
    assert markdown.tags <= {"p", "li", "ul", "a", "em", "strong", "code",
                             "h1", "h2", "h3", "h4", "h5", "h6"}
    assert [block for block in written.blocks
            if block not in markdown.blocks] == []


@cases("valid")
def test_card_is_sound(case, out):
    data = (out / "resume.vcf").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    vobject = pytest.importorskip("vobject")
    card = vobject.readOne(data.decode())
    assert card.version.value == "3.0"
    assert card.fn.value


def test_card_has_the_properties_that_phones_import(tmp_path):
    vobject = pytest.importorskip("vobject")
    source = HERE / "valid/standard/resume.json"
    publish(source, tmp_path / "out")
    card = vobject.readOne((tmp_path / "out/resume.vcf").read_text("utf-8"))
    assert card.fn.value == "Ada Mercer"
    assert card.n.value.family == "Mercer"
    assert card.n.value.given == "Ada"
    assert card.org.value == ["Northwind Payments"]
    assert card.title.value == "Senior systems engineer"
    assert card.email.value == "ada@example.com"
    assert card.tel.value == "+33 4 00 00 00 00"
    assert {url.value for url in card.contents["url"]} == {
        "https://ada.example.com", "https://github.com/ada"}
    assert card.adr.value.street == "1 Quai Neuf"
    assert card.adr.value.city == "Lyon"
    assert card.adr.value.region == "Rhône"
    assert card.adr.value.code == "69000"
    assert card.adr.value.country == "FR"
    assert card.note.value == "I make small, fast things that stay up."
