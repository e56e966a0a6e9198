"""A posting's record for search engines (schema.org JobPosting, as JSON) to numbered lines.

In: JSON, and the line that it begins in. Out: a `Page`, or None where it is no posting. Must not know the page around it.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from resumekit.pages.hypertext import lines_of
from resumekit.pages.lines import MAX_LINES, MAX_PAGE_BYTES, UNSEEN, Page, PageLine, one_line
from resumekit.pages.text import TAG, read_text

_ASKING = ("description", "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read_job(content: str, number: int) -> Page | None:
    """The first JobPosting of a JSON document; None if it has none, or is none."""
    try:
        found = _find_posting(json.loads(content.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return None
    if found is None:
        return None
    lines: list[PageLine] = []
    for key in _ASKING:
        at = content.find(f'"{key}"')
        line = number + content.count("\n", 0, at) if at > 0 else number
        texts = [text for text in _texts(found.get(key)) if text.strip()]
        if texts and key != _ASKING[0]:
            lines.append(PageLine(number=line, text=_CAMEL.sub(" ", key).capitalize(), level=2))
        for text in texts:
            lines += _described(text, line)
    title = next(iter(_texts(found.get("title") or found.get("name"))), "")
    return Page(title=one_line(html.unescape(title)), lines=tuple(lines[:MAX_LINES]))


def _find_posting(root: Any) -> dict[str, Any] | None:
    waiting = [root]
    for _ in range(5000):
        if not waiting:
            return None
        one = waiting.pop(0)
        if isinstance(one, dict):
            kinds = one.get("@type")
            if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                return one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return None


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value: its own, those of its items, of a record its name and description; months as words."""
    waiting = [value]
    for _ in range(500):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, str):
            yield one[:MAX_PAGE_BYTES]
        elif isinstance(one, list):
            waiting = [*one[:200], *waiting]
        elif isinstance(one, dict):
            months = one.get("monthsOfExperience")
            if isinstance(months, (int, float, str)) and str(months).replace(".", "", 1).isdigit():
                yield f"{months} months of experience"
            waiting = [one[key] for key in ("name", "description", "credentialCategory") if key in one] + waiting


def _described(text: str, number: int) -> Iterable[PageLine]:
    """The lines of a description, which is HTML, HTML written as text, or text."""
    if "<" not in text and "&lt;" in text:
        text = html.unescape(text)
    text = text.translate(UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    if TAG.search(text[:20_000]):
        return [replace(line, number=number) for line in lines_of(text)]
    return [replace(line, number=number) for line in read_text(text).lines]
