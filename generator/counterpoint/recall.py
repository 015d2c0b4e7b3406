"""What one build of a process leaves to the next: values that would only come out the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, TypeVarTuple

One = TypeVar("One")
More = TypeVarTuple("More")
Made = TypeVar("Made")


class Recall:
    """What was made of frozen values, recalled while they are the same objects.

    Nothing in it is older than the last build that succeeded.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[object, ...], tuple[object, Any]] = {}
        self._now: dict[tuple[object, ...], tuple[object, Any]] = {}
        self._values: Mapping[str, object] = {}

    def of(self, make: Callable[[One, *More], Made], value: One, *more: *More) -> Made:
        """Return what a function makes of a value, made anew where that is not known.

        What it is made of besides is compared: it is small and can be hashed.
        """
        key = make, id(value), *more
        found = self._now.get(key) or self._last.get(key) or (value, make(value, *more))
        # Kept with the value, whose identity no other one can have meanwhile.
        self._now[key] = found
        made: Made = found[1]
        return made

    def known(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Return what is known by a key, made anew where it is not.

        The key says what it is, and is a digest of all that it is made of.
        """
        found = self._now.get(key) or self._last.get(key) or (None, make())
        self._now[key] = found
        made: Made = found[1]
        return made

    def leave(self, name: object, value: object) -> None:
        """Leave a value to the next build, and to no other."""
        self._now[name,] = None, value

    def left(self, name: object) -> Any:
        """Return what the last build left; None where there was none."""
        return self._last.get((name,), (None, None))[1]

    def of_all(self, make: Callable[[tuple[One, ...]], Made], values: tuple[One, ...]) -> Made:
        """Return what a function makes of values, made anew where one of them is another."""
        key = make, *map(id, values)
        found = self._now.get(key) or self._last.get(key) or (values, make(values))
        self._now[key] = found
        made: Made = found[1]
        return made

    def same(self, values: Mapping[str, One]) -> dict[str, One]:
        """Return values by their names: of those that are equal to the last build's, its own."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            known = self._values.get(name)
            found[name] = known if known == value else value
        self._values = found
        return found

    def turn(self) -> None:
        """End a build: what it did not ask for is forgotten."""
        self._last, self._now = self._now, {}
