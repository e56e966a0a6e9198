"""Which format a file has, told by what is in it, and the draft that it becomes.

In: a file's name and bytes, today. Out: a `Draft`, or a `FileProblem`. Must not know what is in a format: its module does.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from resumekit.composer import Composed, compose
from resumekit.diagnostics import InvalidInput, Severity
from resumekit.exchange import badges, jsonresume, linkedin, rendercv, source, yamlresume
from resumekit.exchange.draft import Draft
from resumekit.exchange.jsontext import Json, NotJson, read_json
from resumekit.files import MAX_YAML_BYTES, FileProblem
from resumekit.located import Items, Text
from resumekit.located import Mapping as LocatedMapping
from resumekit.syntax import decode

NAMES = {
    "jsonresume": "JSON Resume",
    "rendercv": "rendercv's YAML",
    "yamlresume": "yamlresume's YAML",
    "linkedin": "LinkedIn's data export (ZIP)",
    "badge": "an Open Badge (JSON, JWT, PNG, SVG)",
    "resumekit": "a PDF of resumekit with its profile inside",
}
"""What may be imported, by the name that `--from` takes."""
_JWS = re.compile(rb"\s*[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\s*\Z")
_KNOWN = "known: " + ", ".join(NAMES.values())


def read(name: str, data: bytes, *, today: date, format: str | None = None) -> Draft:
    """The draft of a file. `format`: one of `NAMES`, where the file is not to be asked. Raise `FileProblem`, `InvalidInput`."""
    if not data.strip(b" \t\r\n\0"):
        raise FileProblem("import-unreadable", f"{name} holds nothing", _KNOWN)
    found = _by_bytes(data)
    wanted = format or found
    if format and found and found != format and not (format == "jsonresume" and found == "badge" and data.lstrip()[:1] == b"{"):
        raise FileProblem("import-unreadable", f"{name} is not {NAMES[format]}, but {NAMES[found]}", "leave out --from; the file says what it is")
    if wanted == "resumekit":
        if found != "resumekit":
            raise FileProblem("import-unreadable", f"{name} is no PDF", "name the PDF that has its profile inside")
        return source.take(name, data)
    if wanted == "linkedin":
        if found != "linkedin":
            raise FileProblem("import-unreadable", f"{name} is no ZIP archive", "ask LinkedIn for a copy of your data, and import the archive that it sends, as it is")
        return linkedin.take(name, data)
    if wanted == "badge" and data.lstrip()[:1] not in (b"{", b"["):
        return badges.take(name, data, today)
    if len(data) > MAX_YAML_BYTES:
        raise FileProblem("file-too-large", f"{name} is larger than {MAX_YAML_BYTES // 1_000_000} MB", "a resume is smaller")
    return _structured(name, data, today, wanted)


def _by_bytes(data: bytes) -> str | None:
    """What a file is by its first bytes; None where one has to read it."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "resumekit"
    if head.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "linkedin"
    if data.startswith(b"\x89PNG") or head.startswith((b"<?xml", b"<svg", b"<!DOCTYPE svg", b"<!--")) or _JWS.match(data[:100_000]):
        return "badge"
    return None


def _structured(name: str, data: bytes, today: date, format: str | None) -> Draft:
    """JSON or YAML, by its keys."""
    failure: NotJson | None = None
    try:
        read = read_json(name, data)
    except NotJson as problem:
        failure = problem
    else:
        return _of_json(name, read, data, today, format)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") or format in ("jsonresume", "badge") or data[:4].count(0):
        draft = Draft(format="")
        draft.error("import-unreadable", f"this is no JSON: {failure.message}", place=failure.place, hint="mend it here, or export the file again")
        raise InvalidInput(draft.problems)
    return _of_yaml(name, data, format)


def _of_json(name: str, read: Json, data: bytes, today: date, format: str | None) -> Draft:
    value = read.value
    draft: Draft
    if format == "badge" or (format is None and badges.looks_like(value)):
        if read.repeated:
            raise FileProblem("import-unreadable", f"{name} gives {read.repeated[0][:60]} twice, so that it is not clear what the badge says", "export the badge again")
        draft = badges.take(name, data, today)
    elif isinstance(value, dict) and (format in ("rendercv", "yamlresume") or (format is None and not jsonresume.looks_like(value) and ("cv" in value or "content" in value))):
        draft = (rendercv if format == "rendercv" or (format is None and "cv" in value) else yamlresume).take(value, read.locate)
    elif isinstance(value, dict) and (format == "jsonresume" or jsonresume.looks_like(value)):
        draft = jsonresume.take(value, read.locate)
    else:
        raise _unknown(name)
    for key in dict.fromkeys(read.repeated):
        draft.warn("import-changed", f"{key[:60]} is given twice in one place", place=None, hint="the last one counts")
    return draft


def _of_yaml(name: str, data: bytes, format: str | None) -> Draft:
    lines, problems = decode(name, data)
    if lines is None or any(problem.code == "not-text" for problem in problems):
        raise _unknown(name)
    composed: Composed = compose(name, lines)
    root = composed.value
    if not isinstance(root, LocatedMapping):
        too_large = [problem for problem in composed.problems if problem.code == "too-large"]
        if too_large:
            raise InvalidInput(too_large)
        raise _unknown(name)
    errors = [problem for problem in composed.problems if problem.severity is Severity.ERROR and problem.code != "unsupported-yaml"]
    known = format or next((kind for kind, key in (("rendercv", "cv"), ("yamlresume", "content")) if key in root), None) or ("jsonresume" if jsonresume.looks_like(root) else None)
    if format is None and "resumekit" in root:
        raise FileProblem("import-unreadable", f"{name} is a profile already", f"use it as it is: resumekit validate {name}")
    if known not in ("rendercv", "yamlresume", "jsonresume"):
        raise _unknown(name)
    if errors:
        raise InvalidInput(errors)
    module: Any = {"rendercv": rendercv, "yamlresume": yamlresume, "jsonresume": jsonresume}[known]
    values = plain(root)
    draft: Draft = module.take(values, _places(root))
    return draft


def plain(value: Any) -> Any:
    """Located values as plain ones; a key without a value is None."""
    if isinstance(value, LocatedMapping):
        return {**{key: plain(item) for key, item in value.items()}, **{key: "" for key in value.empty if key not in value}}
    if isinstance(value, Items):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, Text) else value


def _places(root: LocatedMapping) -> Any:
    from resumekit.located import parent, split_path

    def locate(path: str) -> Any:
        while path:
            value: Any = root
            for part in split_path(path):
                value = value.get(part) if isinstance(value, Mapping) and isinstance(part, str) else value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None
                if value is None:
                    break
            else:
                return value.place
            path = parent(path)
        return None

    return locate


def _unknown(name: str) -> FileProblem:
    return FileProblem("import-unreadable", f"{name} is in no format that resumekit reads", _KNOWN)
