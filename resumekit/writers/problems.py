"""Problems: for a terminal with the source line and a caret, for a program as JSON or SARIF, for GitHub as annotations.

In: diagnostics. Out: one string. Whatever is echoed has lost its control characters. Must not know who found them.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from resumekit.diagnostics import CODES, Diagnostic, Place, Severity, clean
from resumekit.writers.data import to_json
from resumekit.writers.terminal import Painter, beginning_of, cells, painter

_TAB = 4


def write_problems(problems: Iterable[Diagnostic], format: str, *, colour: bool = False, width: int = 100) -> str:
    """Problems as `text` (with the source line and a caret), `json`, `sarif`, or `github` (annotations); empty text for none."""
    problems = list(problems)
    if format == "json":
        errors = [_problem_record(problem) for problem in problems if problem.severity is Severity.ERROR]
        warnings = [_problem_record(problem) for problem in problems if problem.severity is not Severity.ERROR]
        return to_json({"errors": errors, "warnings": warnings})
    if format == "sarif":
        return json.dumps(_sarif(problems), ensure_ascii=False, indent=2) + "\n"
    if format == "github":
        return "".join(_annotation(problem) + "\n" for problem in problems)
    if not problems:
        return ""
    paint = painter(colour)
    shown = [_problem_text(problem, paint, width) for problem in problems]
    return "\n".join(shown) + "\n" + paint(count_problems(problems), "strong") + "\n"


def count_problems(problems: Iterable[Diagnostic]) -> str:
    """How many there are, in words: `3 errors, 1 warning`, or `no problems`."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(kind), kind.value) for kind in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count) or "no problems"


def _problem_record(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "message": problem.message,
        "path": problem.path,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "hint": problem.hint,
    }


def _sarif(problems: Sequence[Diagnostic]) -> dict[str, Any]:
    """The problems as a log of SARIF 2.1.0, which code-scanning sites and editors read. Columns count characters, as ours do."""
    from urllib.parse import quote

    rules = list(dict.fromkeys(problem.code for problem in problems))
    results = []
    for problem in problems:
        message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        result: dict[str, Any] = {"ruleId": problem.code, "ruleIndex": rules.index(problem.code), "level": problem.severity.value, "message": {"text": clean(message)}}
        place = problem.place
        if place and not place.file.startswith(("--", "<")):
            region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + max(1, place.length)}
            file = {"uri": quote(place.file.replace("\\", "/"), safe="/")}
            result["locations"] = [{"physicalLocation": {"artifactLocation": file, "region": region}}]
        results.append(result)
    driver = {"name": "resumekit", "rules": [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _annotation(problem: Diagnostic) -> str:
    """A workflow command of GitHub Actions."""

    def escape(text: str) -> str:
        # Line breaks and percent signs have escapes of their own; everything else that steers is made visible.
        kept = re.sub(r"[^\r\n]+", lambda part: clean(part[0]), text)
        return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    named = [("title", problem.code)]
    if place:
        end = place.column + place.length
        named = [("file", place.file), ("line", str(place.line)), ("col", str(place.column)), ("endColumn", str(end)), *named]
    properties = ",".join(f"{name}={escape_property(value)}" for name, value in named)
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity.value} {properties}::{escape(message)}"


def _problem_text(problem: Diagnostic, paint: Painter, width: int) -> str:
    place = problem.place
    kind = paint(f"{problem.severity.value}[{problem.code}]", "bad" if problem.severity is Severity.ERROR else "warn")
    at = ""
    if place:
        at = clean(place.file) if place.file.startswith("--") else f"{clean(place.file)}:{place.line}:{place.column}"
    lines = [f"{paint(at, 'strong')}: {kind} {clean(problem.message)}" if at else f"{kind} {clean(problem.message)}"]
    gutter = "  "
    if place and place.source.strip():
        number = "" if place.file.startswith("--") else str(place.line)
        source, before, length = _excerpt(place, max(20, width - len(number) - 5))
        lines.append(paint(f"  {number} | ", "soft") + source)
        lines.append(paint(f"  {' ' * len(number)} | ", "soft") + " " * before + paint("^" * length, "bad" if problem.severity is Severity.ERROR else "warn"))
        gutter = f"  {' ' * len(number)}   "
    if problem.hint:
        lines.append(f"{gutter}{paint('help:', 'strong')} {clean(problem.hint)}")
    return "".join(line.rstrip() + "\n" for line in lines)


def _excerpt(place: Place, width: int) -> tuple[str, int, int]:
    """The part of a source line around its caret, as wide as fits: its text, the caret's column in it, the caret's width."""
    at = min(max(0, place.column - 1), len(place.source))
    source = place.source.rstrip("\r\n")
    left, right = max(0, at - width), min(len(source), at + width)
    end = min(at + place.length, right)
    before, marked, after = _shown(source[left:at]), _shown(source[at:end]), _shown(source[end:right])
    head = "…" if left else ""
    tail = "…" if right < len(source) else ""
    if cells(head + before + marked + after + tail) <= width:
        return head + before + marked + after + tail, cells(head + before), max(1, cells(marked))
    marked, cut = beginning_of(marked, width * 2 // 3)
    tail = "…" if cut else tail
    room = width - cells(marked) - 2
    kept = before
    if cells(before) > room * 2 // 3 and cells(before + after) > room:
        kept = beginning_of(before[::-1], max(room * 2 // 3, room - cells(after)))[0][::-1]
        head = "…"
    if not cut:
        after, cut = beginning_of(after, room - cells(kept))
        tail = "…" if cut else tail
    else:
        after = ""
    return head + kept + marked + after + tail, cells(head + kept), max(1, cells(marked))


def _shown(source: str) -> str:
    """A piece of a source line with tabs as spaces and what has no picture made visible."""
    return clean(source.replace("\t", " " * _TAB))
