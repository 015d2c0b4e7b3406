"""Reading a repository from the disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from counterpoint.diagnostics import Location
from counterpoint.sources import (
    LARGEST_TEXT,
    NO_RESEARCH,
    NOT_UTF8,
    NUL_BYTE,
    SYMBOLIC_LINK,
    TOO_LARGE,
    UNREADABLE,
    Repository,
    read_repository,
    source_of,
)


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """Return an empty research/themes/."""
    folder = tmp_path / "research" / "themes"
    folder.mkdir(parents=True)
    return folder


def _codes(repository: Repository) -> list[str]:
    return [found.rule.code for found in repository.diagnostics]


def test_reads_text_with_its_digest(tmp_path: Path, themes: Path) -> None:
    """A source is a path with forward slashes, the file's bytes and their SHA-256."""
    (themes / "cost.md").write_bytes(b"Cost\n")
    (source,) = read_repository(tmp_path).sources
    assert source.path == "research/themes/cost.md"
    assert source.digest == hashlib.sha256(b"Cost\n").hexdigest()


def test_knows_images_and_what_is_neither(tmp_path: Path, themes: Path) -> None:
    """Images and PDFs are assets and stay on the disk; all else is a stray."""
    for name in ("a.PNG", "b.pdf", "c.xlsx"):
        (themes / name).write_bytes(b"")
    repository = read_repository(tmp_path)
    assert [asset.path for asset in repository.assets] == [
        "research/themes/a.PNG",
        "research/themes/b.pdf",
    ]
    assert repository.strays == ("research/themes/c.xlsx",)


def test_passes_over_hidden_files(tmp_path: Path, themes: Path) -> None:
    """What starts with a dot belongs to an editor or to git."""
    (themes / ".draft.md").write_text("x", encoding="utf-8")
    (tmp_path / "research" / ".obsidian").mkdir()
    (tmp_path / "research" / ".obsidian" / "a.md").write_text("x", encoding="utf-8")
    repository = read_repository(tmp_path)
    assert repository.sources == ()
    assert repository.strays == ()


def test_says_how_to_start_without_research(tmp_path: Path) -> None:
    """A folder without research/ is told what to type."""
    (found,) = read_repository(tmp_path).diagnostics
    assert found.rule is NO_RESEARCH
    assert "counterpoint init" in found.hint


def test_follows_no_symbolic_link(tmp_path: Path, themes: Path) -> None:
    """Neither files nor folders outside the repository are read through a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret", encoding="utf-8")
    (themes / "link.md").symlink_to(outside / "secret.md")
    (themes / "folder").symlink_to(outside)
    (themes / "dangling.md").symlink_to(tmp_path / "nowhere")
    repository = read_repository(tmp_path)
    assert _codes(repository) == [SYMBOLIC_LINK.code] * 3
    assert repository.sources == ()


def test_refuses_a_research_folder_that_is_a_link(tmp_path: Path) -> None:
    """The folder itself may not lead elsewhere either."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "research").symlink_to(tmp_path / "elsewhere")
    assert _codes(read_repository(tmp_path)) == [SYMBOLIC_LINK.code]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_opens_no_pipe(tmp_path: Path, themes: Path) -> None:
    """Reading a pipe would wait for ever."""
    os.mkfifo(themes / "pipe.md")
    assert _codes(read_repository(tmp_path)) == [UNREADABLE.code]


def test_refuses_a_file_of_5_mb(tmp_path: Path, themes: Path) -> None:
    """A file above the limit is named, and not read to its end."""
    (themes / "big.md").write_bytes(b"a" * 5_000_000)
    repository = read_repository(tmp_path)
    assert _codes(repository) == [TOO_LARGE.code]
    assert repository.refused == ("research/themes/big.md",)
    assert source_of("research/themes/x.md", b"a" * LARGEST_TEXT)[1] == ()


def test_survives_a_name_that_is_not_utf8(tmp_path: Path, themes: Path) -> None:
    """The name is shown escaped, so that every report can be printed."""
    name = os.fsencode(themes) + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(name)).write_bytes(b"x")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (found,) = read_repository(tmp_path).diagnostics
    assert found.rule is UNREADABLE
    assert str(found.location).encode("utf-8")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"caf\xe9", 1, 4),
        (b"one\r\ntwo\xff", 2, 4),
        ("é".encode() * 3 + b"\x80", 1, 4),
        (b"\xef\xbb\xbfa\xe9", 1, 2),
        (b"one\rtwo\n\xc3", 3, 1),
    ],
)
def test_points_at_the_byte_that_is_not_utf8(data: bytes, line: int, column: int) -> None:
    """Line and column count as in an editor: characters, any line end, no byte order mark."""
    source, (found,) = source_of("x.md", data)
    assert source is None
    assert found.rule is NOT_UTF8
    assert found.location == Location("x.md", line, column)


def test_points_at_a_nul_byte() -> None:
    """A NUL byte is a damaged file."""
    _, (found,) = source_of("x.md", b"one\ntwo\0")
    assert found.rule is NUL_BYTE
    assert found.location == Location("x.md", 2, 4)


def test_text_has_one_kind_of_line_end() -> None:
    """A byte order mark is dropped, and line ends are line feeds."""
    source, _ = source_of("x.md", b"\xef\xbb\xbfa\r\nb\rc\n")
    assert source
    assert source.text == "a\nb\nc\n"


def test_merges_the_research_of_a_second_repository(tmp_path: Path) -> None:
    """With further roots their research/ joins in; their docs/ and settings do not."""
    main, other = tmp_path / "main", tmp_path / "other"
    for root in (main, other):
        (root / "research" / "interviews").mkdir(parents=True)
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text(root.name, encoding="utf-8")
        (root / "research" / "research.yml").write_text("title: x", encoding="utf-8")
        (root / "research" / "interviews" / f"{root.name}.md").write_text("x", encoding="utf-8")
    repository = read_repository(main, (other,))
    assert [source.path for source in repository.sources] == [
        "docs/index.md",
        "research/interviews/main.md",
        "research/interviews/other.md",
        "research/research.yml",
    ]


def test_walks_a_very_deep_folder(tmp_path: Path, themes: Path) -> None:
    """Depth costs no recursion."""
    deep = themes
    for _ in range(300):
        deep /= "d"
    try:
        deep.mkdir(parents=True)
    except OSError:
        pytest.skip("the file system takes no path of this length")
    (deep / "x.md").write_text("x", encoding="utf-8")
    assert len(read_repository(tmp_path).paths) == 1
