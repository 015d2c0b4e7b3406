"""Coding projects of other programs, made by hand."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterable

INTERVIEW = (
    "Interviewer: What happens at the end of the month?\n"
    "\n"
    "Maria: We failed the audit because nobody could say who changed the budget. 🙂 It took "
    "two days to rebuild it by hand. Nobody likes it. We wait, and we wait.\n"
    "\n"
    "Interviewer: And then?\n"
    "\n"
    "Maria: Then I call Peter. We wait again.\n"
)
CODES = (
    '<Code guid="{}" name="Audit" isCodable="true">'
    "<Description>What changed, and who.</Description>"
    '<Code guid="{}" name="Trail" isCodable="true"/></Code>'
    '<Code guid="{}" name="Waiting" isCodable="true"/>'
)


def guid(number: int) -> str:
    """Return an identifier."""
    return f"{number:08x}-0000-4000-8000-000000000000"


AUDIT, TRAIL, WAITING = guid(1), guid(2), guid(3)


def selection(start: int, end: int, *codes: str, name: str = "", note: str = "") -> str:
    """Return a PlainTextSelection's XML."""
    codings = "".join(
        f'<Coding guid="{guid(500 + start)}"><CodeRef targetGUID="{code}"/></Coding>'
        for code in codes
    )
    described = f"<Description>{note}</Description>" if note else ""
    return (
        f'<PlainTextSelection guid="{guid(1000 + start)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}">{described}{codings}</PlainTextSelection>'
    )


def selected(words: str, *codes: str, name: str = "", note: str = "") -> str:
    """Return the selection of words of the interview."""
    start = INTERVIEW.index(words)
    return selection(start, start + len(words), *codes, name=name, note=note)


def project_xml(sources: str, rest: str = "", notes: str = "") -> str:
    """Return a project's XML."""
    codes = CODES.format(AUDIT, TRAIL, WAITING)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Project xmlns="urn:QDA-XML:project:1.0" name="Study" origin="Some program">'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>{rest}"
        f"<Sources>{sources}</Sources>{notes}</Project>"
    )


def source(*selections: str, path: str = "internal://a.txt", name: str = "Call 1") -> str:
    """Return a TextSource's XML, its text in a file of the archive."""
    return (
        f'<TextSource guid="{guid(9)}" name="{name}" plainTextPath="{path}" '
        f'creationDateTime="2025-05-04T00:00:00Z">{"".join(selections)}</TextSource>'
    )


def archive(xml: str, files: dict[str, bytes]) -> bytes:
    """Return a .qdpx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", xml)
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def qdpx(*selections: str, text: str = INTERVIEW, member: str = "Sources/a.txt") -> bytes:
    """Return a project with one text."""
    return archive(project_xml(source(*selections)), {member: text.encode()})


def database(statements: Iterable[tuple[str, tuple[object, ...]]]) -> bytes:
    """Return an SQLite database's bytes."""
    connection = sqlite3.connect(":memory:")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def qualcoder(text: str, codings: Iterable[tuple[int, int, str]]) -> bytes:
    """Return a QualCoder database with one text, one code in a category, and codings of it."""
    tables = (
        "source (id integer, name text, fulltext text, mediapath text, memo text, date text)",
        "code_cat (catid integer, name text, memo text, supercatid integer)",
        "code_name (cid integer, name text, memo text, catid integer)",
        "code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, memo text)",
        "cases (caseid integer, name text)",
        "case_text (caseid integer, fid integer, pos0 integer, pos1 integer)",
        "attribute (name text, attr_type text, value text, id integer)",
        "annotation (fid integer, pos0 integer, pos1 integer, memo text)",
    )
    rows: list[tuple[str, tuple[object, ...]]] = [(f"create table {one}", ()) for one in tables]
    rows += [
        ("insert into source values (1, 'Call 1', ?, null, 'A memo', '2025-05-04')", (text,)),
        ("insert into code_cat values (1, 'Speed', 'How fast', null)", ()),
        ("insert into code_name values (1, 'Waiting', 'They wait', 1)", ()),
        ("insert into cases values (1, 'Maria')", ()),
        ("insert into case_text values (1, 1, 0, 10)", ()),
        ("insert into attribute values ('Role', 'case', 'Rep', 1)", ()),
    ]
    rows += [
        ("insert into code_text values (1, 1, ?, ?, ?, 'why')", (said, start, end))
        for start, end, said in codings
    ]
    return database(rows)


def taguette(contents: str, highlights: Iterable[tuple[int, int, str]]) -> bytes:
    """Return a Taguette database with one document, two tags in a group, and highlights."""
    tables = (
        "projects (id integer, name text, description text)",
        "documents (id integer, name text, description text, contents text, project_id integer, "
        "created text)",
        "tags (id integer, project_id integer, path text, description text)",
        "highlights (id integer, document_id integer, start_offset integer, end_offset integer, "
        "snippet text)",
        "highlight_tags (highlight_id integer, tag_id integer)",
    )
    rows: list[tuple[str, tuple[object, ...]]] = [(f"create table {one}", ()) for one in tables]
    rows += [
        ("insert into projects values (1, 'Study', '')", ()),
        ("insert into documents values (1, 'Call 1', '', ?, 1, '2025-05-04')", (contents,)),
        ("insert into tags values (1, 1, 'speed.waiting', 'They wait')", ()),
        ("insert into tags values (2, 1, 'interesting', '')", ()),
    ]
    for number, (start, end, snippet) in enumerate(highlights, 1):
        values = (number, start, end, snippet)
        rows.append(("insert into highlights values (?, 1, ?, ?, ?)", values))
        rows += [("insert into highlight_tags values (?, ?)", (number, tag)) for tag in (1, 2)]
    return database(rows)
