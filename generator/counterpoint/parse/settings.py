"""Read `research/research.yml`: the settings of the whole study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from counterpoint.config import (
    BUYER,
    DEFAULT_KINDS,
    USER,
    Codebook,
    Config,
    EvidenceKind,
    Side,
)
from counterpoint.diagnostics import Diagnostic
from counterpoint.model import BOTH, PROXY, Basis, Stance
from counterpoint.parse.fields import Count, Fields, Flag, Name, Text, one_of, shown
from counterpoint.parse.frontmatter import Places, read_yaml
from counterpoint.parse.slugs import in_words
from counterpoint.parse.validation import WRONG_VALUE, validated
from counterpoint.sources import Source

EITHER = "either"
ATTRIBUTES = frozenset({*Stance, Basis.OBSERVED.value, Basis.SECONDHAND.value, Basis.HEARSAY.value})
"""Words that already say how something was said."""
NOT_A_SIDE = ATTRIBUTES | {BOTH, EITHER, PROXY}


class SideFields(Fields):
    """What a side is called."""

    label: Text = ""
    plural: Text = ""


class KindFields(Fields):
    """To whom an evidence kind belongs."""

    side: Text


def _months(value: object) -> object:
    """Read `none` as no limit, and leave all else to the type."""
    return None if isinstance(value, str) and value.strip().lower() == "none" else value


class SettingsFields(Fields):
    """The keys of `research.yml`."""

    title: Text = "Research"
    sides: dict[Name, SideFields] | None = None
    same_people: Flag = False
    codebook: Annotated[Codebook, one_of(Codebook)] = Codebook.OPEN
    evidence_kinds: dict[Name, KindFields] | None = None
    min_participants: Count = 2
    retention_months: Annotated[Count | None, BeforeValidator(_months)] = 24
    stale_after_months: Count = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, and what is wrong with them; wrong fields have their defaults."""

    config: Config
    diagnostics: tuple[Diagnostic, ...] = ()


def read_settings(source: Source | None) -> Settings:
    """Return the study's settings; the defaults where there is no file. Never raises."""
    if source is None:
        return Settings(Config())
    front = read_yaml(source.path, source.text)
    if not front.is_readable:
        return Settings(Config(), front.diagnostics)
    read = validated(SettingsFields, front)
    fields = read.fields or SettingsFields()
    found = (*front.diagnostics, *read.diagnostics, *_problems(fields, front.places))
    return Settings(_config(fields), found)


def _config(fields: SettingsFields) -> Config:
    sides = _sides(fields)
    return Config(
        title=fields.title,
        sides=sides,
        same_people=fields.same_people,
        codebook=fields.codebook,
        evidence_kinds=_kinds(fields, sides),
        min_participants=fields.min_participants,
        retention_months=fields.retention_months,
        stale_after_months=fields.stale_after_months,
    )


def _sides(fields: SettingsFields) -> tuple[Side, Side]:
    sides = [
        Side(key, one.label or in_words(key), one.plural or f"{one.label or in_words(key)}s")
        for key, one in (fields.sides or {}).items()
    ]
    return (sides[0], sides[1]) if len(sides) > 1 else (BUYER, USER)


def _kinds(fields: SettingsFields, sides: tuple[Side, Side]) -> tuple[EvidenceKind, ...]:
    """Return the kinds; the default ones go over to renamed sides in their order."""
    if fields.evidence_kinds is not None:
        given = fields.evidence_kinds.items()
        return tuple(EvidenceKind(key, one.side) for key, one in given)
    renamed = {BUYER.key: sides[0].key, USER.key: sides[1].key}
    return tuple(EvidenceKind(one.key, renamed.get(one.side, one.side)) for one in DEFAULT_KINDS)


def _problems(fields: SettingsFields, places: Places) -> Iterator[Diagnostic]:
    """Yield what only the whole file shows."""
    yield from _side_problems(fields.sides, places)
    allowed = (*(side.key for side in _sides(fields)), EITHER)
    for key, kind in (fields.evidence_kinds or {}).items():
        if key in ATTRIBUTES or key.startswith(("as-", "about-")):
            place = places.of_key("evidence_kinds", key)
            yield WRONG_VALUE.at(place, f"`{key}` already means something else", "rename the kind")
        if kind.side not in allowed:
            place = places.of("evidence_kinds", key, "side")
            message = f"side: `{shown(kind.side)}` is no side of this study"
            yield WRONG_VALUE.at(place, message, f"write one of: {', '.join(allowed)}")


def _side_problems(sides: Mapping[str, SideFields] | None, places: Places) -> Iterator[Diagnostic]:
    if sides is None:
        return
    if len(sides) != 2:  # noqa: PLR2004
        message = f"sides: a study has exactly two sides, not {len(sides)}"
        yield WRONG_VALUE.at(places.of_key("sides"), message, "leave two, or leave `sides` out")
    for key in sides:
        if key in NOT_A_SIDE:
            place = places.of_key("sides", key)
            message = f"sides: `{key}` cannot be a side: it already means something else"
            yield WRONG_VALUE.at(place, message, "choose another word")
