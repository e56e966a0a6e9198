"""`resumekit render`: what is written where, whole or not at all."""

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import PROFILE, Call

ROOT = Path(__file__).parent.parent.parent


def files(folder: Path) -> set[str]:
    """The files below a folder that were not there before."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"ana.yaml", "broken.yaml"}


def test_a_pdf_beside_the_profile_unless_told_otherwise(call: Call, tmp_path: Path) -> None:
    """Named after the profile, and said on standard error."""
    shutil.copytree(ROOT / "examples" / "ana-reyes", tmp_path / "ana")
    before = files(tmp_path)
    answer = call("render", "ana/ana-reyes.yaml")
    assert (answer.code, answer.out) == (0, "")
    assert {"ana/ana-reyes.pdf"} == files(tmp_path) - before
    assert "wrote ana/ana-reyes.pdf (1 page)\n" in answer.err
    assert (tmp_path / "ana" / "ana-reyes.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-f", "html"], {"ana.html"}),
        (["-f", "md", "-f", "txt", "-f", "md"], {"ana.md", "ana.txt"}),
        (["-f", "txt", "-V", "cardiology"], {"ana-cardiology.txt"}),
        (["-f", "txt", "-V", "cardiology", "-V", "office"], {"ana-cardiology.txt", "ana-office.txt"}),
        (["-f", "txt", "--all"], {"ana.txt", "ana-cardiology.txt", "ana-office.txt"}),
        (["-f", "txt", "-o", "new/folder"], {"new/folder/ana.txt"}),
        (["-o", "mine.html"], {"mine.html"}),
        (["-f", "txt", "-o", "mine.txt"], {"mine.txt"}),
        (["-f", "txt", "-f", "md", "-o", "mine.txt/"], {"mine.txt/ana.txt", "mine.txt/ana.md"}),
        (["-f", "docx", "-f", "png", "--width", "200"], {"ana.docx", "ana-1.png"}),
        (["-f", "png", "-V", "office", "--width", "200"], {"ana-office-1.png"}),
        (["-o", "mine.png", "--width", "200"], {"mine.png"}),
        (["-o", "mine.docx"], {"mine.docx"}),
        (["-f", "txt", "-t", "clinical"], {"ana.txt"}),
    ],
)
def test_names_of_outputs(options: list[str], expected: set[str], call: Call, tmp_path: Path) -> None:
    """STEM[-VARIANT].EXT; `-o` is a folder, or a file's name where that is the only reading."""
    answer = call("render", "ana.yaml", *options)
    assert answer.code == 0, answer.err
    assert expected == files(tmp_path)
    assert {f"wrote {name}" for name in expected} == set(answer.err.splitlines())


def test_standard_input_renders_into_the_working_folder(call: Call, tmp_path: Path) -> None:
    """There is no name to go by, so it is resume."""
    assert call("render", "-", "-f", "txt", stdin=PROFILE).code == 0
    assert {"resume.txt"} == files(tmp_path)


def test_a_variant_has_its_own_entries(call: Call, tmp_path: Path) -> None:
    """Tags choose."""
    call("render", "ana.yaml", "-f", "txt", "--all")
    texts = {name: (tmp_path / f"ana{name}.txt").read_text(encoding="utf-8") for name in ("", "-cardiology", "-office")}
    assert [("EKG" in text, "Filing" in text) for text in texts.values()] == [(True, True), (True, False), (False, True)]


def test_set_changes_what_is_printed(call: Call, tmp_path: Path) -> None:
    """Any field, from the shell."""
    assert call("render", "ana.yaml", "-f", "txt", "--set", "person.name=Ana Luz Reyes").code == 0
    assert "Ana Luz Reyes" in (tmp_path / "ana.txt").read_text(encoding="utf-8")


def test_nothing_is_written_where_one_of_several_fails(call: Call, tmp_path: Path) -> None:
    """All or none, and what was there before stays."""
    (tmp_path / "ana.txt").write_text("old", encoding="utf-8")
    (tmp_path / "ana-office.txt").mkdir()
    answer = call("render", "ana.yaml", "-f", "txt", "--all")
    assert answer.code == 1
    assert "ana-office.txt is a folder" in answer.err
    assert {"ana.txt"} == files(tmp_path)
    assert (tmp_path / "ana.txt").read_text(encoding="utf-8") == "old"


def test_the_profile_is_never_overwritten(call: Call, tmp_path: Path) -> None:
    """A profile that is called resume.txt is not a place for a text resume."""
    (tmp_path / "mine.txt").write_text(PROFILE, encoding="utf-8")
    answer = call("render", "mine.txt", "-f", "txt")
    assert answer.code == 1
    assert "was just read" in answer.err
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == PROFILE


def test_strict_writes_nothing_where_something_is_to_be_said(call: Call, tmp_path: Path) -> None:
    """Without it the same is a warning beside the file."""
    text = PROFILE + 'design: {options: {accent: "#9fe0e0"}}\n'
    assert call("render", "-", "-f", "html", "--strict", stdin=text).code == 1
    assert set() == files(tmp_path)
    answer = call("render", "-", "-f", "html", stdin=text)
    assert answer.code == 0
    assert "warning[low-contrast]" in answer.err
    assert call("render", "-", "-f", "html", "-q", stdin=text).err == ""


def test_a_folder_that_cannot_be_written_is_said(call: Call, tmp_path: Path) -> None:
    """In one problem, with exit code 1."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = call("render", "ana.yaml", "-f", "txt", "-o", "file/sub")
    assert answer.code == 1
    assert "error[write-failed]" in answer.err
    assert {"file"} == files(tmp_path)


def test_open_shows_the_first_file(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the machine's own program for it."""
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    call("render", "ana.yaml", "-f", "txt", "-f", "md", "--open")
    assert [os.path.join(".", "ana.txt")[2:]] == [os.path.normpath(name) for name in opened]


def test_one_file_may_go_to_standard_output(call: Call, tmp_path: Path) -> None:
    """`-o -` writes no file; two files cannot both go there."""
    (tmp_path / "ana.yaml").write_text(PROFILE)
    one = call("render", "ana.yaml", "-f", "txt", "-o", "-")
    assert (0, "") == (one.code, one.err)
    assert one.out.startswith("ANA REYES") or "Ana Reyes" in one.out.splitlines()[0]
    two = call("render", "ana.yaml", "-f", "txt", "-f", "md", "-o", "-")
    assert (2, "") == (two.code, two.out)
    assert "one file" in two.err
    assert set() == files(tmp_path)


@pytest.mark.parametrize(
    "options",
    [
        ["-f", "html", "-o", "mine.pdf"],
        ["-f", "txt", "-f", "md", "-o", "mine.txt"],
        ["--all", "-o", "mine.pdf"],
        ["-f", "hmtl"],
        ["-f", "PDF "],
        ["--pdf-variant", "pdf/x-3"],
        ["--width", "9"],
        ["--width", "1e3"],
        ["--pages", "0"],
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(options: list[str], call: Call, tmp_path: Path) -> None:
    """Exit code 2, one sentence, and nothing is made: no folder called mine.pdf."""
    answer = call("render", "ana.yaml", *options)
    assert (2, "") == (answer.code, answer.out)
    assert answer.err.startswith("resumekit render: invalid value for --")
    assert {"ana.yaml", "broken.yaml"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("command", ["render", "portfolio"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-f", "pdf,html"], "give -f for each: -f pdf -f html"),
        (["-f", "pdf, html"], "give -f for each: -f pdf -f html"),
        (["-f", "PDF "], "Did you mean 'pdf'?"),
        (["-f", "htm"], "Did you mean 'html'?"),
        (["-t", "mine"], "Did you mean the folder './mine'?"),
        (["-t", "zzz"], "Known:"),
    ],
)
def test_what_was_meant_is_said(command: str, options: list[str], said: str, call: Call, tmp_path: Path) -> None:
    """Several formats in one, a format by another name, a template's folder that is right there."""
    for folder in ("mine", "zzz"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mine" / "template.yaml").write_text("id: mine\n", encoding="utf-8")
    answer = call(command, "ana.yaml", *options)
    assert (2, True) == (answer.code, said in answer.err), answer.err


@pytest.mark.parametrize(("typed", "meant"), [("word", "docx"), ("doc", "docx"), (".docx", "docx"), ("markdown", "md"), ("text", "txt")])
def test_formats_by_other_names(typed: str, meant: str, call: Call) -> None:
    """What people call a format leads to its name here."""
    assert f"Did you mean '{meant}'?" in call("render", "ana.yaml", "-f", typed).err


def test_a_folder_with_a_dot_is_a_folder(call: Call, tmp_path: Path) -> None:
    """If there is one called mine.pdf, that is where it goes."""
    (tmp_path / "mine.pdf").mkdir()
    assert call("render", "ana.yaml", "-f", "txt", "-o", "mine.pdf").code == 0
    assert {"mine.pdf/ana.txt"} == files(tmp_path)


def test_several_pages_are_not_one_picture(call: Call, tmp_path: Path) -> None:
    """How many pages there are is known when they are laid out; then nothing is written."""
    jobs = "".join(f"- {{employer: Clinic {number}, start: 2001-01, highlights: [One., Two., Three.]}}\n" for number in range(40))
    answer = call("render", "-", "-o", "mine.png", "--width", "200", stdin=f"{PROFILE}experience:\n{jobs}")
    assert answer.code == 2
    assert "is one file, but this makes" in answer.err
    assert set() == files(tmp_path)


def test_pdf_for_archives(call: Call, tmp_path: Path) -> None:
    """Both marks are in the file."""
    assert call("render", "ana.yaml", "--pdf-variant", "pdf/a-3a").code == 0
    with pikepdf.open(tmp_path / "ana.pdf") as document, document.open_metadata() as about:
        assert ("3A", "1") == (about.pdfa_status, about["pdfuaid:part"])


def test_what_was_left_out_is_said_once_a_variant(call: Call) -> None:
    """Not once a format; quiet says nothing."""
    lines = ", ".join(f"Line {number} of what was done at this place and how it was done there." for number in range(60))
    text = f"{PROFILE}experience:\n- {{employer: Clinic, start: 2001-01, highlights: [{lines}]}}\n"
    answer = call("render", "-", "-f", "txt", "-f", "md", "--pages", "1", stdin=text)
    assert answer.code == 0
    assert 1 == answer.err.count("resume: left out ")
    assert "Line 59 of what was done" in answer.err
    assert "" == call("render", "-", "-f", "txt", "--pages", "1", "-q", stdin=text).err


def test_a_resume_for_a_posting(call: Call, tmp_path: Path) -> None:
    """From the variant that suits best, in every format, named after the posting; the same bytes each time."""
    (tmp_path / "job.txt").write_text("Medical Assistant\n\nRequirements\n- Record electrocardiograms\n", encoding="utf-8")
    formats = [option for name in ("pdf", "html", "docx", "md", "txt", "png") for option in ("-f", name)]
    answer = call("render", "ana.yaml", "--for", "job.txt", *formats)
    assert (0, "") == (answer.code, answer.out)
    made = {f"ana-for-job.{name}" for name in ("pdf", "html", "docx", "md", "txt")} | {"ana-for-job-1.png"}
    assert made == files(tmp_path) - {"job.txt"}
    assert "from the variant cardiology" in answer.err
    assert "ana.yaml:6: renamed: EKG → Electrocardiograms (line 4)" in answer.err
    assert "Electrocardiograms" in (tmp_path / "ana-for-job.txt").read_text(encoding="utf-8")
    before = {name: (tmp_path / name).read_bytes() for name in made}
    call("render", "ana.yaml", "--for", "job.txt", *formats)
    assert before == {name: (tmp_path / name).read_bytes() for name in made}


def test_explaining_writes_what_is_asked_for_only(call: Call, tmp_path: Path) -> None:
    """The diff goes to standard output; a file is made with -f or -o."""
    (tmp_path / "job.txt").write_text("Medical Assistant\n\nRequirements\n- Record electrocardiograms\n", encoding="utf-8")
    answer = call("render", "ana.yaml", "--for", "job.txt", "--explain", "-V", "cardiology")
    assert ["--- ana.yaml, variant cardiology", "+++ ana-cardiology-for-job", "# made for job.txt", "@@ skills @@", "-EKG", "+Electrocardiograms"] == answer.out.splitlines()[:6]
    assert {"job.txt"} == files(tmp_path)
    again = call("render", "ana.yaml", "--for", "job.txt", "--explain", "-V", "cardiology", "-f", "txt")
    assert answer.out == again.out
    assert {"job.txt", "ana-cardiology-for-job.txt"} == files(tmp_path)
    assert call("render", "ana.yaml", "--for", "job.txt", "--explain", "-o", "-").code == 2


def test_a_posting_s_control_characters_reach_no_terminal(call: Call, tmp_path: Path) -> None:
    """Whoever wrote the posting may not steer it."""
    (tmp_path / "job.txt").write_text("Medical Assistant\n\nRequirements\n- Record electrocardiograms \x1b[31mred\u202e\n", encoding="utf-8")
    answer = call("render", "ana.yaml", "--for", "job.txt", "--explain")
    assert answer.code == 0
    assert not {"\x1b", "\u202e"} & set(answer.out + answer.err)


def test_what_answers_nothing_is_left_out_first(call: Call, tmp_path: Path) -> None:
    """Keeping to a page takes the lines that the posting does not ask for, and says so in the explanation."""
    lines = ", ".join(f"Line {number} of what was done at this place and how it was done there." for number in range(60))
    (tmp_path / "job.txt").write_text("Medical Assistant\n\nRequirements\n- Draw blood\n", encoding="utf-8")
    text = f"{PROFILE}experience:\n- {{employer: Clinic, start: 2001-01, highlights: [{lines}, {{text: Draw blood., priority: 1}}]}}\n"
    answer = call("render", "-", "--for", "job.txt", "--explain", "--pages", "1", stdin=text)
    assert answer.code == 0
    left = answer.out.partition("@@ left out to keep to 1 page @@")[2]
    assert "-Line 59 of what was done" in left
    assert "answers nothing that is asked" in left
    assert "Draw blood" not in left
    call("render", "-", "--for", "job.txt", "--pages", "1", "-f", "txt", stdin=text)
    assert "Draw blood." in (tmp_path / "resume-for-job.txt").read_text(encoding="utf-8")


def test_only_what_the_page_shows_is_told(call: Call, tmp_path: Path) -> None:
    """A section that a variant does not list may change unseen; what the profile says there still counts."""
    (tmp_path / "job.txt").write_text("Medical Assistant\n\nRequirements\n- Record 12-lead electrocardiograms\n", encoding="utf-8")
    text = PROFILE.replace("office: {tags: [office]}", "office: {sections: [skills]}")
    text += "experience:\n- {employer: Clinic, start: 2001-01, highlights: [File., Record 12-lead EKGs.]}\n"
    answer = call("render", "-", "--for", "job.txt", "-V", "office", "-f", "txt", stdin=text)
    assert "renamed: EKG → 12-lead electrocardiograms (line 4)" in answer.err
    assert "Record 12-lead EKGs" not in answer.err
    assert "12-lead electrocardiograms" in (tmp_path / "resume-office-for-job.txt").read_text(encoding="utf-8")
