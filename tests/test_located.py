"""Located values: places made when asked for, addresses that follow the tree, paths taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.diagnostics import Place
from resumekit.located import Items, Mapping, Origin, Text, join, located, mapping_of, parent, set_paths, split_path, text_of, walk

HERE = Place(file="f", line=1, column=1)
KEYS = st.text(max_size=8)


@given(st.lists(st.one_of(KEYS, st.integers(0, 999)), min_size=1, max_size=5))
def test_paths_are_taken_apart_as_they_were_put_together(parts: list[str | int]) -> None:
    """Any keys, odd ones quoted, and any indexes come back."""
    path = join("", str(parts[0]))
    for part in parts[1:]:
        path = f"{path}[{part}]" if isinstance(part, int) else join(path, part)
    assert split_path(path) == [str(parts[0]), *parts[1:]]


@pytest.mark.parametrize("path", [".a", "a..b", "a.", "a[", "a[x]", "a b", "a[0]b", "[", 'a["x]'])
def test_what_is_no_path(path: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="is not a path"):
        split_path(path)


def test_parents() -> None:
    """A path's parent lacks its last step."""
    assert [parent(path) for path in ("a", "a.b", "a[0]", 'a["x.y"].b', 'a["x.y"]')] == ["", "a", "a", 'a["x.y"]', "a"]


def test_addresses_follow_the_tree() -> None:
    """After values have moved, their addresses are those of their new holders."""
    root = located({"a": [{"b": "c"}], "d.e": "f"}, HERE)
    assert isinstance(root, Mapping)
    set_paths(root)
    inner = root["a"][0]["b"]
    assert (inner.path, root["d.e"].path) == ("a[0].b", '["d.e"]')
    root["z"] = Items([root["a"].pop()["b"]])
    root["z"].place = HERE
    set_paths(root)
    assert inner.path == "z[0]"


def test_places_are_those_of_the_file_as_typed() -> None:
    """A place in mended lines leads to the line as typed."""
    origin = Origin("f", ["name:Ana"], ["name: Ana"])
    text = text_of("Ana", (origin, 0, 6, 3))
    assert text.place == Place(file="f", line=1, column=6, source="name:Ana", length=3)
    assert text.place is text.place


def test_walk_goes_in_order_of_the_file() -> None:
    """Holders come before what they hold."""
    root = located({"a": ["b", {"c": "d"}], "e": "f"}, HERE)
    seen: list[str] = []
    walk(root, lambda value: seen.append(str(value) if isinstance(value, Text) else type(value).__name__))
    assert seen == ["Mapping", "Items", "b", "Mapping", "d", "f"]
    assert mapping_of({}, HERE) == {}
