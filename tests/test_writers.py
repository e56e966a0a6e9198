"""What people and programs see of a report, and of a problem."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.blocks import Block, Bullets, Event, Facts, Heading, Item, Paragraph, Span, Table
from resumekit.dates import PartialDate
from resumekit.diagnostics import Place, clean, error, warning
from resumekit.writers import GLYPHS, cells, count_problems, write, write_problems

SINCE = PartialDate(2022, 6)


class Kind(StrEnum):
    """A choice."""

    GOOD = "good"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A report with one of everything."""

    name: str = "Zoë"
    kind: Kind = Kind.GOOD
    since: PartialDate = SINCE
    day: date = date(2026, 11, 24)
    parts: tuple[PartialDate, ...] = (SINCE,)
    share: float = 0.5
    nothing: None = None
    _hidden: str = "hidden"
    title: str = "Zoë: report"

    def outline(self) -> list[Block]:
        """One block of each kind."""
        return [
            Heading(self.title, level=1),
            Paragraph("7 of 9 are backed.", lead=True),
            Heading("Next steps"),
            Bullets((Item("Renew the *card* <now>", why="it lapses"), Item("Sign off")), numbered=True),
            Heading("Skills"),
            Table(("Skill", "Status", "Line"), (("Vital signs", Span("verified", "verified"), "31"), ("A | B", Span("missing", "missing"), "")), title="Foundational"),
            Facts((("Years", "4.8"), ("Hours of work", Span("many", "strong")))),
        ]


# JSON


def test_json_is_the_record_in_order() -> None:
    """Fields in order after the format, dates and choices as text, letters as they are, private fields left out."""
    text = write(Sample(), "json")
    assert json.loads(text) == {
        "format": 1,
        "name": "Zoë",
        "kind": "good",
        "since": "2022-06",
        "day": "2026-11-24",
        "parts": ["2022-06"],
        "share": 0.5,
        "nothing": None,
        "title": "Zoë: report",
    }
    assert text.startswith('{\n  "format": 1,\n  "name": "Zoë",')
    assert text.endswith("}\n")


def test_jsonl_is_one_line_a_record() -> None:
    """Each line is a whole JSON value."""
    lines = write([Sample(name="a"), Sample(name="b")], "jsonl").splitlines()  # type: ignore[arg-type]
    assert [json.loads(line)["name"] for line in lines] == ["a", "b"]


def test_unknown_format_is_refused() -> None:
    """A name that no writer has is a mistake of the caller."""
    with pytest.raises(ValueError, match="docx"):
        write(Sample(), "docx")


# Text


def test_text_aligns_and_says_status_by_sign_and_word() -> None:
    """Columns begin below each other; the sign stands before the word."""
    assert write(Sample(), "text") == (
        "Zoë: report\n"
        "7 of 9 are backed.\n"
        "\n"
        "Next steps\n"
        "  1. Renew the *card* <now>\n"
        "     it lapses\n"
        "  2. Sign off\n"
        "\n"
        "Skills\n"
        "  Foundational\n"
        "  Skill        Status      Line\n"
        "  Vital signs  ✓ verified  31\n"
        "  A | B        ✗ missing\n"
        "\n"
        "  Years          4.8\n"
        "  Hours of work  many\n"
    )


def test_each_status_has_a_sign_of_its_own() -> None:
    """The signs tell the six statuses apart without colour, and each takes one column."""
    assert len(set(GLYPHS.values())) == 6
    assert {1} == {cells(sign) for sign in GLYPHS.values()}


def test_colour_adds_nothing_but_colour() -> None:
    """Without its escapes the coloured text is the plain one."""
    coloured = write(Sample(), "text", colour=True)
    assert "\x1b[32m✓ verified\x1b[0m" in coloured
    assert write(Sample(), "text") == re.sub(r"\x1b\[[0-9]+m", "", coloured)


class Wide:
    """A report with a table that is wider than any terminal."""

    def outline(self) -> list[Block]:
        """Two tables that share their columns."""
        words = "said that she drew blood and recorded vital signs every day "
        return [Table(("What", "Why"), (("漢字 " * 9, words * 4), ("x" * 70, "short"))), Table(("What", "Why"), (("a", "b"),))]


@pytest.mark.parametrize("width", [30, 60, 100, 120])
def test_text_stays_within_the_width(width: int) -> None:
    """Long cells are wrapped, wide letters count two columns, and no word is lost."""
    text = write(Wide(), "text", width=width)
    assert width >= max(cells(line) for line in text.splitlines())
    assert "".join(re.findall("said", text.replace("\n", " "))) == 4 * "said"
    assert text.count("x") == 70


def test_tables_of_the_same_columns_share_their_widths() -> None:
    """The second column begins at the same place in both tables."""
    lines = write(Wide(), "text").splitlines()
    assert {lines[0].index("Why")} == {line.index("Why") for line in lines if "Why" in line}


# Markdown and HTML


def test_markdown_escapes_what_is_markup_in_the_text() -> None:
    """Stars, angle brackets and bars of the text are text; the table keeps its columns."""
    text = write(Sample(), "markdown")
    assert "# Zoë: report\n" in text
    assert "1. Renew the \\*card\\* \\<now\\>\\\n   it lapses\n2. Sign off\n" in text
    assert "| Vital signs | ✓ verified | 31 |\n| A \\| B | ✗ missing |  |\n" in text


class Reader(HTMLParser):
    """Gathers tags and text, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open."""
        self.attributes += attrs
        if tag not in ("meta", "path", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The last that was opened closes first."""
        if tag not in ("path", "circle"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += data


def test_html_is_whole_and_asks_nothing() -> None:
    """Tags close in order, text is escaped, and no attribute leads to another file."""
    page = Reader()
    text = write(Sample(title="<script>alert(1)</script> & more"), "html")
    page.feed(text)
    assert page.open == []
    assert "<script>alert(1)</script> & more" in page.text
    assert "Renew the *card* <now>" in page.text
    assert not {"src", "href", "onclick"} & {name for name, _ in page.attributes}
    assert "url(" not in text
    assert "@import" not in text


def test_html_shows_a_status_by_picture_and_word() -> None:
    """Colour and picture never stand alone."""
    text = write(Sample(), "html")
    assert re.search(r'<span class="status verified"><svg aria-hidden="true".*?</svg>verified</span>', text)
    assert '<th role="rowheader" scope="row">Vital signs</th>' in text


# Problems


def problem_at(source: str, column: int, length: int = 1, line: int = 12, hint: str = "") -> str:
    """An error in a line, as text."""
    place = Place(file="ana.yaml", line=line, column=column, source=source, length=length)
    return write_problems([error("bad-date", "that is no date", place=place, hint=hint)], "text")


def marked(text: str) -> str:
    """What stands above the carets, by columns of a terminal."""
    source, carets = text.splitlines()[1:3]
    first, last = carets.index("^"), carets.rindex("^")
    at, found = 0, ""
    for character in source:
        width = cells(character)
        if (first <= at <= last and width) or (not width and first < at <= last + 1):
            found += character
        at += width
    return found


def test_problem_shows_place_line_caret_and_fix() -> None:
    """File, line and column, then the line, what is meant, and what to type."""
    assert problem_at("  issued: 2023-02-29", 11, 10, hint="days go from 01 to 28") == (
        "ana.yaml:12:11: error[bad-date] that is no date\n  12 |   issued: 2023-02-29\n     |           ^^^^^^^^^^\n       help: days go from 01 to 28\n\n1 error\n"
    )


@pytest.mark.parametrize(
    ("source", "start", "expected"),
    [
        ("\tname: 2023", "2023", "2023"),
        ("名前: 漢字です 2023", "漢字です", "漢字です"),
        ("Zoe\u0308: 2023", "2023", "2023"),
        ("a\u200bb\u202e: 2023", "2023", "2023"),
        ("😀 2023", "2023", "2023"),
        ("cafe\u0301 x", "cafe\u0301", "cafe\u0301"),
    ],
)
def test_caret_stands_below_what_is_meant(source: str, start: str, expected: str) -> None:
    """Tabs, wide letters, combining marks and invisible characters do not shift it."""
    assert expected == marked(problem_at(source, source.index(start) + 1, len(start)))


@pytest.mark.parametrize("before", [0, 5, 90, 5000])
@pytest.mark.parametrize("after", [0, 5, 90, 5000])
@pytest.mark.parametrize("middle", ["wrong", "w" * 400, "漢" * 300])
def test_long_line_is_cut_around_the_caret(before: int, after: int, middle: str) -> None:
    """However long the line, what is shown fits the width and holds the beginning of what is meant."""
    text = problem_at("a" * before + middle + "b" * after, before + 1, len(middle))
    assert max(cells(line) for line in text.splitlines()) <= 100
    found = marked(text)
    assert found
    assert middle.startswith(found.rstrip("…b"))
    assert ("…" in text) == (before + after + cells(middle) > 93)


def test_a_place_past_the_end_is_shown_after_the_line() -> None:
    """What is missing is missing after the last character."""
    assert "     |      ^\n" in problem_at("name:", 6)


def test_a_problem_of_an_option_names_it() -> None:
    """`--set` has no line; the option stands in its place."""
    place = Place(file="--set person.email", line=1, column=14, source="person.email=x", length=1)
    assert "--set person.email: error[bad-email] no\n   | person.email=x\n   |              ^\n" in write_problems([error("bad-email", "no", place=place)], "text")


def test_a_problem_without_a_place_is_one_line() -> None:
    """Nothing is shown of a line that there is not."""
    assert write_problems([error("machine", "Pango is missing")], "text") == "error[machine] Pango is missing\n\n1 error\n"


def test_problems_are_counted() -> None:
    """Errors first; one is not plural; none is said in words."""
    problems = [error("tab", "a"), warning("tab", "b"), error("tab", "c")]
    assert count_problems(problems) == "2 errors, 1 warning"
    assert count_problems([]) == "no problems"
    assert write_problems([], "text") == ""


def test_problems_as_json_always_have_both_lists() -> None:
    """Each problem has the seven keys; one without a place has line 0."""
    place = Place(file="ana.yaml", line=3, column=5, source="x")
    document = json.loads(write_problems([error("tab", "a", path="person", place=place, hint="h"), warning("machine", "b")], "json"))
    assert document == {
        "format": 1,
        "errors": [{"code": "tab", "message": "a", "path": "person", "file": "ana.yaml", "line": 3, "column": 5, "hint": "h"}],
        "warnings": [{"code": "machine", "message": "b", "path": "", "file": "", "line": 0, "column": 0, "hint": ""}],
    }
    assert json.loads(write_problems([], "json")) == {"format": 1, "errors": [], "warnings": []}


def test_annotations_cannot_be_forged() -> None:
    """Line breaks, percent signs, colons and commas of a message or a file name stay inside their field."""
    place = Place(file="a,b:c%.yaml", line=3, column=5, source="x", length=2)
    assert write_problems([replace(error("tab", ""), message="50%\n::warning::x", place=place, hint="go\r on"), warning("machine", "b")], "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=5,endColumn=7,title=tab::50%25%0A::warning::x; go%0D on\n::warning title=machine::b\n"
    )


HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\x1b\x7f\x85\x9b\t\r\n\u2028\u202e\u2066\ufeff\u200f\u061c")), max_size=60)


def steers(character: str) -> bool:
    """Whether a terminal or a reader would obey it: a control, a line separator, an override of direction."""
    overrides = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") or unicodedata.bidirectional(character) in overrides


@given(HOSTILE, st.integers(1, 70), st.integers(1, 70))
def test_nothing_that_is_echoed_steers_the_terminal(text: str, column: int, length: int) -> None:
    """No control character, override of direction or line break of a file reaches the screen, in any format."""
    place = Place(file=text, line=1, column=column, source=text, length=length)
    problem = error("tab", text, place=place, hint=text)
    texts = [write_problems([problem], form) for form in ("text", "github")] + [write(Sample(title=text), form) for form in ("text", "markdown", "html")]
    assert [character for shown in texts for character in shown if character != "\n" and steers(character)] == []
    assert len(write_problems([problem], "github").split("\n")) == 2


def test_clean_keeps_what_people_write() -> None:
    """Letters of every script, marks and joiners stay."""
    assert clean("Zoë 漢字 नमस्ते 👩\u200d⚕️ łódź") == "Zoë 漢字 नमस्ते 👩\u200d⚕️ łódź"


# Spreadsheets and calendars --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A report for a spreadsheet and a calendar."""

    cells: tuple[str | int | float | None, ...] = ()
    days: tuple[Event, ...] = ()
    as_of: date = date(2026, 11, 24)

    def outline(self) -> list[Block]:
        """Nothing."""
        return []

    def rows(self) -> list[tuple[str | int | float | None, ...]]:
        """One row."""
        return [self.cells]

    def events(self) -> list[Event]:
        """Its days."""
        return list(self.days)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A spreadsheet shows what was typed, and runs nothing; a number below zero stays one."""
    shown = next(csv.reader(io.StringIO(write(Ledger(cells=(f"{sign}cmd|' /c'!A1", -5, "a,b", 'say "x"', None, 2.0)), "csv"))))
    assert shown[0].startswith("'")
    assert ["-5", "a,b", 'say "x"', "", "2"] == shown[1:]


@given(HOSTILE)
def test_rows_stay_rows(text: str) -> None:
    """Whatever a cell holds, a row is one line and its cells are as many as they were."""
    made = write(Ledger(cells=(text, "x", 1)), "csv")
    assert 1 == made.count("\n")
    (row,) = csv.reader(io.StringIO(made))
    assert (3, "x", "1") == (len(row), *row[1:])


def test_calendar_is_as_rfc_5545_has_it() -> None:
    """A whole day, a stamp of the report's own day, a reminder; texts with their marks escaped."""
    event = Event(uid="a@resumekit", day=date(2027, 6, 30), title="CMA (AAMA); renew, soon", text="First\\line\nSecond", remind_days=90)
    assert (
        "BEGIN:VCALENDAR\r\nPRODID:-//resumekit//renewals//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\nUID:a@resumekit\r\nDTSTAMP:20261124T000000Z\r\nDTSTART;VALUE=DATE:20270630\r\nSUMMARY:CMA (AAMA)\\; renew\\, soon\r\n"
        "DESCRIPTION:First\\\\line\\nSecond\r\nTRANSP:TRANSPARENT\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:CMA (AAMA)\\; renew\\, soon\r\nTRIGGER:-P90D\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ) == write(Ledger(days=(event,)), "ics")


@given(HOSTILE, st.dates(), st.dates())
def test_calendar_holds_any_text_and_any_day(text: str, day: date, as_of: date) -> None:
    """Lines of at most 75 bytes that break between characters, CRLF everywhere, and read back by another's eyes the same."""
    from icalendar import Calendar

    made = write(Ledger(days=(Event(uid="a", day=day, title=text * 3, text=text, remind_days=90),), as_of=as_of), "ics")
    lines = made.encode("utf-8").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line.decode("utf-8") for line in lines]
    (read,) = Calendar.from_ical(made).walk("VEVENT")
    assert (day, clean(text * 3)) == (read.decoded("dtstart"), str(read["summary"]))


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0: version, a driver with a name, a message and a level for each result, places from 1, a URI without blanks."""
    place = Place(file="my profile.yaml", line=3, column=5, source="  emial: x", length=5)
    found = [error("unknown-key", "there is no emial", place=place, hint="did you mean email?"), warning("photo-missing", "no photo"), error("bad-set", "no", place=replace(place, file="--set x=1"))]
    log = json.loads(write_problems(found, "sarif"))
    assert ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json") == (log["version"], log["$schema"])
    [run] = log["runs"]
    assert "resumekit" == run["tool"]["driver"]["name"]
    assert ["error", "warning", "error"] == [result["level"] for result in run["results"]]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (result["ruleId"], True) == (rule["id"], bool(rule["shortDescription"]["text"]))
        assert result["message"]["text"]
    [location] = run["results"][0]["locations"]
    assert {"artifactLocation": {"uri": "my%20profile.yaml"}, "region": {"startLine": 3, "startColumn": 5, "endColumn": 10}} == location["physicalLocation"]
    assert [True, False, False] == ["locations" in result for result in run["results"]]
    assert [] == json.loads(write_problems([], "sarif"))["runs"][0]["results"]
