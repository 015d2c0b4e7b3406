"""REFI-QDA's XML: elements by name, whatever their namespace's version."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """Return an element's name without its namespace, whichever version it has."""
    return element.tag.rsplit("}", 1)[-1]


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield an element's children of these names."""
    return (child for child in element if local(child) in names)


def inside(root: Element, folder: str) -> Iterator[Element]:
    """Yield what stands in the root's folders of that name."""
    return (child for one in children(root, folder) for child in one)


def child_text(element: Element, name: str) -> str:
    """Return the text of an element's child; empty where there is none."""
    return next(((child.text or "").strip() for child in children(element, name)), "")


def guid(value: str | None) -> str:
    """Return an identifier as it is compared: without braces, in lower case."""
    return (value or "").strip("{} ").lower()


def target(element: Element) -> str:
    """Return what a reference refers to."""
    return guid(element.get("targetGUID"))


def targets(element: Element, name: str) -> tuple[str, ...]:
    """Return what an element's references of that name refer to."""
    return tuple(target(child) for child in children(element, name))
