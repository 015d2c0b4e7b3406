"""SVG images as drawings only: opened by themselves they are documents, and could run scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.sources import Asset, read_asset

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

NO_DRAWING = Rule("CP129", Severity.ERROR, "an SVG image cannot be read as a drawing")
LARGEST = 10_000_000
"""Bytes that a drawing may have."""
DEEPEST = 200
"""Groups within groups; drawing programs stay below twenty."""
SUFFIX = ".svg"

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

NAMES = """
svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text
tspan textPath image marker pattern clipPath mask linearGradient radialGradient stop filter feBlend
feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
DRAWN = frozenset(NAMES.split())
"""Elements that only draw. Links, animations, scripts and foreign content are left out."""

OWN_ADDRESS = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);)", re.IGNORECASE)
ASKS_ELSEWHERE = re.compile(
    r"@import|url\s*+\(\s*+['\"]?+(?!#)|\\|expression|javascript:", re.IGNORECASE
)


def drawing_only(path: str, data: bytes) -> bytes | Diagnostic:
    """Return an SVG image without what could run or load anything, or why it cannot be read."""
    # Importing these takes as long as reading a file, and few studies have drawings.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    if len(data) > LARGEST:
        return _no_drawing(path, f"the image has more than {LARGEST // 1_000_000} MB")
    try:
        root = fromstring(data, forbid_entities=True)
    except ET.ParseError as problem:
        line, column = problem.position
        reason = str(problem).partition(":")[0]
        return _no_drawing(Location(path, line, column + 1), f"this is no XML: {reason}")
    except (DefusedXmlException, ValueError, LookupError):
        return _no_drawing(path, "the image declares entities, or an encoding that nobody knows")
    if _local(root.tag) != "svg" or not _is_drawn(root):
        return _no_drawing(path, f"the image is no SVG: it starts with <{_local(root.tag)}>")
    if _is_too_deep(root):
        return _no_drawing(path, f"groups are nested more than {DEEPEST} deep")
    _clean(root)
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    drawn: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn


def unreadable_drawings(assets: Iterable[Asset]) -> Iterator[Diagnostic]:
    """Yield a finding for each SVG image that cannot be published."""
    for asset in assets:
        if is_drawing(asset.path):
            try:
                drawn = drawing_only(asset.path, read_asset(asset))
            except OSError as problem:
                drawn = _no_drawing(asset.path, f"the image cannot be read: {problem.strerror}")
            if isinstance(drawn, Diagnostic):
                yield drawn


def is_drawing(path: str) -> bool:
    """Tell whether a file is an SVG image by its name."""
    return path.lower().endswith(SUFFIX)


def _no_drawing(place: Location | str, message: str) -> Diagnostic:
    where = place if isinstance(place, Location) else Location(place)
    return NO_DRAWING.at(where, message, "save it as plain SVG in a drawing program, or as PNG")


def _is_too_deep(root: ET.Element) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for one in level for child in one]
    return bool(level)


def _clean(root: ET.Element) -> None:
    for element in list(root.iter()):
        for child in [one for one in element if not _is_drawn(one)]:
            element.remove(child)
        for name in [name for name, value in element.items() if not _is_harmless(name, value)]:
            del element.attrib[name]


def _is_drawn(element: ET.Element) -> bool:
    """Tell whether an element draws; metadata of drawing programs is dropped with the rest."""
    if not isinstance(element.tag, str) or not element.tag.startswith(f"{{{SVG}}}"):
        return False
    is_style = _local(element.tag) == "style"
    return _local(element.tag) in DRAWN and not (
        is_style and ASKS_ELSEWHERE.search(element.text or "")
    )


def _is_harmless(name: str, value: str) -> bool:
    local = _local(name).lower()
    if local.startswith("on"):
        return False
    if local in {"href", "src"}:
        return OWN_ADDRESS.match(value) is not None
    return not ASKS_ELSEWHERE.search(value)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
