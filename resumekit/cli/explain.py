"""`resumekit explain`: which skills a phrase shows, by which words, and what it names without showing it."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from resumekit.cli.options import Output, Quiet, Verbose
from resumekit.cli.session import abandon, begin

if TYPE_CHECKING:
    from resumekit.phrases import Reading

Format = Literal["text", "json", "jsonl"]
MAX_LINE = 5_000_000
"""How many bytes of one line are taken in; what a line has beyond is skipped."""
_SHORTEST_GAP = 2


def explain(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", show_default=False, help="The phrase; - reads standard input, a phrase a line.")],
    *,
    format: Annotated[Format, typer.Option("--format", help="How to show the answers; jsonl is one line a phrase.")] = "text",
    output: Output = None,
    career: Annotated[str, typer.Option("--career", metavar="ID|FILE", help="The career whose skills to look for.")] = "medical-assistant",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say which skills a phrase shows, by which words and rule, and which it names without showing them."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.cli.reading import chosen_career
    from resumekit.phrases import Recogniser
    from resumekit.shelf import derive

    read = derive(chosen_career(career), "phrases", Recogniser).read
    broken: list[int] = []
    phrases = _lines(broken) if text == "-" else iter([text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")])
    answers = _answers(phrases, read, session.format)
    if output is not None and output != "-":
        session.show("".join(answers), output)
    else:
        _stream(answers)
    if broken:
        lines = f"line {broken[0]} is" if len(broken) == 1 else f"{len(broken)} lines are, first line {broken[0]},"
        session.note(f"{lines} not UTF-8; what could not be read stands as \ufffd")


def _lines(broken: list[int]) -> Iterator[str]:
    """The lines of standard input as they come, without their ends; the numbers of those that are not UTF-8 go to `broken`."""
    stream = sys.stdin.buffer
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        more = line
        while len(more) == MAX_LINE and not more.endswith(b"\n"):
            more = stream.readline(MAX_LINE)
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            broken.append(number)
            yield line.decode("utf-8", "replace")


def _stream(answers: Iterable[str]) -> None:
    """Write each answer when it is there; a reader that has gone away ends the reading too."""
    try:
        for answer in answers:
            sys.stdout.write(answer)
            sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)


def _answers(phrases: Iterator[str], read: "Callable[[str], Reading]", format: str) -> Iterator[str]:
    if format == "jsonl":
        encode = json.JSONEncoder(ensure_ascii=False).encode
        for phrase in phrases:
            yield encode(_record(phrase, read(phrase))) + "\n"
    elif format == "json":
        yield json.dumps({"format": 1, "phrases": [_record(phrase, read(phrase)) for phrase in phrases]}, ensure_ascii=False, indent=2) + "\n"
    else:
        for number, phrase in enumerate(phrases):
            yield ("\n" if number else "") + _page(phrase, read(phrase))


def _record(phrase: str, reading: "Reading") -> dict[str, Any]:
    skills: dict[str, dict[str, str]] = {}
    for mention in reading.mentions:
        if mention.skill not in skills:
            skills[mention.skill] = {"id": mention.skill, "because": mention.words, "rule": mention.rule}
    ruled_out = [{"id": one.skill, "words": one.words, "because": one.because, "rule": one.rule} for one in reading.ruled_out]
    record = {"text": phrase, "skills": list(skills.values()), "ruled_out": ruled_out}
    return {**record, "unread": reading.unread} if reading.unread else record


def _page(phrase: str, reading: "Reading") -> str:
    """An answer for people: the phrase, a line for each skill that it shows and for each that it only names."""
    from resumekit.diagnostics import clean

    record = _record(phrase, reading)
    rows = [(one["id"], f'"{one["because"]}"', one["rule"]) for one in record["skills"]]
    rows += [(f"no {one['id']}", f'"{one["words"]}"', f"{one['because']} (rule {one['rule']})") for one in record["ruled_out"]]
    widths = [max((len(clean(row[column])) for row in rows), default=0) + _SHORTEST_GAP for column in range(2)]
    lines = [clean(phrase) or "(an empty line)"]
    lines += ["  " + clean(first).ljust(widths[0]) + clean(second).ljust(widths[1]) + clean(third) for first, second, third in rows]
    if not rows:
        lines.append("  no skill")
    if reading.unread:
        lines.append(f"  the last {reading.unread:,} of {len(phrase):,} characters were not read: give a phrase a line")
    return "\n".join(lines) + "\n"
