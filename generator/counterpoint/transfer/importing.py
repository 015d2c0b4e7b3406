"""Transcripts to a plan of interviews: read, cast, names replaced, checked for being there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic
from counterpoint.model import Coding, Consent, Method
from counterpoint.transfer import rules
from counterpoint.transfer.casting import Voices, cast
from counterpoint.transfer.drafts import Draft, InterviewHead, NewFile, Paragraph
from counterpoint.transfer.duplicates import of_words, twin
from counterpoint.transfer.metadata import SessionFacts
from counterpoint.transfer.naming import slug, unused
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.pseudonyms import Doubt, Person, Pseudonyms
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts import Recording, Utterance, read_recording
from counterpoint.transfer.verifying import errors_in
from counterpoint.transfer.writing import interview_markdown

MOST_DOUBTS = 40
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Intake:
    """A file to be imported, and what is said of it."""

    path: str
    data: bytes
    facts: SessionFacts


@dataclass(frozen=True, slots=True)
class Cast:
    """A recording with its people told apart."""

    path: str
    recording: Recording
    facts: SessionFacts
    voices: Voices


def plan_transcripts(
    intakes: Iterable[Intake], shelf: Shelf, config: Config, also: tuple[Person, ...] = ()
) -> Plan:
    """Return the interviews that transcripts become, or everything that is in the way.

    `also` are further names to be replaced. Nothing is to be written if any diagnostic is an
    error.
    """
    known, casts, found = shelf.known, list[Cast](), list[Diagnostic]()
    for intake in intakes:
        one, problems = _cast(intake, replace(shelf, known=known))
        found += problems
        if one:
            casts.append(one)
            known = known.with_voices(one.voices)
    pseudonyms = Pseudonyms(_people(casts, also))
    plan = _planned(casts, pseudonyms, shelf, found)
    errors = (error for file in plan.files for error in errors_in(file, config))
    return replace(plan, diagnostics=(*plan.diagnostics, *errors))


def _people(casts: list[Cast], also: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys((*also, *(who for one in casts for who in one.voices.people))))


def _cast(intake: Intake, shelf: Shelf) -> tuple[Cast | None, tuple[Diagnostic, ...]]:
    declared = [one.speaker for one in intake.facts.participants if one.speaker]
    reading = read_recording(intake.path, intake.data, (*declared, *intake.facts.interviewers))
    if reading.recording is None:
        return None, reading.diagnostics
    recording = reading.recording
    casting = cast(intake.path, recording.speakers, intake.facts, shelf.known)
    gaps = tuple(session_gaps(intake.path, intake.facts, recording.date))
    found = (*reading.diagnostics, *casting.diagnostics, *gaps)
    if casting.voices is None or gaps:
        return None, found
    return Cast(intake.path, recording, intake.facts, casting.voices), found


def session_gaps(
    path: str, facts: SessionFacts, date: datetime.date | None
) -> Iterator[Diagnostic]:
    """Report what an interview must say of itself and nobody has said."""
    if not (facts.date or date):
        hint = "say --date 2026-03-02 or a column `date`"
        yield finding(rules.MISSING_FIELD, path, "the day of the interview is not known", hint)
    if not facts.consent:
        hint = "say --consent granted, or a column `consent`, once you have it"
        yield finding(rules.MISSING_FIELD, path, "nobody has said what was consented to", hint)
    if not facts.audience:
        hint = "say --audience public, internal or restricted, or a column `audience`"
        yield finding(rules.MISSING_FIELD, path, "nobody has said who may read it", hint)


def _planned(
    casts: list[Cast], pseudonyms: Pseudonyms, shelf: Shelf, found: list[Diagnostic]
) -> Plan:
    files, key, ids = list[NewFile](), [*shelf.known.key], set(shelf.interview_ids)
    prints = list(shelf.interviews)
    for one in casts:
        draft = _draft(one, pseudonyms, ids)
        path = f"research/interviews/{draft.head.id}.md"
        spoken = of_words(path, "\n".join(block.text for block in draft.paragraphs))
        if before := twin(spoken, prints):
            found.append(already_there(one.path, before))
            continue
        ids.add(draft.head.id)
        prints.append(spoken)
        content = interview_markdown(draft)
        files.append(NewFile(path, content))
        key += one.voices.key
        found += doubts_in(path, draft, content, pseudonyms)
    people = frozenset(who.id for one in casts for who in one.voices.participants)
    return Plan(tuple(files), tuple(dict.fromkeys(key)), tuple(found), participants=people)


def already_there(path: str, before: str) -> Diagnostic:
    """Return the finding that the same words are in the study."""
    hint = "nothing was written; delete that interview first to import it anew"
    return finding(rules.ALREADY_IMPORTED, path, f"this transcript is already in {before}", hint)


def _draft(one: Cast, pseudonyms: Pseudonyms, ids: set[str]) -> Draft:
    title = pseudonyms.replace(one.facts.title or one.recording.title).text
    head = head_of(one.facts, title, one.voices, one.recording.date)
    named = replace(head, id=_id_for(one.facts, head, ids))
    return Draft(named, tuple(_paragraphs(one, pseudonyms)))


def _id_for(facts: SessionFacts, head: InterviewHead, ids: set[str]) -> str:
    wanted = facts.interview or f"{head.date.isoformat()}-{slug(head.title, 'interview')}"
    return unused(wanted, ids)


def head_of(
    facts: SessionFacts, title: str, voices: Voices, date: datetime.date | None
) -> InterviewHead:
    """Return the front matter of an import; the gaps must have been reported before."""
    day = facts.date or date
    if not (day and facts.consent and facts.audience):
        message = "an interview without date or consent cannot be written"
        raise ValueError(message)
    return InterviewHead(
        id="",
        title=title,
        date=day,
        participants=voices.participants,
        consent=Consent(facts.consent, facts.audience, facts.consent_date),
        interviewers=voices.interviewers,
        method=facts.method or Method.INTERVIEW,
        guide=facts.guide,
        asked=facts.asked,
        coding=Coding.OPEN,
        retain_until=facts.retain_until,
        recording=facts.recording,
    )


def _paragraphs(one: Cast, pseudonyms: Pseudonyms) -> Iterator[Paragraph]:
    for utterance in one.recording.utterances:
        yield from _spoken(utterance, one.voices, pseudonyms)


def _spoken(utterance: Utterance, voices: Voices, pseudonyms: Pseudonyms) -> Iterator[Paragraph]:
    """Yield an utterance's paragraphs; the first has its label."""
    label = voices.label(utterance.speaker)
    for number, text in enumerate(utterance.paragraphs):
        replaced = pseudonyms.replace(text).text
        needs_label = number == 0 or may_pass_for_label(replaced)
        time = "" if number else utterance.time
        yield Paragraph(replaced, label if needs_label else "", time)


def may_pass_for_label(text: str) -> bool:
    """Tell whether a paragraph begins as if somebody else spoke: then it repeats its label."""
    return ":" in text[:LONGEST_LABEL] or not text[:1].isalnum()


def doubts_in(
    path: str, draft: Draft, content: str, pseudonyms: Pseudonyms
) -> Iterator[Diagnostic]:
    """Report the words of a file to be written that may be names all the same."""
    spoken = "\n".join((draft.head.title, *(block.text for block in draft.paragraphs)))
    doubts = pseudonyms.doubts(spoken)
    known = [one for one in doubts if one.is_known]
    others = [one for one in doubts if not one.is_known][:MOST_DOUBTS]
    if known:
        message = f"names that may be common words were left: {_listed(known)}"
        yield _doubtful(path, content, known[0], message)
    if others:
        message = f"are these names? {_listed(others)}"
        yield _doubtful(path, content, others[0], message)


def _listed(doubts: list[Doubt]) -> str:
    return ", ".join(f"{one.word} ({one.times})" for one in doubts)


def _doubtful(path: str, content: str, first: Doubt, message: str) -> Diagnostic:
    line = content.count("\n", 0, max(content.rfind(first.word), 0)) + 1
    hint = 'replace those that are: --replace "Northwind=Company A", or in an editor'
    return finding(rules.MAYBE_NAME, path, message, hint, line=line)
