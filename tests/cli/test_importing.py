"""`resumekit import` as a command: files written whole or not at all, whatever comes in."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumekit.cli.app import main

Shown = Callable[[], str]
RESUME = {"basics": {"name": "Ana Reyes", "label": "Medical assistant"}, "skills": [{"name": "EKG"}]}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    return tmp_path


def test_the_profile_is_called_after_the_person(here: Path) -> None:
    """With the schema beside it; it validates."""
    (here / "r.json").write_text(json.dumps(RESUME))
    assert main(["import", "r.json", "-q"]) == 0
    assert (here / "ana-reyes.yaml").is_file()
    assert (here / ".resumekit" / "profile.schema.json").is_file()
    assert main(["validate", "ana-reyes.yaml", "-q"]) == 0


def test_standard_input_and_output(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`-` reads and writes the streams; nothing else is written."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(RESUME).encode())))
    assert main(["import", "-", "-o", "-"]) == 0
    assert "name: Ana Reyes" in capsys.readouterr().out
    assert list(here.iterdir()) == []


def test_another_career(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A career that there is not is wrong usage."""
    (here / "r.json").write_text(json.dumps(RESUME))
    assert main(["import", "r.json", "--career", "medical-asistant"]) == 2
    assert "Did you mean 'medical-assistant'?" in capsys.readouterr().err


def test_a_pdf_with_its_source(here: Path) -> None:
    """Byte for byte where it is valid; where its evidence is not at hand, that stands as a comment."""
    for number, more in enumerate((b"", b"certifications: [{name: CMA (AAMA), evidence: evidence/cma.pdf}]\n")):
        text = b"# mine\nresumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [EKG]\n" + more
        made = pikepdf.new()
        made.add_blank_page()
        made.attachments["profile.yaml"] = pikepdf.AttachedFileSpec(made, text, filename="profile.yaml")
        made.save(here / "r.pdf")
        assert main(["import", "r.pdf", "-o", f"{number}.yaml", "-q"]) == 0
    assert (here / "0.yaml").read_bytes() == b"# mine\nresumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [EKG]\n"
    assert "# check: left out: certifications[0].evidence: evidence/cma.pdf" in (here / "1.yaml").read_text()
    assert main(["validate", "1.yaml", "-q"]) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0" * 100, b"{", b'{"basics": []}', b'{"basics": {"name": NaN}}', b"[" * 50_000, b"PK\x03\x04junk", b"%PDF-1.4 junk", b"\x89PNG\r\n\x1a\njunk", b"<svg", b"a.b.c",
        b'<!DOCTYPE s [<!ENTITY a "b">]><svg>&a;</svg>', b"cv: [", b"\xff\xfe{\0", b'{"basics": {"name": "' + b"x" * 30_000 + b'"}}',
    ],
)  # fmt: skip
def test_bad_input_writes_nothing(here: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, a problem in words, no file."""
    (here / "in").write_bytes(data)
    assert main(["import", "in", "-o", "out.yaml"]) == 1
    shown = capsys.readouterr().err
    assert "error[" in shown
    assert "bug" not in shown
    assert [path.name for path in here.iterdir()] == ["in"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "startDate", "highlights", "x y"]), inner, max_size=3),
    max_leaves=8,
)
SECTIONS = ["basics", "work", "education", "skills", "certificates", "projects", "languages", "sections", "memberships", "odd"]


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(SECTIONS), VALUES | st.lists(st.dictionaries(st.sampled_from(["name", "startDate", "endDate", "highlights", "keywords", "url"]), st.text(max_size=15)), max_size=3), min_size=1
    )
)
def test_any_values(tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]) -> None:
    """Whatever stands in a JSON Resume: a profile that validates and exit code 0, or 1 and none."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "in.json").write_text(json.dumps(value))
    out = folder / "out.yaml"
    code = main(["import", str(folder / "in.json"), "-o", str(out), "-q", "--today", "2026-11-24", "--from", "jsonresume"])
    assert code in (0, 1)
    assert out.is_file() is (code == 0)
    assert code or main(["validate", str(out), "-q", "--today", "2026-11-24"]) == 0
