"""Runs a function in a forked child with limits, so that what it reads can neither hang, swell nor crash this process.

In: a function that gives plain facts and bytes, and `Limits`. Out: the same facts and bytes, or `Confined` with what went
wrong. Must not know what the function does. Where a process cannot be forked the function runs in this one, without limits.
"""

import contextlib
import io
import json
import os
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

Facts = dict[str, Any]
Work = Callable[[], tuple[Facts, bytes]]

_HEAD = struct.Struct("<cQQ")
_CHUNK = 1 << 20
_MOST_FACTS = 16_000_000
_FAREWELL = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use: seconds of work and of waiting, bytes of memory besides its parent's, open files, bytes of a file that it writes, bytes of an answer."""

    cpu: int = 10
    wall: float = 14.0
    memory: int = 1_000_000_000
    files: int = 64
    file: int = 0
    answer: int = 400_000_000


DEFAULT = Limits()


class Confined(Exception):
    """The function gave no answer. `why`: it took too long, needed too much memory, crashed its process, or raised something."""

    def __init__(self, why: Literal["time", "memory", "crash", "error"], detail: str = "") -> None:
        super().__init__(detail or why)
        self.why = why
        self.detail = detail


def is_possible() -> bool:
    """Whether this machine can confine: it can fork, and limit what a child uses."""
    return hasattr(os, "fork") and sys.platform != "emscripten"


def run(work: Work, limits: Limits = DEFAULT) -> tuple[Facts, bytes]:
    """What `work` gives, from a child that ends with it; the facts must be JSON. Raise `Confined`."""
    if not is_possible():
        return _here(work)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child starts none and needs no lock of theirs
        child = os.fork()
    if child == 0:
        _work(work, limits, writing)
    os.close(writing)
    try:
        return _answer(reading, limits)
    except _Silent:
        raise _reason(child) from None
    finally:
        os.close(reading)
        _end(child)


def _here(work: Work) -> tuple[Facts, bytes]:
    try:
        return work()
    except MemoryError:
        raise Confined("memory") from None
    except Exception as problem:
        raise Confined("error", type(problem).__name__) from None


# The child ---------------------------------------------------------------------------------------------------------------


def _work(work: Work, limits: Limits, writing: int) -> NoReturn:
    """Work and answer, then end at once: nothing of the parent may be closed, flushed or caught up with here."""
    code = 1
    try:
        _settle_down(limits)
        mark = b"R"
        facts: Facts = {}
        data = b""
        try:
            facts, data = work()
        except MemoryError:
            mark = b"M"
        except BaseException as problem:
            mark, facts = b"E", {"detail": type(problem).__name__}
        about = json.dumps(facts).encode()
        for part in (_HEAD.pack(mark, len(about), len(data)), about, data):
            _send(writing, part)
        code = 0
    finally:
        os._exit(code)


def _send(writing: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writing, view[:_CHUNK]) :]


def _settle_down(limits: Limits) -> None:
    """Take on the limits; say nothing, and end by a signal as any process does."""
    import faulthandler
    import resource

    faulthandler.disable()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(name, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    wanted = {
        "RLIMIT_CPU": limits.cpu,
        "RLIMIT_AS": _in_use() + limits.memory,
        "RLIMIT_NOFILE": limits.files,
        "RLIMIT_FSIZE": limits.file,
        "RLIMIT_CORE": 0,
    }
    for key, value in wanted.items():
        kind = getattr(resource, key, None)
        if kind is not None:
            with contextlib.suppress(ValueError, OSError):
                hard = resource.getrlimit(kind)[1]
                resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _in_use() -> int:
    """The address space that the parent left to this child."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


# The parent --------------------------------------------------------------------------------------------------------------


class _Silent(Exception):
    """The child ended without an answer."""


def _answer(reading: int, limits: Limits) -> tuple[Facts, bytes]:
    until = time.monotonic() + limits.wall
    mark, about, size = _HEAD.unpack(_read(reading, _HEAD.size, until))
    if mark == b"M" or about > _MOST_FACTS or size > limits.answer:
        raise Confined("memory")
    facts = json.loads(_read(reading, about, until))
    if mark == b"E":
        raise Confined("error", str(facts.get("detail", "")))
    return facts, _read(reading, size, until)


def _read(reading: int, size: int, until: float) -> bytes:
    """Exactly `size` bytes; raise `_Silent` where the child ends before, `Confined` where time runs out."""
    if size <= _CHUNK:
        return b"".join(_chunks(reading, size, until))
    whole = io.BytesIO()  # its value is not copied once more
    for chunk in _chunks(reading, size, until):
        whole.write(chunk)
    return whole.getvalue()


def _chunks(reading: int, size: int, until: float) -> Iterator[bytes]:
    waiting = select.poll()
    waiting.register(reading, select.POLLIN | select.POLLHUP)
    while size:
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise Confined("time")
        chunk = os.read(reading, min(size, _CHUNK))
        if not chunk:
            raise _Silent
        size -= len(chunk)
        yield chunk


def _reason(child: int) -> Confined:
    """Why a child that closed its pipe gave no answer; one that has not ended a moment later is ended."""
    until = time.monotonic() + _FAREWELL
    gone, status = os.waitpid(child, os.WNOHANG)
    while not gone and time.monotonic() < until:
        time.sleep(0.002)
        gone, status = os.waitpid(child, os.WNOHANG)
    if not gone:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return Confined("crash", "pipe closed")
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended == signal.SIGXCPU:
        return Confined("time")
    return Confined("memory" if ended == signal.SIGKILL else "crash", _signal_name(ended))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name if number else ""
    except ValueError:  # a real-time signal
        return f"signal {number}"


def _end(child: int) -> None:
    """See the child off, if it has not gone."""
    with contextlib.suppress(ChildProcessError):
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


__all__ = ["DEFAULT", "Confined", "Facts", "Limits", "Work", "is_possible", "run"]
