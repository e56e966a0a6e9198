"""HTML: what is navigation is left out, what is broken is read."""

from collections.abc import Callable

from resumekit.pages import read_page

Lines = Callable[[str | bytes], list[tuple[int, str]]]


def test_html_leaves_out_what_is_no_text(lines: Lines) -> None:
    """Scripts, styles, navigation, asides and footers by what they are; cookie bars by what they are called."""
    page = (
        "<!doctype html><html><head><title>A job</title><style>p {}</style></head>\n<body><nav>Home</nav><header>EKG</header>\n"
        "<div class='cookie-bar'>Cookies</div><script>var a = '<p>x</p>'</script>\n<h1>Medical Assistant</h1>\n<ul><li>Room &amp; weigh\n patients</li></ul>\n"
        "<aside>Similar</aside><footer>Pay your bill</footer></body></html>"
    )
    assert [(4, "Medical Assistant"), (5, "Room & weigh patients")] == lines(page)
    assert "Medical Assistant" == read_page(page.encode()).title


def test_broken_html_is_read(lines: Lines) -> None:
    """Unclosed tags, comments, quotes and entities end nothing but themselves."""
    assert [(1, "Draw blood"), (2, "Give shots &bogus")] == lines("<p>Draw blood<p>\n<li>Give shots &bogus <!-- open")
    for text in ("<html><p", "<html><!--", "<html><p a='", "<html>&#xFFFFFFFF;", "<html></p></div></html>", "<html>" + "<div>" * 5000 + "Deep"):
        read_page(text.encode())
    assert [(1, "Deep")] == lines("<html>" + "<div>" * 5000 + "Deep")
