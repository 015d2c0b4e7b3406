"""SVG images keep what they draw and lose what could run."""

from __future__ import annotations

import pytest

from counterpoint.publish.drawings import drawing_only

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<g><SCRIPT>alert(1)</SCRIPT></g>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<rect onload="alert(1)"/>',
        '<rect ONCLICK="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<use xlink:href="https://elsewhere.example/alert.svg#a"/>',
        '<image href="javascript:alert(1)"/>',
        '<image href="data:image/svg+xml;base64,alert"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<foreignObject><iframe srcdoc="alert"/></foreignObject>',
        "<style>@import 'https://elsewhere.example/alert.css'</style>",
        '<rect style="fill: url(https://elsewhere.example/alert)"/>',
        '<handler type="text/javascript">alert(1)</handler>',
    ],
)
def test_nothing_that_runs_or_loads_is_left(hostile: str) -> None:
    """Elements and attributes that only draw are kept, the others are not."""
    drawn = drawing_only(f'{HEAD}>{hostile}<rect width="3" fill="url(#a)"/></svg>'.encode())
    assert drawn is not None
    assert b"alert" not in drawn
    assert b"elsewhere" not in drawn
    assert b'<rect width="3" fill="url(#a)" />' in drawn


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x89PNG",
        b"<html><script/></html>",
        b"<svg><rect/></svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg">',
    ],
)
def test_what_is_no_drawing_is_refused(broken: bytes) -> None:
    """Entities too, for they can grow without bound and read files."""
    assert drawing_only(broken) is None


def test_own_parts_may_be_referred_to() -> None:
    """Gradients, patterns, clips and images that come along."""
    kept = (
        "<rect fill=\"url( '#a' )\" />",
        '<use href="#a" />',
        '<image href="data:image/png;base64,AAAA" />',
        '<style>.a { fill: url("#a"); }</style>',
    )
    drawn = drawing_only(f"{HEAD}>{''.join(kept)}</svg>".encode())
    assert drawn is not None
    assert all(one.encode() in drawn for one in kept)


def test_a_doctype_alone_does_no_harm() -> None:
    """Older drawing programs write one."""
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    assert drawing_only(f"{doctype}{HEAD}><rect/></svg>".encode()) is not None
