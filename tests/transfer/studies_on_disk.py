"""Whole studies that tests of exports read: the sample, and the real one where it is there."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from counterpoint.analysis import analyse
from counterpoint.analysis.values import Analysis
from counterpoint.model import Audience, Study
from counterpoint.sources import Source
from counterpoint.study import Loaded, load

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
REAL = SHARED / "mismatches"
SCHEMA = SHARED / "refi-qda" / "Project.xsd"
STUDIES = (ROOT, REAL)
NAMES = ("sample study", "shared/corpus/mismatches")
TODAY = datetime.date(2026, 11, 1)


@cache
def loaded(root: Path, audience: Audience = Audience.INTERNAL) -> Loaded:
    """Return a study; the test is skipped, with what is missing named, where it is not there."""
    if not (root / "research").is_dir():
        pytest.skip(f"no study in {root.name}: ../shared/corpus/mismatches is not there")
    return load(root, today=TODAY, audience=audience)


def study_of(root: Path) -> tuple[Study, Analysis, dict[str, Source]]:
    """Return a study, what was found in it, and its files."""
    found = loaded(root)
    return found.study, analyse(found.study), {one.path: one for one in found.sources}
