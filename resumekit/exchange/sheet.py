"""A draft to a profile's text: YAML with a comment wherever a person has to look.

In: a `Draft`, and a function that says what is wrong with a profile's bytes. Out: text that is valid: what cannot stand
in a profile stands there as a comment, so that it is not lost. Must not know another format, or what a key means.
"""

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error
from resumekit.exchange.draft import NOBODY, NOTES, UNPLACED, Draft, Tree, cleaned, note, texts_of
from resumekit.lines import scalar, typed
from resumekit.located import parent, split_path
from resumekit.profile import Profile

Check = Callable[[bytes], Sequence[Diagnostic]]
ROUNDS = 25
MAX_VALUES = 20_000
"""How many texts a profile may be made of."""
_WIDTH = 110
_COMMENT = 300


def settle(draft: Draft, check: Check, *, career: str, schema: str) -> str:
    """The draft's text, valid by `check`; `schema`: where an editor finds the profile's schema. Raise `InvalidInput`.

    What `check` calls an error becomes a comment beside where it stood, and is told among the draft's problems.
    """
    count = sum(1 for _ in texts_of(draft.tree))
    if count > MAX_VALUES:
        raise InvalidInput([error("too-large", f"the file holds {count:,} texts, more than {MAX_VALUES:,}", hint="a resume holds a few hundred; is it the file that you meant?")])
    draft.tree["career"] = draft.tree["career"] or career
    if not draft.person.get("name"):
        draft.tree["person"] = {"name": NOBODY, **draft.person}
        note(draft.tree["person"], "name", "the file names nobody; write your name")
    for _ in range(ROUNDS):
        text = write(draft, schema)
        errors = [problem for problem in check(text.encode()) if problem.severity is Severity.ERROR]
        if not errors:
            return text
        if any(not problem.path for problem in errors) or not _drop(draft, errors):
            break
    raise InvalidInput([error("import-unreadable", f"what is in the file makes no valid profile: {errors[0].message}", path=errors[0].path, hint="mend it in the file, and import again")])


def _drop(draft: Draft, errors: list[Diagnostic]) -> bool:
    """Turn what is wrong into comments; whether anything was."""
    paths: dict[str, Diagnostic] = {}
    for problem in errors:
        paths.setdefault(problem.path, problem)
    done = False
    for path in sorted(paths, key=lambda one: [(isinstance(part, int), part) if isinstance(part, int) else (False, 0) for part in split_path(one)], reverse=True):
        done = _take_out(draft, path, paths[path]) or done
    return done


def _take_out(draft: Draft, path: str, problem: Diagnostic) -> bool:
    while path:
        holder: Any = draft.tree
        above: list[Any] = []
        *way, last = split_path(path)
        for part in way:
            above.append(holder)
            holder = holder.get(part) if isinstance(holder, dict) else holder[part] if isinstance(holder, list) and isinstance(part, int) and part < len(holder) else None
        is_there = (isinstance(holder, dict) and last in holder) or (isinstance(holder, list) and isinstance(last, int) and last < len(holder))
        if is_there and path not in ("person", "person.name", "resumekit", "career"):
            value = holder.pop(last)
            keeper = holder if isinstance(holder, dict) else next((one for one in reversed(above) if isinstance(one, dict)), draft.tree)
            said = "; ".join(f"{key}: {' | '.join(texts_of(item))}" for key, item in value.items() if key != NOTES) if isinstance(value, dict) else " | ".join(texts_of(value))
            for inner in _notes_in(value):
                note(keeper, "", inner)
            message = re.sub(r"\s*\".{30,}\"", "", problem.message)
            note(keeper, "", f"left out: {path}: {said} ({message})")
            draft.warn("import-changed", f"{path}: {problem.message}", path=path, hint="it stands in the profile as a comment; mend it there, or remove it")
            if holder == [] and above and way:
                above[-1].pop(way[-1]) if isinstance(above[-1], dict) else None
            return True
        path = parent(path)
    return False


def _notes_in(value: Any) -> Iterator[str]:
    """The notes of what is taken out, which go with it."""
    if isinstance(value, dict):
        yield from (said for _, said in value.get(NOTES, ()))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(item, (dict, list)):
            yield from _notes_in(item)


# Writing -----------------------------------------------------------------------------------------------------------------


def write(draft: Draft, schema: str) -> str:
    """The draft as YAML, in the order of the profile's keys."""
    lines = [f"# yaml-language-server: $schema={schema}", f"# Imported from {draft.format}. Look at the lines that say  # check:  and remove the remark when they are right."]
    tree = draft.tree
    for _, said in tree.get(NOTES, ()):
        lines.append(_remark(said, 0))
    known = [key for key in Profile.model_fields if key in tree]
    for key in [*known, *(key for key in tree if key not in known and key != NOTES)]:
        value = tree[key]
        if value in ({}, [], "", None):
            continue
        if isinstance(value, (dict, list)) or key == "summary":
            lines.append("")
        if key == "sections" and UNPLACED in value:
            value = {**{title: entries for title, entries in value.items() if title != UNPLACED}, UNPLACED: value[UNPLACED]}
        lines += _pair(key, value, 0, None)
    return "\n".join(lines).rstrip() + "\n"


def _pair(key: str, value: Any, indent: int, said: str | None) -> Iterator[str]:
    """A key and its value, with a remark."""
    space = " " * indent
    name = scalar(key)
    if isinstance(value, dict):
        yield f"{space}{name}:" + (f"  # check: {said}" if said else "")
        if key == UNPLACED:
            yield _remark("a profile has no key for these; move or remove them", indent + 2)
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list):
        if not value:
            return
        yield f"{space}{name}:" + (f"  # check: {said}" if said else "")
        if key == UNPLACED:
            yield _remark("a profile has no key for these; move or remove them", indent + 2)
        for item in value:
            if isinstance(item, dict):
                inner = list(_mapping(item, indent + 4))
                first = next((at for at, line in enumerate(inner) if not line.lstrip().startswith("# ")), None)
                if first is None:
                    yield from inner
                    continue
                inner[first] = f"{space}  - {inner[first].lstrip()}"
                yield from inner
            else:
                yield from _text(f"{space}  - ", str(item), indent + 4, None)
    else:
        yield from _text(f"{space}{name}: ", str(value), indent + 2, said)


def _mapping(value: Tree, indent: int) -> Iterator[str]:
    notes = value.get(NOTES, ())
    waiting = [_remark(said, indent) for key, said in notes if not key or value.get(key) in ({}, [], "", None)]
    for key, item in value.items():
        if key != NOTES and item not in ({}, [], "", None):
            said = "; ".join(cleaned(text)[:_COMMENT] for at, text in notes if at == key and key)
            yield from _pair(key, item, indent, said or None)
            yield from waiting  # below the line that says what it is about
            waiting = []
    yield from waiting


def _text(head: str, text: str, indent: int, said: str | None) -> Iterator[str]:
    """A text behind its key or dash: on the same line, or folded below it where it is long."""
    remark = f"  # check: {said}" if said else ""
    value = typed(text)
    if len(head) + len(value) <= _WIDTH or text != " ".join(text.split(" ")) or "  " in text or text[:1] in " #":
        yield f"{head}{value}{remark}"
        return
    folded = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if " ".join(folded) != text:
        yield f"{head}{value}{remark}"
        return
    yield f"{head}>-{remark}"
    for line in folded:
        yield " " * indent + line


def _remark(said: str, indent: int) -> str:
    """A comment of its own line; a long one is not cut, as it may hold what stands nowhere else."""
    return " " * indent + f"# check: {cleaned(said)}"
