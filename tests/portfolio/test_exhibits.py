"""Which evidence is numbered how."""

from pathlib import Path

import pytest
from PIL import Image

from resumekit.confine import Facts
from resumekit.document import read_document
from resumekit.portfolio import exhibits
from resumekit.portfolio.copies import Unusable
from resumekit.portfolio.exhibits import copy_documents, find_evidence
from resumekit.profile import Profile, read_profile

HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


def here(_path: str) -> str:
    """All names are read from one folder."""
    return ""


def profile(text: str) -> Profile:
    """A profile from YAML, which must be right."""
    read, problems = read_profile(read_document("p.yaml", data=(HEAD + text).encode()))
    assert problems == []
    assert read is not None
    return read


def test_parts_are_lettered_in_order_of_the_contents() -> None:
    """Credentials come first whatever the order of the file; a part without evidence takes no letter."""
    found = find_evidence(
        profile(
            "training: [{title: Update, evidence: t.pdf}]\n"
            "education: [{institution: College, transcript: s.pdf}]\n"
            "certifications: [{name: CCMA, evidence: [a.pdf, b.png]}, {name: BLS, evidence: c.jpg}]\n"
        ),
        here,
    )
    assert [
        ("A-1", "certifications[0].evidence[0]", "a.pdf"),
        ("A-2", "certifications[0].evidence[1]", "b.png"),
        ("A-3", "certifications[1].evidence", "c.jpg"),
        ("B-1", "education[0].transcript", "s.pdf"),
        ("C-1", "training[0].evidence", "t.pdf"),
    ] == [(one.number, one.path, one.file) for one in found]


def test_a_document_that_two_entries_name_is_one_exhibit() -> None:
    """It belongs to the entry that comes first in the contents."""
    found = find_evidence(profile("skills: [{name: EKG, evidence: ekg.pdf}]\ncertifications: [{name: CET, evidence: ekg.pdf}]\n"), here)
    assert [(one.number, one.entry, one.also) for one in found] == [("A-1", "certifications[0]", ("skills[0]",))]


def test_the_same_name_in_two_folders_is_two_documents() -> None:
    """An included file names what lies beside it; the same document by another way is one."""
    text = "certifications: [{name: CCMA, evidence: card.pdf}, {name: BLS, evidence: card.pdf}, {name: CET, evidence: ../card.pdf}]\n"
    folders = {"certifications[0].evidence": "", "certifications[1].evidence": "more", "certifications[2].evidence": "more"}
    found = find_evidence(profile(text), folders.__getitem__)
    assert [("A-1", "certifications[0]", ("certifications[2]",)), ("A-2", "certifications[1]", ())] == [(one.number, one.entry, one.also) for one in found]


def test_an_address_is_no_exhibit() -> None:
    """What is never fetched cannot be shown."""
    assert find_evidence(profile('certifications: [{name: CET, evidence: "https://verify.example.org/1"}]\n'), here) == ()


def test_an_entry_is_named_by_its_first_text() -> None:
    """An externship by its site, a letter by its writer."""
    found = find_evidence(profile("externships: [{site: Desert Clinic, role: Extern, start: 2025-01, evidence: hours.pdf}]\nletters: [{name: Dr. Park, title: Physician, file: letter.pdf}]\n"), here)
    assert [one.title for one in found] == ["Desert Clinic", "Dr. Park"]


def test_several_files_of_an_entry_are_told_apart() -> None:
    """By their names in words; a job is named with its employer."""
    text = (
        "externships: [{site: Desert Clinic, start: 2025-01, evidence: [time-sheet.pdf, skills_checklist.jpg]}]\n"
        "experience: [{title: Assistant, employer: Mesa Clinic, start: 2025, evidence: review.pdf}]\n"
    )
    assert ["Desert Clinic, time sheet", "Desert Clinic, skills checklist", "Assistant, Mesa Clinic"] == [one.title for one in find_evidence(profile(text), here)]


def test_only_a_pdf_is_tried_once_more_as_pictures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another way of reading a picture does not exist."""

    def fail(_: str, *, as_pictures: bool) -> tuple[Facts, bytes]:
        if as_pictures:
            return {"refused": ["evidence-broken", "was tried once more", ""]}, b""
        raise MemoryError

    monkeypatch.setattr(exhibits, "_copied", fail)
    Image.new("L", (9, 9)).save(tmp_path / "a.png")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    refused = list(copy_documents([str(tmp_path / name) for name in ("a.png", "b.pdf", "gone.pdf")]))
    assert ["needs too much memory to read", "was tried once more", "needs too much memory to read"] == [one.message for one in refused if isinstance(one, Unusable)]
