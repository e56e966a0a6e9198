"""What of a profile is shown: a variant's chain of parents, tags, hidden paths, order of sections, look.

In: a `Profile` and a variant's name. Out: a `Selection`: a smaller `Profile`, and what the variant says about its look.
Must not know how anything looks; indexes in `hide` mean the whole profile's, so hiding comes before choosing by tags.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resumekit.diagnostics import InvalidInput, error
from resumekit.located import join, split_path
from resumekit.manifest import DEFAULT_TEMPLATE
from resumekit.profile import ENTRY_SECTIONS, Profile, Variant
from resumekit.schema import Record, suggestion
from resumekit.values import gives_away


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A variant, applied: `sections` is None where the order is left to resumekit; `option_paths` says where each option was set."""

    variant: str
    profile: Profile
    template: str
    template_path: str
    options: Mapping[str, Any] = field(default_factory=dict)
    option_paths: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] | None = None
    pages: int | None = None
    pages_path: str = ""


def select(profile: Profile, name: str = "", *, template: str | None = None, options: Mapping[str, Any] | None = None, pages: int | None = None) -> Selection:
    """Apply variant `name` ("" is the base); `template`, `options` and `pages` are the command line's and win.

    Raise `InvalidInput` for a variant that does not exist, or whose parents do not or lead back to it.
    """
    chain = lineage(profile, name)
    look = profile.design.template or DEFAULT_TEMPLATE
    look_path = "design.template"
    merged: dict[str, Any] = dict(profile.design.options)
    paths = {key: join("design.options", key) for key in merged}
    found: dict[str, Any] = {}
    at: dict[str, str] = {}
    for own, variant in chain:
        path = join("variants", own)
        if variant.template:
            look, look_path = variant.template, f"{path}.template"
        merged.update(variant.options)
        paths.update({key: join(f"{path}.options", key) for key in variant.options})
        for key in ("headline", "summary", "tags", "sections", "hide", "pages"):
            value = getattr(variant, key)
            if value is not None:
                found[key], at[key] = value, f"{path}.{key}"
    if template:
        look, look_path = template, ""
    for key, value in (options or {}).items():
        merged[key], paths[key] = value, ""
    if pages is not None:
        found["pages"], at["pages"] = pages, ""
    return Selection(
        variant=name,
        profile=_applied(profile, found),
        template=look,
        template_path=look_path,
        options=merged,
        option_paths=paths,
        sections=found.get("sections"),
        pages=found.get("pages"),
        pages_path=at.get("pages", ""),
    )


def page_of(profile: Profile, name: str) -> Profile:
    """What a variant's page shows of a profile: its selection, without the sections that it does not list."""
    return listed(select(profile, name))


def listed(selection: Selection, *, besides: Collection[str] = ()) -> Profile:
    """What a selection holds, without the sections that its variant does not list; those of `besides` stay."""
    shown = selection.profile
    if selection.sections is None:
        return shown
    update: dict[str, Any] = {section: () for section in ENTRY_SECTIONS if section not in selection.sections and section not in besides}
    update["sections"] = {title: entries for title, entries in shown.sections.items() if title in selection.sections}
    if "summary" not in selection.sections:
        update["summary"] = None
    return shown.model_copy(update=update)


def lineage(profile: Profile, name: str) -> list[tuple[str, Variant]]:
    """The variant and its parents with their names, the farthest parent first; empty for the base."""
    chain: list[tuple[str, Variant]] = []
    seen: list[str] = []
    while name:
        if name in seen:
            circle = " → ".join([*seen[seen.index(name) :], name])
            raise InvalidInput([error("variant-cycle", f"variants extend each other in a circle: {circle}", path=f"{join('variants', seen[-1])}.extends", hint="remove one extends")])
        if name not in profile.variants:
            path = f"{join('variants', seen[-1])}.extends" if seen else ""
            raise InvalidInput([error("unknown-variant", f"there is no variant {name!r}".replace("'", '"'), path=path, hint=suggestion(name, profile.variants))])
        seen.append(name)
        chain.append((name, profile.variants[name]))
        name = profile.variants[name].extends or ""
    return chain[::-1]


def _applied(profile: Profile, found: Mapping[str, Any]) -> Profile:
    numbers = {item.path: item.number for item in profile.certifications}
    for path in found.get("hide", ()):
        try:
            parts = split_path(path)
        except ValueError:
            continue  # validation has named it
        profile = _without(profile, parts)
    if found.get("hide"):
        profile = _sealed(_closed(profile), numbers)
    if found.get("tags"):
        profile = _chosen(profile, frozenset(found["tags"]))
    if "headline" in found:
        profile = profile.model_copy(update={"person": profile.person.model_copy(update={"headline": found["headline"]})})
    if "summary" in found:
        profile = profile.model_copy(update={"summary": found["summary"]})
    return profile


def _sealed(profile: Profile, numbers: Mapping[str, str | None]) -> Profile:
    """A copy without the addresses that give a hidden number of a credential away; `numbers`: what they were, by the credentials' paths."""
    kept = (item.model_copy(update={"url": None}) if item.number is None and gives_away(item.url, numbers.get(item.path)) else item for item in profile.certifications)
    return profile.model_copy(update={"certifications": tuple(kept)})


def _without(holder: Any, parts: Sequence[str | int]) -> Any:
    """A copy of a record, tuple or dict without what `parts` lead to; the same object where they lead to nothing."""
    if not parts:
        return holder
    first, rest = parts[0], parts[1:]
    if isinstance(holder, tuple):
        if isinstance(first, int):
            if first >= len(holder):
                return holder
            # A removed item leaves a gap until the end, so that later paths keep their indexes.
            return (*holder[:first], _without(holder[first], rest) if rest else None, *holder[first + 1 :])
        return tuple(_without(item, parts) for item in holder)
    if isinstance(holder, Record) and isinstance(first, str) and first in type(holder).model_fields:
        field_info, value = type(holder).model_fields[first], getattr(holder, first)
        if rest:
            value = _without(value, rest)
        elif not field_info.is_required():
            value = field_info.get_default(call_default_factory=True, validated_data={})
        elif not isinstance(value, Record):
            value = ""
        return holder.model_copy(update={first: value})
    if isinstance(holder, dict) and isinstance(first, str) and first in holder:
        return {key: _without(value, rest) if key == first else value for key, value in holder.items() if key != first or rest}
    return holder


def _closed(holder: Any) -> Any:
    """A copy without the gaps that `_without` left in tuples."""
    if isinstance(holder, tuple):
        return tuple(_closed(item) for item in holder if item is not None)
    if isinstance(holder, Record):
        update = {name: _closed(value) for name in type(holder).model_fields if isinstance(value := getattr(holder, name), (tuple, dict, Record))}
        return holder.model_copy(update=update)
    if isinstance(holder, dict):
        return {key: _closed(value) for key, value in holder.items()}
    return holder


def _chosen(profile: Profile, tags: frozenset[str]) -> Profile:
    """The profile without the entries and highlights that have tags, but none of `tags`."""

    def keep(item: Any) -> bool:
        own = getattr(item, "tags", ())
        return not own or not tags.isdisjoint(own)

    def thin(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(item.model_copy(update={"highlights": tuple(filter(keep, item.highlights))}) if getattr(item, "highlights", ()) else item for item in items if keep(item))

    update: dict[str, Any] = {section: thin(getattr(profile, section)) for section in ENTRY_SECTIONS}
    update["sections"] = {title: thin(entries) for title, entries in profile.sections.items()}
    return profile.model_copy(update=update)
