"""Broken profiles: each gives the problems that a careful reader would name, at their places, and nothing else.

The cases are in `tests/data/broken/*.md`: a heading, the YAML, the expected `line:column code`.
"""

import random
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resumekit.diagnostics import CODES, Severity
from resumekit.load import Loaded, read

TODAY = date(2026, 11, 24)
HEAD = ["resumekit: 1", "career: medical-assistant", "person: {name: Ana Reyes}"]
FOLDER = Path(__file__).parent / "data" / "broken"
CASE = re.compile(r"^## (?P<title>.+)\n```yaml(?P<whole> whole)?\n(?P<yaml>(?:.*\n)*?)```\n(?P<expected>(?:- .+\n)*)", re.MULTILINE)
Case = tuple[str, bool, str, list[str]]


def _cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        matches = list(CASE.finditer(text))
        assert len(matches) == text.count("\n## "), file
        for match in matches:
            yaml = match["yaml"].replace("⇥", "\t").replace("⍽", "\u00a0")
            expected = sorted(line[2:] for line in match["expected"].splitlines())
            found.append((f"{file.stem}: {match['title']}", bool(match["whole"]), yaml, expected))
    return found


def _read(folder: Path, text: str) -> Loaded:
    file = folder / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    return read(str(file), today=TODAY)


def _seen(loaded: Loaded, shift: int = 0) -> list[str]:
    return sorted(f"{problem.place.line - shift}:{problem.place.column} {problem.code}" for problem in loaded.problems if problem.place)


CASES = _cases()


@pytest.mark.parametrize(("title", "whole", "yaml", "expected"), CASES, ids=[case[0] for case in CASES])
def test_broken_profile(title: str, whole: bool, yaml: str, expected: list[str], tmp_path: Path) -> None:
    """Exactly the expected problems, whether the rest of the profile stands before or behind the mistake."""
    head = [] if whole else [line for line in HEAD if not re.search("^" + line.split(":")[0] + ":", yaml, re.MULTILINE)]
    before = _read(tmp_path, "\n".join([*head, yaml]))
    assert expected == _seen(before, len(head))
    if not whole:
        assert expected == _seen(_read(tmp_path, yaml + "\n".join(head) + "\n"))


# Fuzzing: whatever is fed in, problems with places in the file come out, soon ------------------------------------------------

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/*.yaml")) if "resumekit:" in path.read_text(encoding="utf-8")]
PIECES: list[str] = [
    *"\t \n\r:-#*&!%@`|>?,[]{}'\"\\~<=",
    ": ",
    "- ",
    " #",
    "---\n",
    "...\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\x85",
    "\u2028",
    "\x00",
    "\x07",
    "\ud7ff",
    "é",
    "漢",
    "😀",
    "\U0010fffe",
]
PIECES += [
    "<<: ",
    "*a",
    "&a ",
    "!!str ",
    "null",
    "present",
    "2023-02-29",
    "9" * 30,
    "1e3",
    "javascript:x",
    "../../etc/passwd",
    "person:\n",
    "\n\n  - ",
    "|\n",
    ">-\n",
    "${x}",
    "{{x}}",
    "\\ud83d",
    "\\x00",
]
SOON = 5.0
"""CPU seconds that reading a short profile may take at most, on a slow machine."""


def _mutated(text: str, rng: random.Random) -> str:
    """The text with one mistake of the kinds that fingers, editors and merges make."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    other = rng.randrange(len(lines))
    kind = rng.randrange(12)
    if kind == 0:
        del lines[at : at + rng.choice([1, 1, 2, 9])]
    elif kind == 1:
        lines[at:at] = lines[other : other + rng.choice([1, 1, 3, 12])]
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        width = rng.choice([1, 1, 2, 3, 4])
        for number in range(at, min(len(lines), at + rng.choice([1, 1, 3, 8]))):
            lines[number] = " " * width + lines[number] if at % 2 else lines[number].removeprefix(" " * width)
    elif kind == 4:
        lines[at] = lines[at].replace(":", rng.choice(["", ":", "=", " :", "::"]), 1)
    elif kind == 5:
        lines[at] = "\t" + lines[at].lstrip()
    elif kind == 6:
        lines[at] = lines[at].replace(rng.choice(["'", '"', "]", "}", ",", "- "]), "", 1)
    elif kind == 7:
        return text[: rng.randrange(len(text) + 1)]
    else:
        joined = "\n".join(lines)
        spot = rng.randrange(len(joined) + 1)
        return joined[:spot] + rng.choice(PIECES) + joined[spot + rng.choice([0, 0, 1, 5]) :]
    return "\n".join(lines)


def _check(folder: Path, data: bytes) -> None:
    """The promises that hold for every input."""
    file = folder / "profile.yaml"
    file.write_bytes(data)
    before = time.process_time()
    loaded = read(str(file), today=TODAY)
    assert time.process_time() - before < SOON
    for problem in loaded.problems:
        place = problem.place
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", problem.message + problem.hint), problem
        assert place is not None
        if place.file in loaded.document.texts:
            lines = loaded.document.texts[place.file]
            assert 1 <= place.line <= len(lines), problem
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
    has_errors = any(problem.severity is Severity.ERROR for problem in loaded.problems)
    assert loaded.profile is not None or has_errors


fuzz = settings(deadline=None, max_examples=settings().max_examples * 2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@fuzz
@given(seed=st.integers(0, 2**32), count=st.integers(1, 4))
def test_mutated_profiles_are_told_apart(seed: int, count: int, tmp_path: Path) -> None:
    """A valid profile with some mistakes gives problems at places that exist, never a traceback, never a hang."""
    rng = random.Random(seed)
    text = rng.choice(WHOLE)
    for _ in range(count):
        text = _mutated(text, rng)
    _check(tmp_path, text.encode("utf-8", "replace"))


@fuzz
@given(data=st.one_of(st.binary(max_size=400), st.lists(st.sampled_from([*PIECES, "a", "name", "  "]), max_size=60).map(lambda parts: "".join(parts).encode("utf-8", "replace"))))
def test_any_bytes_are_told_apart(data: bytes, tmp_path: Path) -> None:
    """Bytes that are no profile at all give problems too."""
    _check(tmp_path, data)
