"""The profile's records: what they need, what they know by other names, which files they name."""

from pathlib import Path
from typing import Any

import pytest

from resumekit.document import read_document
from resumekit.profile import ENTRY_SECTIONS, Profile, files_of, read_profile
from resumekit.records import Record, also_named, keys_of, named, records_below


def _read(folder: Path, text: str) -> Any:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    return read_profile(read_document(str(folder / "p.yaml")))


RECORDS = sorted({record for _, record in records_below(Profile)} | {Profile}, key=lambda record: record.__name__)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_names_by_which_a_key_is_known(record: type[Record]) -> None:
    """No other name is a key of the same record, or stands for two of its keys; each key says what it is."""
    others = [name for info in record.model_fields.values() for name in also_named(info)]
    assert set(others) & set(keys_of(record)) == set()
    assert len(others) == len(set(others))
    assert all(info.description for info in record.model_fields.values())
    assert all(named(record, name) in keys_of(record) for name in others)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_what_is_needed_has_an_example(record: type[Record]) -> None:
    """The hint of a missing key shows one."""
    assert all(info.examples for info in record.model_fields.values() if info.is_required())


def test_entries_in_order(tmp_path: Path) -> None:
    """Every entry of every section, with its address."""
    text = "resumekit: 1\ncareer: x\nperson: {name: A}\nskills: [EKG]\nexperience: [{employer: B, start: 2022}]\n"
    profile, problems = _read(tmp_path, text)
    assert problems == []
    assert [(section, entry.path) for section, entry in profile.entries()] == [("experience", "experience[0]"), ("skills", "skills[0]")]
    assert set(ENTRY_SECTIONS) <= set(keys_of(Profile))


def test_files_that_entries_name(tmp_path: Path) -> None:
    """Evidence, transcripts and letters, each with its address."""
    text = """resumekit: 1
career: x
person: {name: A}
skills: [{name: B, evidence: b.pdf}]
education: [{institution: C, transcript: t.pdf, evidence: [d.pdf, e.pdf]}]
letters: [{name: F, file: f.pdf}]
"""
    profile, _ = _read(tmp_path, text)
    found = [pair for _, entry in profile.entries() for pair in files_of(entry)]
    assert sorted(found) == [
        ("education[0].evidence[0]", "d.pdf"),
        ("education[0].evidence[1]", "e.pdf"),
        ("education[0].transcript", "t.pdf"),
        ("letters[0].file", "f.pdf"),
        ("skills[0].evidence", "b.pdf"),
    ]


def test_an_unknown_version_is_read_all_the_same(tmp_path: Path) -> None:
    """It is a problem, and so are the others of the file."""
    profile, problems = _read(tmp_path, "resumekit: 2\ncareer: x\nperson: {nam: A}\n")
    assert (profile.person.name, sorted(problem.code for problem in problems)) == ("A", ["bad-version", "unknown-key"])
