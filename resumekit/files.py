"""Files: reading with limits, writing whole or not at all, keeping within a folder, finding bundled data.

In: paths and bytes. Out: bytes, or `FileProblem` with words for people. Must not know what a file is for.
"""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

MAX_YAML_BYTES = 5_000_000
MAX_EVIDENCE_BYTES = 100_000_000
_TEMPORARY = ".resumekit-"


class FileProblem(Exception):
    """A file that cannot be read or written. `code` is a diagnostic's code."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


_read: set[str] = set()
"""The files that this run has read: none of them may be written over by its own output."""


def forget_what_was_read() -> None:
    """Begin a new run."""
    _read.clear()


def protect(path: str | os.PathLike[str]) -> None:
    """Count a file as read by this run, though another process reads it: no output may replace it, nor may it be removed."""
    _read.add(os.path.realpath(path))


def bundled(name: str) -> Path:
    """The folder `name` that ships with resumekit (`templates`, `careers`): in the package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def read_bytes(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of a regular file, read once; `-` is standard input. Raise `FileProblem` where that fails."""
    name = os.fspath(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with _open(name) as stream:
                data = stream.read(limit + 1)
    except OSError as problem:
        raise _unreadable("standard input" if name == "-" else name, problem) from None
    if len(data) > limit:
        raise FileProblem("file-too-large", f"{name} is larger than {limit // 1_000_000} MB", "make it smaller or split it")
    return data


def read_head(path: str | os.PathLike[str], size: int) -> bytes:
    """The first `size` bytes of a regular file; raise `FileProblem` where that fails."""
    name = os.fspath(path)
    try:
        with _open(name) as stream:
            return stream.read(size)
    except OSError as problem:
        raise _unreadable(name, problem) from None


def _open(name: str) -> BinaryIO:
    """A regular file, open for reading; raise `FileProblem` for anything else."""
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer.
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise FileProblem("file-unreadable", f"{name} is {kind}", "name a file")
    _read.add(os.path.realpath(name))
    return os.fdopen(handle, "rb")


def _alike(name: str) -> str:
    """A hint at the file that was meant: of the same folder and ending, by its name; for an address, how to go on; empty where there is none."""
    if "://" in name[:20]:
        return "nothing is fetched: save the page and name the file, or paste its text with -"
    folder, file = os.path.split(name)
    ending = os.path.splitext(file)[1]
    try:
        there = sorted(one for one in os.listdir(folder or ".") if ending in ("", ".yml") or one.endswith(ending) if one.endswith((ending or ".yaml", ".yaml")))
    except OSError:
        return ""
    if os.path.isfile(f"{name}.txt"):
        return f"the file is called {file}.txt: rename it to {file}"
    import difflib

    stems = {os.path.splitext(one)[0]: one for one in there}
    near = difflib.get_close_matches(os.path.splitext(file)[0], list(stems), n=1, cutoff=0.6)
    if near:
        return f"did you mean {os.path.join(folder, stems[near[0]])}?"
    return f"{'in that folder' if folder else 'here'}: {', '.join(there[:4])}" if ending in (".yaml", ".yml", "") and 0 < len(there) <= 4 else ""


def _unreadable(name: str, problem: OSError | ValueError) -> FileProblem:
    if isinstance(problem, ValueError):
        return FileProblem("file-not-found", f"{name!r} is not a file name", "check the spelling of the name")
    if isinstance(problem, (FileNotFoundError, NotADirectoryError)):
        return FileProblem("file-not-found", f"there is no file {name}", _alike(name) or "check the spelling of the name and the folder")
    if isinstance(problem, IsADirectoryError):
        return FileProblem("file-unreadable", f"{name} is a folder", "name a file")
    if isinstance(problem, PermissionError):
        return FileProblem("file-unreadable", f"{name} may not be read", f"allow reading it: chmod u+r {name}")
    if problem.errno == errno.ELOOP:
        return FileProblem("file-unreadable", f"{name} is a link that leads to itself", "replace the link by the file")
    if problem.errno == errno.ENAMETOOLONG:
        return FileProblem("file-not-found", f"the file name {name[:60]}… is too long", "check the spelling of the name")
    return FileProblem("file-unreadable", f"{name} cannot be read: {os.strerror(problem.errno or 0)}")


def inside(folder: str | os.PathLike[str], name: str) -> Path | None:
    """The real path of `name` (relative to `folder`), or None if it lies outside `folder`, links followed."""
    root = os.path.realpath(folder or ".")
    try:
        real = os.path.realpath(os.path.join(root, name))
    except (OSError, ValueError):
        return None
    return Path(real) if real == root or real.startswith(root.rstrip(os.sep) + os.sep) else None


def write_whole(outputs: Mapping[Path, bytes], stale: Iterable[Path] = ()) -> None:
    """Write all files or none: each goes to a temporary file beside its place, then all are renamed, in their order.

    Missing folders are made. `stale`: files that go before the last one is in its place; none that this run has read. Raise `FileProblem` where writing fails; then nothing new is left behind.
    """
    import tempfile

    waiting: list[tuple[str, Path]] = []
    made: list[Path] = []
    devices: list[tuple[Path, bytes]] = []
    try:
        for path, data in outputs.items():
            if path.is_dir():
                raise FileProblem("write-failed", f"{path} is a folder", "choose another name with -o")
            if os.path.realpath(path) in _read:
                raise FileProblem("write-failed", f"{path} was just read, and would be written over", "choose another name with -o")
            if path.exists() and not path.is_file():  # a terminal, a pipe, /dev/null: not to be replaced by a file
                devices.append((path, data))
                continue
            made.extend(_make_folder(path.parent))
            _sweep(path.parent)
            handle, temporary = tempfile.mkstemp(prefix=f"{_TEMPORARY}{os.getpid()}-", dir=path.parent)
            waiting.append((temporary, path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
        for at, (temporary, path) in enumerate(waiting, 1):
            for old in stale if at == len(waiting) else ():
                if not old.is_dir() and os.path.realpath(old) not in _read:
                    old.unlink(missing_ok=True)
            os.replace(temporary, path)
        for path, data in devices:
            path.write_bytes(data)
    except OSError as problem:
        name = problem.filename if isinstance(problem.filename, str) and _TEMPORARY not in problem.filename else None
        where = name or str(waiting[-1][1] if waiting else next(iter(outputs)))
        raise FileProblem("write-failed", f"cannot write {where}: {os.strerror(problem.errno or 0)}", "choose another folder with -o") from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()  # stays where it holds something: only an empty folder can go


def _make_folder(folder: Path) -> list[Path]:
    """Make `folder` and its missing parents; return the new ones, outermost first."""
    missing = []
    at = folder
    while not at.exists() and at != at.parent:
        missing.append(at)
        at = at.parent
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed run of resumekit left in `folder`."""
    with contextlib.suppress(OSError):
        for stale in folder.glob(f"{_TEMPORARY}*"):
            owner = stale.name[len(_TEMPORARY) :].split("-", 1)[0]
            if owner.isascii() and owner.isdigit() and not _is_alive(int(owner)):
                stale.unlink()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
