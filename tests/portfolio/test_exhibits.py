"""Which evidence is numbered how."""

from resumekit.document import read_document
from resumekit.portfolio.exhibits import find_exhibits
from resumekit.profile import Profile, read_profile

HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


def profile(text: str) -> Profile:
    """A profile from YAML, which must be right."""
    read, problems = read_profile(read_document("p.yaml", data=(HEAD + text).encode()))
    assert problems == []
    assert read is not None
    return read


def test_parts_are_lettered_in_order_of_the_contents() -> None:
    """Credentials come first whatever the order of the file; a part without evidence takes no letter."""
    found = find_exhibits(
        profile(
            "training: [{title: Update, evidence: t.pdf}]\n"
            "education: [{institution: College, transcript: s.pdf}]\n"
            "certifications: [{name: CCMA, evidence: [a.pdf, b.png]}, {name: BLS, evidence: c.jpg}]\n"
        )
    )
    assert [(one.number, one.entry, one.file, one.kind) for one in found] == [
        ("A-1", "certifications[0]", "a.pdf", "PDF"),
        ("A-2", "certifications[0]", "b.png", "PNG"),
        ("A-3", "certifications[1]", "c.jpg", "JPG"),
        ("B-1", "education[0]", "s.pdf", "PDF"),
        ("C-1", "training[0]", "t.pdf", "PDF"),
    ]


def test_a_document_that_two_entries_name_is_one_exhibit() -> None:
    """It belongs to the entry that comes first in the contents."""
    found = find_exhibits(profile("skills: [{name: EKG, evidence: ekg.pdf}]\ncertifications: [{name: CET, evidence: ekg.pdf}]\n"))
    assert [(one.number, one.entry) for one in found] == [("A-1", "certifications[0]")]


def test_an_address_is_no_exhibit() -> None:
    """What is never fetched cannot be shown."""
    assert find_exhibits(profile('certifications: [{name: CET, evidence: "https://verify.example.org/1"}]\n')) == ()


def test_an_entry_is_named_by_its_first_text() -> None:
    """An externship by its site, a letter by its writer."""
    found = find_exhibits(profile("externships: [{site: Desert Clinic, role: Extern, start: 2025-01, evidence: hours.pdf}]\nletters: [{name: Dr. Park, title: Physician, file: letter.pdf}]\n"))
    assert [one.title for one in found] == ["Desert Clinic", "Dr. Park"]
