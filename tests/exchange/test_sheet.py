"""The sheet: a draft as commented YAML that is valid."""

import pytest
import yaml

from resumekit.diagnostics import Diagnostic, InvalidInput, error
from resumekit.exchange.draft import NOTES, Draft, note
from resumekit.exchange.sheet import settle, write


def made(**tree: object) -> Draft:
    """A draft with a name."""
    draft = Draft(format="a test", tree=dict(tree))
    draft.person["name"] = "Ana"
    return draft


def test_the_text_reads_back() -> None:
    """YAML means what the draft said, whatever the texts hold."""
    entry = {"employer": "A: b # c", "start": "2020-01", "highlights": ["- x", "yes", "long " * 60 + "end", 'q"\\', {"text": "t", "tags": ["a"]}]}
    draft = made(experience=[entry], sections={"Odd: title": ["x"]})
    draft.tree["career"] = "medical-assistant"
    found = yaml.load(write(draft, "x"), Loader=yaml.BaseLoader)
    assert found["experience"] == [entry]
    assert found["sections"] == {"Odd: title": ["x"]}


def test_remarks() -> None:
    """Beside the key that they are about, below an entry's first line, or alone where the key has gone."""
    entry = {"name": "CMA", "issued": "2022"}
    note(entry, "issued", "in words")
    note(entry, "", "the whole")
    draft = made(certifications=[entry])
    assert "  - name: CMA\n    # check: the whole\n    issued: 2022  # check: in words\n" in write(draft, "x")
    assert NOTES not in write(draft, "x").replace("# ", "").split("\n")


def test_nobody() -> None:
    """A profile needs a name."""
    text = settle(Draft(format="x"), lambda _: (), career="medical-assistant", schema="x")
    assert "name: Your Name  # check: the file names nobody" in text


def test_what_is_wrong_becomes_a_comment() -> None:
    """Each error takes its value out, the last of a list first, until nothing is wrong."""
    draft = made(skills=["a", "bad", "c", "bad"], summary="fine")

    def check(data: bytes) -> list[Diagnostic]:
        skills = yaml.safe_load(data).get("skills", [])
        return [error("bad-value", "is bad", path=f"skills[{index}]") for index, one in enumerate(skills) if one == "bad"]

    text = settle(draft, check, career="x", schema="x")
    assert yaml.safe_load(text)["skills"] == ["a", "c"]
    assert text.count("# check: left out: skills[") == 2
    assert [problem.code for problem in draft.problems] == ["import-changed"] * 2


@pytest.mark.parametrize("path", ["", "person.name", "nowhere[3]"])
def test_what_cannot_be_mended_is_refused(path: str) -> None:
    """An error that no change would end is told, and there is no text."""
    with pytest.raises(InvalidInput, match="no valid profile"):
        settle(made(), lambda _: [error("bad-value", "is bad", path=path)], career="x", schema="x")


def test_more_than_a_profile_holds() -> None:
    """A file of tens of thousands of texts is refused before it is looked at."""
    with pytest.raises(InvalidInput, match="more than 20,000"):
        settle(made(skills=["x"] * 20_001), lambda _: (), career="x", schema="x")
