"""The JSON Schema: valid, complete for editors, and of one mind with the reader."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from resumekit.career import Career
from resumekit.load import read
from resumekit.profile import Profile
from resumekit.records import keys_of
from resumekit.schema import json_schema

TODAY = date(2026, 11, 24)
SCHEMA = json_schema(Profile, title="Profile", identifier="https://example.org/profile.json")
VALIDATOR = Draft202012Validator(SCHEMA)
HEAD = {"resumekit": 1, "career": "medical-assistant", "person": {"name": "Ana Reyes"}}


class _CoreLoader(yaml.SafeLoader):
    """Reads scalars as editors do (YAML 1.2's core schema): no dates, no `yes`."""


_CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def _core(text: str) -> Any:
    return yaml.load(text, Loader=_CoreLoader)


STRUCTURAL = {"unknown-key", "missing-key", "wrong-shape", "bad-number", "bad-date", "bad-choice", "bad-email", "bad-link", "bad-value", "bad-color", "bad-version", "unquoted-text"}


def _reader_accepts(text: str, folder: Path) -> bool:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    loaded = read(str(folder / "p.yaml"), today=TODAY)
    return not any(problem.code in STRUCTURAL for problem in loaded.problems)


@pytest.mark.parametrize("model", [Profile, Career])
def test_the_schema_is_one(model: Any) -> None:
    """Valid by its own meta-schema, closed, and every key says what it is."""
    made = json_schema(model, title="x", identifier="https://example.org/x")
    Draft202012Validator.check_schema(made)
    definitions = [made, *made["$defs"].values()]
    assert all(definition["additionalProperties"] is False for definition in definitions if definition.get("type") == "object" and "properties" in definition)
    assert [key for definition in definitions for key, field in definition.get("properties", {}).items() if not field.get("description")] == []
    assert "x-also" not in json.dumps(made)


def test_every_key_is_offered() -> None:
    """The keys of the schema are those of the records."""
    assert list(SCHEMA["properties"]) == keys_of(Profile)
    assert SCHEMA["required"] == ["resumekit", "career", "person"]


SKILLS = ["EKG", 12, {"name": "EKG"}, {"name": "EKG", "hours": 24}, {"hours": 3}, {"name": "x", "no": 1}, ["x"], {"name": "x", "tags": "a"}, {"name": "x", "tags": ["a", "b"]}]
CERTIFICATION = {
    "issued": st.sampled_from(["2022", 2022, "2022-06", "2022-06-30", "2022-6", "June", 22, None]),
    "show_number": st.sampled_from([True, False, "yes", None]),
    "url": st.sampled_from(["https://example.org", "www.example.org", "javascript:x", None]),
}
EXTERNSHIP = {
    "end": st.sampled_from(["present", "Present", "2021-12"]),
    "hours": st.sampled_from([180, 180.5, -5, "many", None]),
    "supervisor": st.sampled_from([{"name": "D"}, "D", None, {}]),
    "highlights": st.sampled_from([["x"], [{"text": "x", "priority": 3}], [{"text": "x", "priority": 9}], "x", []]),
}
VALUES: dict[str, Any] = {
    "skills": st.one_of(st.none(), st.lists(st.sampled_from(SKILLS), max_size=3), st.just("EKG")),
    "summary": st.sampled_from(["text", 12, None, ["x"], {"a": "b"}, True]),
    "certifications": st.lists(st.fixed_dictionaries({"name": st.just("CMA")}, optional=CERTIFICATION), max_size=2),
    "externships": st.lists(st.fixed_dictionaries({"site": st.just("Clinic"), "start": st.sampled_from(["2021-09", 2021, "present"])}, optional=EXTERNSHIP), max_size=2),
    "sections": st.sampled_from([{}, None, {"Talks": ["One", {"title": "Two"}]}, {"Talks": "One"}, ["x"]]),
    "language": st.sampled_from(["en", None]),
    "hobbies": st.just(["x"]),
    "goal": st.sampled_from([None, {}, {"tier": "entry"}, {"level": "x"}]),
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_schema_and_reader_agree(tmp_path_factory: pytest.TempPathFactory, extra: dict[str, Any]) -> None:
    """What the one accepts the other accepts too, and the other way round."""
    folder = tmp_path_factory.getbasetemp()
    text = yaml.safe_dump({**HEAD, **extra}, allow_unicode=True, sort_keys=False).replace("null", "~")
    assert VALIDATOR.is_valid(_core(text)) is _reader_accepts(text, folder), text


@pytest.mark.parametrize(
    "line",
    ["  location: NO", "  zip: 02139", "  phone: 5205550142", "  headline: yes", "  headline:", "  headline: ~", "  headline: 1e3", "  links: []", "  links:", "  email: ana@example.org"],
)
def test_typed_texts_are_texts_for_both(line: str, tmp_path: Path) -> None:
    """Values that YAML guesses at are fine in the editor as well."""
    text = f"resumekit: 1\ncareer: medical-assistant\nperson:\n  name: Ana Reyes\n{line}\n"
    assert VALIDATOR.is_valid(_core(text))
    assert _reader_accepts(text, tmp_path)
