"""Whatever happens, the old site is there whole, or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.publish import swap as swapping
from counterpoint.publish.swap import locked, recover, swap
from counterpoint.publish.values import PublishError


def site(folder: Path, word: str) -> Path:
    """Make a site of one page."""
    folder.mkdir()
    (folder / "index.html").write_text(word)
    return folder


def test_the_finished_site_and_the_old_one_take_each_others_place(tmp_path: Path) -> None:
    """Nothing else is left."""
    assert swap(site(tmp_path / "site.next", "new"), site(tmp_path / "site", "old"))
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert (tmp_path / "site.next/index.html").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "site.next"}


def test_the_first_site_is_simply_put_there(tmp_path: Path) -> None:
    """There is nothing to exchange it with."""
    assert not swap(site(tmp_path / "site.next", "new"), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "new"


def test_two_renames_serve_where_nothing_can_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every file system exchanges folders."""
    monkeypatch.setattr(swapping, "exchange", lambda one, other: False)  # noqa: ARG005
    assert swap(site(tmp_path / "site.next", "new"), site(tmp_path / "site", "old"))
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert (tmp_path / "site.next/index.html").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "site.next"}


def test_a_swap_that_was_cut_off_is_mended(tmp_path: Path) -> None:
    """Between two renames the old site stands aside; it comes back."""
    site(tmp_path / "site.old", "old")
    recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "old"


def test_leftovers_of_a_finished_swap_go(tmp_path: Path) -> None:
    """The site in place is the newer one."""
    site(tmp_path / "site.old", "old")
    recover(site(tmp_path / "site", "new"))
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert not (tmp_path / "site.old").exists()


def test_a_second_build_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    """The lock names the process."""
    with locked(tmp_path), pytest.raises(PublishError, match=rf"process {os.getpid()}"):
        locked(tmp_path).__enter__()
    with locked(tmp_path):
        pass


def test_the_lock_of_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    """The operating system lets go of it."""
    holder = (
        "import sys, time; from pathlib import Path; from counterpoint.publish.swap import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        process.send_signal(signal.SIGKILL)
    assert "process" in (tmp_path / ".lock").read_text()
    with locked(tmp_path):
        pass


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nothing outside the build folder is written."""
    outside = tmp_path / "outside"
    outside.write_text("untouched")
    build = tmp_path / "build"
    build.mkdir()
    (build / ".lock").symlink_to(outside)
    with pytest.raises(OSError, match="symbolic links"), locked(build):
        pass
    assert outside.read_text() == "untouched"
