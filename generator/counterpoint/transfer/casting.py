"""Who is who in a transcript: interviewers, participants, and the labels that hide their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from counterpoint.diagnostics import Diagnostic
from counterpoint.model import BOTH, PROXY, Participant
from counterpoint.transfer import rules
from counterpoint.transfer.keyfile import KeyEntry
from counterpoint.transfer.metadata import PersonFacts, SessionFacts
from counterpoint.transfer.naming import numbered
from counterpoint.transfer.pseudonyms import Person, is_generic
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts.labels import UNKNOWN, UNNAMED

GENERIC_INTERVIEWERS = frozenset(
    ("interviewer", "moderator", "researcher", "facilitator", "host", "int", "i", "q", "iv", "ir")
)
INTERVIEWER = "Interviewer"


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose words a label stands for, by the label as the transcript has it."""

    participants: tuple[Participant, ...]
    interviewers: tuple[str, ...]
    """The labels that will be written."""
    labels: tuple[tuple[str, str], ...]
    """From the transcript's labels to those that will be written."""
    people: tuple[Person, ...]
    """Every real name known, with what replaces it."""
    key: tuple[KeyEntry, ...]

    def label(self, speaker: str) -> str:
        """Return the label to be written for a speaker; empty for nobody's words."""
        return dict(self.labels).get(speaker, "")

    def is_participant(self, label: str) -> bool:
        """Tell whether a written label is a participant's."""
        return any(label == (one.speaker or one.id) for one in self.participants)


@dataclass(frozen=True, slots=True)
class Casting:
    """Who is who; `None` with the reasons where it cannot be told."""

    voices: Voices | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the study and the key already know of people."""

    sides: tuple[str, str]
    participants: frozenset[str] = frozenset()
    """Ids in use."""
    key: tuple[KeyEntry, ...] = ()

    def with_key(self, entries: Iterable[KeyEntry]) -> Known:
        """Return the same with more people known."""
        key = tuple(dict.fromkeys((*self.key, *entries)))
        ids = self.participants | {entry.participant for entry in key if entry.participant}
        return Known(self.sides, frozenset(ids), key)

    def with_participants(self, ids: Iterable[str]) -> Known:
        """Return the same with more ids in use."""
        return replace(self, participants=self.participants | frozenset(ids))

    def with_voices(self, voices: Voices) -> Known:
        """Return the same with a transcript's people known, those without a name too."""
        return self.with_key(voices.key).with_participants(one.id for one in voices.participants)


def cast(path: str, speakers: tuple[str, ...], facts: SessionFacts, known: Known) -> Casting:
    """Return who is who among a transcript's speakers, by what is said of them.

    A label such as `Interviewer` or `Q` is an interviewer's unless said otherwise; `Unknown
    Speaker` is nobody's. Somebody in the key keeps the pseudonym that they have.
    """
    interviewing = tuple(one for one in speakers if _interviews(one, facts))
    unnamed = tuple(one for one in speakers if _is_unnamed(one, facts))
    others = tuple(one for one in speakers if one not in (*interviewing, *unnamed))
    matched, strangers = _matched(others, facts)
    problems = [*_absent(path, speakers, facts), *_strangers(path, strangers, known)]
    if not others and not problems:
        matched = [("", one) for one in facts.participants]
    problems += _gaps(path, matched, known)
    if problems:
        return Casting(None, tuple(problems))
    voices = _voices(interviewing, matched, facts, known)
    return Casting(replace(voices, labels=(*voices.labels, *((one, UNKNOWN) for one in unnamed))))


def _same(name: str, label: str) -> bool:
    """Tell whether a name as said means a label: one's words are all among the other's."""
    said, written = _words(name), _words(label)
    return bool(said and written) and (said <= written or written <= said)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w.'’-]+", name.casefold()))


def _interviews(speaker: str, facts: SessionFacts) -> bool:
    if any(_same(one, speaker) for one in facts.interviewers):
        return True
    is_cast = any(one.speaker and _same(one.speaker, speaker) for one in facts.participants)
    bare = speaker.casefold().rstrip("0123456789 .:")
    return bare in GENERIC_INTERVIEWERS and not is_cast


def _is_unnamed(speaker: str, facts: SessionFacts) -> bool:
    """Tell a label that a tool gives to whom it does not know, unless somebody does."""
    is_cast = any(one.speaker and _same(one.speaker, speaker) for one in facts.participants)
    return speaker.casefold() in UNNAMED and not is_cast and not _interviews(speaker, facts)


def _matched(
    speakers: tuple[str, ...], facts: SessionFacts
) -> tuple[list[tuple[str, PersonFacts]], tuple[str, ...]]:
    """Pair speakers with what is said of them; facts without a name fit whoever is left."""
    nameless = next((one for one in facts.participants if not one.speaker), None)
    found: list[tuple[str, PersonFacts]] = []
    strangers: list[str] = []
    for speaker in speakers:
        own = next(
            (one for one in facts.participants if one.speaker and _same(one.speaker, speaker)), None
        )
        person = own or nameless
        if person is None:
            strangers.append(speaker)
        else:
            found.append((speaker, person))
    return found, tuple(strangers)


def _absent(path: str, speakers: tuple[str, ...], facts: SessionFacts) -> Iterator[Diagnostic]:
    said = [one.speaker for one in facts.participants if one.speaker]
    for name in said:
        if speakers and not any(_same(name, one) for one in speakers):
            listed = ", ".join(speakers)
            hint = f"those who speak are: {listed}"
            yield finding(rules.UNKNOWN_SPEAKER, path, f"nobody called `{name}` speaks", hint)


def _strangers(path: str, strangers: tuple[str, ...], known: Known) -> Iterator[Diagnostic]:
    side = known.sides[1]
    for name in strangers:
        hint = (
            f'write --interviewer "{name}", or --participant "{name}, side={side}, persona=…", '
            "or give the file a row of its own in the --metadata table"
        )
        yield finding(rules.MISSING_FIELD, path, f"who is `{name}`?", hint)


def _gaps(path: str, matched: list[tuple[str, PersonFacts]], known: Known) -> Iterator[Diagnostic]:
    """Report what an interview must say of its participants and nobody has said."""
    sides = (*known.sides, BOTH, PROXY)
    for speaker, person in matched:
        who = f"`{speaker}`" if speaker else "the participant"
        if person.side not in sides:
            said = f"the side of {who} is {f'`{person.side}`' if person.side else 'not known'}"
            hint = f"say --side or a column `side`: one of {', '.join(sides)}"
            yield finding(rules.MISSING_FIELD, path, said, hint)
        if not person.persona and person.side != PROXY:
            hint = "say --persona or a column `persona`: a file of research/personas/"
            yield finding(rules.MISSING_FIELD, path, f"the persona of {who} is not known", hint)


def _voices(
    interviewing: tuple[str, ...],
    matched: list[tuple[str, PersonFacts]],
    facts: SessionFacts,
    known: Known,
) -> Voices:
    participants: list[Participant] = []
    labels: list[tuple[str, str]] = []
    key: list[KeyEntry] = []
    used: set[str] = set()
    for speaker, person in matched:
        participant = _participant(speaker, person, known.with_key(key), used)
        used.add(participant.id)
        participants.append(participant)
        label = participant.speaker or participant.id
        labels.append((speaker, label))
        names = dict.fromkeys(name for name in (speaker, person.speaker) if name)
        key += [KeyEntry(name, label, participant.id) for name in names]
    for number, speaker in enumerate(interviewing, 1):
        label = INTERVIEWER if number == 1 else f"{INTERVIEWER} {number}"
        labels.append((speaker, label))
        called = (speaker, *(one for one in facts.interviewers if _same(one, speaker)))
        key += [KeyEntry(name, label, "") for name in dict.fromkeys(called)]
    key += [KeyEntry(name, INTERVIEWER, "") for name in _silent(facts, key)]
    people = [Person(entry.name, entry.speaker) for entry in (*key, *known.key)]
    written = tuple(label for speaker, label in labels if speaker in interviewing)
    return Voices(
        tuple(participants),
        written,
        tuple(labels),
        tuple(dict.fromkeys(people)),
        tuple(one for one in key if not is_generic(one.name)),
    )


def _silent(facts: SessionFacts, key: list[KeyEntry]) -> list[str]:
    """Return interviewers who are named but never speak; their names may be spoken."""
    spoken = {entry.name for entry in key}
    return [name for name in facts.interviewers if name not in spoken]


def _participant(speaker: str, person: PersonFacts, known: Known, used: set[str]) -> Participant:
    before = next(
        (
            one
            for one in known.key
            if one.participant
            and speaker
            and not is_generic(speaker)
            and one.name.casefold() in (speaker.casefold(), person.speaker.casefold())
        ),
        None,
    )
    wanted = person.id or (before.participant if before else "")
    if not wanted or (wanted in used and not before):
        wanted = numbered("p", known.participants | used)
    label = person.pseudonym or (before.speaker if before else "")
    return Participant(
        id=wanted,
        side=person.side,
        speaker="" if label == wanted else label,
        persona=person.persona,
        account=person.account,
        roles=person.roles,
        segments=person.segments,
        lifecycle=person.lifecycle,
    )
