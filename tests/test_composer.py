"""YAML to located values: scalars as typed, places, and what YAML reads although it was hardly meant."""

import pytest

from resumekit import composer
from resumekit.composer import Composed, compose
from resumekit.located import Items, Mapping, Text


def _compose(text: str) -> Composed:
    return compose("f", text.split("\n"))


def _codes(composed: Composed) -> list[str]:
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in composed.problems if problem.place]


def test_scalars_stay_as_typed() -> None:
    """YAML's guesses (octal numbers, booleans, dates, floats) are not made; nothing, ~ and null are absent."""
    value = _compose("a: NO\nb: 0o17\nc: 1e3\nd: 2022-06\ne: \"~\"\nf: Null\ng: ~\nh: null\ni:\nj: ''").value
    assert value == {"a": "NO", "b": "0o17", "c": "1e3", "d": "2022-06", "e": "~", "f": "Null", "j": ""}
    assert isinstance(value, Mapping)
    assert list(value.empty) == ["g", "h", "i"]


def test_places() -> None:
    """A value's place is where it begins, its key's place where the key does; a list begins at its first dash."""
    value = _compose("a:\n  - b: c d\n").value
    assert isinstance(value, Mapping)
    items = value["a"]
    assert isinstance(items, Items)
    inner = items[0]["b"]
    assert isinstance(inner, Text)
    assert [(place.line, place.column, place.length) for place in (items.place, items[0].place, inner.key or inner.place, inner.place)] == [(2, 3, 1), (2, 5, 1), (2, 5, 1), (2, 8, 3)]


def test_aliases_are_copies() -> None:
    """A repeated value has a place of its own in the tree, and the text of what it repeats."""
    value = _compose("a: &x [b, {c: d}]\ne: *x").value
    assert isinstance(value, Mapping)
    assert value["e"] == value["a"]
    assert value["e"] is not value["a"]
    assert value["e"][1] is not value["a"][1]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: &x y", ["1:4 lost-text"]),
        ("a: suite #5", ["1:10 lost-text"]),
        ("a: b #c", []),
        ("a: #b", ["1:4 lost-text"]),
        ("a: [x, y:z]", []),
        ("a: {x:1}", ["1:7 missing-space"]),
        ("a: {x: RN, boss}", ["1:12 unquoted-text"]),
        ("a: {x, y}", []),
        ("a: {x: }", []),
        ("a:\n  - x\n    - y", ["3:5 bad-indentation"]),
        ("a:\n  -x", ["2:4 missing-space"]),
        ("a:\n  b:c\n  d:e", ["2:5 missing-space", "3:5 missing-space"]),
        ("a:\n  https://example.org", []),
        ('a: "b\nc: d"', ["1:4 unclosed-quote"]),
        ('a: "b\n  c: d"', []),
        ("- a: 1\n  b: 2\n  a: 3\n  b: 4", ["3:3 duplicate-key"]),
        ("- a:\n  -", ["2:3 empty-item"]),
        ("\u00a0a: b", ["1:1 tab"]),
    ],
)
def test_what_yaml_reads_and_nobody_meant(text: str, codes: list[str]) -> None:
    """Some mistakes are valid YAML; they are told all the same, and their look-alikes are not."""
    assert _codes(_compose(text)) == codes


def test_a_new_entry_without_its_dash_is_one() -> None:
    """A key that begins an entry anew begins a new entry, so that nothing of it is lost."""
    assert _compose("- a: 1\n  b: 2\n  a: 3\n  b: 4").value == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 60 + "]" * 60,
        "\n".join("  " * depth + "a:" for depth in range(60)),
        "a: [" + "x," * 2001 + "]",
        "a0: &a0 [" + "x," * 9 + "x]\n" + "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)),
    ],
    ids=["brackets", "indentation", "values", "aliases"],
)
def test_bombs(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too deep or too much is one problem, and nothing is read."""
    monkeypatch.setattr(composer, "MAX_VALUES", 2000)
    composed = _compose(text)
    assert [problem.code for problem in composed.problems] == ["too-large"]
    assert composed.value is None


def test_a_text_too_long_is_left_out() -> None:
    """What nobody reads would take long to look through; the rest of the file is read."""
    composed = _compose("a: " + "x" * 20_001 + "\nb: c")
    assert (_codes(composed), composed.value) == (["1:4 too-large"], {"b": "c"})


def test_a_value_that_cannot_be_read_is_no_value() -> None:
    """Its key is remembered, so that nobody says that it is missing; the rest is read."""
    value = _compose("a: *b*\nc: d").value
    assert value == {"c": "d"}
    assert isinstance(value, Mapping)
    assert value.unread == {"a"}


def test_a_guess_is_known_as_one() -> None:
    """A line that was moved is among the guesses, so that its structure is not judged."""
    composed = _compose("a:\n  b: c\n   d: e")
    assert composed.value == {"a": {"b": "c", "d": "e"}}
    assert composed.guessed == {3}
