"""A branch is compared with where it started, under today's consent on both sides."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint import study as studies
from counterpoint.diff.data import as_json
from counterpoint.diff.markdown import FOLDED, SHOWN, as_markdown
from counterpoint.diff.values import Difference, difference
from counterpoint.git import history
from counterpoint.history import branch
from counterpoint.model import Audience
from counterpoint.resolve import Release
from git_repositories import GitRepository, started
from repositories import PERSONA, interview, theme

TODAY = datetime.date(2026, 6, 1)
FOLDER = "research/interviews"
HIDDEN = "zebra-crossing-words"


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a study of two interviews, a branch of work checked out."""
    made = started(tmp_path / "study")
    made.write("research/personas/rep.md", PERSONA)
    made.write("research/themes/audit-trail.md", theme("Audit trail"))
    made.write(f"{FOLDER}/one.md", interview(participant="u1"))
    made.write(f"{FOLDER}/two.md", interview(participant="u2"))
    made.commit()
    made.git("switch", "-q", "-c", "work")
    return made


def changes(made: GitRepository, audience: Audience = Audience.INTERNAL) -> Difference:
    """Return what the work at hand changes."""
    release = Release(TODAY, audience)
    loaded = studies.load(made.root, today=TODAY, audience=audience)
    return difference(branch(history(made.root), "main", loaded, release=release), "main")


def said(found: Difference) -> str:
    """Return everything that is printed, in both forms."""
    return as_markdown(found) + as_json(found)


def test_nothing_changed_is_said_in_a_sentence(repository: GitRepository) -> None:
    """Also where files changed that say nothing new."""
    repository.write("docs/index.md", "# Hello\n")
    found = changes(repository)
    assert found.is_empty
    assert "Nothing: the evidence" in as_markdown(found)


def test_an_interview_is_counted_and_what_it_settles_comes_first(
    repository: GitRepository,
) -> None:
    """With the numbers before and after."""
    for name in ("b1", "b2"):
        repository.write(f"{FOLDER}/{name}.md", interview(participant=name, side="buyer"))
    text = as_markdown(changes(repository))
    assert "Adds 2 interviews, 2 buyers and 2 pieces of evidence." in text
    assert "- **Audit trail**: unasked → **shared**." in text
    assert "Buyers: 0 → 2 for, 0 against, of 0 → 2 interviewed; Users: 2 for" in text
    assert text.index("**shared**") < text.index("<details>")
    data = json.loads(as_json(changes(repository)))
    assert data["interviews"]["added"] == ["b1", "b2"]
    assert data["relations"][0]["before"] == "unasked"
    assert [one["evidence"] for one in data["evidence"]["added"]] == ["no-trail", "no-trail"]


def test_other_branches_changes_are_not_this_ones(repository: GitRepository) -> None:
    """Compared is with where the work left off."""
    repository.git("switch", "-q", "main")
    repository.write(f"{FOLDER}/three.md", interview(participant="u3"))
    repository.commit()
    repository.git("switch", "-q", "work")
    assert changes(repository).is_empty


def test_an_id_given_later_changes_no_evidence(repository: GitRepository) -> None:
    """`check --fix` writes them by the dozen."""
    file = repository.root / FOLDER / "one.md"
    repository.git("switch", "-q", "main")
    file.write_text(file.read_text().replace(" ^no-trail", ""))
    repository.commit()
    repository.git("switch", "-q", "-c", "more")
    file.write_text(file.read_text().replace("#audit-trail", "#audit-trail ^given"))
    assert changes(repository).is_empty


def test_words_that_changed_are_shown_as_they_are_now(repository: GitRepository) -> None:
    """What they were may have been somebody's name; the roadmap is told first."""
    cited = f"[x](/{FOLDER}/one.md#no-trail"
    loaded = studies.load(repository.root, today=TODAY)
    stamp = loaded.study.interviews["one"].evidence[0].stamp
    link = f'{cited} "sha256:{stamp}")\n'
    repository.write("docs/roadmap/item.md", f"---\nstatus: now\n---\n\n{link}\n{link}")
    repository.git("switch", "-q", "main")
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    file = repository.root / FOLDER / "one.md"
    file.write_text(
        file.read_text().replace("Nobody could say who", "Nobody could tell who")
        .replace('"nobody could say"', '"nobody could tell"')
    )  # fmt: skip
    text = said(changes(repository))
    assert text.count("cites words that have changed in 2 places") == 1
    assert "“Nobody could tell”" in text
    assert "could say" not in text


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (lambda text: text.replace("status: granted", "status: withdrawn"), 1),
        (lambda text: text.replace("audience: internal", "audience: restricted"), 1),
        (lambda _: "---\ndate: 2026-03-02\nforgotten: true\n---\n", 1),
        (lambda _: "", 1),
    ],
)
def test_what_may_no_longer_be_shown_is_a_number(
    repository: GitRepository, change: Callable[[str], str], gone: int
) -> None:
    """No id, no word, no theme that only it named; and no conclusion of it on either side."""
    repository.git("switch", "-q", "main")
    secret = interview(f'- "two days" #{HIDDEN} ^{HIDDEN}', participant=HIDDEN, title=HIDDEN)
    file = repository.write(f"{FOLDER}/{HIDDEN}.md", secret)
    repository.write(
        "docs/roadmap/item.md", f"---\nstatus: now\n---\n\n[x](/{FOLDER}/{HIDDEN}.md)\n"
    )
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    after = change(file.read_text())
    file.write_text(after) if after else file.unlink()
    found = changes(repository)
    assert found.consent.gone == gone
    assert HIDDEN not in said(found)
    assert "1 interview that could be shown is withheld" in as_markdown(found)
    assert found.changes.relations == ()


@pytest.mark.parametrize("fields", [{"status": "withdrawn"}, {"audience": "restricted"}])
def test_a_citation_that_was_withheld_before_is_no_news(
    repository: GitRepository, fields: dict[str, str]
) -> None:
    """It is said once, on the branch that withdrew."""
    repository.git("switch", "-q", "main")
    repository.write(f"{FOLDER}/old.md", interview(participant="u5", **fields))
    cites = f'---\nstatus: now\n---\n\n[x](/{FOLDER}/old.md#no-trail "sha256:0123456789ab")\n'
    repository.write("docs/roadmap/item.md", cites)
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    assert changes(repository).changes.citations == ()
    assert changes(repository).is_empty


def test_a_withdrawal_on_the_main_branch_holds_here_too(repository: GitRepository) -> None:
    """Although this branch does not know of it yet."""
    repository.git("switch", "-q", "main")
    repository.write(f"{FOLDER}/one.md", interview(participant="u1", status="withdrawn"))
    repository.commit()
    repository.git("switch", "-q", "work")
    repository.write(f"{FOLDER}/one.md", interview(participant="u1", title="New title"))
    found = changes(repository)
    assert "one" not in found.study.interviews
    assert "one" not in found.before.study.interviews
    assert found.changes.evidence_added == ()


def test_who_was_forgotten_is_gone_from_the_past(repository: GitRepository) -> None:
    """Also where somebody else took part in the same interview."""
    pair = (
        "---\ntitle: Pair\ndate: 2026-03-02\nparticipants:\n"
        "  - {id: u8, speaker: Ann, side: user, persona: rep}\n{other}"
        "consent: {status: granted, audience: internal}\n{fields}---\n\n"
        '**Ann** It is slow.\n\n- "slow" #audit-trail ^slow\n{words}'
    )
    other = f"  - {{id: {HIDDEN}, speaker: Bo, side: user, persona: rep}}\n"
    words = f'\n**Bo** {HIDDEN} it is.\n\n- "{HIDDEN}" #audit-trail ^bo\n'

    def text(**parts: str) -> str:
        found = pair
        for key, value in parts.items():
            found = found.replace(f"{{{key}}}", value)
        return found

    repository.git("switch", "-q", "main")
    repository.write(f"{FOLDER}/pair.md", text(other=other, words=words, fields=""))
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    repository.write(f"{FOLDER}/pair.md", text(other="", words="", fields="forgotten: [bo]\n"))
    found = changes(repository)
    assert HIDDEN not in said(found)
    assert len(found.before.study.interviews["pair"].evidence) == 1


def test_a_renaming_is_a_line_and_nothing_else(repository: GitRepository) -> None:
    """The evidence of a renamed theme, or interview, is what it was."""
    repository.git("mv", "research/themes/audit-trail.md", "research/themes/records.md")
    repository.write("research/themes/records.md", theme("Audit trail", "aliases: [audit-trail]"))
    repository.git("mv", f"{FOLDER}/one.md", f"{FOLDER}/uno.md")
    repository.write(f"{FOLDER}/uno.md", interview(participant="u1", fields="aliases: [one]"))
    found = changes(repository)
    assert {one.new for one in found.renamed} == {"records", "uno"}
    assert found.changes.is_empty
    assert "Renamed: theme `audit-trail` → `records`." in as_markdown(found)


def test_a_long_list_is_folded_and_cut(repository: GitRepository) -> None:
    """A comment has to be read, and hosts take 65,536 characters."""
    for number in range(60):
        repository.write(f"research/themes/t{number}.md", theme(f"Theme {number}" + "x" * 300))
        items = f'- "two days" #t{number} ^a'
        repository.write(f"{FOLDER}/i{number}.md", interview(items, participant=f"b{number}"))
    text = as_markdown(changes(repository))
    assert len(text) < 65_536
    assert text[: text.index("<details>")].count("\n- ") == SHOWN
    assert f"and {60 - FOLDED} more" in text


def test_contributors_text_is_no_markup_in_a_comment(repository: GitRepository) -> None:
    """It calls nobody, closes no issue and loads no image."""
    hostile = "@team fixes #1 <img src=x> ![a](b) `c` [d](e)"
    body = interview('- "two" #audit-trail ^x').replace("two days", f"two {hostile} days")
    item = f'- "two {hostile} days" #audit-trail ^x'
    repository.write(f"{FOLDER}/x.md", body.replace('- "two" #audit-trail ^x', item))
    repository.write("research/themes/evil.md", theme(f"'{hostile}'"))
    text = as_markdown(changes(repository))
    quoted = [line for line in text.split("\n") if "team" in line]
    assert quoted
    assert not any(sign in line for line in quoted for sign in ("@", "<img", "![", "](", " #1"))
