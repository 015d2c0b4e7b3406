"""What templates show: small frozen values, every word and address already computed."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words that lead somewhere; plain words where `href` is empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SideView:
    """A side as it looks everywhere: its words, its sign and its colour."""

    key: str
    label: str
    plural: str
    one: str
    """In a sentence: `buyer`."""
    many: str
    """In a sentence: `buyers`."""
    look: str
    """Names sign and colour: `first`, `second`, `both`, `proxy`, `measured` or `all`."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with a sign of its own."""

    key: str
    """Names the sign and the colour: `nearly_shared`."""
    label: str
    title: str = ""
    """What it means, in a sentence."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a partition's bar, in units of its drawing."""

    part: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a partition: how many, in which words, proved where."""

    key: str
    """`for`, `against`, `both`, `raised` or `unasked`."""
    count: int
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Partition:
    """Where everybody interviewed from one side stands on a theme."""

    side: SideView
    headline: str
    """`9 buyers want this, 1 does not`."""
    parts: tuple[Part, ...]
    whole: str
    """`of 9 buyers`; empty where nobody was interviewed."""
    bars: tuple[Bar, ...]
    accounts: str
    """`from 6 accounts`; empty where there is none."""
    accounts_href: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme of a piece of evidence with the stance taken on it."""

    stance: str
    """`for`, `against` or `neutral`."""
    word: str
    """The stance for those who do not see its sign."""
    theme: Hyperlink


@dataclass(frozen=True, slots=True)
class Card:
    """A quotation with everything a reader needs to judge it."""

    quote: str
    context: str
    """Address of the words in their transcript."""
    speaker: str
    side: SideView
    persona: Hyperlink | None
    account: Hyperlink | None
    date: str
    interview: Hyperlink
    marks: tuple[Badge, ...]
    """What qualifies it: observed, joint, hearsay, not coded yet …"""
    tags: tuple[Tag, ...]
    kinds: tuple[Hyperlink, ...]
    note: Markup


@dataclass(frozen=True, slots=True)
class Tagged:
    """A piece of evidence beside its words in the transcript."""

    anchor: str
    speaker: str
    side: SideView
    marks: tuple[Badge, ...]
    tags: tuple[Tag, ...]
    kinds: tuple[Hyperlink, ...]
    note: Markup
    citation: str
    """Markdown to paste into a page; empty where the contributor gave no id."""
    cited_by: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands behind it, in a list of facts about a page's subject."""

    name: str
    links: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, with its unit and the proof behind it."""

    number: int
    unit: str
    href: str = ""
    look: str = ""
    """A side's look, where the number is about one."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    links: tuple[Hyperlink, ...] = ()
    sort: str = ""
    """What to sort by where it is not the text."""
    badge: Badge | None = None
    partition: Partition | None = None
    side: SideView | None = None
    is_number: bool = False
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not (self.links or self.badge or self.partition or self.side or self.note)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    is_number: bool = False
    filters: bool = False
    """Whether readers may pick one of its values."""
    is_rank: bool = False
    """Whether the lowest number is the best."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its first cell names it."""

    cells: tuple[Cell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A real table: complete without scripts, sortable and filterable with them."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
