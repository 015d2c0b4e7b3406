"""What other places link to and show: old addresses, badges, small data, the inventory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.etree.ElementTree import fromstring

import sphobjinv

from counterpoint.analysis import analyse
from counterpoint.model import Audience
from counterpoint.pages.elsewhere import elsewhere_files
from counterpoint.pages.site import gather
from repositories import interview, loaded, theme
from studies import interview as talk
from studies import person, says, study

OLD_NAMES = {
    "research/themes/audit-trail.md": theme("Audit trail", "aliases: [audit-log, change-history]"),
    "research/interviews/one.md": interview(fields="aliases: [zero]"),
    "docs/roadmap/record.md": "---\ntitle: A record\nstatus: now\nbenefits: user\n---\n\n"
    "[x](/research/interviews/one.md#no-trail)\n",
}
SVG = "{http://www.w3.org/2000/svg}"


def files(given: dict[str, str], audience: Audience = Audience.INTERNAL) -> Mapping[str, bytes]:
    """Return the files of a repository's site by their path."""
    found = loaded(given, audience=audience).study
    site = gather(found, analyse(found))
    return {one.path: one.content for one in elsewhere_files(site)}


def test_an_old_address_leads_on() -> None:
    """With scripts to the same place, without them by a refresh, and by hand."""
    page = files(OLD_NAMES)["research/themes/audit-log/index.html"].decode()
    assert '<link rel="canonical" href="../audit-trail/">' in page
    assert '<meta http-equiv="refresh" content="0; url=../audit-trail/">' in page
    assert '<script src="../../../assets/counterpoint/moved/moved.js"></script>' in page
    assert '<a href="../audit-trail/">Audit trail</a>' in page
    assert "<script>" not in page


def test_an_id_that_is_in_use_again_is_no_old_address() -> None:
    """What has a file keeps its address, its badge and its data."""
    found = files({**OLD_NAMES, "research/themes/audit-log.md": theme("Audit log")})
    assert "research/themes/audit-log/index.html" not in found
    assert b"Audit log: " in found["research/badges/themes/audit-log.svg"]
    assert json.loads(found["research/data/themes/audit-log.json"])["title"] == "Audit log"


def test_a_badge_says_where_the_sides_stand() -> None:
    """Relation and people, and the whole partition for those who do not see it."""
    people = [*(f"buyer{number}" for number in range(3)), *(f"user{number}" for number in range(2))]
    talks = (talk(one, "2026-03-01", person(one, one[:-1]), says(one, "record")) for one in people)
    found = study(*talks, talk("silent", "2026-03-01", person("u9", "user")))
    drawn = {one.path: one.content for one in elsewhere_files(gather(found, analyse(found)))}
    badge = fromstring(drawn["research/badges/themes/record.svg"])  # noqa: S314  (our own)
    texts = [one.text for one in badge.iter(f"{SVG}text")]
    assert texts[1] == "shared · 3 buyers · 2 users"
    title = badge.find(f"{SVG}title")
    assert title is not None
    assert title.text
    assert "Users: 2 want this, 1 not asked, of 3 users" in title.text
    assert badge.get("role") == "img"


def test_a_badge_keeps_its_address_when_the_theme_is_renamed() -> None:
    """Old ids have the same badge and the same data."""
    found = files(OLD_NAMES)
    for folder in ("badges/themes/{}.svg", "data/themes/{}.json"):
        new = found[f"research/{folder.format('audit-trail')}"]
        assert found[f"research/{folder.format('change-history')}"] == new


def test_a_roadmap_items_badge_says_what_it_rests_on() -> None:
    """Its status, whom it cites, and how many flags it has."""
    badge = files(OLD_NAMES)["research/badges/roadmap/record.svg"].decode()
    assert "now · no buyer · 1 user · 1 flag" in badge
    assert "one-sided, without a word on the other side" in badge


def test_evidence_has_its_data_at_the_interviews_address() -> None:
    """One file an interview, a piece under its anchor, with what cites it."""
    found = json.loads(files(OLD_NAMES)["research/data/evidence/one.json"])
    piece = found["evidence"]["no-trail"]
    assert piece["quote"] == "Nobody could say"
    assert piece["address"] == "research/interviews/one/#no-trail"
    assert piece["cited_by"] == ["roadmap/record/"]
    assert f"sha256:{piece['stamp']}" in piece["citation"]


def test_what_is_withheld_leaves_no_trace() -> None:
    """Neither its old addresses nor its evidence, its label or its data."""
    hidden = {
        **OLD_NAMES,
        "research/interviews/one.md": interview(fields="aliases: [zero]", audience="restricted"),
    }
    found = files(hidden)
    assert not [path for path in found if "/one" in path or "/zero" in path]
    labels = sphobjinv.Inventory(zlib=found["objects.inv"]).objects
    assert not [one.name for one in labels if "one" in one.name or "zero" in one.name]
    assert b"Nobody could say" not in b"".join(found.values())


def test_the_inventory_names_everything_that_has_an_address() -> None:
    """By kind and id, old ids too."""
    listed = sphobjinv.Inventory(zlib=files(OLD_NAMES)["objects.inv"])
    labels = {one.name: one.uri_expanded for one in listed.objects}
    assert (
        labels["theme:audit-trail"] == labels["theme:audit-log"] == "research/themes/audit-trail/"
    )
    assert labels["evidence:one#no-trail"] == "research/interviews/one/#no-trail"
    assert labels["evidence:zero#no-trail"] == "research/interviews/one/#no-trail"
    assert labels["persona:rep"] == "research/personas/rep/"
    assert labels["roadmap:record"] == "roadmap/record/"


def test_files_are_the_same_every_time() -> None:
    """Byte for byte."""
    assert files(OLD_NAMES) == files(OLD_NAMES)
