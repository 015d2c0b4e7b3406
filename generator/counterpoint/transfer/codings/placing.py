"""A source's selections to evidence items below the blocks that they cover."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.codings.blocks import Block
from counterpoint.transfer.codings.quoting import Part, quotation_of
from counterpoint.transfer.codings.values import Selection, TextSource
from counterpoint.transfer.drafts import DraftItem
from counterpoint.transfer.pseudonyms import Pseudonyms
from counterpoint.transfer.rules import finding

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Placing:
    """What became of a source's codings."""

    items: Mapping[int, tuple[DraftItem, ...]]
    """By the number of the block that they stand below."""
    covered: Mapping[DraftItem, frozenset[tuple[int, str]]]
    """The codings that each item stands for: the selection's number and the code's key."""
    diagnostics: tuple[Diagnostic, ...]
    remarks: tuple[tuple[str, str], ...] = ()
    """Notes on passages without a code: the words and the note."""


@dataclass(slots=True)
class _Group:
    """Selections of the same words."""

    parts: tuple[Part, ...]
    selections: list[tuple[int, Selection]] = field(default_factory=list)
    """With their numbers in the source."""


@dataclass(frozen=True, slots=True)
class Placer:
    """Everything that placing needs besides the selections."""

    path: str
    """The project's file, for messages."""
    themes: Mapping[str, str]
    """From code keys to theme ids."""
    names: Mapping[str, str]
    """From code keys to code names."""
    pseudonyms: Pseudonyms

    def place(self, source: TextSource, blocks: Sequence[Block]) -> Placing:
        """Return the items of a source's selections; what cannot be cited is reported."""
        groups: dict[tuple[Part, ...], _Group] = {}
        found, remarks, narrowed = list[Diagnostic](), list[tuple[str, str]](), 0
        for number, selection in enumerate(source.selections):
            if not selection.codes:
                remarks.append((source.text[selection.start : selection.end], selection.note))
                continue
            parts = _parts(blocks, selection)
            evidence = [part for part in parts if blocks[part.block].is_evidence]
            if not evidence:
                found.append(self._not_evidence(source, selection))
                continue
            narrowed += len(evidence) < len(parts)
            for own in _by_voice(blocks, evidence):
                groups.setdefault(own, _Group(own)).selections.append((number, selection))
        items, covered = self._items(source, blocks, list(groups.values()), found)
        if narrowed:
            found.append(_narrowed(self.path, source.name, narrowed))
        return Placing(items, covered, tuple(found), tuple(remarks))

    def _items(
        self,
        source: TextSource,
        blocks: Sequence[Block],
        groups: list[_Group],
        found: list[Diagnostic],
    ) -> tuple[dict[int, tuple[DraftItem, ...]], dict[DraftItem, frozenset[tuple[int, str]]]]:
        items: dict[int, list[DraftItem]] = defaultdict(list)
        covered: dict[DraftItem, frozenset[tuple[int, str]]] = {}
        for group in sorted(groups, key=lambda one: (one.parts[-1].block, one.parts[0].start)):
            placed = self._placed(blocks, group)
            if placed is None:
                found += (self._not_placed(source, one) for _, one in group.selections)
                continue
            block, text = placed
            item = self._item(group, text)
            items[block].append(item)
            codings = {(number, code) for number, one in group.selections for code in one.codes}
            covered[item] = covered.get(item, frozenset()) | codings
        return {block: tuple(own) for block, own in items.items()}, covered

    def _placed(self, blocks: Sequence[Block], group: _Group) -> tuple[int, str] | None:
        """Return below which block a group's item stands, and its quotation."""
        quotation = quotation_of(blocks, group.parts)
        return (quotation.block, quotation.text) if quotation else None

    def _item(self, group: _Group, text: str) -> DraftItem:
        selections = [one for _, one in group.selections]
        codes = dict.fromkeys(code for one in selections for code in one.codes)
        notes = dict.fromkeys(one.note.strip() for one in selections if one.note.strip())
        return DraftItem(
            quotation=text,
            themes=tuple(dict.fromkeys(self.themes[one] for one in codes if one in self.themes)),
            note=self.pseudonyms.replace("\n\n".join(notes)).text,
        )

    def _not_evidence(self, source: TextSource, selection: Selection) -> Diagnostic:
        words = self._shown(source, selection)
        message = f"in `{source.name}`, {words} lies in an interviewer's or nobody's words"
        hint = "only a participant's words are evidence; the coding was left out"
        return finding(rules.INTERVIEWER_CODED, self.path, message, hint)

    def _not_placed(self, source: TextSource, selection: Selection) -> Diagnostic:
        words = self._shown(source, selection)
        message = f"in `{source.name}`, {words} stands more than once in its paragraph"
        hint = "cite a longer passage in the other program, or write the item by hand"
        return finding(rules.NOT_PLACED, self.path, message, hint)

    def _shown(self, source: TextSource, selection: Selection) -> str:
        words = " ".join(source.text[selection.start : selection.end].split())[:SHOWN]
        codes = ", ".join(f"`{self.names.get(code, code)}`" for code in selection.codes)
        return f"{words!r} ({codes})"


def _narrowed(path: str, name: str, count: int) -> Diagnostic:
    message = f"in `{name}`, {count} codings reach into others' words; the participants' are cited"
    return finding(rules.NARROWED, path, message)


def _parts(blocks: Sequence[Block], selection: Selection) -> list[Part]:
    """Return the stretches of blocks that a selection covers, those without words left out."""
    starts = [block.start for block in blocks]
    first = max(bisect_right(starts, selection.start) - 1, 0)
    found = []
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.start >= selection.end:
            break
        start, end = block.part(selection.start, selection.end)
        if any(one.isalnum() for one in block.text[start:end]):
            found.append(Part(number, start, end))
    return found


def _by_voice(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield the parts of each participant."""
    voices: dict[str, list[Part]] = {}
    for part in parts:
        voices.setdefault(blocks[part.block].label, []).append(part)
    return (tuple(own) for own in voices.values())
