"""What several folders of tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

SMALL = Path(__file__).parent / "publish" / "small"

settings.register_profile("usual", deadline=None)
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("few", derandomize=True, max_examples=30, deadline=None)
settings.register_profile("many", max_examples=10_000, deadline=None)
# A change is not to fail by an example that it never met, and none by the clock.
settings.load_profile("repeatable" if os.environ.get("CI") else "usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that writes expected files anew, to be read in review."""
    parser.addoption("--refresh", action="store_true", help="write expected files anew")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of a small study that is complete, in a folder of its own."""
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    return root
