"""The documents, read by programs that did not write them."""

import html.parser
import json
import re
import shutil
import subprocess

import pytest

from program import publish, publish_texts, published
from test_cases import HERE, cases, found


@pytest.fixture
def out(case):
    return published(case / "resume.json")


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


@pytest.mark.skipif(not shutil.which("tidy"), reason="there is no tidy")
def test_tidy_finds_no_error():
    pages = [published(case / "resume.json") / "resume.html"
             for case in found("valid")]
    assert subprocess.run(["tidy", "-quiet", "-errors", "-utf8", *pages],
                          check=False).returncode <= 1


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
    if not (out / "resume.vcf").exists():
        assert "Ada" not in (out / "resume.txt").read_text("utf-8")
        return
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
    assert card.adr.value.city == "Lyon"
    assert card.adr.value.region == "Rhône"
    assert card.adr.value.street == card.adr.value.code == ""
    assert card.adr.value.country == "FR"
    assert card.note.value == "I make small, fast things that stay up."


def test_no_name_no_card(tmp_path):
    source = tmp_path / "resume.json"
    source.write_text('{"work": [{"name": "Kestrel"}]}')
    result = publish(source, tmp_path / "out")
    assert result.returncode == 0
    assert not (tmp_path / "out/resume.vcf").exists()
    assert "resume.vcf: left out" in result.stderr


def head_of(tmp_path, resume, name="resume.json"):
    source = tmp_path / name
    source.write_text(json.dumps(resume))
    assert publish(source, tmp_path / "out").returncode == 0
    text = (tmp_path / "out/resume.html").read_text("utf-8")
    return re.search("<html[^>]*>", text).group(), text


def test_html_tells_language_direction_and_addresses(tmp_path):
    def tag(resume, name="resume.json"):
        return head_of(tmp_path, resume, name)[0]

    ada = {"basics": {"name": "Ada"}}
    # Brackets are part of a host, and nowhere else in an address.
    text = head_of(tmp_path, {"basics": {
        "name": "Ada", "url": "https://[2001:db8::1]/a[b]"}})[1]
    assert '"https://[2001:db8::1]/a%5Bb%5D"' in text
    # People write their addresses without a scheme, a link needs one.
    text = head_of(tmp_path, {"basics": {
        "name": "Ada", "url": "Ada.example/~me", "email": "mailto:a@b.example",
        "phone": "tel:+47 1", "profiles": [
            {"network": "GitHub", "url": "github.com/ada"},
            {"network": "Skype", "url": "skype:ada"}]}})[1]
    assert re.findall('<a href="(.*?)">(.*?)</a>', text) == [
        ("mailto:a@b.example", "a@b.example"), ("tel:+471", "+47 1"),
        ("https://Ada.example/~me", "Ada.example/~me"),
        ("https://github.com/ada", "github.com/ada")]
    assert "[github.com/ada](<https://github.com/ada>)" in (
        tmp_path / "out/resume.md").read_text("utf-8")
    assert ".URL:https://github.com/ada\n" in (
        tmp_path / "out/resume.vcf").read_text("utf-8")
    assert tag(ada) == '<html lang="en">'
    assert tag(ada, "resume.fr.json") == '<html lang="fr">'
    assert tag(ada, "cv_pt-BR.json") == '<html lang="pt-BR">'
    assert tag({**ada, "meta": {"language": "de"}},
               "resume.fr.json") == '<html lang="de">'
    assert tag({"basics": {"name": "\u05e0\u05d5\u05e2\u05d4"}}
               ) == '<html lang="he" dir="rtl">'
    assert tag({"basics": {"name": "\u8ecd\u9ad4\u8207\u7d93\u9a57"}}
               ) == '<html lang="zh-Hant">'


def test_lines_of_a_right_to_left_page_begin_at_the_right(tmp_path):
    """A point that began with a Latin word, and every English heading, began
    at the left, between points that began at the right."""
    noa = "\u05e0\u05d5\u05e2\u05d4"
    text = head_of(tmp_path, {"basics": {"name": noa}, "work": [{
        "name": "Example Ltd.", "highlights": [f"AWS: {noa}", "C++"]}]})[1]
    assert "dir=\"auto\"" not in text
    assert f"<li>AWS: {noa}</li>\n<li><bdi>C++</bdi></li>" in text
    assert "<h2><bdi>Experience</bdi></h2>" in text


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928
                        else ((part + 0.055) / 1.055) ** 2.4
                        for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_accents_can_be_read(tmp_path):
    folders = publish_texts({accent: {
        "basics": {"name": "Ada"}, "meta": {"ssh": {"accent": accent}}}
        for accent in ("blue", "teal", "green", "purple", "red", "brown",
                       "grey")}, tmp_path)
    for accent, folder in folders.items():
        text = (folder / "resume.html").read_text("utf-8")
        for name, paper in ("dark", "ffffff"), ("light", "121212"):
            colour = re.search(f"--accent-{name}:#([0-9a-f]{{6}})", text)[1]
            lights = sorted([luminance(colour), luminance(paper)])
            assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, accent
