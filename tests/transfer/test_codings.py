"""Codings of other programs become themes and evidence, each one accounted for."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.config import Config
from counterpoint.parse.files import parse_source
from counterpoint.sources import source_of
from counterpoint.transfer.casting import Known
from counterpoint.transfer.codings.converting import Mapped, Order, plan_codings
from counterpoint.transfer.codings.reading import Choices, read_project
from counterpoint.transfer.metadata import SessionFacts, read_metadata, session_facts
from counterpoint.transfer.plans import Plan, Shelf
from transfer.projects import (
    AUDIT,
    INTERVIEW,
    TRAIL,
    WAITING,
    archive,
    project_xml,
    qdpx,
    qualcoder,
    selected,
    selection,
    source,
    taguette,
)

FACTS, _ = session_facts(
    {
        "side": "user",
        "persona": "rep",
        "consent": "granted",
        "audience": "internal",
        "date": "2026-03-02",
    },
    "options",
)
UNMAPPED = Mapped()
SHELF = Shelf(Known(("buyer", "user")))


def planned(path: str, data: bytes, facts: SessionFacts = FACTS, mapped: Mapped = UNMAPPED) -> Plan:
    """Return the plan of importing a project, its reading's findings included."""
    reading = read_project(path, data, Choices())
    assert reading.project, reading.diagnostics
    plan = plan_codings(Order(path, reading.project, facts, mapped=mapped), SHELF, Config())
    return replace(plan, diagnostics=(*reading.diagnostics, *plan.diagnostics))


def interview(plan: Plan) -> str:
    """Return the one interview's file."""
    (content,) = [str(one.content) for one in plan.files if "interviews/" in one.path]
    return content


def items(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """Return the evidence that the written interview is read to have: words and themes."""
    (file,) = [one for one in plan.files if "interviews/" in one.path]
    source, _ = source_of(file.path, str(file.content).encode())
    assert source
    parsed = parse_source(source, Config())
    assert parsed
    assert not [one for one in parsed.diagnostics if one.severity.value == "error"]
    return [(one.quote, tuple(tag.name for tag in one.tags)) for one in parsed.items]


def codes(plan: Plan) -> Counter[str]:
    """Return what was found, the assumed date and possible names aside."""
    return Counter(
        one.rule.code for one in plan.diagnostics if one.rule.code not in ("CP713", "CP722")
    )


def test_codes_are_themes_and_groups_are_parents() -> None:
    """Definitions come along, and the parent is a theme too."""
    plan = planned("a.qdpx", qdpx(selected("We wait again", TRAIL)))
    files = {one.path: str(one.content) for one in plan.files}
    assert files["research/themes/audit.md"] == "---\ntitle: Audit\n---\n\nWhat changed, and who.\n"
    assert "parent: audit" in files["research/themes/trail.md"]


def test_a_selection_is_evidence_below_its_block() -> None:
    """Offsets count code points: what stands behind an emoji is still exact."""
    plan = planned("a.qdpx", qdpx(selected("Nobody likes it.", AUDIT, WAITING, note="Sighs.")))
    assert items(plan) == [("Nobody likes it.", ("audit", "waiting"))]
    assert '- "Nobody likes it." #audit #waiting\n  Sighs.\n' in interview(plan)
    assert not codes(plan)


def test_selections_of_the_same_words_are_one_item() -> None:
    """Programs write a selection a code."""
    chosen = [selected("Nobody likes it.", code) for code in (AUDIT, WAITING)]
    assert items(planned("a.qdpx", qdpx(*chosen))) == [("Nobody likes it.", ("audit", "waiting"))]


def test_a_long_passage_is_cited_by_its_first_and_last_words() -> None:
    """Whole in meaning, exact in place, also across the interviewer's words."""
    start = INTERVIEW.index("We failed")
    end = INTERVIEW.index("Peter. We wait again.") + len("Peter. We wait again.")
    plan = planned("a.qdpx", qdpx(selection(start, end, AUDIT)))
    assert items(plan) == [("We failed the audit because … call Peter. We wait again.", ("audit",))]
    assert codes(plan) == {"CP727": 1}


def test_the_second_of_equal_words_is_cited_in_its_own_place() -> None:
    """`we wait` stands three times; the paragraph, or words before it, tell which is meant."""
    last = INTERVIEW.rindex("We wait")
    assert items(planned("a.qdpx", qdpx(selection(last, last + 7, WAITING)))) == [
        ("We wait", ("waiting",))
    ]
    second = INTERVIEW.index("we wait.")
    (found,) = items(planned("a.qdpx", qdpx(selection(second, second + 7, WAITING))))
    assert found[0].endswith("we wait")
    assert len(found[0]) > len("we wait")


def test_an_interviewers_words_are_no_evidence() -> None:
    """They are reported, not written."""
    plan = planned("a.qdpx", qdpx(selected("What happens", AUDIT), selected("We wait", WAITING)))
    assert codes(plan) == {"CP720": 1}
    assert any("Audit: 0 of 1" in line for line in plan.said)


def test_real_names_are_replaced_and_places_move_along() -> None:
    """The speaker's name in the text is longer than the pseudonym."""
    text = INTERVIEW.replace("nobody could", "Maria could")
    start = text.index("say who")
    plan = planned("a.qdpx", qdpx(selection(start, start + 15, AUDIT), text=text))
    assert items(plan) == [("say who changed", ("audit",))]
    assert "maria" not in "".join(str(one.content) for one in plan.files).casefold()


@pytest.mark.parametrize("path", ["sources/a.txt", "a.txt", "Sources/A.TXT"])
def test_paths_of_sources_differ(path: str) -> None:
    """With or without `internal://`, in whichever folder, in any case."""
    assert items(planned("a.qdpx", qdpx(selected("We wait", AUDIT), member=path)))


def test_line_ends_counted_as_two_are_recognised() -> None:
    """The text says how the exporter counted, and the import says that it heard."""

    def moved(words: str) -> str:
        start = INTERVIEW.index(words)
        shift = INTERVIEW.count("\n", 0, start)
        return selection(start + shift, start + shift + len(words), AUDIT)

    said = ("audit because", "could say", "changed the", "days to", "hand")
    plan = planned("a.qdpx", qdpx(*map(moved, said)))
    assert codes(plan) == {"CP725": 1}
    assert ("could say", ("audit",)) in items(plan)


def test_an_empty_text_beside_a_word_file_is_the_word_files() -> None:
    """Its empty paragraphs count too; that it was used is said."""
    document = docx.Document()
    for line in INTERVIEW.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    chosen = [selected(one, AUDIT) for one in ("Nobody likes", "We wait again", "could say")]
    text = source(*chosen).replace(
        "plainTextPath", 'richTextPath="internal://b.docx" plainTextPath'
    )
    files = {"sources/a.txt": b" ", "sources/b.docx": out.getvalue()}
    plan = planned("a.qdpx", archive(project_xml(text), files))
    assert {words for words, _ in items(plan)} == {"Nobody likes", "We wait again", "could say"}
    assert codes(plan) == {"CP725": 1}


def test_a_selection_that_does_not_fit_is_reported() -> None:
    """Out of the text, empty, or with other words than it says."""
    wrong = selected("We wait", AUDIT, name="two days to rebuild it by hand")
    beyond = selection(10_000, 10_010, AUDIT)
    empty = selection(60, 60, AUDIT)
    plan = planned("a.qdpx", qdpx(wrong, beyond, empty, selected("Nobody likes", AUDIT)))
    assert codes(plan) == {"CP719": 3}
    assert items(plan) == [("Nobody likes", ("audit",))]


def test_qualcoder_groups_cases_and_variables() -> None:
    """Categories are parents; a case's name is a person's; its attributes can be mapped."""
    at = INTERVIEW.index("We wait again")
    data = qualcoder(INTERVIEW, [(at, at + 13, "We wait again"), (5, 9, "nonsense")])
    facts = replace(
        FACTS, participants=tuple(replace(one, persona="") for one in FACTS.participants)
    )
    plan = planned("s.qda", data, facts, Mapped({"persona": "Role"}, {"Rep": "sales-rep"}))
    assert items(plan) == [("We wait again", ("waiting",))]
    assert "persona: sales-rep" in interview(plan)
    assert "\n## Notes\n\nA memo\n" in interview(plan)
    assert "  why\n" in interview(plan)
    assert codes(plan) == {"CP719": 1}
    assert any(entry.name == "Maria" for entry in plan.key)


def test_taguette_counts_bytes_of_its_html() -> None:
    """Tags are not counted, letters by their UTF-8 length; dotted paths are groups."""
    html = "<p>Interviewer: Où?</p><p>Maria: <b>Là-bas</b> we wait.</p>"
    start = len("Interviewer: Où?Maria: Là-bas ".encode())
    good = (start, start + 7, "<p>we wait</p>")
    wrong = (3, 9, "<p>we wait</p>")
    plan = planned("t.sqlite3", taguette(html, [good, wrong]))
    assert items(plan) == [("we wait", ("waiting", "interesting"))]
    assert codes(plan) == {"CP719": 1}
    assert "parent: speed" in next(
        str(one.content) for one in plan.files if one.path.endswith("themes/waiting.md")
    )


def test_highlights_in_a_table_are_an_interview_of_their_own() -> None:
    """Rows of one highlight with several tags are one item."""
    table = (
        "id,document,content,tag\n1,Call 1,We wait,waiting\n1,Call 1,We wait,audit\n"
        "2,Call 1,Nobody knows,audit\n"
    )
    plan = planned("h.csv", table.encode())
    assert items(plan) == [("We wait", ("waiting", "audit")), ("Nobody knows", ("audit",))]


def test_every_text_has_a_participant_of_its_own() -> None:
    """Nobody is named, so nobody is the same; counted are people, not texts."""
    table = "document,quotation,tags\nCall 1,We wait all day,a\nCall 2,Nobody knows it,a\n"
    plan = planned("h.csv", table.encode())
    ids = [
        re.findall(r"- id: (\S+)", str(one.content))
        for one in plan.files
        if "interviews/" in one.path
    ]
    assert ids == [["p001"], ["p002"]]


def test_a_table_without_known_columns_asks_for_them() -> None:
    """Each field with the option that names it."""
    reading = read_project("h.csv", b"words,kinds\na,b\n", Choices())
    assert reading.project is None
    assert all("--column" in one.hint for one in reading.diagnostics)
    assert read_project(
        "h.csv", b"words,kinds\na,b\n", Choices(columns={"quotation": "words", "tags": "kinds"})
    ).project


def test_a_row_of_metadata_is_found_by_the_sources_name() -> None:
    """The same table as for transcripts."""
    reading = read_project("a.qdpx", qdpx(selected("We wait", AUDIT)), Choices())
    assert reading.project
    table = (
        "file,date,side,persona,consent,audience,id\nCall 1,2024-01-02,buyer,vp,granted,public,b9\n"
    )
    order = Order("a.qdpx", reading.project, SessionFacts(), read_metadata("m.csv", table))
    plan = plan_codings(order, SHELF, Config())
    assert "id: b9\n    side: buyer" in interview(plan)
    assert any(one.path == "research/interviews/2024-01-02-call-1.md" for one in plan.files)


ACCOUNT = re.compile(r"(\d+) of (\d+) codings")


@given(st.lists(st.tuples(st.integers(0, len(INTERVIEW)), st.integers(1, 160)), max_size=6))
def test_whatever_is_selected_is_written_exactly_or_reported(spans: list[tuple[int, int]]) -> None:
    """Every selection is an item with its own words, or a finding; nothing is lost or moved."""
    chosen = [(start, min(start + length, len(INTERVIEW))) for start, length in dict(spans).items()]
    plan = planned("a.qdpx", qdpx(*(selection(*span, AUDIT) for span in chosen)))
    found = codes(plan)
    account = ACCOUNT.search(plan.said[0])
    assert account
    written, total = int(account[1]), int(account[2])
    assert total + found["CP719"] == len(chosen)
    assert written + found["CP720"] + found["CP721"] == total
    text = " ".join(interview(plan).replace("\\", "").split())
    for quote, _ in items(plan):
        assert all(piece in text for piece in quote.split(" … "))
