"""SVG images keep what they draw and lose what could run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.diagnostics import Diagnostic
from counterpoint.drawings import DEEPEST, LARGEST, drawing_only

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawn_from(data: bytes) -> bytes:
    """Return what is published of an image that can be read."""
    drawn = drawing_only("a.svg", data)
    assert isinstance(drawn, bytes), drawn
    return drawn


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
    drawn = drawn_from(f'{HEAD}>{hostile}<rect width="3" fill="url(#a)"/></svg>'.encode())
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
        b'<?xml version="1.0" encoding="nonsense"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        f"{HEAD}>{'<g>' * DEEPEST}{'</g>' * DEEPEST}</svg>".encode(),
        f"{HEAD}>{'<g/>' * (LARGEST // 4)}</svg>".encode(),
    ],
    ids=range(10),
)
def test_what_is_no_drawing_is_refused(broken: bytes) -> None:
    """Entities too, for they can grow without bound and read files."""
    assert isinstance(drawing_only("a.svg", broken), Diagnostic)


def test_own_parts_may_be_referred_to() -> None:
    """Gradients, patterns, clips and images that come along."""
    kept = (
        "<rect fill=\"url( '#a' )\" />",
        '<use href="#a" />',
        '<image href="data:image/png;base64,AAAA" />',
        '<style>.a { fill: url("#a"); }</style>',
    )
    drawn = drawn_from(f"{HEAD}>{''.join(kept)}</svg>".encode())
    assert all(one.encode() in drawn for one in kept)


def test_a_doctype_alone_does_no_harm() -> None:
    """Older drawing programs write one."""
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    assert b"<rect />" in drawn_from(f"{doctype}{HEAD}><rect/></svg>".encode())


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ("<svg>\n<g>\n  é</b></svg>", "images/a.svg:3:6"),
        ("", "images/a.svg:1:1"),
        (f"{HEAD}>", f"images/a.svg:1:{len(HEAD) + 2}"),
    ],
)
def test_a_finding_says_where(broken: str, place: str) -> None:
    """Line and column, in characters."""
    found = drawing_only("images/a.svg", broken.encode())
    assert isinstance(found, Diagnostic)
    assert str(found.location) == place


def check(root: Path, command: str = "check") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(group, [command, "-C", str(root)])


def test_check_names_images_that_cannot_be_read(small: Path) -> None:
    """A build says the same, and keeps what is there."""
    (small / "docs/plan.svg").write_text("<svg>\n<g></svg>")
    found = check(small)
    assert found.exit_code == 1
    assert "docs/plan.svg:2:6: CP129" in found.stdout
    built = check(small, "build")
    assert built.exit_code == 1
    assert "docs/plan.svg:2:6: CP129" in built.stdout
    assert not (small / "build/site").exists()


def test_an_image_that_only_a_withdrawn_interview_shows_stops_no_build(small: Path) -> None:
    """A withdrawal takes effect whatever else is wrong."""
    file = small / "research/interviews/2026-03-02-finance.md"
    text = file.read_text().replace("status: granted", "status: withdrawn")
    file.write_text(f"{text}\n![a plan](../plan.svg)\n")
    (small / "research/plan.svg").write_text("no drawing")
    assert check(small).exit_code == 1
    built = check(small, "build")
    assert built.exit_code == 0, built.output
    assert not list((small / "build/site").rglob("plan.svg"))
