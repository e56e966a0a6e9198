"""`resumekit inspect`: readings, comparisons, the profile inside, and files that are no PDFs."""

import io
import json
import shutil
import sys
from pathlib import Path

import pikepdf
import pytest

from resumekit.cli.session import Session
from tests.cli.conftest import Call

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def resume(call: Call, tmp_path: Path) -> str:
    """Ana's resume, beside her profile."""
    shutil.copytree(ROOT / "examples" / "ana-reyes", tmp_path / "ana")
    assert call("render", "ana/ana-reyes.yaml", "-q").code == 0
    return "ana/ana-reyes.pdf"


def test_a_resume_is_read_without_its_profile(call: Call, resume: str) -> None:
    """One JSON document, with the contract's keys first."""
    answer = call("inspect", resume, "--format", "json")
    assert 0 == answer.code
    found = json.loads(answer.out)
    assert ["format", "pages", "title", "language", "tagged", "variant", "text", "contact", "sections", "fields", "recall"] == list(found)[:11]
    assert (1, "pdf/ua-1", True, [], None) == (found["pages"], found["variant"], found["tagged"], found["fields"], found["recall"])
    assert found["contact"]["name"].startswith("Ana Reyes")


def test_against_the_profile_every_field_is_there(call: Call, resume: str) -> None:
    """The variant that it was made from is found by itself."""
    found = json.loads(call("inspect", resume, "--against", "ana/ana-reyes.yaml", "--format", "json").out)
    assert 1.0 == found["recall"]
    assert {"same"} == {field["status"] for field in found["fields"]}
    assert "person.email" in {field["path"] for field in found["fields"]}


def test_the_text_alone(call: Call, resume: str) -> None:
    """As a machine reads it."""
    answer = call("inspect", resume, "--text")
    assert answer.out.startswith("Ana Reyes")


def test_the_profile_inside_comes_out(call: Call, resume: str, tmp_path: Path) -> None:
    """As it was put in; without one that is said."""
    answer = call("inspect", resume, "--source")
    assert (1, "") == (answer.code, answer.out)
    assert "has no profile inside" in answer.err
    with pikepdf.open(tmp_path / resume) as document:
        document.attachments["profile.yaml"] = pikepdf.AttachedFileSpec(document, "resumekit: 1\n# ñ\n".encode(), filename="profile.yaml")
        out = io.BytesIO()
        document.save(out)
    (tmp_path / "with.pdf").write_bytes(out.getvalue())
    assert (0, "resumekit: 1\n# ñ\n") == (call("inspect", "with.pdf", "--source").code, call("inspect", "with.pdf", "--source").out)


def test_exhibits_are_compared_with_what_lies_beside_the_file_or_its_profile(call: Call, tmp_path: Path) -> None:
    """One that has changed and one that is gone are told, with the profile too, which is otherwise read as ever; elsewhere nothing is compared."""
    (tmp_path / "ana").mkdir()
    for name in ("a", "b", "c"):
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(300, 400 + ord(name)))
        pdf.save(tmp_path / "ana" / f"{name}.pdf")
    listed = "".join(f"  - {{name: {name}, evidence: {name}.pdf}}\n" for name in ("a", "b", "c"))
    (tmp_path / "ana" / "ana.yaml").write_text(f"resumekit: 1\ncareer: medical-assistant\nperson: {{name: Ana Reyes}}\ncertifications:\n{listed}", encoding="utf-8")
    assert 0 == call("portfolio", "ana/ana.yaml", "-q").code
    shutil.copy(tmp_path / "ana" / "ana-portfolio.pdf", tmp_path / "sent.pdf")
    (tmp_path / "ana" / "b.pdf").write_bytes((tmp_path / "ana" / "a.pdf").read_bytes())
    (tmp_path / "ana" / "c.pdf").unlink()
    answers = [call(*arguments, "--format", "json") for arguments in (("inspect", "ana/ana-portfolio.pdf"), ("inspect", "sent.pdf", "--against", "ana/ana.yaml"), ("inspect", "sent.pdf"))]
    assert [0, 0, 0] == [answer.code for answer in answers]
    told = [[exhibit["check"] for exhibit in json.loads(answer.out)["exhibits"]] for answer in answers]
    assert [["same", "changed", "missing"], ["same", "changed", "missing"], ["", "", ""]] == told
    said = call("inspect", "ana/ana-portfolio.pdf").out
    assert "2 of 3 exhibits are not what lies in the evidence folder now: 1 changed (A-2), 1 missing (A-3)" in " ".join(said.split("What a machine reads")[0].split())
    first = [json.loads(answer.out)["warnings"][:1] for answer in answers]
    assert ["exhibits-differ", "exhibits-differ"] == [one[0]["code"] for one in first[:2]]
    assert [] == [one for one in json.loads(answers[2].out)["warnings"] if one["code"] in ("exhibits-differ", "columns")]


def test_a_strangers_profile_is_harmless_on_a_terminal_and_whole_elsewhere(call: Call, resume: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes go to a file as they are, bad ones too; a terminal gets nothing that could steer it."""
    data = b"resumekit: 1\r\n# \x1b[31m \xff\n"
    with pikepdf.open(tmp_path / resume) as document:
        document.attachments["profile.yaml"] = pikepdf.AttachedFileSpec(document, data, filename="profile.yaml")
        document.save(tmp_path / "with.pdf")
    assert 0 == call("inspect", "with.pdf", "--source", "-o", "out.yaml").code
    assert data == (tmp_path / "out.yaml").read_bytes()
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    Session().show_bytes(data)
    assert "resumekit: 1\n# \ufffd[31m \ufffd\n" == terminal.getvalue()


class Terminal(io.StringIO):
    """A standard output that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("option", ["--source", "--text"])
def test_a_text_has_no_other_form(option: str, call: Call, resume: str) -> None:
    """It is not put into JSON, and not shown in its place without a word."""
    answer = call("inspect", resume, option, "--format", "json")
    assert (2, "") == (answer.code, answer.out)
    assert f"{option} shows a text as it is" in answer.err


@pytest.mark.parametrize("arguments", [["inspect", "ana.yaml"], ["inspect", "none.pdf"], ["inspect", "."]])
def test_what_is_no_pdf_is_one_clear_line(arguments: list[str], call: Call) -> None:
    """Exit 1, nothing on standard output."""
    answer = call(*arguments)
    assert (1, "") == (answer.code, answer.out)
    assert arguments[1] in answer.err


def test_an_unknown_variant_is_wrong_usage(call: Call, resume: str) -> None:
    """With what was meant."""
    answer = call("inspect", resume, "--against", "ana.yaml", "-V", "cardiolgy")
    assert 2 == answer.code
    assert "Did you mean 'cardiology'?" in answer.err


@pytest.mark.parametrize("option", [["-V", "any"], ["--set", "person.name=Ana"]])
def test_what_is_of_a_profile_needs_one(option: list[str], call: Call, resume: str) -> None:
    """An option that would change nothing is wrong usage."""
    answer = call("inspect", resume, *option)
    assert (2, "") == (answer.code, answer.out)
    assert "name it with --against PROFILE" in answer.err


def test_a_portfolio_that_is_not_marked_as_accessible_has_its_sections_where_they_are(call: Call) -> None:
    """The lines of its contents are no titles of sections."""
    fonts = pikepdf.new()
    page = fonts.add_blank_page(page_size=(300, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=fonts.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))))
    page.Contents = fonts.make_stream(b"BT /F 14 Tf 60 300 Td (Certificate of Ana) Tj ET")
    fonts.save("card.pdf")
    Path("card.yaml").write_text(
        "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications: [{name: BLS, issued: 2026-01, evidence: card.pdf}]\n"
        "experience: [{employer: Elm Clinic, title: Medical assistant, start: 2022-01, highlights: [Drew blood]}]\n",
        encoding="utf-8",
    )
    assert "evidence-font" in call("portfolio", "card.yaml").err
    found = json.loads(call("inspect", "card-portfolio.pdf", "--format", "json").out)
    lines = {section["title"]: section["lines"] for section in found["sections"]}
    assert ["Contents", "Resume", "Skill map", "Certifications"] == list(lines)[:4]
    assert min(lines["Contents"], lines["Skill map"]) > 5 > lines["Certifications"]
    assert "columns" not in [fault["code"] for fault in found["warnings"]]
