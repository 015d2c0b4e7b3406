"""What search finds: pieces of evidence, stretches of transcripts, and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from counterpoint.analysis.values import Analysis
from counterpoint.model import (
    Account,
    Decision,
    Document,
    Evidence,
    Guide,
    Interview,
    Outcome,
    Persona,
    Study,
    Theme,
    Turn,
)
from counterpoint.references import page_address

FACETS = (
    "type",
    "side",
    "persona",
    "theme",
    "relation",
    "stance",
    "kind",
    "account",
    "stage",
    "role",
    "method",
    "year",
)
"""What results can be narrowed by, in the order of the search page."""

LONG = 600
"""So many words of a transcript are found as one; it ends with the turn that reaches them."""

Pairs = tuple[tuple[str, str], ...]
Entity = Theme | Persona | Account | Decision | Outcome | Guide


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that search can find."""

    address: str
    """On the site, with its anchor: `research/interviews/x/#no-trail`."""
    title: str
    words: tuple[str, ...]
    """What is searched, paragraph by paragraph, the most telling first."""
    facets: Pairs = ()
    """Name and value, names as in `FACETS`, values as keys, the same name as often as needed."""
    details: Pairs = ()
    """What a result shows: `speaker`, `side`, `date`, `quote` …"""
    names: str = ""
    """What a page is called: asked for by name, it comes first."""
    synonyms: str = ""
    """Words that find it although nobody said them: names of its themes and kinds."""


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """What a theme is called, and where both sides stand on it."""

    title: str
    words: tuple[str, ...]
    """Of its id and its other names."""
    relation: str


@dataclass(frozen=True, slots=True)
class Names:
    """All that the records of an interview take from elsewhere, by id or key."""

    themes: Mapping[str, NamedTheme]
    personas: Mapping[str, str]
    accounts: Mapping[str, str]
    kinds: Mapping[str, str]


def names(study: Study, analysis: Analysis) -> Names:
    """Return what the records of every interview of a study take from elsewhere."""
    return Names(
        themes={one.id: _named(one, analysis) for one in study.themes.values()},
        personas={one.id: one.title for one in study.personas.values()},
        accounts={one.id: one.title for one in study.accounts.values()},
        kinds={one.key: one.label for one in study.config.evidence_kinds},
    )


def _named(theme: Theme, analysis: Analysis) -> NamedTheme:
    words = tuple(word for name in (theme.id, *theme.aliases) for word in _words(name))
    return NamedTheme(theme.title, words, _relation(analysis, theme.id))


def records_of(interview: Interview, named: Names) -> Iterator[Record]:
    """Yield everything that search finds in an interview, in a stable order."""
    for evidence in interview.evidence:
        yield _evidence(named, interview, evidence)
    yield from _stretches(interview)


def _evidence(named: Names, interview: Interview, evidence: Evidence) -> Record:
    themes = [named.themes[key] for key in evidence.themes]
    facets = [
        ("type", "evidence"),
        *(("side", side) for side in evidence.sides or _side_of(evidence)),
        *(("theme", theme) for theme in evidence.themes),
        *(("relation", word) for word in sorted({one.relation for one in themes if one.relation})),
        ("stance", evidence.stance.value),
        *(("kind", kind) for kind in evidence.kinds),
        *_facets_of_person(evidence),
        *_facets_of_interview(interview),
    ]
    return Record(
        address=f"{page_address(interview.path)}#{evidence.anchor}",
        title=interview.title,
        words=(evidence.quote, *((evidence.note.text,) if evidence.note.text else ())),
        facets=tuple(facets),
        details=(
            ("quote", evidence.quote),
            ("themes", ", ".join(theme.title for theme in themes)),
            ("stance", evidence.stance.value),
            *_details_of_person(named, evidence),
            ("date", interview.date.isoformat()),
        ),
        synonyms=" ".join(_synonyms(named, evidence, themes)),
    )


def _synonyms(named: Names, evidence: Evidence, themes: Iterable[NamedTheme]) -> Iterator[str]:
    """Return words that its themes' titles, which are searched too, do not hold."""
    known: set[str] = set()
    said: dict[str, None] = {}
    for theme in themes:
        known.update(_words(theme.title))
        said.update(dict.fromkeys(theme.words))
    for key, label in named.kinds.items():
        if key in evidence.kinds:
            said.update(dict.fromkeys(_words(label)))
    return (word for word in said if word not in known)


def _words(name: str) -> list[str]:
    """Return the words of a title or an id: `works-offline` is found by "offline"."""
    return name.replace("-", " ").casefold().split()


def _side_of(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.participant.side,) if evidence.participant else ()


def _facets_of_person(evidence: Evidence) -> Iterator[tuple[str, str]]:
    someone = evidence.participant
    if someone and someone.persona:
        yield "persona", someone.persona
    if someone and someone.account:
        yield "account", someone.account
    if someone and someone.lifecycle:
        yield "stage", someone.lifecycle.value
    if someone:
        yield from (("role", role.value) for role in someone.roles)


def _facets_of_interview(interview: Interview) -> Iterator[tuple[str, str]]:
    yield "method", interview.method.value
    yield "year", str(interview.date.year)


def _details_of_person(named: Names, evidence: Evidence) -> Iterator[tuple[str, str]]:
    someone = evidence.participant
    if someone is None:
        return
    yield "speaker", someone.speaker or someone.id
    yield "side", evidence.sides[0] if len(evidence.sides) == 1 else someone.side
    if persona := named.personas.get(someone.persona):
        yield "persona", persona
    if account := named.accounts.get(someone.account):
        yield "account", account


def _relation(analysis: Analysis, theme: str) -> str:
    found = analysis.themes[theme].relation if theme in analysis.themes else None
    return found.value if found else ""


def _stretches(interview: Interview) -> Iterator[Record]:
    """Yield a record for each stretch of what is said below a heading, or without one."""
    address = page_address(interview.path)
    headings = {heading.anchor: heading.text for heading in interview.transcript.headings}
    facets = (("type", "transcript"), *_facets_of_cast(interview), *_facets_of_interview(interview))
    for anchor, turns in groupby(interview.turns, key=lambda turn: turn.anchor):
        heading = headings.get(anchor, "")
        for stretch in _short(turns):
            yield Record(
                address=f"{address}#{anchor}" if anchor else address,
                title=f"{interview.title}: {heading}" if heading else interview.title,
                words=tuple(_said(turn) for turn in stretch),
                facets=tuple(facets),
                details=(
                    ("speaker", ", ".join(dict.fromkeys(_names(interview, stretch)))),
                    ("date", interview.date.isoformat()),
                ),
            )
    if not interview.turns and interview.transcript.text:
        yield Record(address, interview.title, (interview.transcript.text,), tuple(facets))


def _short(turns: Iterable[Turn]) -> Iterator[tuple[Turn, ...]]:
    """Divide turns so that words found together were said close to each other."""
    stretch: list[Turn] = []
    size = 0
    for turn in turns:
        stretch.append(turn)
        size += len(turn.text.split())
        if size >= LONG:
            yield tuple(stretch)
            stretch, size = [], 0
    if stretch:
        yield tuple(stretch)


def _said(turn: Turn) -> str:
    return f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text


def _names(interview: Interview, turns: Iterable[Turn]) -> Iterator[str]:
    speakers = {one.id: one.speaker or one.id for one in interview.participants}
    return (speakers[turn.participant] for turn in turns if turn.participant in speakers)


def _facets_of_cast(interview: Interview) -> tuple[tuple[str, str], ...]:
    people = interview.participants
    found = {("side", one.side) for one in people}
    found |= {("persona", one.persona) for one in people if one.persona}
    found |= {("account", one.account) for one in people if one.account}
    found |= {("stage", one.lifecycle.value) for one in people if one.lifecycle}
    found |= {("role", role.value) for one in people for role in one.roles}
    return tuple(sorted(found))


def records_of_pages(study: Study, analysis: Analysis) -> Iterator[Record]:
    """Yield what search finds of all else that has a page, in a stable order."""
    for theme in study.themes.values():
        relation = _relation(analysis, theme.id)
        standing = (("relation", relation),) if relation else ()
        yield _page(theme, "Theme", theme.body, (("theme", theme.id), *standing))
    for persona in study.personas.values():
        sides = (("side", persona.side),) if persona.side else ()
        yield _page(persona, "Persona", persona.body, (*sides, ("persona", persona.id)))
    for account in study.accounts.values():
        yield _page(account, "Account", account.body, (("account", account.id),))
    for decision in study.decisions.values():
        facets = tuple(("theme", theme) for theme in decision.themes)
        yield _page(decision, "Decision", decision.body, facets)
    for outcome in study.outcomes.values():
        yield _page(outcome, "Outcome", outcome.body, ())
    for guide in study.guides.values():
        yield _page(guide, "Guide", guide.body, (("side", guide.side),))


def _page(
    entity: Entity,
    kind: str,
    body: Document,
    facets: Pairs,
) -> Record:
    path = entity.path or f"research/{kind.lower()}s/{entity.id}.md"
    names = (entity.title, entity.id, *entity.aliases)
    return Record(
        address=page_address(path),
        title=entity.title,
        words=(body.text or entity.title,),
        facets=(("type", "page"), *facets),
        details=(("page", kind),),
        names=" ".join(dict.fromkeys(word for name in names for word in _words(name))),
    )
