"""Where copies wait."""

import errno
import gc
import os
import tempfile
from collections.abc import Iterator

import pytest

from resumekit.portfolio.store import Store, Stored

LARGE, OTHER = os.urandom(300_000), os.urandom(200_000)


def in_pieces(data: bytes, size: int = 70_000) -> list[bytes]:
    """The bytes as they come from a pipe."""
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(held: bytes | Stored) -> bytes:
    """The bytes, wherever they wait."""
    return held if isinstance(held, bytes) else held.read()


def test_what_is_large_waits_in_a_file_and_comes_back() -> None:
    """Several things, each read as often as wanted, in any order; what is small stays in memory."""
    store = Store()
    first, small, second = store.keep(in_pieces(LARGE)), store.keep([b"a", b"b"]), store.keep(in_pieces(OTHER))
    assert (300_000, b"ab", 200_000) == (isinstance(first, Stored) and first.size, small, isinstance(second, Stored) and second.size)
    assert [OTHER, LARGE, OTHER] == [read(second), read(first), read(second)]


def test_without_a_folder_for_it_memory_has_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is refused for want of a temporary file."""
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: (_ for _ in ()).throw(FileNotFoundError()))
    assert LARGE == Store().keep(in_pieces(LARGE))


def test_on_a_full_disk_memory_has_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Full before the first piece, and full amid them; what was kept before stays readable."""
    store = Store()
    before = store.keep(in_pieces(OTHER))
    write, left = os.pwrite, [100_000]

    def full(file: int, data: bytes, at: int) -> int:
        if left[0] < len(data):
            raise OSError(errno.ENOSPC, "full")
        left[0] -= len(data)
        return write(file, data, at)

    monkeypatch.setattr(os, "pwrite", full)
    assert [LARGE, LARGE, OTHER] == [store.keep(in_pieces(LARGE)), store.keep(in_pieces(LARGE)), read(before)]


def test_what_breaks_off_leaves_nothing() -> None:
    """The next takes its place in the file; what was kept before stays readable."""
    store = Store()
    before = store.keep(in_pieces(OTHER))

    def broken() -> Iterator[bytes]:
        yield from in_pieces(LARGE)
        raise KeyError

    with pytest.raises(KeyError):
        store.keep(broken())
    assert len(OTHER) == os.fstat(store._file).st_size
    after = store.keep(in_pieces(LARGE))
    assert [LARGE, OTHER, len(OTHER)] == [read(after), read(before), isinstance(after, Stored) and after.start]


def test_where_a_file_cannot_be_written_at_a_place_memory_has_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, which lacks it."""
    monkeypatch.delattr(os, "pwrite")
    monkeypatch.delattr(os, "pread")
    assert LARGE == Store().keep(in_pieces(LARGE))


def test_the_file_goes_with_the_last_that_waits_in_it() -> None:
    """It is open as long as something can be read, and has no name."""
    held = Store().keep(in_pieces(LARGE))
    assert isinstance(held, Stored)
    file = held.store._file
    about = os.fstat(file)
    assert (0, LARGE) == (about.st_nlink, read(held))
    del held
    gc.collect()
    try:
        now = os.fstat(file)
    except OSError:  # no file has that number any more, as expected
        return
    assert (about.st_dev, about.st_ino) != (now.st_dev, now.st_ino)
