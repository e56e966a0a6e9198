"""JSON Resume both ways."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from resumekit.diagnostics import Severity
from resumekit.exchange.draft import Draft
from resumekit.exchange.formats import read as imported
from resumekit.exchange.jsonresume import withheld, write
from resumekit.exchange.sheet import settle
from resumekit.load import load_profile, read
from resumekit.profile import Profile
from resumekit.rendering.variant import page_of
from resumekit.schema import Record
from resumekit.values import mask

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[2]
TEXT, ADDRESS, DATE = {"type": "string"}, {"type": "string", "format": "uri"}, {"type": "string", "pattern": r"^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$"}
TEXTS = {"type": "array", "items": TEXT}


def listed(**keys: Any) -> dict[str, Any]:
    """A list of mappings with these keys, and any others."""
    return {"type": "array", "items": {"type": "object", "properties": keys}}


SPAN = {"startDate": DATE, "endDate": DATE}
PLACE = {"type": "object", "properties": dict.fromkeys(("address", "postalCode", "city", "countryCode", "region"), TEXT)}
SCHEMA = {
    "type": "object",
    "properties": {
        "$schema": ADDRESS,
        "basics": {
            "type": "object",
            "properties": {
                **dict.fromkeys(("name", "label", "image", "phone", "summary"), TEXT),
                "email": {"type": "string", "format": "email"},
                "url": ADDRESS,
                "location": PLACE,
                "profiles": listed(network=TEXT, username=TEXT, url=ADDRESS),
            },
        },
        "work": listed(name=TEXT, location=TEXT, description=TEXT, position=TEXT, url=ADDRESS, summary=TEXT, highlights=TEXTS, **SPAN),
        "volunteer": listed(organization=TEXT, position=TEXT, url=ADDRESS, summary=TEXT, highlights=TEXTS, **SPAN),
        "education": listed(institution=TEXT, url=ADDRESS, area=TEXT, studyType=TEXT, score=TEXT, courses=TEXTS, **SPAN),
        "awards": listed(title=TEXT, date=DATE, awarder=TEXT, summary=TEXT),
        "certificates": listed(name=TEXT, date=DATE, url=ADDRESS, issuer=TEXT),
        "publications": listed(name=TEXT, publisher=TEXT, releaseDate=DATE, url=ADDRESS, summary=TEXT),
        "skills": listed(name=TEXT, level=TEXT, keywords=TEXTS),
        "languages": listed(language=TEXT, fluency=TEXT),
        "interests": listed(name=TEXT, keywords=TEXTS),
        "references": listed(name=TEXT, reference=TEXT),
        "projects": listed(name=TEXT, description=TEXT, highlights=TEXTS, keywords=TEXTS, url=ADDRESS, roles=TEXTS, entity=TEXT, type=TEXT, **SPAN),
    },
}
"""The format's types, by its published description."""
UNPRINTED = {"tags", "evidence", "priority", "transcript", "file", "photo", "design", "variants", "privacy", "include", "goal", "resumekit", "career", "language", "show_number"}


def printed(value: Any) -> Iterator[str]:
    """Every text of a profile that a page may show."""
    if isinstance(value, Record):
        for key in type(value).model_fields:
            if key not in UNPRINTED or (key == "language" and not isinstance(value, Profile)):
                yield from printed(getattr(value, key))
    elif isinstance(value, dict):
        for title, entries in value.items():
            yield title
            yield from printed(entries)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from printed(item)
    elif value not in (None, ""):
        yield str(value)


def take(value: Any, format: str | None = None) -> Draft:
    """The draft of a JSON Resume."""
    return imported("resume.json", (value if isinstance(value, str) else json.dumps(value, indent=1)).encode(), today=TODAY, format=format)


def settled(draft: Draft) -> str:
    """The profile that a draft becomes."""
    return settle(draft, lambda data: read("imported.yaml", today=TODAY, data=data).problems, career="medical-assistant", schema="x")


def profile_of(draft: Draft) -> Profile:
    """The same, read."""
    loaded = read("imported.yaml", today=TODAY, data=settled(draft).encode())
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == []
    assert loaded.profile is not None
    return loaded.profile


@pytest.mark.parametrize("name", ["ana-reyes", "june-park", "maya-ortiz"])
def test_there_and_back(name: str) -> None:
    """Of each example and each of its variants: valid JSON Resume, and every printed text comes back; numbers masked."""
    profile = load_profile(str(ROOT / "examples" / name / f"{name}.yaml"), today=TODAY).profile
    assert profile is not None
    for variant in ("", *profile.variants):
        shown = page_of(profile, variant)
        text = write(shown)
        jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(json.loads(text))
        back = set(printed(profile_of(take(text))))
        numbers = {one.number: mask(one.number) for one in shown.certifications if one.number}
        away = {shown.certifications[int(path.split("[")[1].split("]")[0])].url for path in withheld(shown)}
        wanted = {numbers.get(one, one) for one in printed(shown) if one not in away}
        assert wanted - back == set()
        assert not any(number in text for number in numbers)


def test_a_number_that_may_be_shown(tmp_path: Path) -> None:
    """show_number: true lets the number and its address out, and they come back."""
    file = tmp_path / "a.yaml"
    file.write_text(
        "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"
        "certifications: [{name: CMA (AAMA), number: '0012345', show_number: true, url: 'https://x.example.org/0012345', expires: 2027-06-30}]\n"
    )
    profile = load_profile(str(file), today=TODAY).profile
    assert profile is not None
    made = json.loads(write(profile))["certificates"][0]
    assert (made["number"], made["expires"], made["url"]) == ("0012345", "2027-06-30", "https://x.example.org/0012345")
    assert profile_of(take(write(profile))).certifications[0].show_number


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"basics": "Ana"}, "basics"),
        ({"basics": {"name": 5}}, "basics.name"),
        ({"work": {"name": "x"}}, "work"),
        ({"work": ["x"]}, "work[0]"),
        ({"work": [{"name": "x", "startDate": 2020}]}, "work[0].startDate"),
        ({"work": [{"highlights": [{"a": 1}]}]}, "work[0].highlights[0]"),
        ({"skills": [{"name": ["x"]}]}, "skills[0].name"),
        ({"skills": [{"name": True}]}, "skills[0].name"),
        ({"basics": {"profiles": [[]]}}, "basics.profiles[0]"),
    ],
)
def test_wrong_types_are_told_with_their_place(value: Any, path: str) -> None:
    """An error names the path, the line and the column."""
    (problem,) = [one for one in take(value).problems if one.severity is Severity.ERROR]
    assert (problem.code, problem.path) == ("import-wrong-type", path)
    assert problem.place is not None
    assert problem.place.line > 1


def test_null_is_told_and_left_out() -> None:
    """The format has no null; it means that there is nothing."""
    draft = take({"basics": {"name": "Ana", "phone": None}, "work": None})
    assert [(problem.code, problem.path) for problem in draft.problems] == [("import-changed", "basics.phone"), ("import-changed", "work")]


def test_what_has_no_place_is_kept_and_listed() -> None:
    """Unknown keys and sections stand in a section of their own, each listed."""
    draft = take({"basics": {"name": "Ana", "hobby": "chess"}, "skills": [{"name": "Clinical", "level": "Master", "keywords": ["EKG"]}], "patents": [{"title": "A", "x": {"y": [1, True]}}]})
    profile = profile_of(draft)
    kept = {(one.title, one.text) for one in profile.sections["Also in the file"]}
    assert kept == {("basics, hobby", "chess"), ("Clinical, level", "Master"), ("patents title", "A"), ("patents x y", "1, True")}
    assert [problem.code for problem in draft.problems] == ["import-moved"] * 4
    assert profile.skills[0].group == "Clinical"


def test_dates_in_words_and_dates_that_are_none() -> None:
    """A date in words is read and marked; what is none is kept; a job without a start stands where it may."""
    draft = take({"work": [{"name": "Elm Clinic", "startDate": "June 2020", "endDate": "whenever"}, {"name": "Oak Clinic", "position": "Aide"}]})
    text = settled(draft)
    assert 'start: 2020-06  # check: the file says "June 2020"' in text
    assert "whenever" in text
    profile = profile_of(draft)
    assert [job.employer for job in profile.experience] == ["Elm Clinic"]
    assert ("Oak Clinic", "Aide") in {(one.title, one.text) for one in profile.sections["Also in the file"]}


def test_what_cannot_stand_becomes_a_comment() -> None:
    """A bad address, an end before its start: the profile is valid, and the text is still there."""
    draft = take({"basics": {"name": "Ana", "email": "ana at example", "url": "javascript:alert(1)"}, "work": [{"name": "Elm", "startDate": "2022", "endDate": "2020"}]})
    text = settled(draft)
    comments = [line for line in text.split("\n") if line.lstrip().startswith("# check: left out")]
    assert len(comments) == 4
    assert all(any(word in line for line in comments) for word in ("ana at example", "javascript:alert(1)", "2020"))


@pytest.mark.parametrize(
    "text", ["\ud800 x", "a\u0000b", "x\u202ey", "\ufeffz", "  \n ", "#x", "- y", "a: b", "'", '"', "yes", "{a}", "x" * 300, "é" * 200, "word " * 100, "\U0001fffe", "%", "@a", "null"]
)
def test_any_text_can_be_written(text: str) -> None:
    """Whatever a text holds, the profile reads back the same but for what cannot be seen."""
    profile = profile_of(take({"basics": {"name": "Ana", "label": text, "summary": text}}))
    if text.isprintable() and text.strip() and text != "\U0001fffe":
        assert text.strip() == profile.person.headline


def test_the_whole_format() -> None:
    """Every text of every section of the format is in the profile."""
    resume: dict[str, Any] = {}
    words: list[str] = []

    def fill(schema: dict[str, Any], name: str) -> Any:
        if schema["type"] == "object":
            return {key: fill(inner, f"{name} {key}") for key, inner in schema["properties"].items()}
        if schema["type"] == "array":
            return [fill(schema["items"], name)]
        word = "2020-01-01" if schema is DATE else f"https://example.org/{name.replace(' ', '-')}" if schema is ADDRESS else "ana@example.org" if schema.get("format") == "email" else f"Word of {name}"
        words.append(word)
        return word

    for section, schema in SCHEMA["properties"].items():  # type: ignore[attr-defined]
        if section != "$schema":
            resume[section] = fill(schema, section)
    text = settled(take(resume))
    flat = " ".join(text.split())
    assert [word for word in words if word not in flat] == []
