"""What several folders of tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "publish" / "small"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of a small study that is complete, in a folder of its own."""
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    return root
