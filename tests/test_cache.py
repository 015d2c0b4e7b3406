"""What was read is kept by content, and never trusted beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from counterpoint.cache import Memory, cached
from counterpoint.config import Config
from counterpoint.model import Interview
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.stored import Stored, UnreadableError, decode, encode
from counterpoint.sources import Source, read_repository, source_of
from counterpoint.spreading import store_here
from counterpoint.study import parse_here

ROOT = Path(__file__).parent.parent
SAMPLE = read_repository(ROOT).sources
WHOLE = list(parse_here(SAMPLE, Config()))
INTERVIEW = next(one for one in WHOLE if one and isinstance(one.entity, Interview))


class Reader:
    """Reads files and counts them."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, sources: Iterable[Source], config: Config) -> Iterable[Stored]:
        """Read files in this process."""
        wanted = list(sources)
        self.read += [source.path for source in wanted]
        return store_here(wanted, config)


def again(folder: Path, sources: Iterable[Source], config: Config | None = None) -> list[str]:
    """Read through a cache, which must give what reading gives; return what was really read."""
    reader = Reader()
    wanted = list(sources)
    settings = config or Config()
    assert list(cached(folder, reader)(wanted, settings)) == list(parse_here(wanted, settings))
    return reader.read


def test_every_file_of_the_sample_comes_back_as_it_was() -> None:
    """Every kind of file, with its places and findings."""
    for file in WHOLE:
        assert decode(encode(file)) == file


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    """Only changed bytes, another path or other settings are."""
    assert len(again(tmp_path, SAMPLE)) == len(SAMPLE)
    assert again(tmp_path, SAMPLE) == []
    first, *rest = SAMPLE
    changed, _ = source_of(first.path, first.data + b"\nmore\n")
    assert changed
    assert again(tmp_path, [changed, *rest]) == [first.path]
    assert len(again(tmp_path, SAMPLE, Config(title="Other", min_participants=3))) == len(SAMPLE)


def test_what_is_gone_leaves_the_cache(tmp_path: Path) -> None:
    """Words of somebody who was forgotten do not stay behind."""
    secret, _ = source_of("docs/secret.md", b"# A zebrafish\n\n[zebrafish](/docs/x.md)\n")
    assert secret
    again(tmp_path, [*SAMPLE, secret])
    assert any(b"zebrafish" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    again(tmp_path, SAMPLE)
    assert not any(b"zebrafish" in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80" * 100])
def test_a_damaged_cache_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    """Cut off, overwritten or foreign: it is made anew."""
    again(tmp_path, SAMPLE)
    for shard in tmp_path.rglob("*"):
        if shard.is_file():
            shard.write_bytes(damage)
    assert len(again(tmp_path, SAMPLE)) == len(SAMPLE)
    assert again(tmp_path, SAMPLE) == []


def test_one_flipped_bit_is_noticed(tmp_path: Path) -> None:
    """Every shard carries the digest of its content."""
    again(tmp_path, SAMPLE)
    shard = next(one for one in sorted(tmp_path.rglob("*")) if one.is_file())
    data = bytearray(shard.read_bytes())
    data[len(data) // 2] ^= 1
    shard.write_bytes(bytes(data))
    assert again(tmp_path, SAMPLE) != []


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """Reading goes on without it."""
    (tmp_path / "file").write_text("in the way")
    assert len(again(tmp_path / "file", SAMPLE)) == len(SAMPLE)


@pytest.mark.parametrize("data", [b"", b"\xc0x", b"\x93\x01\x02\x03", b"\x81\xa4rest\xc0"])
def test_other_bytes_are_no_parsed_file(data: bytes) -> None:
    """They are refused by their shape; nothing in them is run."""
    with pytest.raises(UnreadableError):
        decode(Stored(data, b""))


@pytest.mark.parametrize("words", [b"", b"\xc0x", b"\x93\x01\x02\x03"])
def test_other_words_are_none_of_an_interview(words: bytes) -> None:
    """What was said is checked like the rest."""
    with pytest.raises(UnreadableError):
        decode(encode(INTERVIEW)._replace(words=words))


def test_checks_are_given_an_interview_without_what_was_said(tmp_path: Path) -> None:
    """They look at evidence, links and headings; what was said stays in the cache unread."""
    again(tmp_path, SAMPLE)
    reader = Reader()
    found = list(cached(tmp_path, reader, words=False)(SAMPLE, Config()))
    assert reader.read == []
    assert [one and one.items for one in found] == [one and one.items for one in WHOLE]
    assert [one and one.diagnostics for one in found] == [one and one.diagnostics for one in WHOLE]
    interviews = [one.entity for one in found if one and isinstance(one.entity, Interview)]
    assert interviews
    assert {(one.transcript.text, one.transcript.html, one.turns) for one in interviews} == {
        ("", "", ())
    }


def test_what_checks_read_anew_is_kept_whole(tmp_path: Path) -> None:
    """A check of a changed file leaves the others' words where they are."""
    again(tmp_path, SAMPLE)
    first = next(one for one in SAMPLE if one.path == INTERVIEW.path)
    changed, _ = source_of(first.path, first.data + b"\nmore\n")
    assert changed
    now = [changed if one is first else one for one in SAMPLE]
    assert list(cached(tmp_path, words=False)(now, Config()))
    assert again(tmp_path, now) == []


def remembered(folder: Path, sources: Iterable[Source], memory: Memory) -> list[ParsedFile | None]:
    """Read as another build of one process does."""
    return list(cached(folder, memory=memory)(sources, Config()))


def test_a_process_loads_nothing_twice(tmp_path: Path) -> None:
    """Files that have not changed are the same values; the others are read."""
    memory: Memory = {}
    before = remembered(tmp_path, SAMPLE, memory)
    first, *rest = SAMPLE
    changed, _ = source_of(first.path, first.data + b"\nmore\n")
    assert changed
    after = remembered(tmp_path, [changed, *rest], memory)
    assert after == list(parse_here([changed, *rest], Config()))
    assert all(one is other for one, other in zip(before[1:], after[1:], strict=True))


def test_what_is_gone_leaves_memory_and_disk(tmp_path: Path) -> None:
    """Also where another process put it there meanwhile."""
    secret, _ = source_of("docs/secret.md", b"# A zebrafish\n\n[zebrafish](/docs/x.md)\n")
    assert secret
    memory: Memory = {}
    remembered(tmp_path, [*SAMPLE, secret], memory)
    remembered(tmp_path, SAMPLE, memory)
    again(tmp_path, [*SAMPLE, secret])
    remembered(tmp_path, SAMPLE, memory)
    paths = {file.path for seen in memory.values() for file in seen.files.values() if file}
    assert secret.path not in paths
    assert not any(b"zebrafish" in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
