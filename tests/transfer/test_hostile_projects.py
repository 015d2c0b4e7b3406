"""Projects that somebody made to do harm, or that broke on the way."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.transfer.archives import leaves_archive
from counterpoint.transfer.codings.databases import MAGIC
from counterpoint.transfer.codings.reading import Choices, read_project
from transfer.projects import INTERVIEW, archive, guid, project_xml, qdpx, source

ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
BILLION = (
    "<!DOCTYPE a [" + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9)) + "]>"
)


def refused(path: str, data: bytes) -> list[str]:
    """Return why a project is refused."""
    reading = read_project(path, data, Choices())
    assert reading.project is None
    return [one.rule.code for one in reading.diagnostics]


@pytest.mark.parametrize("doctype", [ENTITY, BILLION])
def test_entities_are_refused(doctype: str) -> None:
    """Neither files are read nor memory filled."""
    xml = project_xml(source()).replace("?>", f"?>{doctype}", 1)
    assert refused("a.qdpx", archive(xml, {"sources/a.txt": b"x"})) == ["CP710"]
    assert refused("a.qde", xml.encode()) == ["CP710"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:\\a.txt", "sources/../../a.txt"])
def test_paths_out_of_the_archive_are_refused(name: str) -> None:
    """Nothing is unpacked, and the whole is distrusted."""
    assert leaves_archive(name)
    assert refused("a.qdpx", archive(project_xml(source()), {name: b"x"})) == ["CP710"]


def test_a_bomb_is_refused_by_its_listing() -> None:
    """Sizes are looked at before anything is unpacked."""
    data = archive(project_xml(source()), {"sources/a.txt": b"\0" * 20_000_000})
    assert refused("a.qdpx", data) == ["CP709"]


def test_a_video_does_not_count_as_one() -> None:
    """What is not read may be large."""
    xml = project_xml(
        source() + f'<VideoSource guid="{guid(8)}" name="Film" path="internal://b.mp4"/>'
    )
    files = {"sources/a.txt": INTERVIEW.encode(), "sources/b.mp4": b"\0" * 20_000_000}
    reading = read_project("a.qdpx", archive(xml, files), Choices())
    assert reading.project
    assert ["Film" in one.message for one in reading.diagnostics] == [True]


def test_the_text_of_a_pdf_is_kept() -> None:
    """Its representation is a text like any other; the picture's codings are named."""
    text = f'<Representation guid="{guid(7)}" plainTextPath="internal://a.txt"/>'
    xml = project_xml(f'<PDFSource guid="{guid(8)}" name="Report">{text}</PDFSource>')
    reading = read_project("a.qdpx", archive(xml, {"sources/a.txt": b"Words."}), Choices())
    assert reading.project
    assert [one.text for one in reading.project.sources] == ["Words."]
    assert "its text was kept" in reading.diagnostics[0].message


def test_a_text_that_is_missing_is_named() -> None:
    """An empty plain text without a Word file beside it."""
    reading = read_project("a.qdpx", qdpx(text=" \n"), Choices())
    assert reading.project
    assert not reading.project.sources
    assert [one.rule.code for one in reading.diagnostics] == ["CP718"]


def test_deep_nesting_is_refused() -> None:
    """A thousand codes inside each other."""
    nested = '<Code guid="x" name="x" isCodable="true">' * 1000 + "</Code>" * 1000
    xml = project_xml(source()).replace("<Codes>", f"<Codes>{nested}", 1)
    assert refused("a.qde", xml.encode()) == ["CP710"]


@pytest.mark.parametrize("cut", [30, 200, 400])
def test_a_cut_archive_is_refused(cut: int) -> None:
    """Half a project is none."""
    assert refused("a.qdpx", qdpx()[:-cut]) == ["CP703"]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """A project, or at least one reason why there is none."""
    good = qdpx()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("project.qde", data)
    for content in (data, MAGIC + data, good[:150] + data, b"<?xml" + data, out.getvalue()):
        for name in ("a.qdpx", "a.csv", "a.qda"):
            reading = read_project(name, content, Choices())
            assert reading.project or reading.diagnostics
