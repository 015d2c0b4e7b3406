"""Who cites what: every link of the study's documents, turned round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoint.catalogue import Catalogue
from counterpoint.citing import cite
from counterpoint.model import Evidence, HandWrittenPage, Link, Study


@dataclass(frozen=True, slots=True, order=True)
class Citing:
    """A page that cites something."""

    title: str
    path: str
    """In the repository."""
    is_roadmap: bool = False


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Citing pages by what they cite."""

    by_target: Mapping[tuple[str, str], tuple[Citing, ...]]
    """By path in the repository and anchor of the evidence; a page's own under an empty one."""

    def of_page(self, path: str) -> tuple[Citing, ...]:
        """Return the pages that cite a page or anything on it."""
        return self.by_target.get((path, ""), ())

    def of_evidence(self, evidence: Evidence) -> tuple[Citing, ...]:
        """Return the pages that cite one piece of evidence."""
        return self.by_target.get((evidence.location.path, evidence.anchor), ())

    def of_theme(self, theme: str, evidence: Iterable[Evidence]) -> tuple[Citing, ...]:
        """Return the pages that cite a theme or evidence on it, each once, by title."""
        found = set(self.of_page(f"research/themes/{theme}.md"))
        for item in evidence:
            found.update(self.of_evidence(item))
        return tuple(sorted(found))


def backlinks(known: Catalogue) -> Backlinks:
    """Return every link between pages of the study, turned round.

    Evidence that is cited counts for its speaker's persona and account too.
    """
    found: dict[tuple[str, str], set[Citing]] = defaultdict(set)
    for citing, link in _links(known.study):
        citation = cite(known, citing.path, link)
        if citation.path and citation.path != citing.path:
            found[citation.path, ""].add(citing)
            if citation.evidence:
                found[citation.path, citation.evidence.anchor].add(citing)
                for path in _of_speaker(known.study, citation.evidence):
                    found[path, ""].add(citing)
    return Backlinks({target: tuple(sorted(some)) for target, some in found.items()})


def _of_speaker(study: Study, evidence: Evidence) -> Iterator[str]:
    """Yield the files of the speaker's persona and account: who is cited, they are too."""
    someone = evidence.participant
    if someone is None:
        return
    for known in (study.personas.get(someone.persona), study.accounts.get(someone.account)):
        if known and known.path:
            yield known.path


def _links(study: Study) -> Iterator[tuple[Citing, Link]]:
    for page in study.pages.values():
        yield from _from(page.path, page.title, page.links, is_roadmap=_is_roadmap(page))
    for group in (study.themes, study.personas, study.accounts, study.decisions):
        for entity in group.values():
            yield from _from(entity.path, entity.title, entity.body.links)
    for others in (study.outcomes, study.guides):
        for other in others.values():
            yield from _from(other.path, other.title, other.body.links)
    for interview in study.interviews.values():
        yield from _from(interview.path, interview.title, interview.transcript.links)


def _is_roadmap(page: HandWrittenPage) -> bool:
    return page.roadmap is not None


def _from(
    path: str, title: str, links: Iterable[Link], *, is_roadmap: bool = False
) -> Iterator[tuple[Citing, Link]]:
    citing = Citing(title, path, is_roadmap)
    for link in links:
        if not link.is_image:
            yield citing, link
