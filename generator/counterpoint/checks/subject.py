"""What checks look at: the study, the files that it was made from, and every link in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from counterpoint.catalogue import Catalogue
from counterpoint.citing import Citation, cite
from counterpoint.diagnostics import Diagnostic
from counterpoint.model import HandWrittenPage, Interview, Link, Study
from counterpoint.names import Names
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.kinds.reader import Tombstone
from counterpoint.parse.layout import Kind
from counterpoint.recall import Recall

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class FileCitation:
    """A link with the file in which it stands."""

    file: ParsedFile
    citation: Citation

    @property
    def is_on_roadmap(self) -> bool:
        """Whether it backs a roadmap item."""
        page = self.file.entity
        return isinstance(page, HandWrittenPage) and page.roadmap is not None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked."""

    study: Study
    files: tuple[ParsedFile, ...]
    """Every file, also those of interviews that are withheld."""
    names: Mapping[Kind, Names]
    citations: tuple[FileCitation, ...]
    """Every link in every file, by file and place."""
    recall: Recall = field(default_factory=Recall)
    """What was made of files."""

    def sound(self, kind: type[One]) -> Iterator[tuple[ParsedFile, One]]:
        """Yield the files of a kind whose fields are what they say, with what they describe."""
        for file in self.files:
            if file.is_sound and isinstance(file.entity, kind):
                yield file, file.entity


Check: TypeAlias = Callable[[Subject], Iterator[Diagnostic]]


def file_citations(known: Catalogue, files: tuple[ParsedFile, ...]) -> Iterator[FileCitation]:
    """Yield what every link of every file refers to."""
    for file in files:
        for link in links_of(file):
            yield FileCitation(file, cite(known, file.path, link))


def links_of(file: ParsedFile) -> Iterator[Link]:
    """Yield the links and images in a file's body, the notes of its evidence included."""
    match file.entity:
        case None | Tombstone():
            return
        case HandWrittenPage(links=links):
            yield from links
        case Interview(transcript=transcript):
            yield from transcript.links
            for item in file.items:
                yield from item.note.links
        case entity:
            yield from entity.body.links
