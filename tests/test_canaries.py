"""Words of a withheld interview: none may be found in anything that a command puts out."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from counterpoint.cli import group
from counterpoint.commands.serving_answers import FreshLibrary
from counterpoint.model import Audience
from counterpoint.transfer.answers import UnknownNameError
from counterpoint.transfer.export.records import Filter

CANARY = "qzxjk"
"""Begins every word that only the withheld interview has; no stemmer shortens it."""
PATH = f"research/interviews/2026-04-01-{CANARY}file.md"
WITHHELD = f"""\
---
# {CANARY}comment
title: {CANARY}title
date: 2026-04-01
participants:
  - id: {CANARY}1
    speaker: {CANARY}speaker
    side: user
    persona: {CANARY}persona
    account: {CANARY}account
    roles: [gatekeeper]
    segments: [{CANARY}segment]
    lifecycle: churned
  - id: {CANARY}2
    speaker: {CANARY}second
    side: buyer
    persona: finance-chief
interviewers: [{CANARY}interviewer]
method: diary-study
guide: first-talk
asked: [audit-trail, {CANARY}-asked]
coding: done
consent:
  CONSENT
  date: 2026-04-01
recording: https://recordings.example/{CANARY}recording
aliases: [{CANARY}alias]
---

## {CANARY}heading

**{CANARY}speaker** [00:14:05] {CANARY}body We failed because of the forms.

- "{CANARY}body We failed" #audit-trail #{CANARY}-theme +against +usability ^{CANARY}id
  {CANARY}note with ![{CANARY}alternative](../images/{CANARY}picture.png "{CANARY}imagetitle")

**{CANARY}second** [{CANARY}linktext](../images/{CANARY}plan.pdf "{CANARY}linktitle") is mine.

- "is mine" #fewer-steps ^{CANARY}other

**{CANARY}undeclared** `{CANARY}code` <b>{CANARY}html</b> ![seen](../images/shared.png)

[ref]: https://example.com/{CANARY}reference
"""
CITING = f"""\
---
title: A plan
status: now
benefits: both
---

# A plan

[{CANARY}cited](/{PATH}#{CANARY}id "sha256:0123456789ab").

![{CANARY}shown](/research/images/{CANARY}picture.png)

By [{CANARY}reference][one], and [{CANARY}alias](../../research/interviews/{CANARY}alias.md).

[one]: /{PATH} "{CANARY}definition"
"""
THEME = f"""\
---
title: Forms
---

See [{CANARY}fromtheme](../interviews/2026-04-01-{CANARY}file.md#{CANARY}id "{CANARY}stamp").
"""
GUIDE = "---\ntitle: First talk\nside: user\ncovers: [audit-trail]\n---\n\n## A week?\n"

CONSENTS = {
    "withdrawn": "status: withdrawn\n  audience: public",
    "expired": "status: expired\n  audience: public",
    "restricted": "status: granted\n  audience: restricted",
}


@pytest.fixture(params=["withdrawn", "restricted", "over"])
def planted(small: Path, request: pytest.FixtureRequest) -> Path:
    """Return a study with an interview that nobody may see, cited from everywhere."""
    plant(small, request.param)
    return small


def plant(root: Path, reason: str) -> None:
    """Write the interview, its images and citations of it."""
    if reason == "over":
        text = WITHHELD.replace("coding: done", "coding: done\nretain_until: 2026-04-30")
        text = text.replace("CONSENT", CONSENTS["withdrawn"].replace("withdrawn", "granted"))
    else:
        text = WITHHELD.replace("CONSENT", CONSENTS[reason])
    for path, content in (
        (PATH, text),
        ("docs/roadmap/plan.md", CITING),
        ("research/themes/forms.md", THEME),
        ("research/guides/first-talk.md", GUIDE),
        ("mkdocs.yml", "site_name: Small\nsite_url: https://research.example/\n"),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    images = root / "research/images"
    images.mkdir()
    for name in (f"{CANARY}picture.png", f"{CANARY}plan.pdf", "shared.png"):
        (images / name).write_bytes(f"{CANARY}bytes of {name}".encode())


LAST_DAY, DAY_AFTER = "1777507200", "1777593600"
"""The planted retention's last day, and the one after it, in seconds since 1970."""


def run(root: Path, *words: str, day: str = "1780272000") -> str:
    """Run a command that succeeds, on a day after the planted retention; return what it says."""
    environment = {"SOURCE_DATE_EPOCH": day}
    result = CliRunner().invoke(group, [words[0], "-C", str(root), *words[1:]], env=environment)
    assert result.exit_code == 0, result.output
    return result.stdout


def traces(name: str, data: bytes) -> Iterator[str]:
    """Yield where a canary stands in a file's name or bytes, decompressed."""
    if CANARY in unquote(name).lower():
        yield f"{name}: its name"
    for content in (data, *unpacked(data)):
        at = unquote(content.decode("latin-1")).lower().find(CANARY)
        if at >= 0:
            yield f"{name}: …{content[max(0, at - 60) : at + 60]!r}…"


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what is packed in a file."""
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "\n".join(archive.namelist()).encode()
            yield from (archive.read(name) for name in archive.namelist())
    elif data.startswith((b"\x89PNG", b"# Sphinx inventory")):
        yield from _deflated(data)


def _deflated(data: bytes) -> Iterator[bytes]:
    for at in range(len(data) - 1):
        if data[at] == 0x78:
            try:
                yield zlib.decompressobj().decompress(data[at:], 1_000_000)
            except zlib.error:
                continue


def outputs(root: Path) -> Iterator[Path]:
    """Yield every file of the site, and every staged one that the study generates."""
    for name in ("site", "docs/research"):
        yield from (file for file in (root / "build" / name).rglob("*") if file.is_file())


def found_in(root: Path) -> list[str]:
    """Return where canaries stand in what a build left."""
    return [
        trace
        for file in outputs(root)
        for trace in traces(file.relative_to(root).as_posix(), file.read_bytes())
    ]


def test_the_search_for_canaries_finds_them(small: Path) -> None:
    """In pages, data, the search's packed bundle, names and images, once the interview is shown."""
    plant(small, "restricted")
    file = small / PATH
    file.write_text(file.read_text().replace("audience: restricted", "audience: public"))
    run(small, "build")
    found = " ".join(found_in(small))
    kinds = (".html", ".csv", ".json", ".pf_fragment", ".png", ".inv", "sitemap.xml", "its name")
    for kind in kinds:
        assert kind in found


def test_no_canary_is_in_any_file_of_the_site(planted: Path) -> None:
    """Whatever the reason, with images, ids, labels, notes and every citation."""
    run(planted, "build")
    assert found_in(planted) == []
    plan = (planted / "build/site/roadmap/plan/index.html").read_text()
    assert "evidence withheld" in plan


@pytest.mark.parametrize("planted", ["withdrawn", "over"], indirect=True)
def test_counts_and_people_are_those_without_it(planted: Path, tmp_path: Path) -> None:
    """Every page and data file is what it would be had the interview never been."""
    run(planted, "build")
    without = tmp_path / "without"
    shutil.copytree(planted, without, ignore=shutil.ignore_patterns("build"))
    (without / PATH).write_text("---\ndate: 2026-04-01\nforgotten: true\n---\n")
    for name in (f"{CANARY}picture.png", f"{CANARY}plan.pdf"):
        (without / "research/images" / name).unlink()
    for file in (without / "docs/roadmap/plan.md", without / "research/themes/forms.md"):
        text = file.read_text().replace(f"{CANARY}alias.md", f"2026-04-01-{CANARY}file.md")
        file.write_text(text.replace(f"/research/images/{CANARY}picture.png", f"/{PATH}"))
    run(without, "build")
    assert pages(planted) == pages(without)


def pages(root: Path) -> dict[str, bytes]:
    """Return what a build published, the search bundle apart."""
    site = root / "build/site"
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and "pagefind" not in file.parts
    }


@pytest.mark.parametrize(
    "words",
    [
        ("csv",),
        ("json",),
        ("codebook",),
        ("markdown", "audit-trail"),
        ("html", "research/themes/audit-trail/"),
        ("html", "research/"),
        ("sqlite",),
        ("refi",),
    ],
    ids=" ".join,
)
def test_no_canary_is_in_any_export(planted: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Tables, databases, archives and pages to send."""
    out = tmp_path / "out" / "export"
    out.parent.mkdir()
    said = run(planted, "export", *words, "-o", str(out))
    assert list(traces("export", out.read_bytes())) == []
    assert list(traces("terminal", said.encode())) == []


def test_a_withdrawal_removes_what_an_earlier_build_published(small: Path) -> None:
    """The new site has nothing of the old one, and so have the staged files."""
    plant(small, "restricted")
    file = small / PATH
    shown = file.read_text().replace("audience: restricted", "audience: internal")
    file.write_text(shown)
    run(small, "build")
    assert found_in(small)
    file.write_text(shown.replace("status: granted", "status: withdrawn"))
    run(small, "build")
    assert found_in(small) == []
    assert left_beside(small) == set()


def test_the_day_alone_withdraws(small: Path) -> None:
    """Nothing is changed but the date; what is kept between builds forgets the words too."""
    plant(small, "over")
    run(small, "build", day=LAST_DAY)
    assert found_in(small)
    run(small, "build", day=DAY_AFTER)
    assert found_in(small) == []
    assert left_beside(small) == set()


def left_beside(root: Path) -> set[str]:
    """Return the parts of `build/` that hold words of the interview's own, its files' cache apart.

    What its path, and others' words about it, say stands in the repository's own other files.
    """
    own = f"{CANARY}body".encode()
    return {
        file.relative_to(root).parts[1]
        for file in (root / "build").rglob("*")
        if file.is_file() and own in file.read_bytes() and "files" not in file.parts
    }


def test_a_site_for_fewer_readers_leaves_nothing_to_the_next(small: Path) -> None:
    """Built for one audience after another in the same folder, whatever is kept between builds."""
    plant(small, "restricted")
    run(small, "build", "--audience", "restricted")
    assert found_in(small)
    for audience in ("public", "internal"):
        run(small, "build", "--audience", audience)
        assert found_in(small) == []


def test_a_second_repository_is_filtered_like_the_first(small: Path, tmp_path: Path) -> None:
    """With its images; merged in for readers who may not see it, it leaves no trace."""
    other = tmp_path / "other"
    shutil.copytree(small, other, ignore=shutil.ignore_patterns("2026-*"))
    plant(other, "restricted")
    (small / "docs/roadmap/plan.md").write_text(CITING)
    for folder in ("themes", "personas", "accounts"):
        for file in (small / "research" / folder).glob("*.md"):
            (other / "research" / folder / file.name).unlink()
    run(small, "build", "--also", str(other))
    assert found_in(small) == []
    run(small, "build", "--audience", "restricted", "--also", str(other))
    assert found_in(small)


@pytest.mark.parametrize(
    "words",
    [
        (f"{CANARY}body", "We", "failed"),
        ("--persona", "finance-chief"),
        ("--theme", "audit-trail"),
        ("--side", "user"),
    ],
    ids=" ".join,
)
def test_no_canary_is_found_to_be_cited(planted: Path, words: tuple[str, ...]) -> None:
    """By words or by whom they come from."""
    said = run(planted, "cite", *words).replace(" ".join(words), "")
    assert list(traces("terminal", said.encode())) == []


def test_no_canary_is_in_an_answer_to_programs(planted: Path) -> None:
    """Whatever they ask."""
    library = FreshLibrary(planted, Audience.INTERNAL, "").current()
    with pytest.raises(UnknownNameError) as unknown:
        library.interview(f"2026-04-01-{CANARY[:-1]}fil", 1, 10)
    told = (
        library.search(f"{CANARY}body We failed because of the forms", Filter(), 50),
        library.sides("the forms", 3).themes,
        library.theme("forms"),
        library.theme("audit-trail"),
        unknown.value,
    )
    assert list(traces("answers", repr(told).encode())) == []


def test_no_canary_is_suggested(planted: Path) -> None:
    """What a withheld interview was tagged with teaches nothing."""
    plain = WITHHELD.partition("asked:")[0].replace(CANARY, "plain").replace("[plain", "[q")
    plain += (
        "consent: {status: granted, audience: internal}\n---\n\n"
        "**plainspeaker** We failed because of the forms, and the rest is mine.\n"
    )
    (planted / "research/interviews/plain.md").write_text(plain.replace("guide: first-talk\n", ""))
    said = run(planted, "suggest", "research/interviews/plain.md")
    assert list(traces("terminal", said.encode())) == []


@pytest.mark.parametrize(
    "broken",
    [
        f'- "{CANARY} never said" #audit-trail',
        f"- {CANARY} #audit-trail #nosuch +nonsense ^x ^x",
        "<<<<<<< ours\n=======\n>>>>>>> theirs",
    ],
)
def test_errors_in_a_withheld_interview_do_not_show_it(small: Path, broken: str) -> None:
    """The build goes on without it, or keeps what is there; it never publishes it."""
    plant(small, "withdrawn")
    with (small / PATH).open("a") as file:
        file.write(f"\n{broken}\n")
    CliRunner().invoke(group, ["build", "-C", str(small)])
    assert found_in(small) == []


def committed(root: Path, when: str) -> None:
    """Commit everything on a day."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    dates = {"GIT_AUTHOR_DATE": f"{when}T12:00:00Z", "GIT_COMMITTER_DATE": f"{when}T12:00:00Z"}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", f"Work of {when}")):
        command = ("git", "-C", str(root), *who, *words)
        subprocess.run(command, check=True, capture_output=True, env=os.environ | dates)


@pytest.fixture(params=["withdrawn", "forgotten", "deleted", "restricted"])
def looked_back(small: Path, request: pytest.FixtureRequest) -> Path:
    """Return a study whose history shows an interview that nobody may see now."""
    plant(small, "restricted")
    file = small / PATH
    restricted = file.read_text()
    shown = restricted.replace("audience: restricted", "audience: internal")
    file.write_text(shown)
    (small / ".gitignore").write_text("build/\n")
    committed(small, "2026-05-01")
    if request.param == "deleted":
        file.unlink()
        (small / "docs/roadmap/plan.md").unlink()
        (small / "research/themes/forms.md").unlink()
    else:
        file.write_text(
            {
                "withdrawn": shown.replace("status: granted", "status: withdrawn"),
                "restricted": restricted,
                "forgotten": "---\ndate: 2026-04-01\nforgotten: true\n---\n",
            }[request.param]
        )
    if request.param in ("forgotten", "deleted"):
        for name in (f"{CANARY}picture.png", f"{CANARY}plan.pdf"):
            (small / "research/images" / name).unlink()
        for page in (small / "docs/roadmap/plan.md", small / "research/themes/forms.md"):
            if page.exists():
                text = page.read_text()
                text = text.replace(f"/research/images/{CANARY}picture.png", f"/{PATH}")
                page.write_text(text.replace(f"{CANARY}alias.md", f"2026-04-01-{CANARY}file.md"))
    return small


def test_what_changed_lately_names_nobody_who_is_gone(looked_back: Path) -> None:
    """A site with a history has nothing of it that may not be seen today."""
    run(looked_back, "build")
    assert found_in(looked_back) == []
    committed(looked_back, "2026-05-20")
    run(looked_back, "build")
    assert found_in(looked_back) == []


def test_looking_back_shows_nothing_that_is_withheld_today(looked_back: Path) -> None:
    """Today's consent applies to every older revision."""
    committed(looked_back, "2026-05-20")
    run(looked_back, "build", "--as-of", "2026-05-02")
    assert found_in(looked_back) == []


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_comparison_names_nothing_that_is_withheld(looked_back: Path, form: str) -> None:
    """Neither before nor after it is committed."""
    first = run(looked_back, "diff", "main", "--format", form)
    assert list(traces("diff", first.encode())) == []
    (looked_back / "research/themes/new.md").write_text("---\ntitle: New\n---\n")
    again = run(looked_back, "diff", "main", "--format", form)
    assert list(traces("diff", again.encode())) == []
