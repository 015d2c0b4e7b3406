"""Hypothesis strategies for whole studies: such as are in order, and such as went wrong."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st

from whole.plans import AUDIENCES, MEASURED, PLANTED, Codebook, Plan, Someone, Tagged, Talk
from whole.writing import Files, written

MANY = settings(deadline=None)
FEW = settings(deadline=None, max_examples=settings().max_examples // 5)
"""For what takes long: a fifth of the examples that were asked for."""

THEMES = ("audit-trail", "fewer-steps", "pricing", "exports", "governance")
ALIASES = (("audit-log", "audit-trail"), ("costs", "pricing"))
SIDES = (("buyer", "user"), ("maintainer", "downstream"))
STANCES = ("", "", "for", "against", "against", "neutral")
BASES = ("", "", "observed", "hearsay", "secondhand")
PEOPLE = (("p1", 0), ("p2", 0), ("p3", 0), ("q1", 1), ("q2", 1), ("both1", 2), ("proxy1", 3))
"""Everybody, each with a side: the first, the second, `both` or `proxy`."""
ENDINGS = ("and nobody knew why.", "nous l’avons dit trois fois.", "日本 was faster 😀 then — é!")
DATES = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 5, 1)).map(
    lambda day: day.replace(day=min(day.day, 28))
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a study in which nothing is wrong."""
    themes = THEMES[: draw(st.integers(1, len(THEMES)))]
    is_closed = draw(st.booleans())
    codebook = Codebook(
        themes,
        () if is_closed else ("something-new",),
        tuple((alias, of) for alias, of in ALIASES if of in themes),
    )
    plan = Plan(
        sides=draw(st.sampled_from(SIDES)),
        same_people=draw(st.sampled_from((False, False, False, True))),
        is_closed=is_closed,
        k=draw(st.integers(1, 3)),
        retention_months=draw(st.sampled_from((None, 24, 24, 6))),
        audience=draw(st.sampled_from(AUDIENCES)),
        codebook=codebook,
        talks=(),
        names_accounts=draw(st.booleans()),
    )
    numbers = range(draw(st.integers(0, 5)))
    return replace(plan, talks=tuple(draw(_talks(plan, number)) for number in numbers))


@st.composite
def _talks(draw: st.DrawFn, plan: Plan, number: int) -> Talk:
    people = draw(_casts(plan))
    date = draw(DATES)
    retained = draw(st.sampled_from((None, None, None, 60, 2_000)))
    talk = Talk(
        id=f"talk-{number}",
        date=date,
        people=people,
        method=draw(st.sampled_from(("", "usability-test", "sales-call") if people else MEASURED)),
        guide=draw(st.sampled_from(("", "guide-0"))),
        asked=tuple(draw(st.lists(_spelt(plan), max_size=2, unique_by=_meant))),
        coding=draw(st.sampled_from(("", "done", "done", "open"))),
        status=draw(st.sampled_from(("granted",) * 6 + ("withdrawn", "expired"))),
        audience=draw(st.sampled_from(AUDIENCES)),
        retain_until=date + datetime.timedelta(days=retained) if retained else None,
        items=(),
    )
    if plan.is_withheld(talk):
        talk = replace(talk, id=f"{PLANTED}-{number}", people=tuple(map(_planted, people)))
    numbers = range(draw(st.integers(0, 4)))
    return replace(talk, items=tuple(draw(_items(plan, talk, turn)) for turn in numbers))


def _planted(one: Someone) -> Someone:
    return replace(one, id=f"{PLANTED}{one.id}", label=f"{PLANTED}{one.label}")


@st.composite
def _casts(draw: st.DrawFn, plan: Plan) -> tuple[Someone, ...]:
    chosen = draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))
    known = ["", "northwind"] if plan.names_accounts else [""]
    accounts = known if plan.is_closed else [*known, "northwind", "newco"]
    return tuple(
        Someone(
            id=name,
            side=(*plan.sides, "both", "proxy")[side],
            persona="" if side == 3 else f"persona-{side % 2}",
            account=draw(st.sampled_from(accounts)),
            label=f"Label {name}",
        )
        for name, side in chosen
    )


@st.composite
def _spelt(draw: st.DrawFn, plan: Plan) -> tuple[str, str]:
    """Draw a theme and one of the ways to write it."""
    book = plan.codebook
    meant = draw(st.sampled_from((*book.themes, *book.proposed)))
    former = [alias for alias, of in book.aliases if of == meant]
    return meant, draw(st.sampled_from((meant, meant, *former, meant.title().replace("-", "_"))))


@st.composite
def _items(draw: st.DrawFn, plan: Plan, talk: Talk, turn: int) -> Tagged:
    planted = PLANTED if plan.is_withheld(talk) else ""
    words = f"In {planted}w{turn} it took {turn} days {draw(st.sampled_from(ENDINGS))}"
    note = f"A {planted}note, *of* [mine](../themes/audit-trail.md)."
    themes = st.lists(_spelt(plan), min_size=1, max_size=3, unique_by=_meant)
    speaker, basis, as_side, about = draw(_roles(plan, talk))
    return Tagged(
        speaker=speaker,
        words=words,
        quoted=draw(st.none() | st.tuples(st.integers(0, 1), st.integers(2, len(words.split())))),
        themes=tuple(draw(themes)),
        stance=draw(st.sampled_from(STANCES)),
        basis=basis,
        as_side=as_side,
        about=about,
        kind=draw(st.sampled_from(("", "", "pain-point"))),
        id=draw(st.sampled_from(("", f"{planted}said-{turn}"))),
        note=draw(st.sampled_from(("", note))),
    )


def _meant(theme: tuple[str, str]) -> str:
    return theme[0]


@st.composite
def _roles(draw: st.DrawFn, plan: Plan, talk: Talk) -> tuple[Someone | None, str, str, str]:
    """Draw who speaks, on which basis, in which role, of whom."""
    if not talk.people:
        return None, "", "", ""
    one = draw(st.sampled_from(talk.people))
    if one.side == "proxy":
        return one, "", "", draw(st.sampled_from(plan.sides))
    basis = draw(st.sampled_from(BASES))
    needs_role = one.side == "both" and (basis == "secondhand" or draw(st.booleans()))
    return one, basis, draw(st.sampled_from(plan.sides)) if needs_role else "", ""


@dataclass(frozen=True)
class Damage:
    """One thing done to a file, at places that are given as shares of its length."""

    path: float
    how: str
    start: float
    end: float
    junk: str

    def done_to(self, files: Files) -> Files:
        """Return the files after it."""
        paths = sorted(files)
        path = paths[int(self.path * len(paths))] if paths else "research/research.yml"
        text = files.get(path, "")
        start, end = sorted((int(self.start * len(text)), int(self.end * len(text))))
        match self.how:
            case "insert":
                return {**files, path: text[:start] + self.junk + text[start:]}
            case "cut":
                return {**files, path: text[:start] + text[end:]}
            case "repeat":
                return {**files, path: text[:end] + text[start:end] + text[end:]}
            case "drop":
                return {one: files[one] for one in files if one != path}
            case "word":
                words = text.split(" ")
                words[int(self.start * len(words))] = self.junk
                return {**files, path: " ".join(words)}
            case _:
                return {**files, f"{path.rpartition('/')[0]}/{self.junk.strip()[:20]}.md": text}


JUNK = (
    "#", "#audit-trial", " #Nope ", "+obsrved", " +for +against", "^said-0", "^section-x", '"', "“",
    "- ", "\n- ", "\n", "\n\n", "---\n", "\n---\n", ": ", "[", "](", "](/research/themes/gone.md)",
    "](../interviews/talk-0.md#gone)", "<script>", "**Mel** ", "**Nobody** ", "Q: ", "> ", "```\n",
    "| a | b |\n|---|---|\n", "\t", "\u00a0", "\u202e", "\ufeff", "\0", "\r", "\r\n", "e\u0301",
    "a@example.com", "+1 212 555 0100", "4111 1111 1111 1111", "title: x\n", "asked: [gone]\n",
    "parent: exports\n", "aliases: [audit-trail]\n", "{a: &b [*b]}\n", "!!python/object:x ",
    "status: granted\n", "status: withdrawn\n", "side: buyer\n", "2026-13-45", "'", "{{ x }}", "\\",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "…", "[…]", "aux", "Audit-Trail", "index", "a/b",
)  # fmt: skip
HOWS = ("insert", "insert", "insert", "cut", "repeat", "word", "word", "drop", "name")
SHARES = st.floats(0, 1, exclude_max=True)
DAMAGES = st.builds(
    Damage, SHARES, st.sampled_from(HOWS), SHARES, SHARES, st.sampled_from(JUNK) | st.text()
)


@st.composite
def damaged(draw: st.DrawFn) -> Files:
    """Draw the files of a study in which anything may have gone wrong."""
    files = written(draw(plans()))
    for damage in draw(st.lists(DAMAGES, min_size=1, max_size=6)):
        files = damage.done_to(files)
    return files
