"""From a file to a profile: reading, `--set`, careers, and what is raised."""

from datetime import date
from pathlib import Path

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.load import MAX_PROBLEMS, bundled_careers, find_career, load_career, load_profile, read
from resumekit.profile import Profile

TODAY = date(2026, 11, 24)
TEXT = """resumekit: 1
career: medical-assistant
person: {name: Ana Reyes}
experience:
  - {employer: Saguaro, start: 2022-02}
skills: [EKG]
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A valid profile."""
    path = tmp_path / "p.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def _with(file: str, *sets: str) -> Profile:
    profile = load_profile(file, today=TODAY, sets=sets).profile
    assert profile is not None
    return profile


def test_set_changes_any_value(file: str) -> None:
    """Texts, lists, mappings, items, new keys; nothing behind the sign removes."""
    assert _with(file, "person.name=Ana M. Reyes").person.name == "Ana M. Reyes"
    assert _with(file, "person.location=Tucson, AZ: north").person.location == "Tucson, AZ: north"
    assert _with(file, "person.zip=02139").person.zip == "02139"
    assert [skill.name for skill in _with(file, "skills=[A, {name: B}]").skills] == ["A", "B"]
    assert [skill.name for skill in _with(file, "skills[1]=Holter").skills] == ["EKG", "Holter"]
    assert _with(file, "skills[0]=").skills == ()
    assert _with(file, "experience[0].title=Lead").experience[0].title == "Lead"
    assert _with(file, "goal.tier=entry").goal is not None
    assert _with(file, 'sections["A.B"][0]=One').sections["A.B"][0].text == "One"
    assert _with(file, "skills=").skills == ()
    assert _with(file, "person.name=B", "person.name=C").person.name == "C"
    assert _with(file, "summary=a=b").summary == "a=b"


@pytest.mark.parametrize(
    ("assignment", "code", "column"),
    [
        ("person.name", "bad-set", 1),
        ("=x", "bad-set", 1),
        ("a b=x", "bad-set", 1),
        ("[0]=x", "bad-set", 1),
        ("skills[9]=x", "bad-set", 1),
        ("skills.name=x", "bad-set", 1),
        ("person[0]=x", "bad-set", 1),
        ("person.name.first=x", "bad-set", 1),
        ("skills[999999999999]=x", "bad-set", 1),
        ("person.nam=x", "unknown-key", 1),
        ("person.email=x", "bad-email", 14),
        ("experience[0].start=2022-13", "bad-date", 21),
        ("experience[0].end=2021", "end-before-start", 19),
        ("skills=EKG", "wrong-shape", 8),
        ("skills=[EKG", "unclosed-bracket", 8),
        ("skills=[{nam: EKG}]", "unknown-key", 10),
        ("career=nursing", "unknown-career", 8),
        ("design.template=clasic", "unknown-template", 17),
    ],
)
def test_problems_of_set_name_the_option(file: str, assignment: str, code: str, column: int) -> None:
    """The place is in the option, not in the file."""
    (problem,) = read(file, today=TODAY, sets=[assignment]).problems
    assert problem.place is not None
    assert (problem.code, problem.place.column) == (code, column)
    assert problem.place.file.startswith("--set")
    assert problem.hint


def test_set_mends_what_the_file_lacks(tmp_path: Path) -> None:
    """A required key may come from the option."""
    (tmp_path / "p.yaml").write_text("resumekit: 1\ncareer: medical-assistant\n", encoding="utf-8")
    assert _with(str(tmp_path / "p.yaml"), "person.name=Ana").person.name == "Ana"


def test_errors_are_raised_warnings_are_not(tmp_path: Path) -> None:
    """`InvalidInput` carries both, in order of the file."""
    path = tmp_path / "p.yaml"
    path.write_text(TEXT + "letters: [{name: Dr. Park, file: https://example.org/l.pdf}]\n", encoding="utf-8")
    assert [problem.code for problem in load_profile(str(path), today=TODAY).problems] == ["evidence-remote"]
    path.write_text(TEXT + "letters: [{name: Dr. Park, file: https://example.org/l.pdf, dat: x}]\nfoo: bar\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_profile(str(path), today=TODAY)
    assert [problem.code for problem in caught.value.problems] == ["evidence-remote", "unknown-key", "bad-date", "unknown-key"]


def test_files_that_are_no_profile(tmp_path: Path) -> None:
    """There is nothing to be had, and one problem says why."""
    loaded = read(str(tmp_path / "none.yaml"), today=TODAY)
    assert (loaded.profile, [problem.code for problem in loaded.problems]) == (None, ["file-not-found"])
    with pytest.raises(InvalidInput):
        load_profile(str(tmp_path), today=TODAY)


def test_so_many_problems_that_they_are_counted(tmp_path: Path) -> None:
    """The first ones are told, and how many more there are."""
    path = tmp_path / "p.yaml"
    path.write_text(TEXT + "variants:\n  a: {tags: [" + ", ".join(f"t{number}" for number in range(300)) + "]}\n", encoding="utf-8")
    problems = read(str(path), today=TODAY).problems
    assert (len(problems), problems[-1].code) == (MAX_PROBLEMS + 1, "too-many-problems")


def test_careers_by_name_and_by_file(tmp_path: Path) -> None:
    """A bundled one, one beside the profile, and nothing from elsewhere."""
    assert "medical-assistant" in bundled_careers()
    assert load_career("medical-assistant").id == "medical-assistant"
    assert find_career("medical-assistant").endswith("career.yaml")
    (tmp_path / "mine.yaml").write_text("format: 1\nid: x\n", encoding="utf-8")
    assert find_career("mine.yaml", str(tmp_path)) == str(tmp_path / "mine.yaml")
    for name in ("nursing", "none.yaml", "../mine.yaml", "/etc/passwd"):
        with pytest.raises(InvalidInput) as caught:
            find_career(name, str(tmp_path / "deep"))
        assert [problem.code for problem in caught.value.problems] == ["unknown-career"]


def test_a_goal_that_the_career_does_not_know(file: str) -> None:
    """Tier and specialization are those of the career."""
    problems = read(file, today=TODAY, sets=["goal={tier: entri, specialization: surgeon}"]).problems
    assert [(problem.code, problem.path) for problem in problems] == [("unknown-goal", "goal.tier"), ("unknown-goal", "goal.specialization")]
    assert problems[0].hint == "did you mean entry?"
