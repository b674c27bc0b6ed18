"""resume.json as it is published: what other programs of JSON Resume read,
and what our own reads back as the same résumé."""

import json

import pytest

from program import TOP, publish
from test_cases import HERE, STANDARD_KEYS

OTHERS = ["resume.html", "resume.md", "resume.pdf", "resume.txt",
          "resume.vcf"]


def publish_twice(source, tmp_path):
    """What is published; it must say the same when it is read again."""
    assert publish(source, tmp_path / "once").returncode == 0
    again = tmp_path / "again.json"
    again.write_bytes((tmp_path / "once/resume.json").read_bytes())
    assert publish(again, tmp_path / "twice").returncode == 0
    for name in [*OTHERS, "resume.json"]:
        assert ((tmp_path / "once" / name).read_bytes()
                == (tmp_path / "twice" / name).read_bytes())
    return json.loads(again.read_text())


@pytest.mark.parametrize("source", [
    TOP / "content/resume.json", HERE / "valid/sub-projects/resume.json"],
    ids=["ours", "sub-projects"])
def test_projects_of_a_job_are_published_as_standard_projects(source,
                                                              tmp_path):
    original = json.loads(source.read_text())
    published = publish_twice(source, tmp_path)
    assert set(published) <= STANDARD_KEYS
    lifted = [{**part, "entity": job["name"]} for job in original["work"]
              for part in job.get("projects", [])]
    assert lifted
    assert published["projects"] == lifted + original.get("projects", [])
    assert [job for job in published["work"] if "projects" in job] == []


@pytest.mark.parametrize("work", [
    # Nobody could tell which stay at Kestrel a part belongs to,
    [{"name": "Kestrel", "position": "Lead"},
     {"name": "Kestrel", "position": "Engineer",
      "projects": [{"name": "Broker"}]}],
    # nor whose this is,
    [{"position": "Lead", "projects": [{"name": "Broker"}]}],
    # and this says already for whom it was.
    [{"name": "Kestrel", "projects": [
        {"name": "Broker", "entity": "Northwind"}]}],
])
def test_ambiguous_work_is_published_unchanged(work, tmp_path):
    source = tmp_path / "resume.json"
    source.write_text(json.dumps({"basics": {"name": "Ada"}, "work": work}))
    assert publish_twice(source, tmp_path)["work"] == work


def test_jobs_at_one_employer_are_distinguished_by_dates(tmp_path):
    source = tmp_path / "resume.json"
    source.write_text(json.dumps({"basics": {"name": "Ada"}, "work": [
        {"name": "Kestrel", "startDate": "2020"},
        {"name": "Kestrel", "startDate": "2015", "endDate": "2018",
         "projects": [{"name": "Broker", "startDate": "2016"}]}]}))
    published = publish_twice(source, tmp_path)
    assert published["projects"] == [
        {"name": "Broker", "startDate": "2016", "entity": "Kestrel"}]


def test_control_characters_are_published_as_escapes(tmp_path):
    """Visitors print resume.json on their terminals."""
    source = tmp_path / "resume.json"
    resume = {"basics": {"name": "Ada", "summary": "a\x9b31m\x7f\x1bb\u00a0c"}}
    source.write_text(json.dumps(resume, ensure_ascii=False))
    publish(source, tmp_path / "out")
    text = (tmp_path / "out/resume.json").read_text()
    assert [c for c in text if c in "\x9b\x7f\x1b"] == []
    assert json.loads(text)["basics"] == resume["basics"]
    assert "\u00a0" in text
