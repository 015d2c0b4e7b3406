"""References between files: unknown names, slips of the pen, proposals, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.checks.subject import Subject
from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.model import Interview, Participant
from counterpoint.names import Mention, Names, Standing, mentions, named
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.layout import Kind

UNKNOWN_THEME = Rule("CP203", Severity.ERROR, "a theme is not in the codebook")
UNKNOWN_PERSONA = Rule("CP204", Severity.ERROR, "a persona has no file")
UNKNOWN_ACCOUNT = Rule("CP205", Severity.ERROR, "an account has no file")
UNKNOWN_FILE = Rule("CP206", Severity.ERROR, "a guide, decision or outcome has no file")
DIFFERENT_PERSON = Rule("CP207", Severity.WARNING, "one participant differs between interviews")
PROPOSED_THEME = Rule("CP301", Severity.WARNING, "a theme is proposed: it has no file yet")
PROPOSED_PERSONA = Rule("CP302", Severity.WARNING, "a persona is proposed: it has no file yet")
PROPOSED_ACCOUNT = Rule("CP303", Severity.WARNING, "an account is proposed: it has no file yet")

UNKNOWN: Mapping[Kind, Rule] = {
    Kind.THEME: UNKNOWN_THEME,
    Kind.PERSONA: UNKNOWN_PERSONA,
    Kind.ACCOUNT: UNKNOWN_ACCOUNT,
}
PROPOSED: Mapping[Kind, Rule] = {
    Kind.THEME: PROPOSED_THEME,
    Kind.PERSONA: PROPOSED_PERSONA,
    Kind.ACCOUNT: PROPOSED_ACCOUNT,
}
COMPARED = ("side", "persona", "account", "lifecycle")
"""What a participant is expected to be in every interview."""


def check_names(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every name that leads to no file."""

    def leads(kind: Kind, name: str) -> bool:
        return subject.names[kind].meaning(name).standing is Standing.KNOWN

    for file in subject.files:
        if all(leads(*each) for each in subject.recall.of(named, file)):
            continue
        for mention in mentions(file):
            names = subject.names[mention.kind]
            found = names.meaning(mention.name)
            if found.standing is Standing.PROPOSED:
                yield _proposal(mention)
            elif found.standing is not Standing.KNOWN:
                yield _unknown(mention, names, found.suggestion)


def _unknown(mention: Mention, names: Names, suggestion: str) -> Diagnostic:
    rule = UNKNOWN.get(mention.kind, UNKNOWN_FILE)
    sign = "#" if mention.written.startswith("#") else ""
    guess = f"did you mean {sign}{suggestion}? " if suggestion else ""
    hint = f"{guess}{mention.kind}s are the files in {names.kind.folder}/"
    return rule.at(mention.location, f"unknown {mention.kind} {mention.written}", hint)


def _proposal(mention: Mention) -> Diagnostic:
    article = "an" if mention.kind is Kind.ACCOUNT else "a"
    message = f"{mention.written} is {article} {mention.kind} without a file: a proposal"
    path = f"{mention.kind.folder}/{mention.name}.md"
    hint = f"describe it in {path}; `counterpoint check --fix` starts the file"
    return PROPOSED[mention.kind].at(mention.location, message, hint)


def check_participants(subject: Subject) -> Iterator[Diagnostic]:
    """Yield what a participant's interviews say differently of them, at the newer interview."""
    files = {file.path: file for file in subject.files}
    known: dict[tuple[str, str], tuple[str, Interview]] = {}
    by_date = sorted(subject.study.interviews.values(), key=lambda one: (one.date, one.id))
    for interview in by_date:
        for number, participant in enumerate(interview.participants):
            for field in COMPARED:
                value = str(getattr(participant, field) or "")
                before = known.get((participant.id, field))
                if before and value and before[0] != value:
                    place = _place(files[interview.path], number, field)
                    yield _difference(place, participant, field, value, before)
                if value:
                    known[participant.id, field] = (value, interview)


def _place(file: ParsedFile, number: int, field: str) -> Location:
    return file.places.of("participants", number, field)


def _difference(
    place: Location,
    participant: Participant,
    field: str,
    value: str,
    before: tuple[str, Interview],
) -> Diagnostic:
    earlier, interview = before
    message = f"{participant.id} has the {field} {value} here, {earlier} in {interview.id}"
    hint = "correct one of them; if it really changed, leave both: each interview counts by its own"
    return DIFFERENT_PERSON.at(place, message, hint)
