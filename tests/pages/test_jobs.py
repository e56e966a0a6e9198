"""Records for search engines."""

import json
from collections.abc import Callable

from resumekit.pages import read_page

Lines = Callable[[str | bytes], list[tuple[int, str]]]
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


def test_job_posting_by_itself(lines: Lines) -> None:
    """A JSON file; markup that is written as text, months of experience, benefits left out."""
    record = {"@type": "JobPosting", "title": "MA", "description": "&lt;p&gt;Room patients&lt;/p&gt;", "jobBenefits": "EKG", "experienceRequirements": {"monthsOfExperience": 12}}
    assert ["Room patients", "Experience requirements", "12 months of experience"] == [text for _, text in lines(json.dumps(record))]


def test_deep_json_is_text() -> None:
    """JSON nested too deep to be read is no posting's record, and no failure."""
    read_page(b"[" * 100_000)
    read_page(b'<html><script type="application/ld+json">' + b'{"a":' * 50_000 + b"</script><p>Text</p></html>")
