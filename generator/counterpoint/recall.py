"""What one build of a process leaves to the next: values that would only come out the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar, TypeVarTuple

One = TypeVar("One")
More = TypeVarTuple("More")
Made = TypeVar("Made")
Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was made."""

    of: object
    """Kept with it: no other value can have its identity meanwhile."""
    made: Any
    parts: list[Key] = field(default_factory=list)
    """What was asked for while it was made."""


class Recall:
    """What was made of frozen values, recalled while they are the same objects.

    Nothing in it is older than the last build that succeeded.
    """

    def __init__(self) -> None:
        self._last: dict[Key, _Found] = {}
        self._now: dict[Key, _Found] = {}
        self._making: list[_Found] = []
        self._values: Mapping[str, object] = {}
        self._gone: set[int] = set()

    def of(self, make: Callable[[One, *More], Made], value: One, *more: *More) -> Made:
        """Return what a function makes of a value, made anew where that is not known.

        What it is made of besides is compared: it is small and can be hashed.
        """
        key = make, id(value), *more
        return self._recalled(key, value, lambda: make(value, *more))

    def of_all(self, make: Callable[[tuple[One, ...]], Made], values: tuple[One, ...]) -> Made:
        """Return what a function makes of values, made anew where one of them is another."""
        return self._recalled((make, *map(id, values)), values, lambda: make(values))

    def known(self, what: object, digest: str, make: Callable[[], Made]) -> Made:
        """Return something that is made of nothing but what a digest is of."""
        return self._recalled((what, digest), None, make)

    def keep(self, digest: str) -> None:
        """Keep all that is known by a digest, whether this build asks for it or not."""
        for key in self._last:
            if key[1:] == (digest,):
                self._kept(key)

    def _recalled(self, key: Key, of: object, make: Callable[[], Made]) -> Made:
        if self._making:
            self._making[-1].parts.append(key)
        found = self._now.get(key)
        if found is None and key in self._last:
            found = self._kept(key)
        if found is None:
            found = self._now[key] = self._made(of, make)
        made: Made = found.made
        return made

    def _kept(self, key: Key) -> _Found:
        """Take something over, and with it what it was made with, for it will be asked for again.

        Not what was made of values that are gone: their words may be gone too.
        """
        found = self._now[key] = self._last[key]
        for part in found.parts:
            known = self._last.get(part)
            if known and part not in self._now and id(known.of) not in self._gone:
                self._kept(part)
        return found

    def _made(self, of: object, make: Callable[[], Any]) -> _Found:
        making = _Found(of, None)
        self._making.append(making)
        try:
            return _Found(of, make(), making.parts)
        finally:
            self._making.pop()

    def leave(self, name: object, value: object) -> None:
        """Leave a value to the next build, and to no other."""
        self._now[name,] = _Found(None, value)

    def left(self, name: object) -> Any:
        """Return what the last build left; None where there was none."""
        found = self._last.get((name,))
        return found.made if found else None

    def same(self, values: Mapping[str, One]) -> dict[str, One]:
        """Return values by their names: of those that are equal to the last build's, its own."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            known = self._values.get(name)
            found[name] = known if known == value else value
        self._gone |= set(map(id, self._values.values())) - set(map(id, found.values()))
        self._values = found
        return found

    def turn(self) -> None:
        """End a build: what it did not ask for is forgotten."""
        self._last, self._now, self._gone = self._now, {}, set()
