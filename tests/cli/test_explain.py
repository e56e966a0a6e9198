"""`resumekit explain`: an answer a phrase, whatever the phrases are."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from resumekit.cli.app import main
from tests.cli.conftest import Call


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_lines_are_answered_in_order_empty_ones_too(call: Call) -> None:
    """As many answers as lines, in order; the last line needs no end, and Windows' line ends are none of the text."""
    answers = _lines(call("explain", "-", "--format", "jsonl", stdin="EKG\r\n\n\nTook vitals").out)
    assert ["EKG", "", "", "Took vitals"] == [one["text"] for one in answers]
    assert [["ekg"], [], [], ["vital-signs"]] == [[skill["id"] for skill in one["skills"]] for one in answers]


def test_each_skill_is_named_once(call: Call) -> None:
    """A skill that a phrase shows twice is one answer, with the first words that show it."""
    [answer] = _lines(call("explain", "EKGs and 12-lead ECGs", "--format", "jsonl").out)
    assert [("ekg", "EKGs")] == [(skill["id"], skill["because"]) for skill in answer["skills"]]


def test_json_is_one_document(call: Call) -> None:
    """All phrases in one document that says its format."""
    document = json.loads(call("explain", "-", "--format", "json", stdin="EKG\nnothing\n").out)
    assert 1 == document["format"]
    assert ["EKG", "nothing"] == [one["text"] for one in document["phrases"]]


def test_no_lines_give_no_answers(call: Call) -> None:
    """Empty input is no phrase."""
    assert ("", 0) == (call("explain", "-", stdin="").out, call("explain", "-", stdin="").code)
    assert [] == json.loads(call("explain", "-", "--format", "json", stdin="").out)["phrases"]


def test_lines_that_are_not_utf8_are_answered_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read stands as a replacement character; the rest of the line counts, and a note says which line."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfEKG\nTook vitals \xff\xfe\n"), encoding="utf-8"))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert 0 == main(["explain", "-", "--format", "jsonl"])
    for stream in (out, err):
        stream.flush()
    answers = _lines(out.buffer.getvalue().decode())
    assert ["EKG", "Took vitals \ufffd\ufffd"] == [one["text"] for one in answers]
    assert ["vital-signs"] == [skill["id"] for skill in answers[1]["skills"]]
    assert "line 2 is not UTF-8" in err.buffer.getvalue().decode()


def test_argument_that_is_not_utf8_is_answered(call: Call) -> None:
    """Bytes that the shell could not decode stand as replacement characters, so that the JSON stays JSON."""
    assert "EKG \ufffd" == _lines(call("explain", "EKG \udcff", "--format", "jsonl").out)[0]["text"]


def test_nothing_in_a_phrase_moves_the_terminal(call: Call) -> None:
    """Control characters and overrides of direction are not echoed."""
    shown = call("explain", "EKG \x1b[31m\u202e\x07").out
    assert "ekg" in shown
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)


def test_answers_go_to_a_file(call: Call, tmp_path: Path) -> None:
    """With `-o` the answers are in the file, and the terminal hears of it."""
    answer = call("explain", "EKG", "--format", "jsonl", "-o", "answers.jsonl")
    assert ("", "wrote answers.jsonl\n") == (answer.out, answer.err)
    assert ["ekg"] == [skill["id"] for skill in json.loads((tmp_path / "answers.jsonl").read_text(encoding="utf-8"))["skills"]]


def test_ten_thousand_lines(call: Call) -> None:
    """Many lines take no more time each than few."""
    answers = call("explain", "-", "--format", "jsonl", stdin="Drew blood, roomed patients and answered phones\n" * 10_000).out
    assert 10_000 == answers.count('"phlebotomy"')


def test_what_is_beyond_the_limit_is_told(call: Call) -> None:
    """A phrase too long to be read whole says how much of it was not, in every format; a short one says nothing of it."""
    phrase = "EKG" + " x" * 10_000 + " phlebotomy"
    assert "the last 14 of 20,014 characters were not read" in call("explain", phrase).out
    [answer] = _lines(call("explain", phrase, "--format", "jsonl").out)
    assert 14 == answer["unread"]
    assert "unread" not in _lines(call("explain", "EKG", "--format", "jsonl").out)[0]
