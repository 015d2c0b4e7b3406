"""A roadmap document from its first citation on, through everything that can happen to it."""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
from pathlib import Path

import pytest
import sphobjinv
from click.testing import CliRunner, Result

from counterpoint.cli import group

pytestmark = pytest.mark.slow

FINANCE = "research/interviews/2026-03-02-finance.md"
REP = "research/interviews/2026-03-09-rep.md"
PLAN = "docs/roadmap/one-page.md"
TRACES = re.compile(rb"Four screens|four-screens|2026-03-09-rep")
MARKED, REDIRECT = b'class="cp-as-of"', b'http-equiv="refresh'
HEAD = "---\ntitle: One page\nstatus: now\nbenefits: both\n---\n\n# One page\n\n"


def run(root: Path, command: str, *words: str) -> Result:
    """Run a command on a repository."""
    return CliRunner().invoke(group, [command, "-C", str(root), *words])


def built(root: Path) -> Path:
    """Build a repository; return its site."""
    result = run(root, "build")
    assert result.exit_code == 0, result.output
    return root / "build" / "site"


def page(site: Path, address: str) -> str:
    """Return a page's words and marks, entities read."""
    return html.unescape((site / address / "index.html").read_text(encoding="utf-8"))


def stamp(quote: str, participant: str, side: str) -> str:
    """Return a stamp, from nothing but the format's own words."""
    return hashlib.sha256(f"{quote}\x1f{participant}\x1f{side}".encode()).hexdigest()[:12]


def cited(root: Path, words: str) -> str:
    """Return the link that the command prints for the likest evidence."""
    found: str = json.loads(run(root, "cite", "--json", "-n", "1", words).stdout)[0]["citation"]
    return found


def change(file: Path, old: str, new: str) -> None:
    """Replace words in a file that holds them."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def badge(site: Path, address: str) -> str:
    """Return what a badge says."""
    drawn = (site / "research/badges" / address).read_text(encoding="utf-8")
    return html.unescape(re.findall(r"<text[^>]*>([^<]*)</text>", drawn)[1])


@pytest.fixture
def written(small: Path) -> Path:
    """Return a study with a roadmap document that was written with the command's help."""
    links = [cited(small, "one page instead of four"), cited(small, "four screens every time")]
    links.append("[fewer steps](/research/themes/fewer-steps.md)")
    (small / PLAN).write_text(HEAD + "\n\n".join(links) + "\n", encoding="utf-8")
    who = ("-c", "user.name=Mel", "-c", "user.email=mel@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "research", "docs"), ("commit", "-qm", "A plan")):
        subprocess.run(["git", "-C", str(small), *who, *words], check=True)
    return small


def test_a_document_is_written_and_published(written: Path) -> None:
    """Live citations, panel, backlinks, badges; the stamps are what the format says."""
    text = (written / PLAN).read_text(encoding="utf-8")
    assert re.findall(r"sha256:(\w+)", text) == [
        stamp("one page instead of four", "p001", "buyer"),
        stamp("Four screens, every single time", "p002", "user"),
    ]
    site = built(written)
    plan = page(site, "roadmap/one-page")
    assert "1 buyer cited, from 1 account" in plan
    assert "1 user cited, from 1 account" in plan
    assert "evidence withheld" not in plan
    assert badge(site, "roadmap/one-page.svg") == "now · 1 buyer · 1 user"
    for address in (
        "research/themes/fewer-steps",
        "research/personas/sales-rep",
        "research/accounts/northwind",
        "research/interviews/2026-03-09-rep",
    ):
        assert 'roadmap/one-page/">One page</a>' in page(site, address), address


def test_an_edited_transcript_makes_the_citation_suspect(written: Path) -> None:
    """An error of `check`, marked on the published page, mended by a person's yes."""
    change(written / REP, "every single time", "nearly every time")
    checked = run(written, "check")
    assert checked.exit_code == 1
    assert re.search(rf"{PLAN}:\d+:\d+: CP605 ", checked.output)
    site = built(written)
    assert "words changed" in page(site, "roadmap/one-page")
    assert "cites words that have changed" in page(site, "research/roadmap").lower()
    assert badge(site, "roadmap/one-page.svg") == "now · 1 buyer · no user · 2 flags"
    run(written, "cite", "--restamp", "--yes", "docs")
    new = stamp("Four screens, nearly every time", "p002", "user")
    assert new in (written / PLAN).read_text(encoding="utf-8")
    assert "words changed" not in page(built(written), "roadmap/one-page")


def test_a_withdrawal_takes_effect_everywhere(written: Path) -> None:
    """No trace in any file of the site; the item says that it cites what was withdrawn."""
    change(written / REP, "status: granted", "status: withdrawn")
    site = built(written)
    plan = page(site, "roadmap/one-page")
    assert "evidence withheld" in plan
    assert badge(site, "roadmap/one-page.svg").startswith("now · 1 buyer · no user")
    assert "cites what was withdrawn" in page(site, "research/roadmap").lower()
    assert not (site / "research/data/evidence/2026-03-09-rep.json").exists()
    traces = [
        str(file.relative_to(site))
        for file in site.rglob("*")
        if file.is_file() and TRACES.search(file.read_bytes())
    ]
    assert traces == []
    labels = sphobjinv.Inventory(site / "objects.inv").objects
    assert not [one.name for one in labels if "2026-03-09-rep" in one.name]


def test_a_renamed_theme_keeps_every_link(written: Path) -> None:
    """Page, badge and data at the old id; links in the document and from elsewhere."""
    assert run(written, "rename", "theme", "fewer-steps", "less-work").exit_code == 0
    site = built(written)
    moved = page(site, "research/themes/fewer-steps")
    assert 'url=../less-work/"' in moved
    assert badge(site, "themes/fewer-steps.svg") == badge(site, "themes/less-work.svg")
    data = (site / "research/data/themes/fewer-steps.json").read_text(encoding="utf-8")
    assert json.loads(data)["id"] == "less-work"
    assert 'research/themes/less-work/"' in page(site, "roadmap/one-page")
    assert 'roadmap/one-page/">One page</a>' in page(site, "research/themes/less-work")
    labels = {one.name: one.uri for one in sphobjinv.Inventory(site / "objects.inv").objects}
    assert labels["theme:fewer-steps"] == labels["theme:less-work"]


def test_a_merged_theme_takes_over(written: Path) -> None:
    """Numbers are of both, the old address leads to the one that is left."""
    done = run(written, "rename", "theme", "fewer-steps", "audit-trail")
    assert done.exit_code == 0, done.output
    site = built(written)
    assert 'url=../audit-trail/"' in page(site, "research/themes/fewer-steps")
    assert 'roadmap/one-page/">One page</a>' in page(site, "research/themes/audit-trail")
    found = json.loads((site / "research/data/themes/audit-trail.json").read_text("utf-8"))
    assert found["sides"]["buyer"]["for"] == found["sides"]["user"]["for"] == 1
    assert badge(site, "themes/fewer-steps.svg") == found["in_short"]


def test_looking_back_shows_the_plan_of_then(written: Path) -> None:
    """Marked on every page, today's withdrawals included."""
    change(written / FINANCE, "status: granted", "status: withdrawn")
    result = run(written, "build", "--as-of", "HEAD")
    assert result.exit_code == 0, result.output
    site = written / "build" / "site"
    pages = [file for file in site.rglob("*.html") if REDIRECT not in file.read_bytes()]
    assert not [file for file in pages if MARKED not in file.read_bytes()]
    plan = page(site, "roadmap/one-page")
    assert "evidence withheld" in plan
    assert "instead of four" not in "".join(file.read_text("utf-8") for file in pages)
