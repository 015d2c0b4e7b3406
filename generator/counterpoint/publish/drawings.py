"""SVG images as drawings only: opened by themselves they are documents, and could run scripts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

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


def drawing_only(data: bytes) -> bytes | None:
    """Return an SVG image without what could run or load anything; None where it is no SVG."""
    try:
        root = fromstring(data, forbid_entities=True)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    if _local(root.tag) != "svg" or not _is_drawn(root):
        return None
    _clean(root)
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    drawn: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn


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
