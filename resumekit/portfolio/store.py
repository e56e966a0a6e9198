"""Where copies wait until they are shown: one temporary file, so that memory does not hold all of them at a time.

In: bytes, in pieces. Out: `Stored`, which reads them again; the bytes themselves where no such file can be had. Must not know
what they are. The file has no name: it goes with the last `Stored`, or with the process.
"""

import contextlib
import os
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass

_SMALL = 65_536
"""Bytes that are not worth a file."""


class Store:
    """Keeps what is given to it, one thing after another."""

    def __init__(self) -> None:
        self._size = 0
        self._file = -1
        if not hasattr(os, "pwrite"):  # as on Windows: memory has to do
            return
        with contextlib.suppress(OSError), tempfile.TemporaryFile(buffering=0) as file:
            self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)

    def keep(self, pieces: Iterable[bytes]) -> "bytes | Stored":
        """Keep all `pieces`, in order, as one; nothing of them where they break off."""
        start, waiting = self._size, bytearray()
        try:
            for piece in pieces:
                waiting += piece
                if len(waiting) > _SMALL and self._written(waiting):
                    waiting.clear()
            if self._size == start:
                return bytes(waiting)
            if self._written(waiting):
                return Stored(store=self, start=start, size=self._size - start)
            whole = self.read(start, self._size - start) + bytes(waiting)
        except BaseException:
            self._cut(start)
            raise
        self._cut(start)
        return whole

    def read(self, start: int, size: int) -> bytes:
        """What was written there."""
        parts = []
        while size:
            part = os.pread(self._file, size, start)
            if not part:
                raise OSError("a temporary file was cut short")
            parts.append(part)
            start, size = start + len(part), size - len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _cut(self, size: int) -> None:
        """Let go of what was written behind `size`."""
        self._size = size
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, size)

    def _written(self, data: bytearray) -> bool:
        """Write at the end; False, with nothing written, where that cannot be done."""
        if self._file < 0:
            return False
        at, view = self._size, memoryview(data)
        try:
            while at < self._size + len(data):
                at += os.pwrite(self._file, view[at - self._size :], at)
        except OSError:  # the disk is full: memory has to do
            return False
        finally:
            view.release()
        self._size = at
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Bytes that wait in a `Store`."""

    store: Store
    start: int
    size: int

    def read(self) -> bytes:
        """The bytes."""
        return self.store.read(self.start, self.size)


__all__ = ["Store", "Stored"]
