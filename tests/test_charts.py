"""Pictures: well-formed, spoken, told apart without colour."""

import re
from xml.etree import ElementTree as ET

import pytest

from resumekit.charts import COLOURS, Column, Mark, glyph, skill_map, wrapped
from resumekit.evidence import STATUSES

SPACE = "{http://www.w3.org/2000/svg}"
MARKS = tuple(Mark(name=f"Skill & <{status}>", status=status, on=status in ("verified", "practised")) for status in STATUSES)


def draw(across: int = 3) -> ET.Element:
    """A map of two columns."""
    columns = [Column(title="One", note="2 of 6 backed", marks=MARKS), Column(title="Two", note="", marks=())]
    return ET.fromstring(skill_map(columns, title="2 of 6 & more", description="Says it all.", across=across))


def test_picture_is_well_formed_and_spoken() -> None:
    """Any text is text, and the title and description are what it is labelled by."""
    root = draw()
    assert ("2 of 6 & more", "Says it all.") == (root.findtext(f"{SPACE}title"), root.findtext(f"{SPACE}desc"))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(str(root.get("aria-labelledby")).split()) == ids
    assert "Skill & <verified>" in [element.text for element in root.iter(f"{SPACE}text")]


def test_statuses_differ_in_shape() -> None:
    """Without its colour no sign is like another."""
    assert tuple(COLOURS) == STATUSES
    shapes = {re.sub(r"#[0-9a-f]{6}|class=\"[^\"]*\"", "", glyph(status, 0, 0)) for status in STATUSES}
    assert len(STATUSES) == len(shapes)


def test_bar_fills_a_segment_for_each_mark_that_is_on() -> None:
    """One segment a mark."""
    bars = [element for element in draw().iter(f"{SPACE}rect") if "edge" in str(element.get("class"))]
    assert [True, True, False, False, False, False] == ["ink" in str(bar.get("class")) for bar in bars]


def test_columns_fall_below_each_other_where_there_is_no_room() -> None:
    """One column across is narrower and taller than two."""
    boxes = [[float(number) for number in str(draw(across).get("viewBox")).split()] for across in (1, 2)]
    assert boxes[0][2] < boxes[1][2]
    assert boxes[0][3] > boxes[1][3]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("EKG", ["EKG"]),
        ("Patient communication and empathy", ["Patient communication", "and empathy"]),
        ("Medical billing and insurance claim software", ["Medical billing and", "insurance claim software"]),
        ("Infection control, OSHA compliance and safe handling of sharps", ["Infection control, OSHA", "compliance and safe", "handling of sharps"]),
    ],
)
def test_long_names_wrap_instead_of_being_cut(name: str, lines: list[str]) -> None:
    """Only a word that is longer than a line is cut, with a sign."""
    assert lines == wrapped(name)
    assert [24, True] == [max(map(len, wrapped("x" * 60))), wrapped("x" * 60)[0].endswith("…")]


def test_nothing_reaches_past_the_right_edge() -> None:
    """Even in a wide bold face, where a character takes seven tenths of its size, the longest line stays within the picture."""
    text = "Medical billing insuranc"
    marks = (Mark(name=text, status="verified", on=True),)
    root = ET.fromstring(skill_map([Column(title=text, note=text, marks=marks)] * 3, title="", description=""))
    left, _, width, _ = (float(number) for number in str(root.get("viewBox")).split())
    for one in root.iter(f"{SPACE}text"):
        assert float(str(one.get("x"))) + 0.7 * float(str(one.get("font-size"))) * len(str(one.text)) <= left + width


def test_names_of_fonts_are_names_in_css() -> None:
    """A name with a digit stands in quotes; else a browser drops the list and shows its own serif font."""
    for name in str(draw().get("font-family")).split(","):
        assert re.fullmatch(r"'[^']+'|[A-Za-z-]+(?: [A-Za-z-]+)*", name)
