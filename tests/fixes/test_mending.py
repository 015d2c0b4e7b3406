"""What `check --fix` mends, and that it touches nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.fixes import Mended, mend
from counterpoint.model import Audience
from counterpoint.resolve import Release
from counterpoint.sources import Repository, source_of
from repositories import PERSONA, TODAY, codes, loaded, theme

ONE = "research/interviews/one.md"
RELEASE = Release(TODAY, Audience.INTERNAL)
INTERVIEW = """\
---
title: Rollout
date: 2026-03-02
participants:
  - {{id: p1, speaker: Dana, side: user, persona: rep{more}}}
interviewers: [Mel]
{fields}
consent: {{status: granted, audience: internal}}
---

**Dana** Nobody could say who changed the budget. It took us two days.

{items}
"""


def interview(items: str, more: str = "", fields: str = "coding: done") -> str:
    """Return the text of an interview whose front matter is in order."""
    return INTERVIEW.format(items=items, more=more, fields=fields)


def mended(text: str, *, unsafe: bool = False, **more: str) -> Mended:
    """Return what mending changes in a study with one interview."""
    files = {
        "research/personas/rep.md": PERSONA,
        "research/themes/audit-trail.md": theme(),
        "research/themes/fewer-steps.md": theme(),
        ONE: text,
        **{path.replace("__", "/") + ".md": content for path, content in more.items()},
    }
    return mend(_repository(files), RELEASE, lambda _: True, unsafe=unsafe)


def _repository(files: dict[str, str]) -> Repository:
    sources = (source_of(path, text.encode())[0] for path, text in sorted(files.items()))
    return Repository(tuple(one for one in sources if one), (), (), (), ())


def after(text: str, *, unsafe: bool = False) -> str:
    """Return an interview's text, mended."""
    found = mended(text, unsafe=unsafe)
    return found.changes[ONE].decode() if ONE in found.changes else text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ('- "nobody could say" #audit-trail', '- "nobody could say" #audit-trail ^nobody-say'),
        ("- #audit-trail +observed", "- #audit-trail +observed ^nobody-say-changed-budget"),
        ('- "It took us" #audit-trail', '- "It took us" #audit-trail ^it-took-us'),
        (
            '- "two days" #audit-trail ^two-days\n- "two days" #fewer-steps',
            '- "two days" #audit-trail ^two-days\n- "two days" #fewer-steps ^two-days-2',
        ),
    ],
)
def test_evidence_gets_an_id_from_its_words(before: str, expected: str) -> None:
    """The words that say most, like no other id of the interview."""
    assert after(interview(before)) == interview(expected)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ('- #audit-trail "two days" ^x', '- "two days" #audit-trail ^x'),
        ('- #audit-trail, #fewer-steps: "two days"  ^x',
         '- "two days" #audit-trail #fewer-steps ^x'),
        ('- "two days" - #audit-trail ^x', '- "two days" #audit-trail ^x'),
        ('- "two days", #audit-trail, ^x', '- "two days" #audit-trail ^x'),
        ('- "two days" (#audit-trail ^x)', '- "two days" #audit-trail ^x'),
        ("- 'two days' #audit-trail ^x", '- "two days" #audit-trail ^x'),
        ('* #audit-trail "It took us\n  two days" ^x\n  A note.',
         '* "It took us\n  two days" #audit-trail ^x\n  A note.'),
    ],
)  # fmt: skip
def test_tags_go_behind_the_quotation(before: str, expected: str) -> None:
    """Where the words are then found in the transcript."""
    assert after(interview(before)) == interview(expected)


@pytest.mark.parametrize(
    "item",
    [
        '- #audit-trail "never said" ^x',
        "- we should look at #audit-trail",
        '- "two days" #audit-trail ^x',
    ],
)
def test_what_may_be_meant_otherwise_stays(item: str) -> None:
    """A list item that cites nothing is somebody's own words."""
    assert after(interview(item)) == interview(item)


def test_a_theme_is_spelt_as_its_file() -> None:
    """In tags and in fields, in quotes or not."""
    text = interview('- "two days" #Audit_Trail ^x', fields='asked: [Audit_Trail, "Fewer_Steps"]')
    expected = text.replace("Audit_Trail", "audit-trail").replace("Fewer_Steps", "fewer-steps")
    assert after(text) == expected


def test_front_matter_is_put_in_order() -> None:
    """Comments go with the key below them; white space at the ends of lines goes."""
    text = (
        "\n---\nconsent: {status: granted, audience: internal}\n# what\ntitle: 'A: b'   \n"
        "date: 2026-03-02\nparticipants:\n  - {id: p1, side: user, persona: rep}\n---\n\nText. \n"
    )
    assert after(text) == (
        "---\n# what\ntitle: 'A: b'\ndate: 2026-03-02\nparticipants:\n"
        "  - {id: p1, side: user, persona: rep}\n"
        "consent: {status: granted, audience: internal}\n---\n\nText. \n"
    )


def test_front_matter_without_keys_has_nothing_to_mend() -> None:
    """`check` says what is missing."""
    assert mended("---\n---\n\nText.\n").changes == {}


def test_what_is_proposed_gets_a_file() -> None:
    """One a name, saying nothing that nobody said."""
    text = interview('- "two days" #something-new ^x', more=", account: newco")
    found = mended(text)
    assert set(found.changes) == {"research/themes/something-new.md", "research/accounts/newco.md"}
    assert b"title: Newco\n" in found.changes["research/accounts/newco.md"]
    assert b"segment" not in found.changes["research/accounts/newco.md"]
    texts = {path: data.decode() for path, data in found.changes.items()}
    assert codes(loaded({ONE: text, **texts})) == []


def test_words_that_only_withheld_interviews_use_get_no_file() -> None:
    """It would be published."""
    text = interview('- "two days" #something-new ^x')
    assert mended(text.replace("granted", "withdrawn")).changes == {}


def test_a_slip_of_the_pen_is_mended_only_when_asked() -> None:
    """And only where one name alone can be meant."""
    text = interview('- "two days" #audit-trial +obsrved ^x')
    assert after(text) == text
    assert after(text, unsafe=True) == interview('- "two days" #audit-trail +observed ^x')


def test_two_names_that_may_be_meant_are_left_to_the_writer() -> None:
    """Nobody throws a coin."""
    text = interview('- "two days" #audit-trai ^x')
    both = mended(text, unsafe=True, research__themes__audit_trails=theme())
    assert set(both.changes) == {ONE}
    near = {"research__themes__audit-tray": theme()}
    assert ONE not in mended(text, unsafe=True, **near).changes


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_everything_else_stays_byte_for_byte(end: str) -> None:
    """Line ends, byte order mark, blanks and what is no evidence."""
    text = "\ufeff" + interview('- "two days" #audit-trail').replace("\n", end) + f"   {end}\t#x  "
    changed = mended(text).changes[ONE].decode()
    assert changed.replace(" ^two-days", "") == text


TAGS = st.sampled_from(
    ["#audit-trail", "#Audit_Trail", "#audit-trial", "+observed", "^x", "#new-one"]
)
WORDS = st.sampled_from(
    ['"two days"', '"nobody could say"', '"not said"', "'two days'", "two days"]
)
ITEMS = st.lists(st.one_of(TAGS, WORDS, st.just(","), st.just("-")), min_size=1, max_size=5)


@given(st.lists(ITEMS, max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_mending_twice_is_mending_once(items: list[list[str]], unsafe: bool) -> None:  # noqa: FBT001
    """And never makes an error that was not there."""
    text = interview("\n".join(f"- {' '.join(item)}" for item in items))
    once = mended(text, unsafe=unsafe)
    texts = {path: data.decode() for path, data in once.changes.items()}
    again = mended(texts.get(ONE, text), unsafe=unsafe, **{
        path.removesuffix(".md").replace("/", "__"): one
        for path, one in texts.items()
        if path != ONE
    })  # fmt: skip
    assert again.changes == {}
    before, now = codes(loaded({ONE: text})), codes(loaded({ONE: text, **texts}))
    assert now.count("CP401") <= before.count("CP401")
    assert now.count("CP415") <= before.count("CP415")
