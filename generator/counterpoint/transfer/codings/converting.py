"""A coding project to a plan of themes and interviews, every coding accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.casting import Known, Voices, cast
from counterpoint.transfer.codings.blocks import Block, blocks_of
from counterpoint.transfer.codings.own import plan_own
from counterpoint.transfer.codings.placing import Placer, Placing
from counterpoint.transfer.codings.themes import Codebook, themes_of
from counterpoint.transfer.codings.values import Code, Project, TextSource
from counterpoint.transfer.drafts import Draft, NewFile, Paragraph
from counterpoint.transfer.duplicates import of_words, twin
from counterpoint.transfer.importing import (
    already_there,
    doubts_in,
    head_of,
    may_pass_for_label,
    session_gaps,
)
from counterpoint.transfer.keyfile import KeyEntry
from counterpoint.transfer.metadata import Metadata, PersonFacts, SessionFacts, session_facts
from counterpoint.transfer.naming import slug, unused
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.pseudonyms import Person, Pseudonyms
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts.plain import read_plain
from counterpoint.transfer.verifying import Verified, verified
from counterpoint.transfer.writing import escaped_block, theme_markdown

NUMBERED = re.compile(r"[A-Za-z]{0,14}[ _.-]?\d{1,4}")
"""Names of cases that are pseudonyms already: `P07`, `Participant 7`."""
SUFFIX = re.compile(r"\.(?:docx?|txt|rtf|odt|pdf|md|vtt|srt|mp[34]|wav|m4a)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which variables of the other program are which fields of a participant."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """From a field (`persona`, `side` …) to a variable's name."""
    values: Mapping[str, str] = field(default_factory=dict)
    """From a variable's value to what is to be written for it."""


@dataclass(frozen=True, slots=True)
class Order:
    """A project to be brought in, and what is said of it."""

    path: str
    project: Project
    general: SessionFacts
    metadata: Metadata = field(default_factory=lambda: Metadata(()))
    mapped: Mapped = field(default_factory=Mapped)
    also: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A source with its people told apart."""

    source: TextSource
    facts: SessionFacts
    voices: Voices


def plan_codings(order: Order, shelf: Shelf, config: Config) -> Plan:
    """Return the themes and interviews that a coding project becomes, or what is in the way.

    Every coding is either written or reported; the plan's lines say how many of each.
    """
    if order.project.is_ours:
        return plan_own(order.path, order.project, shelf, config)
    sources, key, found = _cast_all(order, shelf.known)
    names = [one for source in sources for one in source.voices.people]
    pseudonyms = Pseudonyms(dict.fromkeys((*order.also, *names)))
    codebook = themes_of(order.project.codes, pseudonyms, shelf.themes)
    code_names = {one.key: one.name for one in order.project.codes}
    placer = Placer(order.path, codebook.ids, code_names, pseudonyms)
    writer = _Writer(order.path, placer, config)
    files, written = writer.interviews(sources, shelf, found)
    found += _unmapped(order)
    files = [*_theme_files(codebook), *files, *_memo_files(order, pseudonyms, shelf)]
    said = tuple(_account(order.project, codebook, written, sum(map(_is_interview, files))))
    people = frozenset(who.id for one in sources for who in one.voices.participants)
    return Plan(tuple(files), tuple(dict.fromkeys(key)), tuple(found), said, people)


def _is_interview(file: NewFile) -> bool:
    return file.path.startswith("research/interviews/")


def _cast_all(order: Order, known: Known) -> tuple[list[_Source], list[KeyEntry], list[Diagnostic]]:
    sources, found = list[_Source](), list[Diagnostic]()
    for source in order.project.sources:
        facts, problems = facts_of(source, order, known)
        found += problems
        cast_source, problems = _cast(order, source, facts, known)
        found += problems
        if cast_source:
            sources.append(cast_source)
            known = known.with_voices(cast_source.voices)
    return sources, list(known.key), found


def facts_of(
    source: TextSource, order: Order, known: Known
) -> tuple[SessionFacts, tuple[Diagnostic, ...]]:
    """Return what is known of a source: by the table, by its variables, then what holds for all."""
    values = {name.casefold(): value for name, value in source.variables}
    cells = {
        column: order.mapped.values.get(value, value)
        for column, variable in order.mapped.fields.items()
        if (value := values.get(variable.casefold()))
    }
    mapped, problems = session_facts(cells, order.path)
    said = order.metadata.of(source.name) or next(
        (row for case in source.cases if (row := order.metadata.of(case))), None
    )
    own = said.over(mapped) if said else mapped
    facts = own.over(order.general)
    people = tuple(_with_case(person, source.cases, known) for person in facts.participants)
    return replace(facts, participants=people), problems


def _with_case(person: PersonFacts, cases: tuple[str, ...], known: Known) -> PersonFacts:
    """Return a participant with the id that the case's name is, or already has in the key."""
    if person.id or len(cases) != 1:
        return person
    case = cases[0].strip()
    if NUMBERED.fullmatch(case):
        return replace(person, id=slug(case))
    entry = next((one for one in known.key if one.name.casefold() == case.casefold()), None)
    return replace(person, id=entry.participant, pseudonym=entry.speaker) if entry else person


def _cast(
    order: Order, source: TextSource, facts: SessionFacts, known: Known
) -> tuple[_Source | None, tuple[Diagnostic, ...]]:
    where = f"{order.path}/{source.name}" if order.metadata.sessions else order.path
    day = facts.date or source.date
    utterances, _, _ = read_plain(source.text, _declared(facts), keep_head=True)
    speakers = tuple(dict.fromkeys(one.speaker for one in utterances if one.speaker))
    casting = cast(where, speakers, facts, known)
    found = [*casting.diagnostics, *session_gaps(where, facts, day)]
    if casting.voices is None or found:
        return None, tuple(found)
    if not facts.date:
        message = (
            "texts without a day of their own got that on which the other program took them in"
        )
        hint = "say --date, or a column `date`"
        found.append(finding(rules.ASSUMED, order.path, message, hint))
    voices = _with_cases(casting.voices, source.cases)
    return _Source(source, replace(facts, date=day), voices), tuple(found)


def _declared(facts: SessionFacts) -> tuple[str, ...]:
    return (*(one.speaker for one in facts.participants if one.speaker), *facts.interviewers)


def _with_cases(voices: Voices, cases: tuple[str, ...]) -> Voices:
    """Return voices that hide a case's name too, where it is the one participant's."""
    if len(voices.participants) != 1:
        return voices
    who = voices.participants[0]
    label = who.speaker or who.id
    names = [case for case in cases if not NUMBERED.fullmatch(case.strip())]
    return replace(
        voices,
        people=(*voices.people, *(Person(name, label) for name in names)),
        key=(*voices.key, *(KeyEntry(name, label, who.id) for name in names)),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes interviews of sources, reading each back before it is kept."""

    path: str
    placer: Placer
    config: Config

    def interviews(
        self, sources: list[_Source], shelf: Shelf, found: list[Diagnostic]
    ) -> tuple[list[NewFile], Counter[str]]:
        """Return the files of interviews, and how many codings of each code are in them."""
        files, written = list[NewFile](), Counter[str]()
        ids = set(shelf.interview_ids)
        for one in sources:
            draft, placing = _draft(one, self.placer, ids)
            path = f"research/interviews/{draft.head.id}.md"
            spoken = of_words(path, "\n".join(block.text for block in draft.paragraphs))
            if before := twin(spoken, shelf.interviews):
                found.append(already_there(f"{self.path}/{one.source.name}", before))
                continue
            ids.add(draft.head.id)
            kept = verified(path, draft, self.config)
            files.append(NewFile(path, kept.content))
            written += _counted(placing, kept.draft)
            found += (*placing.diagnostics, *_dropped(self.path, kept), *kept.problems)
            found += doubts_in(path, kept.draft, kept.content, self.placer.pseudonyms)
        return files, written


def _counted(placing: Placing, draft: Draft) -> Counter[str]:
    """Return how many codings of each code the items of a draft stand for."""
    items = (item for block in draft.paragraphs for item in block.items)
    codings = {coding for item in items for coding in placing.covered.get(item, ())}
    return Counter(code for _, code in codings)


def _dropped(path: str, kept: Verified) -> Iterator[Diagnostic]:
    for line, why in kept.dropped:
        message = f"{line} was left out: {why}"
        yield finding(rules.NOT_PLACED, path, message, "write the item by hand")


def _draft(one: _Source, placer: Placer, ids: set[str]) -> tuple[Draft, Placing]:
    utterances, _, _ = read_plain(one.source.text, _declared(one.facts), keep_head=True)
    blocks = blocks_of(utterances, one.voices, placer.pseudonyms)
    placing = placer.place(one.source, blocks)
    title = one.facts.title or SUFFIX.sub("", one.source.name).replace("_", " ") or "Interview"
    head = head_of(one.facts, placer.pseudonyms.replace(title).text, one.voices, None)
    wanted = one.facts.interview or f"{head.date.isoformat()}-{slug(head.title, 'interview')}"
    named = replace(head, id=unused(wanted, ids), coding=None if placing.items else head.coding)
    remarks = _remarks(one.source, placing, placer.pseudonyms)
    return Draft(named, (*paragraphs_of(blocks, placing), *remarks)), placing


def paragraphs_of(blocks: Sequence[Block], placing: Placing) -> Iterator[Paragraph]:
    """Yield blocks as paragraphs with their items; a label wherever one is needed."""
    for number, block in enumerate(blocks):
        needs_label = block.starts_utterance or may_pass_for_label(block.text)
        yield Paragraph(
            text=block.text,
            label=block.label if needs_label else "",
            time=block.time,
            items=placing.items.get(number, ()),
        )


def _remarks(source: TextSource, placing: Placing, pseudonyms: Pseudonyms) -> Iterator[Paragraph]:
    """Yield what was noted on the text without a code, below a heading of its own."""
    notes = [
        source.memo,
        *(f"“{' '.join(words.split())}”: {note}" for words, note in placing.remarks),
    ]
    lines = [line for note in notes for line in note.splitlines() if line.strip()]
    if lines:
        yield Paragraph("Notes", heading=2)
    for line in lines:
        yield Paragraph(pseudonyms.replace(line).text)


def _theme_files(codebook: Codebook) -> Iterator[NewFile]:
    for theme in codebook.themes:
        yield NewFile(f"research/themes/{theme.id}.md", theme_markdown(theme))


def _memo_files(order: Order, pseudonyms: Pseudonyms, shelf: Shelf) -> Iterator[NewFile]:
    """Yield the project's own memos as pages of `docs/`."""
    taken = set(shelf.paths)
    for memo in order.project.memos:
        title = pseudonyms.replace(memo.name or "Memo").text
        path = next(
            path
            for number in range(1, len(taken) + 2)
            if (path := _memo_path(title, number)) not in taken
        )
        taken.add(path)
        lines = (pseudonyms.replace(line).text for line in memo.text.splitlines() if line.strip())
        body = "\n\n".join(escaped_block(line) for line in lines)
        yield NewFile(path, f"# {escaped_block(title)}\n\n{body}\n")


def _memo_path(title: str, number: int) -> str:
    stem = slug(title, "memo")
    return f"docs/memos/{stem}.md" if number == 1 else f"docs/memos/{stem}-{number}.md"


def _unmapped(order: Order) -> Iterator[Diagnostic]:
    names = {name for source in order.project.sources for name, _ in source.variables}
    used = {name.casefold() for name in order.mapped.fields.values()}
    left = sorted(name for name in names if name.casefold() not in used)
    if left:
        message = f"these variables were left out: {', '.join(left)}"
        hint = f'say what one of them is: --map "persona={left[0]}"'
        yield finding(rules.UNMAPPED, order.path, message, hint)
    for column, variable in order.mapped.fields.items():
        if variable.casefold() not in {name.casefold() for name in names}:
            message = f"there is no variable `{variable}` for `{column}`"
            hint = f"its variables are {', '.join(sorted(names)) or 'none'}"
            yield finding(rules.METADATA, order.path, message, hint)


def _account(
    project: Project, codebook: Codebook, written: Counter[str], interviews: int
) -> Iterator[str]:
    """Yield how many codings there were, and what became of them."""
    coded = coded_counts(project.codes, project.sources)
    total = sum(coded.values())
    yield (
        f"{interviews} of {len(project.sources)} texts, {len(codebook.themes)} new themes, "
        f"{sum(written.values())} of {total} codings"
    )
    names = {code.key: code.name for code in project.codes}
    for key, count in sorted(coded.items(), key=lambda entry: names.get(entry[0], "")):
        if written[key] != count:
            yield f"  {names.get(key, key)}: {written[key]} of {count}"


def coded_counts(codes: tuple[Code, ...], sources: tuple[TextSource, ...]) -> Counter[str]:
    """Return how many selections each code has."""
    known = {code.key for code in codes}
    return Counter(
        code
        for source in sources
        for selection in source.selections
        for code in selection.codes
        if code in known
    )
