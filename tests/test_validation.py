"""What a profile's structure cannot say: dates, evidence files, variants, looks."""

import os
import random
from datetime import date
from pathlib import Path

import pytest

from resumekit.files import MAX_EVIDENCE_BYTES
from resumekit.load import read

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"
PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"
WEBP, HEIC = b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"\x00\x00\x00\x18ftypheic"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile's folder with evidence, and a file beside it that is nobody's business."""
    made = tmp_path / "ana"
    evidence = made / "evidence"
    evidence.mkdir(parents=True)
    (tmp_path / "secret.pdf").write_bytes(PDF)
    for name, data in {
        "a.pdf": PDF, "b.png": PNG, "c.jpg": JPEG, "d.jpeg": JPEG, "e.webp": WEBP, "f.heic": HEIC, "UPPER.PDF": PDF, "with space.pdf": PDF, "é.pdf": PDF, "late.pdf": b"\n\n" + PDF,
        "empty.pdf": b"", "word.pdf": b"PK\x03\x04", "page.pdf": b"<!DOCTYPE html>", "photo.pdf": JPEG, "scan.png": PDF, "gif.png": b"GIF89a", "noise.pdf": random.Random(1).randbytes(500),
        "notes.txt": b"x", "letter.docx": b"PK\x03\x04", "none": PDF,
    }.items():  # fmt: skip
        (evidence / name).write_bytes(data)
    (evidence / "out.pdf").symlink_to(tmp_path / "secret.pdf")
    (evidence / "in.pdf").symlink_to(evidence / "a.pdf")
    (evidence / "lost.pdf").symlink_to(evidence / "nowhere.pdf")
    (evidence / "loop.pdf").symlink_to(evidence / "loop.pdf")
    (evidence / "folder.pdf").mkdir()
    os.mkfifo(evidence / "pipe.pdf")
    with (evidence / "huge.pdf").open("wb") as stream:
        stream.write(PDF)
        stream.truncate(MAX_EVIDENCE_BYTES + 1)
    return made


def _problems(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Code, message and hint of each problem of a profile."""
    (folder / "p.yaml").write_text(HEAD + text, encoding="utf-8")
    return [(problem.code, problem.message, problem.hint) for problem in read(str(folder / "p.yaml"), today=TODAY).problems]


@pytest.mark.parametrize("name", ["a.pdf", "b.png", "c.jpg", "d.jpeg", "e.webp", "f.heic", "UPPER.PDF", "with space.pdf", "é.pdf", "late.pdf", "in.pdf", "./a.pdf", "../evidence/a.pdf"])
def test_good_evidence(folder: Path, name: str) -> None:
    """Files of the right type inside the folder, by whichever way."""
    assert _problems(folder, f"skills: [{{name: EKG, evidence: 'evidence/{name}'}}]") == []


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("evidence/A.pdf", "evidence-missing", "did you mean evidence/a.pdf?"),
        ("evidence/upper.pdf", "evidence-missing", "did you mean evidence/UPPER.PDF?"),
        ("evidence/zzzzzz.pdf", "evidence-missing", "put it there"),
        ("evidnce/a.pdf", "evidence-missing", "there is no folder evidnce"),
        ("a.pdf", "evidence-missing", "put it there"),
        ("evidence\\a.pdf", "evidence-missing", "write it with slashes: evidence/a.pdf"),
        ("evidence/lost.pdf", "evidence-missing", "there is no file"),
        ("evidence/a.pdf/b.pdf", "evidence-missing", "there is no file"),
        ("evidence/" + "x" * 300 + ".pdf", "evidence-missing", "there is no file"),
        ("evidence/loop.pdf", "evidence-unreadable", "leads to itself"),
        ("evidence/folder.pdf", "evidence-unreadable", "is a folder"),
        ("evidence", "evidence-unreadable", "is a folder"),
        (".", "evidence-unreadable", "is a folder"),
        ("evidence/pipe.pdf", "evidence-unreadable", "not a regular file"),
        ("evidence/empty.pdf", "evidence-empty", "is empty"),
        ("evidence/huge.pdf", "file-too-large", "larger than 100 MB"),
        ("evidence/word.pdf", "evidence-type", "a Word or ZIP file"),
        ("evidence/page.pdf", "evidence-type", "a web page"),
        ("evidence/photo.pdf", "evidence-type", "a JPEG"),
        ("evidence/scan.png", "evidence-type", "a PDF"),
        ("evidence/gif.png", "evidence-type", "a GIF"),
        ("evidence/noise.pdf", "evidence-type", "something else"),
        ("evidence/notes.txt", "evidence-type", "save it as PDF"),
        ("evidence/letter.docx", "evidence-type", "save it as PDF"),
        ("evidence/none", "evidence-type", "save it as PDF"),
        ("evidence/out.pdf", "evidence-outside", "lies outside"),
        ("../secret.pdf", "evidence-outside", "lies outside"),
        ("evidence/../../secret.pdf", "evidence-outside", "lies outside"),
        ("/etc/passwd", "evidence-outside", "this computer alone"),
        ("~/a.pdf", "evidence-outside", "this computer alone"),
        ("C:\\Users\\ana\\a.pdf", "evidence-outside", "this computer alone"),
        ("\\\\server\\a.pdf", "evidence-outside", "this computer alone"),
        ("file:///etc/passwd", "evidence-outside", "this computer alone"),
        ("https://example.org/a.pdf", "evidence-remote", "never fetches"),
        ("ftp://example.org/a.pdf", "evidence-remote", "never fetches"),
    ],
)
def test_bad_evidence(folder: Path, name: str, code: str, words: str) -> None:
    """Each is one problem, in words about this file."""
    (problem,) = _problems(folder, f"skills: [{{name: EKG, evidence: '{name}'}}]")
    assert problem[0] == code
    assert words in f"{problem[1]} {problem[2]}"


def test_unreadable_evidence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is said to be one (root may read everything, so the system's answer is given here)."""
    real = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith("a.pdf"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    assert _problems(folder, "skills: [{name: EKG, evidence: evidence/a.pdf}]") == [("evidence-unreadable", "evidence/a.pdf may not be read", "allow reading it: chmod u+r evidence/a.pdf")]


def test_evidence_of_an_included_file(folder: Path) -> None:
    """It is read from the folder of the file that names it, and must still lie in the profile's."""
    (folder / "evidence" / "more.yaml").write_text("skills: [{name: EKG, evidence: a.pdf}, {name: Holter, evidence: ../../secret.pdf}]", encoding="utf-8")
    (problem,) = _problems(folder, "include: evidence/more.yaml")
    assert problem[0] == "evidence-outside"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("externships: [{site: A, start: 2022-09, end: 2022}]", None),
        ("externships: [{site: A, start: 2022-09-30, end: 2022-09}]", None),
        ("externships: [{site: A, start: 2022-09, end: 2022-08-31}]", "end-before-start"),
        ("certifications: [{name: BLS Provider, issued: 2026-11-24}]", None),
        ("certifications: [{name: BLS Provider, issued: 2026-11}]", None),
        ("certifications: [{name: BLS Provider, issued: 2026}]", None),
        ("certifications: [{name: BLS Provider, issued: 2026-11-25}]", "date-in-future"),
        ("certifications: [{name: BLS Provider, issued: 2026-12}]", "date-in-future"),
        ("certifications: [{name: BLS Provider, issued: 2022, expires: 2022}]", None),
        ("certifications: [{name: BLS Provider, issued: 2022-06, expires: 2022-05}]", "expiry-before-issue"),
        ("education: [{institution: A, start: 2027-01, end: 2029}]", None),
        ("sections: {Talks: [{title: A, date: 2027-01}]}", None),
    ],
)
def test_dates_at_their_ends(folder: Path, text: str, code: str | None) -> None:
    """A date without its day or month may be any day of it: only what is wrong for all of them is wrong."""
    assert [problem[0] for problem in _problems(folder, text)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("design: {template: ./mine}", ["unknown-template"]),
        ("design: {template: classic, options: {paper: {a: b}}}", ["bad-choice"]),
        ("design: {options: {accent: '#ffcc00'}}", ["low-contrast"]),
        ("design: {template: clasic, options: {accent: x}}", ["unknown-template"]),
        ("design: {template: portfolio}", ["unknown-template"]),
        ("design: {template: clasic}\nvariants: {a: {options: {paper: a4}}}", ["unknown-template"]),
        ("variants: {a: {template: clinical}, b: {extends: a, options: {nope: x}}}", ["unknown-option"]),
        ("variants: {a: {options: {paper: a4}}}", []),
        ("language: fr.yaml", ["file-not-found"]),
        ("language: ../fr.yaml", ["unknown-language"]),
        ("language: es", []),
    ],
)
def test_looks(folder: Path, text: str, codes: list[str]) -> None:
    """Templates, options and languages are checked where they are named, against the template they end up with."""
    assert [problem[0] for problem in _problems(folder, text)] == codes


def test_circles_are_told_once(folder: Path) -> None:
    """However many variants lead into one, and in whichever order."""
    text = "variants: {x: {extends: a}, a: {extends: b}, b: {extends: c}, c: {extends: b}, y: {extends: c}, z: {extends: none}}"
    assert [problem[:2] for problem in _problems(folder, text)] == [("variant-cycle", "variants extend each other in a circle: b → c → b"), ("unknown-variant", "there is no variant none")]


def test_long_chains_are_followed_in_time(folder: Path) -> None:
    """Five thousand variants that extend each other in a row."""
    text = "variants:\n" + "".join(f"  v{number}: {{extends: v{number + 1}}}\n" for number in range(5000)) + "  v5000: {}\n"
    assert _problems(folder, text) == []
