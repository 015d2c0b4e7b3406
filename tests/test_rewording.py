"""Words of links to what is withheld are taken out of a study, and nothing else of it."""

from __future__ import annotations

from counterpoint.names import names_of
from counterpoint.parse.files import ParsedFile
from counterpoint.resolve import Release, resolve
from counterpoint.study import Loaded, without_words
from repositories import TODAY, interview, loaded, theme

HIDDEN = "research/interviews/hidden.md"
LINK = f"[zebra words](/{HIDDEN}#no-trail)"
FILES = {
    HIDDEN: interview(status="withdrawn", participant="p9"),
    "research/interviews/open.md": interview(
        f'- "nobody could say" #audit-trail #audit #new-thing ^told\n  See {LINK}.',
        fields="aliases: [older]\nasked: [audit-trail]",
    ),
    "research/themes/audit-trail.md": theme(fields="aliases: [audit]\ntension: [speed]")
    + f"\nLike {LINK}.\n",
    "research/themes/speed.md": theme(fields="parent: audit-trail") + f"\n## On {LINK}\n",
    "research/decisions/later.md": (
        f"---\ntitle: Later\ndate: 2026-01-01\nthemes: [audit]\nstatus: decided\n---\n\n{LINK}\n"
    ),
    "docs/roadmap/trail.md": f"---\nstatus: now\nbenefits: user\n---\n\n# Trail {LINK}\n\nWords.\n",
}


def resolved_anew(found: Loaded) -> object:
    """Return the study that the same files make, every one of them resolved again."""
    config = found.study.config
    again = without_words(found.sources, found.hidden, config)
    kept: tuple[ParsedFile, ...] = tuple(again.get(one.path, one) for one in found.files)
    release = Release(TODAY, found.study.audience)
    return resolve(kept, names_of(found.files, config), config, release)


def test_a_reworded_study_is_what_its_files_make_without_the_words() -> None:
    """Whatever kind of file cites what is withheld, with aliases, proposals and tensions."""
    found = loaded(FILES)
    assert len(found.hidden) == len(FILES) - 1
    assert found.study == resolved_anew(found)
    assert "zebra" not in repr(found.study)


def test_only_the_words_are_gone() -> None:
    """What the files refer to, and who said what, is all there."""
    found = loaded(FILES).study
    assert found.interviews["open"].evidence[0].themes == ("audit-trail", "new-thing")
    assert found.themes["audit-trail"].tension == ("speed",)
    assert found.decisions["later"].themes == ("audit-trail",)
    assert "evidence withheld" in found.themes["audit-trail"].body.text
