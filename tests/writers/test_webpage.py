"""A page that is whole in itself."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from resumekit.blocks import Report
from resumekit.writers import write

Make = Callable[..., Report]


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


def test_html_is_whole_and_asks_nothing(sample: Make) -> None:
    """Tags close in order, text is escaped, and no attribute leads to another file."""
    page = Reader()
    text = write(sample(title="<script>alert(1)</script> & more"), "html")
    page.feed(text)
    assert page.open == []
    assert "<script>alert(1)</script> & more" in page.text
    assert "Renew the *card* <now>" in page.text
    assert not {"src", "href", "onclick"} & {name for name, _ in page.attributes}
    assert "url(" not in text
    assert "@import" not in text


def test_html_shows_a_status_by_picture_and_word(sample: Make) -> None:
    """Colour and picture never stand alone."""
    text = write(sample(), "html")
    assert re.search(r'<span class="status verified"><svg aria-hidden="true".*?</svg>verified</span>', text)
    assert '<th role="rowheader" scope="row">Vital signs</th>' in text
