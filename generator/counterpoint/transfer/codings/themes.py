"""Another program's codes to themes: slugs for names, groups for parents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from counterpoint.transfer.codings.values import Code
from counterpoint.transfer.drafts import ThemeDraft
from counterpoint.transfer.naming import slug, unused
from counterpoint.transfer.pseudonyms import Pseudonyms


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes that codes become."""

    themes: tuple[ThemeDraft, ...]
    ids: Mapping[str, str]
    """From a code's key to its theme's id."""


def themes_of(codes: tuple[Code, ...], pseudonyms: Pseudonyms, known: Collection[str]) -> Codebook:
    """Return a theme a code, groups included; a code named like a known theme is that theme.

    Two codes of one name in different groups are told apart by their groups' names.
    """
    by_key = {code.key: code for code in codes}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    names = _counted(slug(code.name, "theme") for code in by_key.values())
    for code in by_key.values():
        wanted = slug(pseudonyms.replace(code.name).text, "theme")
        above = by_key.get(code.parent)
        if above and names.get(slug(code.name, "theme"), 0) > 1 and wanted in taken:
            wanted = slug(pseudonyms.replace(f"{above.name} {code.name}").text)
        ids[code.key] = unused(wanted, taken)
        taken.add(ids[code.key])
    drafts = (
        ThemeDraft(
            id=ids[code.key],
            title=pseudonyms.replace(_title(code.name)).text or "Theme",
            definition=pseudonyms.replace(code.description).text,
            parent=_parent(code, by_key, ids),
        )
        for code in by_key.values()
    )
    return Codebook(tuple(one for one in drafts if one.id not in known), ids)


def _title(name: str) -> str:
    """Return a code's name as a title: `slow_reports` is `slow reports`."""
    words = name if " " in name.strip() else name.replace("_", " ")
    return " ".join(words.split())


def _counted(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found


def _parent(code: Code, by_key: Mapping[str, Code], ids: Mapping[str, str]) -> str:
    """Return the theme of a code's group; empty where the groups go round in a circle."""
    seen, at = {code.key}, code.parent
    while at in by_key and at not in seen:
        seen.add(at)
        at = by_key[at].parent
    return ids.get(code.parent, "") if at not in seen else ""
