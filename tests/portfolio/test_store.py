"""Where copies wait."""

import errno
import gc
import os
import tempfile

import pytest

from resumekit.portfolio.store import Kept, Store

LARGE, OTHER = os.urandom(300_000), os.urandom(200_000)


def in_pieces(data: bytes, size: int = 70_000) -> list[bytes]:
    """The bytes as they come from a pipe."""
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(held: bytes | Kept) -> bytes:
    """The bytes, wherever they wait."""
    return held if isinstance(held, bytes) else held.read()


def test_what_is_large_waits_in_a_file_and_comes_back() -> None:
    """Several things, each read as often as wanted, in any order; what is small stays in memory."""
    store = Store()
    first, small, second = store.keep(in_pieces(LARGE)), store.keep([b"a", b"b"]), store.keep(in_pieces(OTHER))
    assert (300_000, b"ab", 200_000) == (isinstance(first, Kept) and first.size, small, isinstance(second, Kept) and second.size)
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


def test_the_file_goes_with_the_last_that_waits_in_it() -> None:
    """No file stays open, and none has a name."""
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    held = Store().keep(in_pieces(LARGE))
    assert LARGE == read(held)
    del held
    gc.collect()
    assert before == (len(os.listdir("/proc/self/fd")) if before else 0)
