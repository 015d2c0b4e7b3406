"""From front matter to fields: every problem of a file at once, each at its place."""

from __future__ import annotations

import typing
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.parse.fields import Fields
from counterpoint.parse.frontmatter import FrontMatter, Places, Value
from counterpoint.parse.slugs import closest

UNKNOWN_KEY = Rule("CP114", Severity.ERROR, "the front matter has a key that means nothing")
MISSING_KEY = Rule("CP115", Severity.ERROR, "the front matter lacks a required key")
WRONG_VALUE = Rule("CP116", Severity.ERROR, "a field's value is not of its type")

EXAMPLES = {
    "title": "title: What this is about",
    "date": "date: 2026-03-02",
    "participants": "participants: and below it `- id: p014`, `side: …`, `persona: …`",
    "consent": "consent: {status: granted, audience: internal}",
    "audience": "audience: internal",
    "side": "side: and one of the study's two sides",
    "persona": "persona: and the name of a file in research/personas/",
    "id": "id: p014 (a pseudonym, never a name)",
    "themes": "themes: [audit-trail]",
    "hear.participants": "participants: 5",
}
"""What to type where a key is missing."""
ESSENTIAL = frozenset({"id", "side", "speaker", "participants"})
"""Keys without which an entry of a list says nothing."""

Read = TypeVar("Read", bound=Fields)


@dataclass(frozen=True, slots=True)
class Validated(Generic[Read]):
    """Front matter as fields, and what is wrong with it."""

    fields: Read | None
    """Where something is wrong, the fields without it, as far as they can be had."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_decided: bool = True
    """Whether what the body is judged by was all right."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was wrong."""
        return not self.diagnostics


def validated(
    model: type[Read], front: FrontMatter, config: Config | None = None
) -> Validated[Read]:
    """Return front matter as fields; a key without a value counts as left out.

    Where something is wrong, the rest is returned all the same, so that one run tells all.
    """
    values = _without_blanks(dict(front.values))
    try:
        return Validated(model.model_validate(values, context=config))
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
        found = tuple(_diagnosis(model, error, front.places) for error in errors)
        return replace(_salvaged(model, values, errors, config), diagnostics=found)


def _salvaged(
    model: type[Read], values: Value, errors: list[ErrorDetails], config: Config | None
) -> Validated[Read]:
    """Return what remains without the values that are wrong."""
    rest = deepcopy(values)
    lost = {key for error in errors if isinstance(rest, dict) and (key := _dropped(rest, error))}
    if isinstance(rest, dict):
        rest |= {key: one for key, one in model.stand_ins.items() if key in lost}
    meant = {closest(key, tuple(model.model_fields)) or key for key in lost}
    try:
        fields = model.model_validate(rest, context=config)
    except ValidationError:
        return Validated(None, is_decided=False)
    return Validated(fields, is_decided=not meant & model.decisive)


def _dropped(values: dict[str, Value], error: ErrorDetails) -> str:
    """Take what an error is about out of the values; return its key if it was a top-level one."""
    match error["loc"]:
        case (str(key), int() | str() as entry, str(inner), *_) if inner not in ESSENTIAL:
            item = _entry(values.get(key, ""), entry)
            if isinstance(item, dict) and item.pop(inner, None) is not None:
                return ""
        case _:
            pass
    key = str(error["loc"][0]) if error["loc"] else ""
    values.pop(key, None)
    return key


def _entry(values: Value, at: int | str) -> Value:
    if isinstance(values, list) and isinstance(at, int):
        return values[at]
    return values.get(at, "") if isinstance(values, dict) and isinstance(at, str) else ""


def _without_blanks(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_blanks(one) for key, one in value.items() if one != ""}
    if isinstance(value, list):
        return [_without_blanks(one) for one in value]
    return value


def _diagnosis(model: type[BaseModel], error: ErrorDetails, places: Places) -> Diagnostic:
    where = error["loc"]
    key = str(where[-1]) if where else ""
    if error["type"] == "extra_forbidden":
        hint = _key_hint(key, _known_keys(model, where[:-1]))
        return UNKNOWN_KEY.at(places.of_key(*where), f"unknown key `{key}`", hint)
    if error["type"] == "missing":
        hint = f"write {_example(model, where)}"
        return MISSING_KEY.at(places.of_key(*where), f"`{key}` is missing", hint)
    context = error.get("ctx", {})
    message = str(context.get("message") or _in_plain_words(error))
    field = next(
        (part for part in reversed(where) if isinstance(part, str) and part != "[key]"), ""
    )
    hint = str(context.get("hint", "")) if "message" in context else _write(field)
    return WRONG_VALUE.at(places.of(*where), f"{field}: {message}", hint)


def _example(model: type[BaseModel], where: tuple[str | int, ...]) -> str:
    *outer, key = where
    holder = _model_at(model, tuple(outer))
    words = holder.model_fields[str(key)].annotation if holder else None
    if isinstance(words, type) and issubclass(words, StrEnum):
        return f"{key}: and one of {', '.join(words)}"
    return EXAMPLES.get(f"{where[0]}.{key}") or EXAMPLES.get(str(key), f"`{key}: …`")


def _write(field: str) -> str:
    return f"write {EXAMPLES.get(field, f'`{field}:` and its keys below it, indented')}"


def _in_plain_words(error: ErrorDetails) -> str:
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return "this must be a mapping of `key: value`"
    return error["msg"].lower()


def _key_hint(key: str, known: tuple[str, ...]) -> str:
    near = closest(key, known)
    if near:
        return f"did you mean `{near}`?"
    return f"known here: {', '.join(known)}" if known else "delete it"


def _known_keys(model: type[BaseModel], where: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that a model, or one nested in it, allows."""
    inner = _model_at(model, where)
    return tuple(inner.model_fields) if inner else ()


def _model_at(model: type[BaseModel], where: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model of what stands at a place, itself or one nested in it."""
    inner: type[BaseModel] | None = model
    for part in where:
        field = inner.model_fields.get(part) if inner and isinstance(part, str) else None
        inner = _nested_model(field.annotation) if field else inner
    return inner


def _nested_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    nested = (_nested_model(part) for part in typing.get_args(annotation))
    return next((one for one in nested if one), None)
