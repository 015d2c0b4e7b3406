"""Random edits of a repository's files, as people make them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Edit: TypeAlias = Callable[[Path, random.Random], None]

ITEM = re.compile(r"^- \".*$", re.MULTILINE)
PARTICIPANT = re.compile(r"^    (side|persona|account|speaker): (\S+)$", re.MULTILINE)
INTERVIEWS = "research/interviews/*.md"
WORDS = ("plain", "R & D", "<b>bold</b>", "ümlaut", "{{ braces }}")


def some_file(root: Path, chance: random.Random, pattern: str) -> Path:
    """Return one of the repository's files."""
    return chance.choice(sorted(root.glob(pattern)))


def _change(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def _set(file: Path, field: str, value: object) -> None:
    """Set a field of a front matter, or of a file of settings."""
    line = f"{field}: {value}"

    def changed(text: str) -> str:
        if re.search(rf"(?m)^{field}:", text):
            return re.sub(rf"(?m)^{field}:.*$", lambda _: line, text, count=1)
        if text.startswith("---\n"):
            return text.replace("---\n", f"---\n{line}\n", 1)
        return f"{text.rstrip()}\n{line}\n"

    _change(file, changed)


def say_more(root: Path, chance: random.Random) -> None:
    """Add a turn to an interview."""
    more = f"\nMore words: {chance.choice(WORDS)} {chance.random()}.\n"
    _change(some_file(root, chance, INTERVIEWS), lambda text: text + more)


def say_first(root: Path, chance: random.Random) -> None:
    """Move everything in an interview down by a turn and a heading."""
    words = f"\n## Part {chance.randint(1, 99)}\n\nFirst of all, {chance.random()}.\n"
    _change(
        some_file(root, chance, INTERVIEWS),
        lambda text: text.replace("\n---\n", f"\n---\n{words}", 1),
    )


def _themes(root: Path) -> list[str]:
    return sorted(file.stem for file in root.glob("research/themes/*.md"))


def tag_otherwise(root: Path, chance: random.Random) -> None:
    """Give a piece of evidence another theme, stance or basis, or an id."""
    more = (
        f" #{chance.choice(_themes(root))}",
        " +against",
        " +hearsay",
        " +neutral",
        f" ^id-{chance.randint(1, 10**6)}",
        "",
    )
    file = some_file(root, chance, INTERVIEWS)
    items = ITEM.findall(file.read_text(encoding="utf-8"))
    if items:
        old = chance.choice(items)
        bare = re.sub(r" (\+\S+|\^\S+)", "", old)
        _change(file, lambda text: text.replace(old, bare + chance.choice(more), 1))


def untag(root: Path, chance: random.Random) -> None:
    """Take a piece of evidence away."""
    file = some_file(root, chance, INTERVIEWS)
    items = ITEM.findall(file.read_text(encoding="utf-8"))
    if len(items) > 1:
        old = chance.choice(items)
        _change(file, lambda text: text.replace(old, "", 1))


def retitle(root: Path, chance: random.Random) -> None:
    """Give any file of research/ another title."""
    file = some_file(root, chance, "research/*/*.md")
    _set(file, "title", f'"{chance.choice(WORDS)} {chance.randint(1, 99)}"')


def define(root: Path, chance: random.Random) -> None:
    """Add to the body of a file of the codebook."""
    file = some_file(root, chance, "research/[!i]*/*.md")
    _change(file, lambda text: f"{text.rstrip()}\n\nMore is known: {chance.random()}.\n")


def change_codebook(root: Path, chance: random.Random) -> None:
    """Retire a theme, hang it below another, or let it pull against one."""
    file = some_file(root, chance, "research/themes/*.md")
    other = chance.choice([one for one in _themes(root) if one != file.stem])
    fields = (
        ("status", chance.choice(("retired", "active"))),
        ("parent", other),
        ("tension", f"[{other}]"),
        ("expresses", chance.choice(("need", "problem"))),
        ("aliases", f"[old-{chance.randint(1, 999)}]"),
    )
    _set(file, *chance.choice(fields))


def recast(root: Path, chance: random.Random) -> None:
    """Give a participant the side, persona or account of another."""
    file = some_file(root, chance, INTERVIEWS)
    field = chance.choice(("side", "persona", "account"))
    others = [
        value
        for one in sorted(root.glob(INTERVIEWS))
        for name, value in PARTICIPANT.findall(one.read_text(encoding="utf-8"))
        if name == field
    ]
    if others:
        line = f"    {field}: {chance.choice(others)}"
        _change(file, lambda text: re.sub(rf"(?m)^    {field}: .*$", line, text, count=1))


def ask(root: Path, chance: random.Random) -> None:
    """Say otherwise what an interview raised, when it was, or how far its coding is."""
    fields = (
        ("asked", f"[{', '.join(chance.sample(_themes(root), 2))}]"),
        ("date", f"2026-0{chance.randint(1, 4)}-1{chance.randint(0, 9)}"),
        ("coding", chance.choice(("open", "done"))),
        ("method", chance.choice(("interview", "usability-test"))),
    )
    _set(some_file(root, chance, INTERVIEWS), *chance.choice(fields))


def withdraw(root: Path, chance: random.Random) -> None:
    """Withdraw consent."""
    file = some_file(root, chance, INTERVIEWS)
    _change(file, lambda text: text.replace("status: granted", "status: withdrawn", 1))


def grant(root: Path, chance: random.Random) -> None:
    """Take a withdrawal back."""
    file = some_file(root, chance, INTERVIEWS)
    _change(file, lambda text: text.replace("status: withdrawn", "status: granted", 1))


def limit(root: Path, chance: random.Random) -> None:
    """Let an interview be shown until a day that may be over."""
    day = f"20{chance.choice((20, 90))}-01-01"
    _set(some_file(root, chance, INTERVIEWS), "retain_until", day)


def link(root: Path, chance: random.Random) -> None:
    """Cite an interview in another one, in a theme or in a page by hand."""
    cited = some_file(root, chance, INTERVIEWS)
    anchors = re.findall(r" \^(\S+)$", cited.read_text(encoding="utf-8"), re.MULTILINE)
    place = f"#{chance.choice(anchors)}" if anchors else ""
    citing = some_file(
        root, chance, chance.choice((INTERVIEWS, "research/themes/*.md", "docs/**/*.md"))
    )
    path = cited.relative_to(root).as_posix()
    _change(citing, lambda text: f"{text.rstrip()}\n\nAs [they said](/{path}{place}).\n")


def move(root: Path, chance: random.Random) -> None:
    """Give an interview that nobody links to another file name."""
    file = some_file(root, chance, INTERVIEWS)
    texts = [one.read_text(encoding="utf-8") for one in sorted(root.glob("*/**/*.md"))]
    if not any(f"{file.name}" in text for text in texts):
        file.rename(file.with_name(f"moved-{chance.randint(1, 10**6)}.md"))


def hear(root: Path, chance: random.Random) -> None:
    """Interview the same people, or others of their kind, once more."""
    file = some_file(root, chance, INTERVIEWS)
    number = chance.randint(1, 10**6)
    text = file.read_text(encoding="utf-8")
    if chance.random() < 0.5:
        text = re.sub(r"(?m)^(  - id: \S+)$", rf"\1-{number}", text)
    (file.parent / f"2026-06-0{chance.randint(1, 9)}-heard-{number}.md").write_text(
        text, encoding="utf-8"
    )


def rename_page(root: Path, chance: random.Random) -> None:
    """Give a page by hand another title."""
    _set(some_file(root, chance, "docs/**/*.md"), "title", f"Page {chance.randint(1, 99)}")


def decide(root: Path, chance: random.Random) -> None:
    """Write a decision down."""
    folder = root / "research" / "decisions"
    folder.mkdir(exist_ok=True)
    number = chance.randint(1, 3)
    (folder / f"2026-05-0{number}-we-do-it.md").write_text(
        f"---\ntitle: We do it {chance.random()}\ndate: 2026-05-0{number}\n"
        f"themes: [{chance.choice(_themes(root))}]\nstatus: accepted\nowner: Mel\n---\n\n"
        "So be it.\n",
        encoding="utf-8",
    )


def write(root: Path, chance: random.Random) -> None:
    """Add to a page by hand."""
    file = some_file(root, chance, "docs/**/*.md")
    _change(file, lambda text: f"{text.rstrip()}\n\nMore: {chance.random()}.\n")


def count_otherwise(root: Path, chance: random.Random) -> None:
    """Change a setting that every number depends on."""
    settings = root / "research" / "research.yml"
    settings.touch()
    _set(settings, "min_participants", chance.randint(1, 3))


EDITS: tuple[Edit, ...] = (
    say_more,
    say_first,
    tag_otherwise,
    untag,
    retitle,
    define,
    change_codebook,
    recast,
    ask,
    withdraw,
    grant,
    limit,
    link,
    move,
    hear,
    decide,
    write,
    rename_page,
    count_otherwise,
)
