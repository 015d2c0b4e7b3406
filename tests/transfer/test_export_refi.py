"""REFI-QDA exports validate, and come back with nothing lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from counterpoint.config import Config
from counterpoint.model import Document, Evidence, Interview, Study, Turn
from counterpoint.study import load
from counterpoint.transfer.casting import Known
from counterpoint.transfer.codings.own import plan_own
from counterpoint.transfer.codings.reading import Choices, read_project
from counterpoint.transfer.export.refi import codebook_xml, project_archive
from counterpoint.transfer.plans import Shelf
from counterpoint.transfer.storing import store
from transfer.studies_on_disk import NAMES, SCHEMA, STUDIES, TODAY, loaded, study_of

SHELF = Shelf(Known(("buyer", "user")))


def exported(root: Path) -> bytes:
    """Return a study's project."""
    study, _, sources = study_of(root)
    return project_archive(study, sources)


def shown(document: Document) -> tuple[str, list[tuple[str, str]]]:
    """Return what a document says, wherever it stands in its file."""
    return document.html, [(link.href, link.title) for link in document.links]


def evidence(one: Evidence) -> tuple[object, ...]:
    """Return everything a piece of evidence says, wherever it stands in its file."""
    fields = (one.id, one.participant, one.sides, one.themes, one.stance, one.basis, one.about)
    return (*fields, one.kinds, one.quote, one.has_quotation, one.stamp, shown(one.note))


def turn(one: Turn) -> tuple[object, ...]:
    """Return who said what when, below which heading."""
    return (one.speaker, one.participant, one.is_interviewer, one.time, one.text, one.anchor)


def interview(one: Interview) -> tuple[object, ...]:
    """Return everything an interview says."""
    fields = (one.title, one.date, one.participants, one.method, one.coding, one.consent)
    more = (one.retain_until, one.interviewers, one.guide, one.asked, one.recording, one.aliases)
    items = sorted((evidence(item) for item in one.evidence), key=repr)
    return (*fields, *more, one.words, [turn(own) for own in one.turns], items)


def everything(study: Study) -> dict[str, object]:
    """Return all that a study knows, by kind, places in files aside."""
    kinds = ("themes", "personas", "accounts", "decisions", "outcomes", "guides")
    found: dict[str, object] = {
        kind: {
            key: [
                shown(value) if isinstance(value, Document) else value
                for value in (getattr(one, name) for name in one.__slots__)
            ]
            for key, one in getattr(study, kind).items()
        }
        for kind in kinds
    }
    found["interviews"] = {key: interview(one) for key, one in study.interviews.items()}
    found["config"] = study.config
    return found


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_a_project_comes_back_with_nothing_lost(root: Path, tmp_path: Path) -> None:
    """Every interview, turn, item, theme and field: exported, imported, compared."""
    reading = read_project("s.qdpx", exported(root), Choices())
    assert reading.project
    assert not reading.diagnostics
    plan = plan_own("s.qdpx", reading.project, SHELF, Config())
    assert not plan.diagnostics
    assert store(tmp_path, plan.files) == ()
    back = load(tmp_path, today=TODAY)
    assert everything(back.study) == everything(loaded(root).study)


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_a_project_validates_against_the_standard(root: Path) -> None:
    """The schema's element order, identifiers and types."""
    if not SCHEMA.exists():
        pytest.skip("../shared/corpus/refi-qda/Project.xsd is not there")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    content = zipfile.ZipFile(io.BytesIO(exported(root))).read("project.qde")
    schema.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_selections_cover_the_words_they_cite(root: Path) -> None:
    """Offsets count code points in the text beside the project."""
    study, _, _ = study_of(root)
    reading = read_project("s.qdpx", exported(root), Choices())
    assert reading.project
    by_date = {one.kept.name: one for one in reading.project.sources if one.kept}
    for one in study.interviews.values():
        source = by_date[one.path]
        for selection, item in zip(source.selections, one.evidence, strict=True):
            words = " ".join(source.text[selection.start : selection.end].split())
            pieces = item.quote.split(" … ")
            assert words.startswith(pieces[0])
            assert words.endswith(pieces[-1])


def test_the_codebook_is_the_projects(tmp_path: Path) -> None:
    """Themes with their definitions and groups, in the standard's own namespace."""
    del tmp_path
    study, _, _ = study_of(STUDIES[0])
    reading = read_project("s.qdc", codebook_xml(study), Choices())
    assert reading.project
    assert {code.name for code in reading.project.codes} == {
        theme.title for theme in study.themes.values()
    }
    parents = {code.key: code.name for code in reading.project.codes}
    assert {code.name: parents.get(code.parent, "") for code in reading.project.codes} == {
        theme.title: study.themes[theme.parent].title if theme.parent else ""
        for theme in study.themes.values()
    }


def test_two_exports_are_the_same_bytes() -> None:
    """Nothing in it depends on when or where it was made."""
    assert exported(STUDIES[0]) == exported(STUDIES[0])


def test_a_note_that_names_a_file_elsewhere_is_refused() -> None:
    """An export of ours that somebody changed cannot write outside research/."""
    data = exported(STUDIES[0])
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            if name == "project.qde":
                content = content.replace(b'"research/research.yml"', b'"research/../../evil.md"')
            changed.writestr(name, content)
    reading = read_project("s.qdpx", out.getvalue(), Choices())
    assert reading.project
    plan = plan_own("s.qdpx", reading.project, SHELF, Config())
    assert "CP710" in [one.rule.code for one in plan.diagnostics]
    assert all(".." not in file.path for file in plan.files)
