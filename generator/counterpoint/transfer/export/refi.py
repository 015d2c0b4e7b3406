"""A study as a REFI-QDA project (.qdpx), which loses nothing on its way back, and codebook."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

import yaml

from counterpoint.model import Interview, Participant, Study, Theme
from counterpoint.parse.frontmatter import Value, read_front_matter, read_yaml
from counterpoint.parse.layout import Kind, place_of
from counterpoint.parse.slugs import in_words
from counterpoint.parse.values import Body, Cast, Vocabulary
from counterpoint.sources import SETTINGS_PATH, Source
from counterpoint.transfer.export.spoken import PlainInterview, Stretch, plain_interview

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Counterpoint"
SPACE = uuid.UUID("6f9b1c5e-2a52-5d0e-9a53-0d2b0f6b7c11")
ATTRIBUTES = "How it was said"
EPOCH = (1980, 1, 1, 0, 0, 0)
FIELDS = ("side", "persona", "account", "roles", "segments", "lifecycle")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Sources: TypeAlias = Mapping[str, Source]
"""A repository's files by path."""


def guid(kind: str, name: str) -> str:
    """Return the identifier of something, the same in every export."""
    return str(uuid.uuid5(SPACE, f"{kind}/{name}"))


def project_archive(study: Study, sources: Sources) -> bytes:
    """Return a study as a .qdpx archive: project.qde and a text a shown interview.

    Only what the study holds goes in: withheld interviews are not in it.
    """
    plain = {one.id: _plain(study, one, sources) for one in study.interviews.values()}
    root = _project(study, sources, plain)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member("project.qde"), _xml(root, PROJECT))
        for key, interview in plain.items():
            name = f"sources/{guid('text', key)}.txt"
            archive.writestr(_member(name), interview.text.encode("utf-8"))
    return out.getvalue()


def codebook_xml(study: Study) -> bytes:
    """Return a study's themes as a .qdc codebook."""
    root = Element("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN})
    codes = SubElement(root, "Codes")
    for element in _themes(study, {}):
        codes.append(element)
    return _xml(root, CODEBOOK)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _xml(root: Element, namespace: str) -> bytes:
    register_namespace("", namespace)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _plain(study: Study, interview: Interview, sources: Sources) -> PlainInterview:
    front = read_front_matter(interview.path, sources[interview.path].text)
    first, second = study.config.sides
    return plain_interview(
        Body(interview.path, front.body.text, front.body.first_line),
        Cast(interview.participants, interview.interviewers),
        Vocabulary((first.key, second.key), study.config.evidence_kinds),
    )


@dataclass(slots=True)
class _Notes:
    """Notes collected while the rest of the project is written."""

    elements: list[Element]

    def add(self, kind: str, name: str, text: str) -> str:
        """Add a note, and return its identifier."""
        key = guid(f"note/{kind}", name)
        note = Element("Note", {"guid": key, "name": name})
        SubElement(note, "PlainTextContent").text = _clean(text)
        self.elements.append(note)
        return key


def _project(study: Study, sources: Sources, plain: Mapping[str, PlainInterview]) -> Element:
    root = Element("Project", {"xmlns": PROJECT, "name": study.config.title, "origin": ORIGIN})
    notes = _Notes([])
    kept = {path: notes.add("file", path, text) for path, text in _files(study, sources)}
    _codebook(root, study, plain, kept)
    _variables(root)
    _cases(root, study)
    texts = Element("Sources")
    for interview in study.interviews.values():
        texts.append(_source(interview, plain[interview.id], sources, notes))
    if len(texts):
        root.append(texts)
    if notes.elements:
        SubElement(root, "Notes").extend(notes.elements)
    themes = {theme.path for theme in study.themes.values()}
    for path, key in kept.items():
        if path not in themes:
            SubElement(root, "NoteRef", {"targetGUID": key})
    return root


def _files(study: Study, sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the other files of `research/`, comments in their front matter left out."""
    for path, source in sorted(sources.items()):
        place = place_of(path)
        if path == SETTINGS_PATH:
            yield path, _dumped(read_yaml(path, source.text).values)
        elif place and place.kind not in (Kind.INTERVIEW, Kind.PAGE):
            front = read_front_matter(path, source.text)
            yield path, f"---\n{_dumped(front.values)}---\n{front.body.text}"
    for theme in study.themes.values():
        if not theme.path:
            yield f"research/themes/{theme.id}.md", ""


def _dumped(values: Mapping[str, Value]) -> str:
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10**6)


def _codebook(
    root: Element, study: Study, plain: Mapping[str, PlainInterview], kept: Mapping[str, str]
) -> None:
    words = sorted(
        {word for one in plain.values() for it in one.stretches for word in it.attributes}
    )
    themes = list(_themes(study, kept))
    if not themes and not words:
        return
    codes = SubElement(SubElement(root, "CodeBook"), "Codes")
    codes.extend(themes)
    if words:
        group = SubElement(codes, "Code", _code("group", ATTRIBUTES, ATTRIBUTES, is_codable=False))
        for word in words:
            SubElement(group, "Code", _code("attribute", word, f"+{word}"))


def _code(kind: str, key: str, name: str, *, is_codable: bool = True) -> dict[str, str]:
    return {
        "guid": guid(kind, key),
        "name": _clean(name),
        "isCodable": "true" if is_codable else "false",
    }


def _themes(study: Study, kept: Mapping[str, str]) -> Iterator[Element]:
    """Yield the themes without a parent, their children inside them."""
    children: dict[str, list[Theme]] = {}
    for theme in study.themes.values():
        parent = theme.parent if theme.parent in study.themes else ""
        children.setdefault(parent, []).append(theme)

    def element(theme: Theme) -> Element:
        code = Element("Code", _code("theme", theme.id, theme.title or in_words(theme.id)))
        if theme.body.text:
            SubElement(code, "Description").text = _clean(theme.body.text)
        note = kept.get(theme.path or f"research/themes/{theme.id}.md")
        if note:
            SubElement(code, "NoteRef", {"targetGUID": note})
        code.extend(element(child) for child in children.get(theme.id, ()))
        return code

    return (element(theme) for theme in children.get("", ()))


def _variables(root: Element) -> None:
    variables = SubElement(root, "Variables")
    for name in FIELDS:
        SubElement(
            variables,
            "Variable",
            {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"},
        )


def _cases(root: Element, study: Study) -> None:
    """Write a case a participant, as the newest interview describes them."""
    newest: dict[str, Participant] = {}
    texts: dict[str, list[str]] = {}
    for interview in sorted(study.interviews.values(), key=lambda one: (one.date, one.id)):
        for participant in interview.participants:
            newest[participant.id] = participant
            texts.setdefault(participant.id, []).append(guid("source", interview.id))
    if not newest:
        return
    cases = SubElement(root, "Cases")
    for key, participant in sorted(newest.items()):
        case = SubElement(cases, "Case", {"guid": guid("case", key), "name": key})
        case.extend(_values(participant))
        for text in texts[key]:
            SubElement(case, "SourceRef", {"targetGUID": text})


def _values(participant: Participant) -> Iterator[Element]:
    for name in FIELDS:
        value = getattr(participant, name)
        words = value if isinstance(value, tuple) else (value,) if value else ()
        if words:
            element = Element("VariableValue")
            SubElement(element, "VariableRef", {"targetGUID": guid("variable", name)})
            SubElement(element, "TextValue").text = ", ".join(str(word) for word in words)
            yield element


def _source(
    interview: Interview, plain: PlainInterview, sources: Sources, notes: _Notes
) -> Element:
    source = Element(
        "TextSource",
        {
            "guid": guid("source", interview.id),
            "name": _clean(interview.title),
            "plainTextPath": f"internal://{guid('text', interview.id)}.txt",
            "creationDateTime": f"{interview.date.isoformat()}T00:00:00Z",
        },
    )
    for number, (stretch, evidence) in enumerate(
        zip(plain.stretches, interview.evidence, strict=True)
    ):
        key = f"{interview.id}/{number}"
        source.append(_selection(key, stretch, evidence.themes, notes))
    front = read_front_matter(interview.path, sources[interview.path].text)
    labels = "".join(f"{label}\n" for label in plain.undeclared)
    head = f"---\n{_dumped(front.values)}---\n{labels}"
    note = notes.add("interview", interview.path, head)
    SubElement(source, "NoteRef", {"targetGUID": note})
    return source


def _selection(key: str, stretch: Stretch, themes: Iterable[str], notes: _Notes) -> Element:
    selection = Element(
        "PlainTextSelection",
        {
            "guid": guid("selection", key),
            "name": stretch.id,
            "startPosition": str(stretch.start),
            "endPosition": str(stretch.end),
        },
    )
    if stretch.quotation:
        SubElement(selection, "Description").text = _clean(stretch.quotation)
    codes = [("theme", theme) for theme in themes]
    codes += [("attribute", word) for word in stretch.attributes]
    for kind, name in codes:
        coding = SubElement(selection, "Coding", {"guid": guid("coding", f"{key}/{kind}/{name}")})
        SubElement(coding, "CodeRef", {"targetGUID": guid(kind, name)})
    if stretch.note:
        note = notes.add("selection", key, stretch.note)
        SubElement(selection, "NoteRef", {"targetGUID": note})
    return selection
