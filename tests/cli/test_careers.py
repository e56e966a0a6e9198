"""`resumekit careers`: list, browse, write, check."""

import json
from pathlib import Path

import pytest

from resumekit.load import bundled_careers
from tests.cli.conftest import Call

SECTIONS = ("overview", "salary", "tech-skills", "tiers", "questions")


def test_list_names_each_career_in_a_line(call: Call) -> None:
    """The bundled careers, with their names; without a subcommand the same."""
    answer = call("careers", "list")
    assert (0, "") == (answer.code, answer.err)
    assert [name for name in bundled_careers() if f"\n{name} " not in answer.out] == []
    assert answer.out == call("careers").out
    assert bundled_careers() == [one["id"] for one in json.loads(call("careers", "list", "--format", "json").out)["careers"]]


def test_show_begins_with_the_contents(call: Call) -> None:
    """Every section by the name that shows it."""
    answer = call("careers", "show", "medical-assistant")
    assert (0, "") == (answer.code, answer.err)
    assert answer.out.startswith("Medical assistant\n")
    assert [name for name in SECTIONS if f"\n  {name} " not in answer.out] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_show_a_section_in_every_format(section: str, call: Call) -> None:
    """Text, Markdown, a page, and a document for programs."""
    text = call("careers", "show", "medical-assistant", section)
    title = text.out.splitlines()[0]
    assert (0, "") == (text.code, text.err)
    assert call("careers", "show", "medical-assistant", section, "--format", "markdown").out.startswith(f"# {title}\n")
    assert f"<h1>{title}</h1>" in call("careers", "show", "medical-assistant", section, "--format", "html").out
    document = json.loads(call("careers", "show", "medical-assistant", section, "--format", "json").out)
    assert (1, [(section, title)]) == (document["format"], [(one["id"], one["title"]) for one in document["sections"]])


def test_show_a_credential(call: Call) -> None:
    """By its id, in the place of a section's."""
    answer = call("careers", "show", "medical-assistant", "cma-aama")
    assert (0, "") == (answer.code, answer.err)
    assert answer.out.startswith("Certified Medical Assistant, CMA (AAMA)\n")


def test_show_everything_into_a_file(call: Call, tmp_path: Path) -> None:
    """`all` is the whole guide; -o writes it."""
    assert call("careers", "show", "medical-assistant", "all", "--format", "html", "-o", "guide.html").err == "wrote guide.html\n"
    page = (tmp_path / "guide.html").read_text(encoding="utf-8")
    assert "Case studies" in page
    assert "A day at work" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "medical-asistant"], "Did you mean 'medical-assistant'?"),
        (["show", "medical-assistant", "salry"], "Did you mean 'salary'?"),
        (["show"], "'ID|FILE'"),
        (["validate"], "'FILE...'"),
        (["lst"], "Did you mean 'list'"),
        (["new", " "], "NAME"),
        (["show", "medical-assistant", "--format", "pdf"], "'html'"),
        (["new", "Barber", "--today", "soon"], "--today"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(arguments: list[str], said: str, call: Call) -> None:
    """A name that is not known is answered with the one that was meant."""
    answer = call("careers", *arguments)
    assert (2, "") == (answer.code, answer.out)
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 2


def test_new_writes_a_career_that_validates_and_measures(call: Call, tmp_path: Path) -> None:
    """From nothing to a profile that is measured against one's own career: no code, three commands."""
    made = call("careers", "new", "Dental assistant")
    assert (0, "") == (made.code, made.out)
    assert "careers validate dental-assistant.yaml" in made.err
    assert (tmp_path / ".resumekit" / "career.schema.json").is_file()
    assert call("careers", "validate", "dental-assistant.yaml").out == "dental-assistant.yaml: no problems\n"
    assert call("careers", "show", "dental-assistant.yaml").out.startswith("Dental assistant\n")
    (tmp_path / "lee.yaml").write_text("resumekit: 1\ncareer: ./dental-assistant.yaml\nperson: {name: Lee Tran}\nskills: [PPE]\n", encoding="utf-8")
    assert call("validate", "lee.yaml").code == 0
    report = json.loads(call("check", "lee.yaml", "--format", "json").out)
    assert ("dental-assistant", "claimed") == (report["career"], report["groups"][0]["skills"][0]["status"])


def test_new_never_overwrites(call: Call, tmp_path: Path) -> None:
    """A file that is there stays, unless --force says so; - is standard output."""
    (tmp_path / "barber.yaml").write_text("mine", encoding="utf-8")
    answer = call("careers", "new", "Barber")
    assert (1, "") == (answer.code, answer.out)
    assert "--force" in answer.err
    assert (tmp_path / "barber.yaml").read_text(encoding="utf-8") == "mine"
    assert call("careers", "new", "Barber", "--force").code == 0
    assert call("careers", "new", "Barber", "-o", "-").out == (tmp_path / "barber.yaml").read_text(encoding="utf-8").replace("barber.yaml", "FILE")


def test_validate_finds_everything_in_every_file(call: Call, tmp_path: Path) -> None:
    """Each problem at its place, of each file; exit code 1; annotations and JSON as for profiles."""
    text = call("careers", "new", "Barber", "-o", "-").out
    (tmp_path / "one.yaml").write_text(text.replace("skills: [safe-work]", "skills: [safe-wrk]"), encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text.replace("[protective equipment|gear, =PPE]", "[work|workplace safety]"), encoding="utf-8")
    answer = call("careers", "validate", "one.yaml", "two.yaml", "medical-assistant")
    assert answer.code == 1
    assert "error[unknown-skill]" in answer.out
    assert "did you mean safe-work?" in answer.out
    assert "error[ambiguous-spelling]" in answer.out
    assert "medical-assistant: no problems" in answer.out
    document = json.loads(call("careers", "validate", "one.yaml", "two.yaml", "--format", "json").out)
    assert [("unknown-skill", "one.yaml"), ("ambiguous-spelling", "two.yaml")] == [(one["code"], one["file"]) for one in document["errors"]]
    assert call("careers", "validate", "one.yaml", "--format", "github").out.startswith("::error file=one.yaml,line=")


def test_show_a_broken_career_says_why(call: Call, tmp_path: Path) -> None:
    """A pack with an error is not shown; the error is, and in its guide too."""
    text = call("careers", "new", "Barber", "-o", "-").out
    (tmp_path / "barber.yaml").write_text(text.replace("skills: [safe-work]", "skills: [safe-wrk]"), encoding="utf-8")
    answer = call("careers", "show", "barber.yaml")
    assert (1, "") == (answer.code, answer.out)
    assert "unknown-skill" in answer.err
    (tmp_path / "barber.yaml").write_text(text.replace("name: Barber", "name: Barber\nguide: none.yaml", 1), encoding="utf-8")
    answer = call("careers", "show", "barber.yaml")
    assert (1, "") == (answer.code, answer.out)
    assert "none.yaml" in answer.err


@pytest.mark.parametrize(
    ("typed", "words"),
    [("salry", "Did you mean 'salary'?"), ("pay", "salary"), ("licensing", "there is no section 'licensing'."), ("zz", "Known: overview"), ("ccma", "Did you mean the credential 'ccma-nha' or")],
)
def test_section_that_there_is_not(typed: str, words: str, call: Call) -> None:
    """A slip of the fingers is mended; another word for it leads to the sections that speak of it most."""
    answer = call("careers", "show", "medical-assistant", typed)
    assert (2, True) == (answer.code, words in answer.err), answer.err
