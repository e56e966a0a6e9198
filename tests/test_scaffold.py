"""The starter profile: valid, explained, and right in every example."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from resumekit.career import Career
from resumekit.demands import Supporting
from resumekit.lines import scalar
from resumekit.load import load_career, read
from resumekit.profile import Profile
from resumekit.scaffold import CAREER_SCHEMA_FILE, SCHEMA_FILE, career_starter, schema_text, slug, starter
from resumekit.soundness import examine

TODAY = date(2026, 11, 24)
CAREER = "medical-assistant"
CAREER_KEYS_LEFT_OUT = {"include", "guide", "wording", "posting", "names", "translations"}


def written(folder: Path, text: str) -> str:
    """The text as a file."""
    file = folder / "ana.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def uncommented(text: str) -> str:
    """The starter with every example in use, as someone would have it who took away each `# `."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("##") and not line.startswith("# yaml-language-server")]
    return "\n".join(re.sub(r"^( *)# ", r"\1", line) for line in lines) + "\n"


@pytest.mark.parametrize("minimal", [False, True])
def test_starter_is_valid_without_a_warning(minimal: bool, tmp_path: Path) -> None:
    """As it is written, nothing is to be said against it."""
    loaded = read(written(tmp_path, starter("Ana Reyes", CAREER, file="ana.yaml", minimal=minimal)), today=TODAY)
    assert loaded.problems == ()
    assert loaded.profile is not None
    assert (loaded.profile.person.name, loaded.profile.career) == ("Ana Reyes", CAREER)


def test_every_example_is_valid(tmp_path: Path) -> None:
    """Whoever takes away the `# ` before all examples has a profile without an error or a warning."""
    career = load_career(CAREER)
    goal = {"goal.tier": career.tier_ids()[-1], "goal.specialization": career.specialization_ids()[-1]}
    loaded = read(written(tmp_path, uncommented(starter("Ana Reyes", CAREER, file="ana.yaml", examples=goal))), today=TODAY)
    assert loaded.problems == ()
    assert loaded.profile is not None
    assert [section for section in Profile.model_fields if section not in ("include", "privacy") and not getattr(loaded.profile, section)] == []


def test_starter_names_every_key_of_the_profile() -> None:
    """No section is hidden from a newcomer, but the two that she does not need."""
    text = starter("Ana Reyes", CAREER, file="ana.yaml")
    assert [key for key in Profile.model_fields if not re.search(rf"^(# )?{key}:", text, re.MULTILINE)] == ["include", "privacy"]


def test_starter_begins_with_the_modeline_and_explains_yaml() -> None:
    """An editor finds the schema in the first line; a reader finds what a dash and a colon mean, and what to do next."""
    lines = starter("Ana Reyes", CAREER, file="ana.yaml").splitlines()
    assert f"# yaml-language-server: $schema={SCHEMA_FILE}" == lines[0]
    explained = lines[1 : lines.index("")]
    assert 5 <= len(explained) <= 14
    assert "resumekit validate ana.yaml" in explained[-1]
    assert max(map(len, lines)) <= 150


def test_minimal_starter_has_the_needed_keys_only() -> None:
    """No comment but the modeline."""
    assert f"# yaml-language-server: $schema={SCHEMA_FILE}\nresumekit: 1\ncareer: medical-assistant\nperson:\n  name: Ana Reyes\n" == starter("Ana Reyes", CAREER, file="", minimal=True)


@pytest.mark.parametrize("name", ["Ana: Reyes", "yes", "O'Neill, Zoë #2", '"Ana" Reyes', "- Ana", "*Ana*", "Ana\\Reyes", "Nguyễn Thị Ánh", "Dr. Ana Reyes-Łukasz", "Ana:", "null", "李小龙", "123 Ana"])
def test_any_name_comes_back_as_typed(name: str, tmp_path: Path) -> None:
    """Signs that mean something to YAML are quoted."""
    loaded = read(written(tmp_path, starter(name, CAREER, file="ana.yaml", minimal=True)), today=TODAY)
    assert loaded.problems == ()
    assert loaded.profile is not None
    assert name == loaded.profile.person.name
    assert name == yaml.safe_load(f"name: {scalar(name)}")["name"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Reyes", "ana-reyes"),
        ("Zoë O'Neill-Łukasz", "zoe-oneill-lukasz"),
        ("  Dr. José  Núñez ", "dr-jose-nunez"),
        ("李小龙", "profile"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 200, "a" * 60),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """A file's name is small letters and dashes, and stays in its folder."""
    assert expected == slug(name)


def test_schema_accepts_the_starter_and_refuses_a_slip() -> None:
    """What an editor checks with is a schema, and knows the keys."""
    schema = json.loads(schema_text("profile"))
    jsonschema.Draft202012Validator.check_schema(schema)
    good = yaml.safe_load(starter("Ana Reyes", CAREER, file="ana.yaml"))
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "persn": {}}, schema)


def test_schema_of_a_career_is_one() -> None:
    """Careers have a schema too."""
    schema = json.loads(schema_text("career"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "skills" in schema["properties"]


def test_career_starter_is_sound(tmp_path: Path) -> None:
    """As it is written, a pack has no problem, whatever the career is called."""
    for name in ("Dental assistant", "Zahnärztin: Praxis", "yes"):
        file = written(tmp_path, career_starter(name, file="dental.yaml", today=TODAY))
        assert [] == examine(file)
        assert name == load_career(f"./{Path(file).name}", folder=str(tmp_path)).name


def test_every_example_of_the_career_starter_is_sound(tmp_path: Path) -> None:
    """Whoever takes away the `# ` before all examples has a pack without a problem, with each of its keys in use."""
    text = uncommented(career_starter("Dental assistant", file="dental.yaml", today=TODAY))
    file = written(tmp_path, text)
    assert [] == examine(file)
    career = load_career(f"./{Path(file).name}", folder=str(tmp_path))
    assert [key for key in Career.model_fields if key not in CAREER_KEYS_LEFT_OUT and not getattr(career, key)] == []
    assert [key for key in Supporting.model_fields if not getattr(career.supporting, key)] == []


def test_career_starter_names_every_key_of_a_career() -> None:
    """No key is hidden but those for large packs."""
    text = career_starter("Dental assistant", file="dental.yaml", today=TODAY)
    assert CAREER_KEYS_LEFT_OUT == {key for key in Career.model_fields if not re.search(rf"^(# )?{key}:", text, re.MULTILINE)}
    assert f"# yaml-language-server: $schema={CAREER_SCHEMA_FILE}" == text.splitlines()[0]
    assert "resumekit careers validate dental.yaml" in text


def test_career_schema_accepts_the_starter_and_refuses_a_slip() -> None:
    """What an editor checks a pack with knows its keys."""
    schema = json.loads(schema_text("career"))
    good = json.loads(json.dumps(yaml.safe_load(career_starter("Dental assistant", file="dental.yaml", today=TODAY)), default=str))
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "skils": []}, schema)
