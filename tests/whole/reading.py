"""Files of a whole study, read without a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpoint.analysis import analyse
from counterpoint.model import Audience, Study
from counterpoint.pages import compose
from counterpoint.pages.data import data_files
from counterpoint.pages.place import address_of
from counterpoint.pages.site import gather
from counterpoint.pages.twins import address, twin
from counterpoint.publish.staging import generated_file
from counterpoint.resolve import Release
from counterpoint.sources import Repository, Source, source_of
from counterpoint.study import Loaded, load_repository
from whole.plans import TODAY, Plan
from whole.writing import Files, written


def sources(files: Files) -> list[Source]:
    """Return files as sources, by path; what is no text is left out."""
    found = (source_of(path, text.encode("utf-8", "replace")) for path, text in files.items())
    return sorted((one for one, _ in found if one), key=lambda one: one.path)


def repository(of: Iterable[Source]) -> Repository:
    """Return sources as a repository."""
    return Repository(tuple(of), (), (), (), ())


def release(audience: str = "internal") -> Release:
    """Return for whom a study is put together."""
    return Release(TODAY, Audience(audience))


def loaded(files: Files, audience: str = "internal") -> Loaded:
    """Return the study that files make."""
    return load_repository(repository(sources(files)), release(audience))


def loaded_plan(plan: Plan) -> Loaded:
    """Return the study that a plan's files make, for its audience."""
    return loaded(written(plan), plan.audience)


def published(study: Study) -> Iterator[tuple[str, str]]:
    """Yield path and text of what a study puts out: pages, their twins for programs, tables."""
    analysis = analyse(study)
    own = {address_of(one): one for one in study.interviews.values()}
    for page in compose(study, analysis):
        staged = generated_file(page)
        yield staged.path, staged.content.decode()
        as_markdown = twin(page, own.get(address(page.path)))
        yield as_markdown.path, as_markdown.content.decode()
    for file in data_files(gather(study, analysis)):
        yield file.path, file.content.decode()
