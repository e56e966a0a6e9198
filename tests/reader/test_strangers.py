"""Keys that are not known: what they were meant to be, and what is read in the end."""

import pytest

from resumekit.document import read_document
from resumekit.profile import read_profile

HEAD = "resumekit: 1\ncareer: medical-assistant\n"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("person: {nmae: Ana}", "nmae is not a known key in person", "did you mean name?"),
        ("person: {name: Ana}\nphone: +1 520 555 0188", "phone is not a known key", "phone belongs under person"),
        ("person: {name: Ana, skills: [EKG]}", "skills is not a known key in person", "skills belongs to the top level: do not indent it"),
        ("person:\nname: Ana", "name stands beside person, but belongs below it", "indent it by 2 spaces, and the keys after it too"),
        ("person: {name: Ana, n\u200bame: Bea}", "the key n<U+200B>ame holds an invisible character", "type it again: name"),
    ],
)
def test_each_is_told_with_what_it_is_meant_to_be(text: str, message: str, hint: str) -> None:
    """And the profile is read as if it were so."""
    profile, problems = read_profile(read_document("p.yaml", data=(HEAD + text).encode()))
    assert [(message, hint)] == [(one.message, one.hint) for one in problems]
    assert profile is not None
    assert "Ana" == profile.person.name


def test_hundreds_of_unknown_keys_are_told_once() -> None:
    """The first ones one by one, the rest in one line."""
    text = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana}\n" + "".join(f"zq{number}: x\n" for number in range(400))
    profile, problems = read_profile(read_document("p.yaml", data=text.encode()))
    assert profile is not None
    assert 51 == len(problems)
    assert "350 more keys are not known here either" == problems[-1].message or any("350 more" in one.message for one in problems)
