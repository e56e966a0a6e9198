"""A profile out of a PDF of ours."""

import io
from datetime import date

import pikepdf
import pytest

from resumekit.exchange.formats import read
from resumekit.files import FileProblem

TODAY = date(2026, 11, 24)
PROFILE = b"resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [EKG, {name: Vital signs, hours: 10}]\n"


def pdf(attached: dict[str, bytes]) -> bytes:
    """A page with files inside."""
    made = pikepdf.new()
    made.add_blank_page()
    for name, data in attached.items():
        made.attachments[name] = pikepdf.AttachedFileSpec(made, data, filename=name)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_profile_comes_back_as_it_was() -> None:
    """Its bytes and its values."""
    draft = read("x.pdf", pdf({"manifest.json": b"{}", "profile.yaml": PROFILE}), today=TODAY)
    assert draft.data == PROFILE
    assert draft.tree["skills"] == ["EKG", {"name": "Vital signs", "hours": "10"}]


@pytest.mark.parametrize(
    ("data", "why"), [(pdf({}), "no profile inside"), (pdf({"profile.yaml": b"- a"}), "cannot be read"), (pdf({"profile.yaml": b"\xff\xfe\0"}), "cannot be read"), (b"%PDF-1.7\n", "x.pdf")]
)
def test_a_pdf_without_one(data: bytes, why: str) -> None:
    """It is said in one line."""
    with pytest.raises(FileProblem, match=why):
        read("x.pdf", data, today=TODAY)
