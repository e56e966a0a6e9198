"""`resumekit export` as a command: variants, what is hidden, where it goes."""

import json
from pathlib import Path

import pytest

from resumekit.cli.app import main

PROFILE = """\
resumekit: 1
career: medical-assistant
person: {name: Ana Reyes, email: ana@example.org, location: "Tucson, AZ"}
skills: [{name: EKG, tags: [cardiology]}, {name: Typing, tags: [office]}]
awards: [{title: Best}]
variants:
  heart: {tags: [cardiology], hide: [person.email], sections: [skills], headline: Cardiology assistant}
"""


@pytest.fixture
def profile(tmp_path: Path) -> str:
    """A profile with a variant."""
    file = tmp_path / "ana.yaml"
    file.write_text(PROFILE)
    return str(file)


@pytest.mark.parametrize("format", ["jsonresume", "rendercv"])
def test_a_variant_hides(profile: str, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the variant leaves out or hides is not in the file; the whole profile has it."""
    assert main(["export", profile, "--to", format, "-V", "heart", "-q"]) == 0
    shown = capsys.readouterr().out
    assert ("EKG" in shown, "Cardiology assistant" in shown) == (True, True)
    assert not any(word in shown for word in ("Typing", "Best", "ana@example.org"))
    assert main(["export", profile, "--to", format, "-q"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("EKG", "Typing", "Best", "ana@example.org"))


def test_to_a_file(profile: str, tmp_path: Path) -> None:
    """-o writes it."""
    assert main(["export", profile, "--to", "jsonresume", "-o", str(tmp_path / "r.json"), "-q"]) == 0
    assert json.loads((tmp_path / "r.json").read_text())["basics"]["location"] == {"city": "Tucson", "region": "AZ"}


@pytest.mark.parametrize("arguments", [["--to", "pdf"], [], ["--to", "jsonresume", "-V", "hart"]])
def test_wrong_usage(profile: str, arguments: list[str]) -> None:
    """A format or a variant that there is not."""
    assert main(["export", profile, *arguments]) == 2
