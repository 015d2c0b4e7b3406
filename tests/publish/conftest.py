"""A small study that is complete, to be copied and changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of the small study in a folder of its own."""
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    return root
