"""What must hold of every study in which nothing is wrong."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from counterpoint.analysis import analyse
from counterpoint.diagnostics import Severity
from counterpoint.pages.data import data_files
from counterpoint.pages.site import gather
from counterpoint.parse.layout import Kind
from counterpoint.renaming.planning import plan as plan_renaming
from counterpoint.renaming.values import Order
from counterpoint.study import Loaded, load_repository
from recount import Person, Recount, Row, Session, Settings
from whole.plans import PLANTED, TODAY, Plan, rows
from whole.reading import loaded_plan, published, release, repository, sources
from whole.strategies import FEW, MANY, plans
from whole.writing import Files, written


def tables(of: Loaded) -> dict[str, bytes]:
    """Return the data files by name."""
    files = data_files(gather(of.study, analyse(of.study)))
    return {one.path.rpartition("/")[2]: one.content for one in files}


def table(of: Loaded, name: str) -> list[Row]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(tables(of)[name].decode(), newline="")))


def recount(plan: Plan) -> Recount:
    """Return the naive count of what a plan means; nothing that was read takes part in it."""
    settings = Settings(
        sides=plan.sides,
        same_people=plan.same_people,
        k=plan.k,
        today=TODAY,
        names_accounts=plan.names_accounts,
    )
    sessions = [
        Session(
            id=one.id,
            date=one.date,
            method=one.method or "interview",
            coded=one.is_coded,
            people=tuple(Person(each.id, each.side, each.account) for each in one.people),
            asked=tuple(meant for meant, _ in one.asked),
        )
        for one in plan.shown
    ]
    return Recount(settings, sessions, rows(plan))


@given(plans())
@MANY
def test_nothing_is_wrong(plan: Plan) -> None:
    """What follows the format makes no error, and no citation is in doubt."""
    found = loaded_plan(plan).diagnostics
    wrong = [one for one in found if one.severity is Severity.ERROR or one.rule.code == "CP210"]
    assert wrong == []


@given(plans())
@MANY
def test_evidence_is_what_its_author_meant(plan: Plan) -> None:
    """Who said which words, on which side, on what, of whom, and how, with their stamp."""
    found = [{**row} for row in table(loaded_plan(plan), "evidence.csv")]
    lines = [row.pop("line") for row in found]
    assert found == rows(plan)
    assert all(map(str.isdigit, lines))


@given(plans())
@MANY
def test_numbers_are_those_of_a_second_count(plan: Plan) -> None:
    """Every number of `themes.csv`, counted from what was meant instead of what was read."""
    count = recount(plan)
    for row in table(loaded_plan(plan), "themes.csv"):
        assert row == count.row(row["theme"])


@given(plans(), st.randoms(use_true_random=False))
@MANY
def test_the_order_of_files_does_not_matter(plan: Plan, chance: object) -> None:
    """Whichever is read first."""
    given = sources(written(plan))
    shuffled = sorted(given, key=lambda _: chance.random())  # type: ignore[attr-defined]
    one, other = (
        load_repository(repository(order), release(plan.audience)) for order in (given, shuffled)
    )
    assert tables(one) == tables(other)
    assert one.diagnostics == other.diagnostics


@given(plans())
@FEW
def test_what_is_withheld_leaves_no_word(plan: Plan) -> None:
    """On pages, in their twins for programs, in tables, and in the texts that go on."""
    found = loaded_plan(plan)
    for path, text in published(found.study):
        assert PLANTED not in f"{path} {text}".lower(), path
    for source in found.released:
        assert PLANTED not in source.text.lower(), source.path


RENAMED = (
    (Kind.THEME, "audit-trail"),
    (Kind.PERSONA, "persona-0"),
    (Kind.GUIDE, "guide-0"),
    (Kind.DECISION, "decision-0"),
    (Kind.OUTCOME, "outcome-0"),
    (Kind.INTERVIEW, "talk-0"),
)


@given(plans(), st.sampled_from(RENAMED))
@FEW
def test_renaming_there_and_back_changes_nothing(plan: Plan, what: tuple[Kind, str]) -> None:
    """But for the alias that keeps old links alive, and other spellings of the id."""
    kind, old = what
    files = written(plan)
    path = f"{kind.folder}/{old}.md"
    assume(path in files)
    there = renamed(files, kind, old, "another-name")
    assert not [text for text in there.values() if f"/{old}.md" in text]
    back = renamed(there, kind, "another-name", old)
    assert back == {one: respelt(text, old, path=one, renamed=path) for one, text in files.items()}


def renamed(files: Files, kind: Kind, old: str, new: str) -> Files:
    """Return files after a renaming."""
    found = plan_renaming(Order(kind, old, new), repository(sources(files)), release())
    after = dict(files)
    for path, data in found.changes.items():
        if data is None:
            del after[path]
        else:
            after[path] = data.decode()
    return after


def respelt(text: str, old: str, *, path: str, renamed: str) -> str:
    """Return a file's text as a renaming there and back leaves it."""
    text = re.sub(re.escape(old.title().replace("-", "_")), old, text)
    if path != renamed:
        return text
    if "aliases: [" in text:
        return text.replace("]", ", another-name]", 1)
    head, _, body = text.partition("\n---\n")
    return f"{head}\naliases: [another-name]\n---\n{body}"
