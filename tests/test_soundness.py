"""Whether a pack is sound: every mistake that only shows when its parts are read together."""

from pathlib import Path

import pytest

from resumekit.career import find_bundled
from resumekit.load import bundled_careers
from resumekit.soundness import examine

CAREER = """\
format: 1
id: barber
name: Barber
as_of: 2026-01-01
sources: [{id: page, url: "https://example.org/"}]
groups: [{id: base, name: Base, skills: [shears, razors]}]
skills:
  - {id: shears, name: Shears, spellings: [shears]}
  - {id: razors, name: Razors, spellings: [razor]}
issuers: [{id: BB, name: Barber Board}]
credentials:
  - {id: license, name: License, kind: certification, issuer: BB, spellings: [Barber License], validity_months: 24, expiry: {rule: anniversary}, evidences: [shears], sources: [page]}
  - {id: seal, name: Old seal, kind: certification, retired: true, spellings: [Barber Seal], expiry: {rule: none}, sources: [page]}
tiers:
  - id: master
    name: Master
    requirements:
      - {text: Cuts, met_when: [{all_backed: [base]}]}
      - {text: Years, met_when: [{years_at_least: 5}]}
portfolio:
  - {id: letters, text: Letters, met_when: [{entries: [letters], having: [title, file|quote], within_months: 24}]}
"""


def found_in(folder: Path, text: str) -> list[tuple[str, int, str, str]]:
    """The problems of a pack: code, line, message, hint."""
    (folder / "barber.yaml").write_text(text, encoding="utf-8")
    return [(one.code, one.place.line if one.place else 0, one.message, one.hint) for one in examine(str(folder / "barber.yaml"))]


@pytest.mark.parametrize("name", bundled_careers())
def test_bundled_careers_are_sound(name: str) -> None:
    """What ships has no problem."""
    assert [] == examine(str(find_bundled(name)))


def test_a_small_career_is_sound(tmp_path: Path) -> None:
    """Nothing is said against a pack that is right."""
    assert [] == found_in(tmp_path, CAREER)


@pytest.mark.parametrize(
    ("change", "code", "line", "said"),
    [
        (("{all_backed: [base]}", "{all_backed: [bas]}"), "unknown-skill", 18, "base"),
        (("{all_backed: [base]}", "{}"), "bad-value", 18, "asks for nothing"),
        (("{all_backed: [base]}", "{having: [title]}"), "bad-value", 18, "which list"),
        (("{all_backed: [base]}", "{within_months: 12}"), "bad-value", 18, "of what"),
        (("{all_backed: [base]}", "{specialty: worked}"), "bad-value", 18, "no specialties"),
        (("{all_backed: [base]}", "{holds: [seal]}"), "bad-value", 18, "no longer issued"),
        (("{all_backed: [base]}", "{holds: [licence]}"), "unknown-credential", 18, "license"),
        (("{all_backed: [base]}", "{entries: [skills], within_months: 12}"), "bad-value", 18, "no date"),
        (("{all_backed: [base]}", "{entries: [letter]}"), "bad-choice", 18, "letters"),
        (("{all_backed: [base]}", "{all_baked: [base]}"), "unknown-key", 18, "all_backed"),
        (("years_at_least: 5", "years_at_least: 500"), "bad-value", 19, "500 years"),
        (("met_when: [{years_at_least: 5}]", "met_when: []"), "bad-value", 19, "has no condition"),
        (("having: [title, file|quote]", "having: [titel]"), "bad-value", 21, "title"),
        (("expiry: {rule: anniversary}, evidences: [shears], sources: [page]", "expiry: {rule: anniversary}, evidences: [shears], sources: []"), "missing-key", 12, "no source"),
        ((" validity_months: 24,", ""), "missing-key", 12, "validity_months"),
        (("spellings: [razor]", "spellings: [shears]"), "ambiguous-spelling", 9, "shears"),
        (("spellings: [razor]", "spellings: [Shear]"), "ambiguous-spelling", 9, "shears"),
        (("skills: [shears, razors]", "skills: [shears, rasors]"), "unknown-skill", 6, "razors"),
        (("name: Razors,", "name: Razors, all_of: [razors],"), "bad-value", 9, "part of itself"),
        (("{id: razors, name: Razors, spellings: [razor]}", "{id: razors, name: Razors}"), "missing-key", 9, "nothing can show razors"),
        (("spellings: [razor]", "spellings: [$blade]"), "bad-value", 9, "no such class"),
        (("spellings: [razor]", 'spellings: ["..."]'), "bad-value", 9, "has no word"),
        (("skills: [shears, razors]", "skills: [shears, razors, shears]"), "duplicate-key", 6, "stands in base already"),
        (("{id: base, name: Base, skills: [shears, razors]}", "{id: base, name: Base, skills: [shears, razors]}, {id: more, name: More, skills: []}"), "missing-key", 6, "more has no skills"),
        (("spellings: [Barber License]", "spellings: [Barber License], needs_issuer: [barber license]"), "bad-value", 12, "never needs its issuer"),
        (("expiry: {rule: anniversary}", "expiry: {rule: none}"), "bad-value", 12, "never ends by its rule"),
        (
            ("expiry: {rule: anniversary}", "expiry: {rule: anniversary}, renewal: {method: course, units: 5, minimums: [{category: a, units: 6}]}"),
            "bad-value",
            12,
            "6 units of certain kinds",
        ),
        (("id: barber", 'id: "a barber"'), "bad-value", 2, "is no id"),
        (("id: master", 'id: "../x"'), "bad-value", 15, "is no id"),
        (("spellings: [razor]", 'spellings: [razor], not_this: [{text: razor, because: "a blade"}]'), "bad-value", 9, "never shows"),
    ],
)
def test_each_mistake_has_its_place(change: tuple[str, str], code: str, line: int, said: str, tmp_path: Path) -> None:
    """One mistake gives one problem, at its line, saying what is wrong or what was meant."""
    old, new = change
    assert old in CAREER
    ((found, at, message, hint),) = found_in(tmp_path, CAREER.replace(old, new, 1))
    assert (code, line) == (found, at)
    assert said in f"{message} {hint}"


def test_a_tier_without_requirements_is_noticed(tmp_path: Path) -> None:
    """A tier that asks for nothing is met by everyone or by no one; the pack has to say."""
    text = CAREER[: CAREER.index("    requirements:")] + CAREER[CAREER.index("portfolio:") :]
    ((code, line, message, _),) = found_in(tmp_path, text)
    assert ("bad-value", 15) == (code, line)
    assert "no requirements" in message


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """A wrong reference does not hide a condition that cannot be met, nor a guide that is not there."""
    text = CAREER.replace("skills: [shears, razors]", "skills: [shears, rasors]").replace("years_at_least: 5", "years_at_least: 500").replace("name: Barber\n", "name: Barber\nguide: none.yaml\n")
    assert ["file-not-found", "unknown-skill", "bad-value"] == [code for code, *_ in found_in(tmp_path, text)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "resumekit careers new"),
        ("- a\n", "skills:"),
        (CAREER + "include: ../x.yaml\n", "beside the career"),
        (CAREER.replace("name: Base, skills: [shears, razors]", "name: Base"), "add  skills:"),
    ],
)
def test_one_mistake_is_one_problem_in_a_careers_words(text: str, hint: str, tmp_path: Path) -> None:
    """Nothing is said of a profile, and what was stood in for is not complained of."""
    ((_, _, message, found),) = found_in(tmp_path, text)
    assert hint in found
    assert "profile" not in message + found


def test_a_list_that_is_a_text_is_told_once(tmp_path: Path) -> None:
    """What stands in for it is a list."""
    text = CAREER.replace("groups: [{id: base, name: Base, skills: [shears, razors]}]", "groups: base").replace("all_backed: [base]", "all_backed: [shears]")
    assert [("wrong-shape", 6)] == [(code, line) for code, line, *_ in found_in(tmp_path, text)]


def test_a_file_that_was_meant_is_named_as_it_would_be_written(tmp_path: Path) -> None:
    """Not by its place on this computer."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "skills.yaml").write_text("portfolio: []\n", encoding="utf-8")
    ((code, _, _, hint),) = found_in(tmp_path, CAREER + "include: parts/skill.yaml\n")
    assert ("file-not-found", "did you mean parts/skills.yaml?") == (code, hint)


@pytest.mark.parametrize("text", ["", "- a\n", "format: 2\n", "format: 1\n", "skills: [\n", "\tformat: 1\n"])
def test_what_is_no_career_is_said(text: str, tmp_path: Path) -> None:
    """Never a crash, always a problem."""
    assert found_in(tmp_path, text)


def test_postings_ask_for_what_the_career_has(tmp_path: Path) -> None:
    """A skill or a credential that is not there would fail when the first posting asks for it."""
    text = CAREER + "posting:\n  skills: [{id: raisors}]\n  credentials: [{id: any, name: any, any_of: [x], named: [{id: y, words: [y]}]}]\n"
    assert [("unknown-skill", "there is no skill raisors"), ("unknown-credential", "there is no credential x"), ("unknown-credential", "there is no credential y")] == [
        (code, message) for code, _, message, _ in found_in(tmp_path, text)
    ]


def test_names_are_of_skills_that_there_are(tmp_path: Path) -> None:
    """Also where the career says nothing of how postings ask."""
    text = CAREER + "names:\n  - {skill: raisors, words: [X, Y]}\n"
    assert [("unknown-skill", "there is no skill raisors")] == [(code, message) for code, _, message, _ in found_in(tmp_path, text)]
