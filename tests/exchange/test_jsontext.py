"""JSON, read strictly, with places."""

import codecs
import json

import pytest

from resumekit.exchange.jsontext import NotJson, read_json, text_of


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[", b"{", b"[1,]", b"{\"a\":1,}", b"[1 2]", b"{'a':1}", b"[NaN]", b"[-Infinity]", b"[Infinity]", b"[01]", b"[1.]", b"[.5]", b"[+1]", b"[0x1]", b'["\t"]', b'["\\x"]',
        b'["a', b"nul", b"[true, fals]", b'{"a" 1}', b"[1]x", b"{]", b"[\xff]", b'["\xe9"]', b"[" * 100_000, b'{"a":' * 50_000, b"[1e]", b"\xef\xbb\xbf{,}", b"{1:2}", b"{\"a\":1}//x",
        b"[" * 61 + b"]" * 61,
    ],
)  # fmt: skip
def test_what_is_no_json(data: bytes) -> None:
    """Anything that the grammar does not have is refused, with a place."""
    with pytest.raises(NotJson) as caught:
        read_json("x.json", data)
    assert caught.value.place.line >= 1
    assert caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    """All of Unicode's encodings, with or without a mark."""
    assert read_json("x", '{"a": "é漢"}'.encode(encoding)).value == {"a": "é漢"}
    assert text_of(codecs.BOM_UTF8 + b"x") == "x"


def test_numbers_keep_their_form() -> None:
    """3.80 stays 3.80; a number of a thousand digits does no harm; neither does one that overflows."""
    value = read_json("x", b"[3.80, 1e999, " + b"9" * 10_000 + b", 7]").value
    assert [str(number) for number in value[:2]] == ["3.80", "1e999"]
    assert str(value[2]) == "9" * 10_000
    assert value[3] == 7


def test_places_behind_long_numbers() -> None:
    """A number of more digits than a whole number may have is passed over like any other."""
    text = '{"n": ' + "9" * 5_000 + ', "a": [' + "8" * 5_000 + ", 7]}"
    assert read_json("x", text.encode()).locate("a[1]").column == text.index("7]") + 1


def test_what_is_given_twice() -> None:
    """The last counts, and the key is named."""
    read = read_json("x", b'{"a": 1, "b": {"a": 2, "a": 3}}')
    assert (read.value, read.repeated) == ({"a": 1, "b": {"a": 3}}, ["a"])


def test_lone_surrogates_are_read() -> None:
    """They are JSON; what becomes of them is for others."""
    assert read_json("x", b'["\\ud800"]').value == ["\ud800"]


@pytest.mark.parametrize(("path", "at"), [("a", (1, 7)), ("b.c[1]", (2, 15)), ("b.c[9]", (2, 11)), ('b["d e"]', (3, 9)), ("nowhere", (1, 1)), ("a[0]", (1, 7))])
def test_places(path: str, at: tuple[int, int]) -> None:
    """Line and column of a path; of the nearest there is, where it is not."""
    text = '{"a": "x",\n "b":{"c":[1, 2],\n "d e": null}}'
    place = read_json("x.json", text.encode()).locate(path)
    assert at == (place.line, place.column)
    assert json.loads(text)["a"] == "x"


def test_a_file_of_one_long_line() -> None:
    """The line is not shown, as nobody could read it; the column is told."""
    text = json.dumps({"a": "x" * 5000, "b": {"c": 1}})
    place = read_json("x.json", text.encode()).locate("b.c")
    assert (place.source, place.column) == ("", text.index("1}") + 1)
