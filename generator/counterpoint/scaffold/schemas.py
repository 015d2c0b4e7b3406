"""JSON Schemas of all front matter, made from what reads it, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from counterpoint.config import Config
from counterpoint.model import BOTH, PROXY
from counterpoint.parse.fields import Fields
from counterpoint.parse.handwritten import RoadmapFields
from counterpoint.parse.kinds import READERS
from counterpoint.parse.settings import SettingsFields

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
WITH_PROXY = frozenset({"side"})
SIDES = frozenset({"side", "optimise_for", "benefits"})
"""Fields whose words are the study's sides."""

MEANINGS: Mapping[str, str] = {
    "title": "What this is about, in a few words.",
    "aliases": "Old ids: links and tags to them keep working.",
    "date": "Year-month-day: 2026-03-02.",
    "participants": "Who answered; an empty list where the method needs nobody.",
    "id": "A pseudonym, never a name; the same in every interview with this person.",
    "speaker": "The label before their words in the transcript; the id if left out.",
    "side": "On which side somebody stands; `proxy` speaks for others.",
    "persona": "A file in research/personas/, without .md.",
    "account": "A file in research/accounts/, without .md.",
    "roles": "Their part in the decision to buy.",
    "segments": "Free words to group participants by.",
    "lifecycle": "Where they stand as a customer.",
    "interviewers": "Labels whose words are never evidence.",
    "method": "How the material was gathered.",
    "guide": "A file in research/guides/, without .md.",
    "asked": "Themes that were really raised.",
    "coding": "open while tagging is not finished: shown and searchable, counted nowhere.",
    "consent": "What was agreed, and who may read.",
    "audience": "Who may read: each word includes those who may read what is more public.",
    "retain_until": "The last day on which this may be shown.",
    "recording": "Where the recording is.",
    "forgotten": "What was erased at somebody's wish.",
    "expresses": "Whether the theme states a need or a problem.",
    "parent": "The group that the theme belongs to; nothing is counted upwards.",
    "tension": "Themes that pull against this one.",
    "influences": "What evidence on this theme informs.",
    "segment": "What sort of organisation it is: enterprise, smb, consumer …",
    "themes": "The themes that this settles.",
    "optimise_for": "In whose favour it was decided.",
    "revisit_when": "Words, or a date: due once it has passed.",
    "superseded_by": "The decision that replaced this one.",
    "metric": "What is measured, and whose success it is.",
    "hear": "Whom to interview for this, and how many.",
    "covers": "Themes that the questions are meant to raise.",
    "benefits": "Who benefits most.",
    "value_for_other": "What the other side gets out of it.",
    "outcome": "A file in research/outcomes/, without .md.",
    "depth": "As much as sells, or as much as it takes.",
    "codebook": "open: whoever tags may propose themes by using them. closed: nobody may.",
    "same_people": "true where buyers are the users.",
    "min_participants": "Participants a side needs before a pattern is claimed for it.",
    "retention_months": "How long an interview is kept after its date, or none.",
    "stale_after_months": "When evidence counts as old.",
    "evidence_kinds": "The words for sorts of evidence; what is given replaces the usual ones.",
    "sides": "Exactly two, by key.",
}


def schemas(config: Config) -> Mapping[str, str]:
    """Return a JSON Schema as text for each kind of file, by name: `interview.schema.json`."""
    models: dict[str, type[Fields]] = {kind.value: one.fields for kind, one in READERS.items()}
    models |= {"roadmap-item": RoadmapFields, "research": SettingsFields}
    return {f"{name}.schema.json": _text(name, model, config) for name, model in models.items()}


def _text(name: str, model: type[Fields], config: Config) -> str:
    schema = model.model_json_schema(mode="validation")
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, field in part.get("properties", {}).items():
            part["properties"][key] = _completed(key, field, config)
    schema.pop("description", None)
    head = {"$schema": DRAFT, "title": f"Front matter: {name.replace('-', ' ')}"}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=2) + "\n"


def _completed(key: str, field: Schema, config: Config) -> Schema:
    """Return a field's schema with its meaning, and with what else is read."""
    sides = [side.key for side in config.sides]
    if key in SIDES and field.get("type") == "string":
        field = {**field, "enum": [*sides, BOTH, *([PROXY] if key in WITH_PROXY else [])]}
    field.pop("title", None)
    if field.get("type") == "array" and "$ref" not in json.dumps(field.get("items", {})):
        field = {"anyOf": [field, {"type": "string"}], "default": field.get("default", [])}
    meaning = MEANINGS.get(key)
    return {"description": meaning, **field} if meaning else field
