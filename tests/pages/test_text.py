"""Text and Markdown: lines keep their numbers, marks go."""

from collections.abc import Callable

from resumekit.pages import read_page

Lines = Callable[[str | bytes], list[tuple[int, str]]]


def test_text_keeps_its_lines(lines: Lines) -> None:
    """Numbers are the file's; bullets, marks of Markdown and empty lines go."""
    assert [(1, "Duties"), (3, "Take vital signs"), (4, "Draw blood")] == lines("## Duties\n\n- Take **vital signs**\n• Draw [blood](https://example.org)\n")


def test_headings_have_a_level() -> None:
    """A heading of Markdown, one underlined, a line wholly bold."""
    page = read_page(b"# One\n\nTwo\n---\n\n**Three**\n\nFour\n")
    assert [1, 2, 7, 0] == [line.level for line in page.lines]


def test_wrapped_lines_are_joined(lines: Lines) -> None:
    """A long line that goes on in the next with a small letter is one."""
    assert [(1, "The assistant is able to work with several providers in a fast-paced clinic.")] == lines("The assistant is able to work with several providers in a fast-paced\nclinic.\n")


def test_front_matter_is_facts() -> None:
    """Between two lines of the same mark; the title is the page's."""
    page = read_page(b'+++\ntitle = "Medical Assistant"\ndegrees_required = "Certification required"\n+++\nText\n')
    assert "Medical Assistant" == page.title
    assert [("title", 2), ("degrees_required", 3)] == [(fact.key, fact.number) for fact in page.facts]
    assert [(5, "Text")] == [(line.number, line.text) for line in page.lines]
