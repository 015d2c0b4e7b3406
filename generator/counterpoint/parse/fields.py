"""The types of front matter's fields: text in, values out, every problem with a hint."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from counterpoint.config import Config
from counterpoint.model import BOTH, PROXY
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.slugs import LONGEST, closest, is_slug, normalised

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PSEUDONYM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
SHOWN = 60
"""Characters of a wrong value that a message repeats."""

Word = TypeVar("Word", bound=StrEnum)


class Fields(BaseModel):
    """Front matter of one kind: unknown keys are errors, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    stand_ins: ClassVar[Mapping[str, Value]] = {}
    """What takes a required key's place where it is wrong, so that the rest can be looked at."""
    decisive: ClassVar[frozenset[str]] = frozenset()
    """Keys without which the file's body cannot be judged."""


def wrong(message: str, hint: str = "") -> PydanticCustomError:
    """Return what a field's validator raises."""
    return PydanticCustomError("field", "{message}", {"message": message, "hint": hint})


def shown(value: object) -> str:
    """Return a value as a message repeats it, shortened."""
    text = value if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def day_in(text: str) -> datetime.date | None:
    """Return the date that a text is in ISO form, if it is one."""
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(f"this must be text, not {shown(value)}", "put quotes round it")
    return " ".join(value.split())


def _name(value: object) -> str:
    slug = normalised(_text(value))
    if not is_slug(slug):
        rule = f"ids are lower-case letters, digits and single hyphens, {LONGEST} at most"
        raise wrong(f"`{shown(value)}` cannot be an id", rule)
    return slug


def _pseudonym(value: object) -> str:
    text = _text(value)
    if len(text) > LONGEST or not PSEUDONYM.fullmatch(text):
        raise wrong(f"`{shown(text)}` cannot be a participant's id", "use a pseudonym such as p014")
    return text


def _evidence_id(value: object) -> str:
    return _name(_text(value).removeprefix("^"))


def _date(value: object) -> datetime.date:
    text = _text(value)
    day = day_in(text)
    if day is None:
        raise wrong(f"`{shown(text)}` is no date", "write year-month-day: 2026-03-02")
    return day


def _flag(value: object) -> bool:
    text = _text(value).lower()
    if text not in ("true", "false"):
        raise wrong(f"`{shown(text)}` is neither true nor false", "write true or false")
    return text == "true"


def _count(value: object) -> int:
    text = _text(value)
    if not (text.isascii() and text.isdigit() and len(text) <= len("100000") and int(text)):
        raise wrong(f"`{shown(text)}` is no whole number above 0", "write digits only")
    return int(text)


def _web_address(value: object) -> str:
    text = _text(value)
    if not ADDRESS.fullmatch(text):
        raise wrong(f"`{shown(text)}` is no web address", "start it with https://")
    return text


def _pieces(value: object) -> list[Any]:
    """Return a list, also one written on one line with commas."""
    if isinstance(value, str):
        return [piece.strip() for piece in value.split(",") if piece.strip()]
    if isinstance(value, list):
        return value
    raise wrong("this must be a list", "write [one, another] or: one, another")


def one_of(words: type[Word]) -> BeforeValidator:
    """Return a validator for a closed vocabulary; its hint lists the words."""

    def choose(value: object) -> Word:
        return words(chosen(_text(value), tuple(words)))

    return BeforeValidator(choose)


def chosen(text: str, allowed: tuple[str, ...]) -> str:
    """Return a text that is one of the allowed words; raise a field's error for any other."""
    if text in allowed:
        return text
    near = closest(text, allowed)
    guess = f"did you mean {near}? " if near else ""
    raise wrong(
        f"`{shown(text)}` is not allowed here", f"{guess}write one of: {', '.join(allowed)}"
    )


def _side_or(*others: str) -> Callable[[object, ValidationInfo], str]:
    """Return a validator for the study's sides and a few words more."""

    def choose(value: object, info: ValidationInfo) -> str:
        config = info.context if isinstance(info.context, Config) else Config()
        return chosen(_text(value), (*(side.key for side in config.sides), *others))

    return choose


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
"""The id of another file, read generously: `Audit_Trail` is `audit-trail`."""
Pseudonym = Annotated[str, BeforeValidator(_pseudonym)]
Day = Annotated[datetime.date, BeforeValidator(_date)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int, BeforeValidator(_count)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_pieces)]
Labels = Annotated[tuple[Text, ...], BeforeValidator(_pieces)]
EvidenceId = Annotated[str, BeforeValidator(_evidence_id)]
EvidenceIds = Annotated[tuple[EvidenceId, ...], BeforeValidator(_pieces)]
SideOrBoth = Annotated[str, BeforeValidator(_side_or(BOTH))]
"""A side's key, or `both`."""
AnySide = Annotated[str, BeforeValidator(_side_or(BOTH, PROXY))]
"""A side's key, `both` or `proxy`."""
AS_LIST = BeforeValidator(_pieces)
"""For a list of some other type, which may also be written on one line with commas."""
