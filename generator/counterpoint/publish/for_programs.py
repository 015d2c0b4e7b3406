"""Beside each published page the same as Markdown, and their list: for programs that read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from counterpoint.model import Study
from counterpoint.pages.twins import address, llms_txt, published_twin
from counterpoint.pages.values import DataFile
from counterpoint.publish.composing import Composition
from counterpoint.publish.staging import staged_path


def write_for_programs(
    site: Path, study: Study, composition: Composition, handwritten: Iterable[str]
) -> None:
    """Write `index.md` at every page's address, and `llms.txt`, into a site that was rendered.

    `handwritten` are paths of `docs/`; their text is taken from what was published, in which what
    is withheld has been taken out.
    """
    for file in _files(site, study, composition, tuple(handwritten)):
        path = site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _files(
    site: Path, study: Study, composition: Composition, handwritten: tuple[str, ...]
) -> Iterator[DataFile]:
    for one in composition.pages:
        twin = f"{address(one.page.path)}index.md"
        yield DataFile(twin, composition.store.get(one.twin))
    titles = []
    for source in handwritten:
        path = staged_path(source)
        published = site / address(path) / "index.html"
        if published.is_file():
            yield published_twin(path, published.read_text(encoding="utf-8"))
            known = study.pages.get(source)
            titles.append((path, known.title if known else path))
    yield llms_txt(study, [one.page for one in composition.pages], titles)
