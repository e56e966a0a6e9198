"""The profile that goes inside a portfolio: as it was written where all of it may be seen, else written anew without the rest.

In: a profile and what a variant selects of it. Out: the bytes of a YAML profile that makes the same pages. Must not know a
PDF. What is left out is never looked for in the text: the new one is made of what is shown and nothing else.
"""

import json
from collections.abc import Iterator
from typing import Any

from resumekit.lines import scalar, typed
from resumekit.profile import Certification, Profile
from resumekit.records import Record
from resumekit.rendering.variant import Selection
from resumekit.values import gives_away, mask

SOURCE = "profile.yaml"
_UNSAID = frozenset(("include", "privacy", "design", "variants"))
"""Keys of a profile that are written by their own rules, or not at all."""
_ONE_OR_MANY = frozenset(("evidence", "tags"))
"""Lists that may be given as their single item."""


def profile_source(profile: Profile, selection: Selection, written: bytes | None) -> bytes:
    """The profile as bytes of YAML. `written`: the profile's own text, where all of the profile is in it.

    It is taken as it is for the base where no number is masked. Else: masked numbers as they are shown; of a variant only
    what it selects, its look as the design, and the variant itself only for its sections and pages.
    """
    is_masked = any(item.number and not item.show_number for item in profile.certifications)
    if written is not None and not selection.variant and not is_masked:
        return written
    chosen = selection.profile
    tree = {name: value for name, value in _tree(chosen, with_tags=not selection.variant).items() if name not in _UNSAID}
    text = json.dumps(tree, ensure_ascii=False)
    allowed = [one for one in chosen.privacy.allow if json.dumps(one, ensure_ascii=False)[1:-1] in text]
    look = {name: value for name, value in (("template", selection.template), ("options", _plain(dict(selection.options), with_tags=True))) if value}
    more: dict[str, Any] = {"privacy": {"allow": allowed} if allowed else {}, "design": look, "variants": {}}
    if not selection.variant:
        more["variants"] = {name: _tree(variant, with_tags=True) or {"options": {}} for name, variant in profile.variants.items()}
    elif selection.sections is not None or selection.pages is not None:
        own = [name for name in selection.sections or () if name in Profile.model_fields or chosen.sections.get(name) or name == "languages"]
        more["variants"] = {selection.variant: {**({"sections": own} if own else {}), **({"pages": str(selection.pages)} if selection.pages else {})}}
    return ("\n".join(_mapping({**tree, **{key: value for key, value in more.items() if value}}, 0)) + "\n").encode()


def _tree(record: Record, *, with_tags: bool) -> dict[str, Any]:
    """A record as mappings, lists and texts, without what is as it would be anyway."""
    found: dict[str, Any] = {}
    for name, about in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or (name == "tags" and not with_tags) or (not about.is_required() and value == about.get_default(call_default_factory=True, validated_data={})):
            continue
        if isinstance(record, Certification) and record.number and not record.show_number:
            if name == "url" and gives_away(value, record.number):
                continue  # as on a page
            value = mask(value) if name == "number" else value
        plain = _plain(value, with_tags=with_tags)
        if plain not in ({}, [], None):
            found[name] = plain[0] if isinstance(plain, list) and len(plain) == 1 and isinstance(plain[0], str) and name in _ONE_OR_MANY else plain
    return {**{name: value for name, value in found.items() if name != "tags"}, **({"tags": found["tags"]} if "tags" in found else {})}


def _plain(value: Any, *, with_tags: bool) -> Any:
    if isinstance(value, Record):
        return _tree(value, with_tags=with_tags)
    if isinstance(value, dict):
        return {str(key): _plain(item, with_tags=with_tags) for key, item in value.items() if item not in ((), None)}
    if isinstance(value, (tuple, list)):
        return [_plain(item, with_tags=with_tags) for item in value]
    if isinstance(value, bool):
        return value
    return f"{value:g}" if isinstance(value, float) else str(value)


# Writing -----------------------------------------------------------------------------------------------------------------


def _mapping(tree: dict[str, Any], indent: int) -> Iterator[str]:
    for key, value in tree.items():
        head = f"{' ' * indent}{scalar(key)}:"
        if isinstance(value, (dict, list)) and value:
            yield head
            yield from _mapping(value, indent + 2) if isinstance(value, dict) else _items(value, indent + 2)
        else:
            yield f"{head} {_value(value)}"


def _items(items: list[Any], indent: int) -> Iterator[str]:
    space = " " * indent
    for item in items:
        if isinstance(item, dict) and item:
            first, *rest = _mapping(item, indent + 2)
            yield f"{space}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{space}- {_value(item)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not value:
        return "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else '""'
    return typed(value)


__all__ = ["SOURCE", "profile_source"]
