"""Pages: any bytes as numbered lines; what is no text is refused, what is navigation left out."""

import json

import pytest

from resumekit.files import FileProblem
from resumekit.pages import MAX_LINE, read_page


def lines(text: str | bytes) -> list[tuple[int, str]]:
    """The lines of a page with their numbers."""
    return [(line.number, line.text) for line in read_page(text.encode() if isinstance(text, str) else text).lines]


def test_text_keeps_its_lines() -> None:
    """Numbers are the file's; bullets, marks of Markdown and empty lines go."""
    assert [(1, "Duties"), (3, "Take vital signs"), (4, "Draw blood")] == lines("## Duties\n\n- Take **vital signs**\n• Draw [blood](https://example.org)\n")


def test_headings_have_a_level() -> None:
    """A heading of Markdown, one underlined, a line wholly bold."""
    page = read_page(b"# One\n\nTwo\n---\n\n**Three**\n\nFour\n")
    assert [1, 2, 7, 0] == [line.level for line in page.lines]


def test_wrapped_lines_are_joined() -> None:
    """A long line that goes on in the next with a small letter is one."""
    assert [(1, "The assistant is able to work with several providers in a fast-paced clinic.")] == lines("The assistant is able to work with several providers in a fast-paced\nclinic.\n")


def test_front_matter_is_facts() -> None:
    """Between two lines of the same mark; the title is the page's."""
    page = read_page(b'+++\ntitle = "Medical Assistant"\ndegrees_required = "Certification required"\n+++\nText\n')
    assert "Medical Assistant" == page.title
    assert [("title", 2), ("degrees_required", 3)] == [(fact.key, fact.number) for fact in page.facts]
    assert [(5, "Text")] == [(line.number, line.text) for line in page.lines]


def test_html_leaves_out_what_is_no_text() -> None:
    """Scripts, styles, navigation, asides and footers by what they are; cookie bars by what they are called."""
    page = (
        "<!doctype html><html><head><title>A job</title><style>p {}</style></head>\n<body><nav>Home</nav><header>EKG</header>\n"
        "<div class='cookie-bar'>Cookies</div><script>var a = '<p>x</p>'</script>\n<h1>Medical Assistant</h1>\n<ul><li>Room &amp; weigh\n patients</li></ul>\n"
        "<aside>Similar</aside><footer>Pay your bill</footer></body></html>"
    )
    assert [(4, "Medical Assistant"), (5, "Room & weigh patients")] == lines(page)
    assert "Medical Assistant" == read_page(page.encode()).title


def test_broken_html_is_read() -> None:
    """Unclosed tags, comments, quotes and entities end nothing but themselves."""
    assert [(1, "Draw blood"), (2, "Give shots &bogus")] == lines("<p>Draw blood<p>\n<li>Give shots &bogus <!-- open")
    for text in ("<html><p", "<html><!--", "<html><p a='", "<html>&#xFFFFFFFF;", "<html></p></div></html>", "<html>" + "<div>" * 5000 + "Deep"):
        read_page(text.encode())
    assert [(1, "Deep")] == lines("<html>" + "<div>" * 5000 + "Deep")


RECORD = {
    "@context": "https://schema.org",
    "@graph": [{"@type": "WebPage"}, {"@type": "JobPosting", "title": "Medical Assistant", "description": "<p>Take vital signs.</p><ul><li>Draw blood</li></ul>" + "<p>Long text.</p>" * 20}],
}


def test_job_posting_inside_a_page() -> None:
    """The record for search engines stands for the page; a line that the page shows has the page's number."""
    page = f'<html>\n<script type="application/ld+json">\n{json.dumps(RECORD)}</script>\n<body>\n<p>Menu of EKGs</p>\n<p>Draw blood</p></body></html>'
    found = read_page(page.encode())
    assert "Medical Assistant" == found.title
    assert [(3, "Take vital signs."), (6, "Draw blood")] == [(line.number, line.text) for line in found.lines[:2]]
    assert "Menu of EKGs" not in {line.text for line in found.lines}


def test_job_posting_by_itself() -> None:
    """A JSON file; markup that is written as text, months of experience, benefits left out."""
    record = {"@type": "JobPosting", "title": "MA", "description": "&lt;p&gt;Room patients&lt;/p&gt;", "jobBenefits": "EKG", "experienceRequirements": {"monthsOfExperience": 12}}
    assert ["Room patients", "Experience requirements", "12 months of experience"] == [text for _, text in lines(json.dumps(record))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 with and without its mark, Windows' own."""
    assert [(1, "What you’ll do"), (2, "Draw blood")] == lines("What you’ll do\r\nDraw blood\r\n".encode(encoding))


@pytest.mark.parametrize("data", [b"", b" \n\t", b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(256)) * 20, b"\0" * 100])
def test_no_text_is_refused(data: bytes) -> None:
    """With one line that says what it is."""
    with pytest.raises(FileProblem) as problem:
        read_page(data, "x.bin")
    assert "posting-unreadable" == problem.value.code
    assert problem.value.message.startswith("x.bin ")


@pytest.mark.parametrize("part", ["<", "<p ", "<!--", '<a href="', "<script>", "&amp", "[", "**", "<li>", '{"a":', "a" * 50, "•", "\n", "| a "])
def test_hostile_text_takes_no_long(part: str) -> None:
    """A hundred kilobytes of one thing, as text and as HTML, is read in linear time; no line is longer than the limit."""
    for before in ("", "<html>"):
        page = read_page((before + part * (100_000 // len(part))).encode() + b" end")
        assert all(len(line.text) <= MAX_LINE for line in page.lines)


def test_deep_json_is_text() -> None:
    """JSON nested too deep to be read is no posting's record, and no failure."""
    read_page(b"[" * 100_000)
    read_page(b'<html><script type="application/ld+json">' + b'{"a":' * 50_000 + b"</script><p>Text</p></html>")
