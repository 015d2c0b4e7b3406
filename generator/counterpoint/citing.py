"""What a link in contributed text refers to, and whether it still says what it said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import quote

from counterpoint.catalogue import Catalogue, Cited, catalogue, is_generated, page_hint
from counterpoint.model import (
    Evidence,
    HandWrittenPage,
    Interview,
    Link,
    Study,
    Withholding,
)
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import closest
from counterpoint.references import (
    Reference,
    ReferenceKind,
    asset_address,
    page_address,
    resolve_href,
)

STAMP = re.compile(r"sha256:([0-9a-f]{12})")
LIKE_A_STAMP = re.compile(
    r"(?:sha|md5|blake|crc)[\w-]*\s*[:=-].*|[\w-]+:[0-9a-fA-F]{6,}", re.IGNORECASE
)
SECTION = "section-"
LINKED_WORDS = 90
"""Characters of a quotation that become a link's text."""
MEANS_SOMETHING = re.compile(r"([\\\[\]`*<])")
"""What Markdown would not show as it stands."""


class CitationState(StrEnum):
    """Whether a citation may be shown, and still says what it said."""

    LIVE = "live"
    SUSPECT = "suspect"
    """The words, or their speaker's side, changed since it was stamped."""
    WITHHELD = "withheld"
    """Not for this audience."""
    WITHDRAWN = "withdrawn"
    """Consent is gone, retention is over, or somebody was forgotten."""
    BROKEN = "broken"
    """There is no such thing."""


class TargetKind(StrEnum):
    """What sort of thing a link leads to."""

    EVIDENCE = "evidence"
    ENTITY = "entity"
    """A file of research/: an interview, a theme …"""
    PAGE = "page"
    """A hand-written page."""
    GENERATED = "generated"
    """A page or data file that every build writes."""
    ASSET = "asset"
    """An image or a PDF."""
    EXTERNAL = "external"
    NOTHING = "nothing"


class Fault(StrEnum):
    """What is wrong with a link, or could be better."""

    NO_FILE = "no file"
    NO_ANCHOR = "no anchor"
    NOT_PUBLISHED = "not published"
    NOT_ALLOWED = "not allowed"
    BAD_STAMP = "bad stamp"
    UNSTAMPED = "unstamped"
    PERMALINK = "permalink"
    """Cites evidence without an id, at an address that changes with its words."""
    FOREIGN_IMAGE = "foreign image"


@dataclass(frozen=True, slots=True)
class Citation:
    """A link, and what it refers to."""

    link: Link
    target: TargetKind
    state: CitationState = CitationState.LIVE
    path: str = ""
    """Of the file that it leads to, aliases followed; empty for what has none."""
    entity: Cited | None = None
    """What is cited, or the interview in which the evidence stands."""
    evidence: Evidence | None = None
    address: str = ""
    """On the site, with its fragment; of an external link as written; empty where none is to be
    shown."""
    fault: Fault | None = None
    problem: str = ""
    hint: str = ""

    @property
    def is_neutralised(self) -> bool:
        """Whether link, text and title give way to the words "evidence withheld"."""
        return self.state in (CitationState.WITHHELD, CitationState.WITHDRAWN)


def citations_of(
    study: Study | Catalogue, source_path: str, links: Iterable[Link]
) -> tuple[Citation, ...]:
    """Return what the links of one file refer to, in their order. Never raises."""
    known = study if isinstance(study, Catalogue) else catalogue(study)
    return tuple(cite(known, source_path, link) for link in links)


def cite(known: Catalogue, source_path: str, link: Link) -> Citation:
    """Return what a link in a file refers to, and its state. Never raises."""
    reference = resolve_href(source_path, link.href)
    if reference.kind is ReferenceKind.INVALID:
        hint = "link to a page of this repository or to an https:// address"
        return _broken(link, Fault.NOT_ALLOWED, f"this link {reference.problem}", hint)
    if reference.kind is ReferenceKind.EXTERNAL:
        return _external(link)
    if link.is_image:
        return _image(known, link, reference)
    return _inside(known, link, reference)


def citation_link(
    words: str, path: str, evidence: Evidence | None = None, *, is_whole: bool = False
) -> str:
    """Return the Markdown that cites a file of the repository, or evidence in it with its stamp.

    Many words are shortened unless all are wanted. Evidence without an id has no stamp.
    """
    if len(words) > LINKED_WORDS and not is_whole:
        words = f"{words[:LINKED_WORDS].rsplit(' ', 1)[0]} …"
    text = MEANS_SOMETHING.sub(r"\\\1", words)
    if evidence is None:
        return f"[{text}](/{quote(path)})"
    stamp = f' "sha256:{evidence.stamp}"' if evidence.id else ""
    return f"[{text}](/{quote(path)}#{evidence.anchor}{stamp})"


def _broken(link: Link, fault: Fault, problem: str, hint: str) -> Citation:
    return Citation(
        link,
        TargetKind.NOTHING,
        CitationState.BROKEN,
        fault=fault,
        problem=problem,
        hint=hint,
    )


def _external(link: Link) -> Citation:
    found = Citation(link, TargetKind.EXTERNAL, address=link.href)
    if not link.is_image:
        return found
    return replace(
        found,
        fault=Fault.FOREIGN_IMAGE,
        problem="this image comes from another site",
        hint="put the image into the repository: the site loads nothing from elsewhere",
    )


def _image(known: Catalogue, link: Link, reference: Reference) -> Citation:
    if withheld := _withheld(known, link, reference):
        return withheld
    if reference.path in known.study.assets and not reference.path.endswith(".pdf"):
        return _asset(link, reference)
    if reference.path.endswith(".svg") and is_generated(known, reference.path):
        return Citation(link, TargetKind.GENERATED, address=quote(reference.path))
    problem = f"there is no image {reference.path}"
    near = closest(reference.path, known.study.assets)
    hint = f"did you mean /{near}?" if near else "images stand in docs/ or research/"
    return _broken(link, Fault.NO_FILE, problem, hint)


def _asset(link: Link, reference: Reference) -> Citation:
    address = quote(asset_address(reference.path))
    return Citation(link, TargetKind.ASSET, path=reference.path, address=address)


def _inside(known: Catalogue, link: Link, reference: Reference) -> Citation:
    """Return what a link into the repository refers to."""
    path = reference.path
    if path in known.study.assets:
        return _asset(link, reference)
    if withheld := _withheld(known, link, reference):
        return withheld
    entity = known.page_at(path)
    if isinstance(entity, Interview):
        return _interview(known, link, entity, reference)
    if entity is not None:
        return _entity(link, entity, reference)
    if is_generated(known, path):
        address = _with_fragment(path.removeprefix("docs/"), reference.fragment)
        return Citation(link, TargetKind.GENERATED, address=address)
    return _missing(known, link, path)


def _missing(known: Catalogue, link: Link, path: str) -> Citation:
    """Return the citation of a path at which there is nothing that the site shows."""
    hint = page_hint(known, path)
    if path.startswith(("docs/", "research/")) and path.endswith((".md", "/")):
        return _broken(link, Fault.NO_FILE, f"there is no {path}", hint)
    return _broken(link, Fault.NOT_PUBLISHED, f"{path} is not on the site", hint)


def _withheld(known: Catalogue, link: Link, reference: Reference) -> Citation | None:
    """Return the citation of an interview, or a piece of it, that may not be shown."""
    if reason := known.study.withheld_assets.get(reference.path):
        return _hidden(link, reason)
    path = PurePosixPath(reference.path)
    if not reference.path.startswith(f"{Kind.INTERVIEW.folder}/") or path.suffix != ".md":
        return None
    entity = known.entities.get(reference.path)
    if isinstance(entity, Interview):
        forgotten = known.study.forgotten_evidence.get(entity.id, frozenset())
        return _hidden(link, Withholding.WITHDRAWN) if reference.fragment in forgotten else None
    reason = known.study.withheld.get(path.stem)
    return _hidden(link, reason) if reason else None


def _hidden(link: Link, reason: Withholding) -> Citation:
    return Citation(link, TargetKind.EVIDENCE, CitationState(reason.value))


def _interview(
    known: Catalogue, link: Link, interview: Interview, reference: Reference
) -> Citation:
    """Return the citation of an interview, of a place in it, or of its evidence."""
    anchor = reference.fragment
    evidence = known.evidence(interview.id).get(anchor)
    if evidence is not None:
        return _stamped(_to(link, interview, anchor), evidence)
    if not anchor or anchor in _places(interview):
        return _to(link, interview, anchor)
    if f"{SECTION}{anchor}" in _places(interview):
        return _to(link, interview, f"{SECTION}{anchor}")
    ids = (one.id for one in interview.evidence if one.id)
    near = closest(anchor, ids)
    hint = f"did you mean #{near}?" if near else "evidence is cited by what stands behind its ^"
    problem = f"there is no evidence ^{anchor} in {interview.path}"
    return replace(_broken(link, Fault.NO_ANCHOR, problem, hint), entity=interview)


def _places(interview: Interview) -> frozenset[str]:
    """Return the anchors of an interview's page that are no evidence."""
    headings = (heading.anchor for heading in interview.transcript.headings)
    people = (f"participant_{one.id}" for one in interview.participants)
    return frozenset((*headings, *people))


def _entity(link: Link, entity: Cited, reference: Reference) -> Citation:
    """Return the citation of a file that is no interview, or of a heading in it."""
    anchor = reference.fragment
    anchors = _anchors(entity)
    if not anchor or anchor in anchors:
        return _to(link, entity, anchor)
    near = closest(anchor, anchors)
    hint = f"did you mean #{near}?" if near else "anchors are the headings of the file"
    return _broken(link, Fault.NO_ANCHOR, f"there is no #{anchor} in {entity.path}", hint)


def _anchors(entity: Cited) -> tuple[str, ...]:
    match entity:
        case HandWrittenPage(anchors=anchors):
            return anchors
        case Interview(transcript=document):
            return tuple(heading.anchor for heading in document.headings)
        case _:
            return tuple(heading.anchor for heading in entity.body.headings)


def _to(link: Link, entity: Cited, anchor: str) -> Citation:
    kind = TargetKind.PAGE if isinstance(entity, HandWrittenPage) else TargetKind.ENTITY
    address = _with_fragment(page_address(entity.path), anchor)
    return Citation(link, kind, path=entity.path, entity=entity, address=address)


def _with_fragment(address: str, fragment: str) -> str:
    return f"{quote(address)}#{quote(fragment)}" if fragment else quote(address)


def _stamped(found: Citation, evidence: Evidence) -> Citation:
    """Return a citation of evidence, its stamp compared with what the evidence says now."""
    cited = replace(found, target=TargetKind.EVIDENCE, evidence=evidence)
    title = found.link.title.strip()
    good = f'"sha256:{evidence.stamp}"'
    stamp = STAMP.fullmatch(title)
    if stamp:
        is_same = stamp[1] == evidence.stamp
        return cited if is_same else replace(cited, state=CitationState.SUSPECT)
    if LIKE_A_STAMP.fullmatch(title):
        problem = f"`{title}` is no stamp"
        hint = f"a stamp is sha256: and 12 hexadecimal digits; now it would be {good}"
        return replace(cited, fault=Fault.BAD_STAMP, problem=problem, hint=hint)
    if not evidence.id:
        problem = "this cites evidence that has no id: the address changes with its words"
        hint = "put ^ and an id behind the item's tags, and cite that"
        return replace(cited, fault=Fault.PERMALINK, problem=problem, hint=hint)
    problem = "this citation has no stamp"
    hint = f"put {good} behind the address, and you will be told when the words change"
    return replace(cited, fault=Fault.UNSTAMPED, problem=problem, hint=hint)
