"""Runs functions in a forked child with limits, so that what they read can neither hang, swell nor crash this process.

In: functions that give plain facts and bytes, and `Limits`. Out: the same facts and bytes, or `Confined` with what went
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn, TypeVar

Facts = dict[str, Any]
Work = Callable[[], tuple[Facts, bytes]]
Kept = TypeVar("Kept")

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
    (answer,) = run_each([work], limits, _joined)
    if isinstance(answer, Confined):
        raise answer
    return answer


def run_each(works: Sequence[Work], limits: Limits, keep: Callable[[Iterable[bytes]], Kept]) -> Iterator[tuple[Facts, Kept] | Confined]:
    """What each of `works` gives, or why it gives nothing. One child does them in turn; after one that fails, another goes on.

    One that needs too much memory, or crashes, where others worked before it is done once more in a child that begins with it:
    they may have left it too little. `keep`: what becomes of an answer's bytes, which come in pieces.
    """
    done = 0
    while done < len(works):
        if not is_possible():
            yield _here(works[done], keep)
            done += 1
            continue
        child, reading = _fork(works[done:], limits)
        first, failure = done, None
        try:
            while done < len(works) and failure is None:
                answer = _answered(child, reading, limits, keep)
                done += 1
                if isinstance(answer, Confined):
                    failure = answer
                else:
                    yield answer
        finally:
            os.close(reading)
            _end(child)
        if failure is not None and failure.why in ("memory", "crash") and done > first + 1:
            done -= 1
        elif failure is not None:
            yield failure


def _fork(works: Sequence[Work], limits: Limits) -> tuple[int, int]:
    """The child that works, and what its answers are read from."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child starts none and needs no lock of theirs
        child = os.fork()
    if child == 0:
        _work(works, limits, writing)
    os.close(writing)
    return child, reading


def _here(work: Work, keep: Callable[[Iterable[bytes]], Kept]) -> tuple[Facts, Kept] | Confined:
    try:
        facts, data = work()
    except MemoryError:
        return Confined("memory")
    except Exception as problem:
        return Confined("error", type(problem).__name__)
    return facts, keep([data])


# The child ---------------------------------------------------------------------------------------------------------------


def _work(works: Sequence[Work], limits: Limits, writing: int) -> NoReturn:
    """Work and answer until one fails, then end at once: nothing of the parent may be closed, flushed or caught up with here."""
    code = 1
    try:
        _settle_down(limits)
        for work in works:
            _limit("RLIMIT_CPU", limits.cpu + int(time.process_time() + 0.9))  # in whole seconds, none less
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
            if mark != b"R":
                break
            del data
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

    faulthandler.disable()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    for name, value in (("RLIMIT_AS", _in_use() + limits.memory), ("RLIMIT_NOFILE", limits.files), ("RLIMIT_FSIZE", limits.file), ("RLIMIT_CORE", 0)):
        _limit(name, value)


def _limit(name: str, value: int) -> None:
    """Set a limit, as far as this machine has it and allows it."""
    import resource

    kind = getattr(resource, name, None)
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


def _answered(child: int, reading: int, limits: Limits, keep: Callable[[Iterable[bytes]], Kept]) -> tuple[Facts, Kept] | Confined:
    """The next answer of a child, or why there is none."""
    try:
        return _answer(reading, limits, keep)
    except _Silent:
        return _reason(child)
    except Confined as failure:
        return failure


def _answer(reading: int, limits: Limits, keep: Callable[[Iterable[bytes]], Kept]) -> tuple[Facts, Kept]:
    until = time.monotonic() + limits.wall
    mark, about, size = _HEAD.unpack(_joined(_chunks(reading, _HEAD.size, until)))
    if mark == b"M" or about > _MOST_FACTS or size > limits.answer:
        raise Confined("memory")
    facts = json.loads(_joined(_chunks(reading, about, until)))
    if mark == b"E":
        raise Confined("error", str(facts.get("detail", "")))
    return facts, keep(_chunks(reading, size, until))


def _joined(pieces: Iterable[bytes]) -> bytes:
    whole = io.BytesIO()  # its value is not copied once more
    for piece in pieces:
        whole.write(piece)
    return whole.getvalue()


def _chunks(reading: int, size: int, until: float) -> Iterator[bytes]:
    """Exactly `size` bytes; raise `_Silent` where the child ends before, `Confined` where time runs out."""
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


__all__ = ["DEFAULT", "Confined", "Facts", "Limits", "Work", "is_possible", "run", "run_each"]
