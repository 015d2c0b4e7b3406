"""From a flow of blocks to HTML, with speakers, cited words and places of evidence marked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from markdown_it.token import Token

from counterpoint.parse.flow import (
    Block,
    Closing,
    Entry,
    HeadingLine,
    Mark,
    Opening,
    Place,
    Segment,
)
from counterpoint.parse.inline import Inline

TEXT = frozenset({"text", "code_inline"})


@dataclass(frozen=True, slots=True)
class CitedRun:
    """Words of a block that the same items cite."""

    start: int
    end: int
    items: str
    """Their numbers, separated by spaces."""
    anchors: tuple[str, ...]
    """Of the items whose words start here."""


def to_html(entries: Sequence[Entry]) -> str:
    """Return the HTML of a flow, every text escaped."""
    return "".join(map(_entry, entries))


def _entry(entry: Entry) -> str:
    match entry:
        case Block():
            return _block(entry)
        case Opening():
            return f"<{entry.name}{entry.attributes}>\n"
        case Closing():
            return f"</{entry.name}>\n"
        case HeadingLine():
            return _heading(entry)
        case Place():
            number = entry.number
            return f'<div class="cp-item" data-item="{number}"></div>\n' if number >= 0 else ""
        case str():
            return entry


def _heading(entry: HeadingLine) -> str:
    level = entry.heading.level
    anchor = f' id="{escaped(entry.heading.anchor)}"' if entry.heading.anchor else ""
    return f"<h{level}{anchor}>{_whole(entry.inline)}</h{level}>\n"


def _block(block: Block) -> str:
    if block.frame:
        return _framed(block)
    inline = block.parts[0]
    if not block.segments:
        inside = _whole(inline)
        return f"{inside}\n" if block.is_tight else f"<p>{inside}</p>\n"
    if block.is_tight and len(block.segments) == 1:
        return _segment(inline, block.segments[0]) + "\n"
    return "".join(f"<p>{_segment(inline, segment)}</p>\n" for segment in block.segments)


def _framed(block: Block) -> str:
    starts = [0]
    for part in block.parts:
        starts.append(starts[-1] + len(part.text) + 1)
    segment = block.segments[0] if block.segments else None
    cited = cited_runs(segment.marks) if segment else ()
    return "".join(
        piece if isinstance(piece, str) else _whole(block.parts[piece], starts[piece], cited)
        for piece in block.frame
    )


def _segment(inline: Inline, segment: Segment) -> str:
    children = inline.children[segment.first : segment.last]
    cited = cited_runs(segment.marks)
    said = _pieces(children, segment.offset, (segment.start, segment.end), cited)
    inside = "".join(said).rstrip("\n")
    if not segment.speaker:
        return inside
    name = escaped(segment.speaker)
    speaker = f'<span class="cp-speaker">{name}</span>'
    time = f' <time class="cp-time">{segment.time}</time>' if segment.time else ""
    return f"{speaker}{time} {inside}".rstrip()


def _whole(inline: Inline, at: int = 0, cited: Sequence[CitedRun] = ()) -> str:
    return "".join(_pieces(inline.children, at, (at, at + len(inline.text)), cited))


def _pieces(
    children: Sequence[Token], at: int, span: tuple[int, int], cited: Sequence[CitedRun]
) -> Iterator[str]:
    """Yield the HTML of children, of whose text only what lies in the span is shown."""
    for child in children:
        width = _width(child)
        start, end = max(at, span[0]), min(at + width, span[1])
        if child.type not in TEXT:
            if child.type != "hardbreak" or start < end < span[1]:
                yield _tag(child)
        elif start < end:
            text = child.content[start - at : end - at]
            inside = "".join(_cited(text, start, cited)) if cited else escaped(text)
            yield f"<code>{inside}</code>" if child.type == "code_inline" else inside
        at += width


def _cited(text: str, start: int, cited: Sequence[CitedRun]) -> Iterator[str]:
    """Yield text that starts at an offset of its block, cited runs marked."""
    at = start
    end = start + len(text)
    first = bisect_right(cited, start, key=lambda run: run.end)
    for run in takewhile(lambda run: run.start < end, islice(cited, first, None)):
        begin, finish = max(run.start, at), min(run.end, end)
        yield escaped(text[at - start : begin - start])
        if begin == run.start:
            yield from (f'<span class="cp-anchor" id="{name}"></span>' for name in run.anchors)
        inside = escaped(text[begin - start : finish - start])
        yield f'<mark class="cp-quote" data-evidence="{run.items}">{inside}</mark>'
        at = finish
    yield escaped(text[at - start :])


def cited_runs(marks: Sequence[Mark]) -> tuple[CitedRun, ...]:
    """Return marks, which may overlap, as runs that do not, in order."""
    if not marks:
        return ()
    starting = defaultdict(list)
    ending = defaultdict(list)
    for mark in marks:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    runs: list[CitedRun] = []
    active: Counter[int] = Counter()
    edges = sorted({*starting, *ending})
    for start, end in pairwise(edges):
        for mark in ending[start]:
            active[mark.item] -= 1
            if active[mark.item] <= 0:
                del active[mark.item]
        for mark in starting[start]:
            active[mark.item] += 1
        if active:
            anchors = tuple(escaped(mark.anchor) for mark in starting[start] if mark.anchor)
            items = " ".join(map(str, sorted(active)))
            runs.append(CitedRun(start, end, items, anchors))
    return tuple(runs)


def _tag(child: Token) -> str:
    match child.type:
        case "link_open":
            return f'<a href="link:{child.meta["link"]}"{_title(child)}>'
        case "image":
            return _image(child)
        case "hardbreak":
            return "<br>\n"
        case _:
            return f"</{child.tag}>" if child.nesting < 0 else f"<{child.tag}>"


def _image(child: Token) -> str:
    text = " ".join("".join(inside.content or " " for inside in child.children or ()).split())
    return f'<img src="link:{child.meta["link"]}" alt="{escaped(text)}"{_title(child)}>'


def _title(child: Token) -> str:
    """Return the title that a reader may see; a citation's stamp is for the program."""
    title = str(child.attrs.get("title", ""))
    return f' title="{escaped(title)}"' if title and not title.startswith("sha256:") else ""


def _width(child: Token) -> int:
    if child.type in TEXT:
        return len(child.content)
    return int(child.type == "hardbreak")


def escaped(text: str) -> str:
    """Return text that is safe between tags and inside an attribute's double quotes."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
