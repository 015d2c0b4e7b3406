"""Whatever ends a build, readers have the old site byte for byte, or the new one whole."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep

import pytest

COMMAND = (sys.executable, "-c", "from counterpoint.cli import main; main()", "build")
THEME = "research/themes/audit-trail.md"
KILLS = 40
WORDS = ("It can be shown", "It can be proved")


def run(root: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own."""
    words = [*before, *COMMAND]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)


def fingerprint(folder: Path) -> Mapping[str, str]:
    """Return the digest of every file below a folder, the search's packed bundle by name only."""
    return {
        file.relative_to(folder).as_posix(): ""
        if "pagefind" in file.parts
        else hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def say(root: Path, words: str) -> None:
    """Change what a theme says."""
    file = root / THEME
    text = file.read_text()
    for one in WORDS:
        text = text.replace(one, words)
    file.write_text(text)


@pytest.fixture
def both(small: Path) -> tuple[Path, tuple[Mapping[str, str], Mapping[str, str]], float]:
    """Return a study, its site before and after a change, and the seconds that a build takes."""
    sites = []
    seconds = 0.0
    for words in reversed(WORDS):
        say(small, words)
        start = monotonic()
        assert run(small).returncode == 0
        seconds = monotonic() - start
        sites.append(_pages(small))
    return small, (sites[0], sites[1]), seconds


def _pages(root: Path) -> Mapping[str, str]:
    found = fingerprint(root / "build/site")
    return {path: one for path, one in found.items() if "pagefind/" not in path}


@pytest.mark.slow
def test_a_build_may_be_killed_at_any_moment(
    both: tuple[Path, tuple[Mapping[str, str], Mapping[str, str]], float],
) -> None:
    """Forty times, from its first instant to its last; the next build mends what is left."""
    root, sites, seconds = both
    for number in range(KILLS):
        say(root, WORDS[number % 2])
        with subprocess.Popen(
            COMMAND, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            sleep(seconds * 1.1 * number / KILLS)
            process.send_signal(signal.SIGKILL)
        now = _pages(root)
        assert now in sites
        assert (root / "build/site/pagefind/pagefind.js").is_file()
    for words in reversed(WORDS):  # the first of these may mend, so that the second has two sites
        say(root, words)
        assert run(root).returncode == 0
    assert _pages(root) == sites[1]
    assert [one.name for one in (root / "build").glob("site.*")] == ["site.next"]
    assert fingerprint(root / "build/site.next") == fingerprint(root / "build/site")


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 100, 3_000, 30_000, 60_000])
def test_a_full_disk_leaves_the_old_site(small: Path, size: int) -> None:
    """No file can grow beyond a size; one line says so, and the next build works again."""
    assert run(small).returncode == 0
    before = fingerprint(small / "build/site")
    say(small, WORDS[1])

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        COMMAND, cwd=small, capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert fingerprint(small / "build/site") == before
    assert run(small).returncode == 0
    assert WORDS[1] in (small / "build/site/research/themes/audit-trail/index.html").read_text()


def unprivileged() -> tuple[str, ...]:
    """Return what makes a command obey permissions; skip where the system has none for root."""
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is missing, and root obeys no permissions: install util-linux")
    caps = "-dac_override,-dac_read_search"
    return ("setpriv", "--bounding-set", caps, "--inh-caps", caps)


@pytest.mark.parametrize("folder", ["build", "build/site", "."])
def test_a_folder_that_cannot_be_written_leaves_the_old_site(small: Path, folder: str) -> None:
    """With one line that names it."""
    obeying = unprivileged()
    if folder != ".":
        assert run(small).returncode == 0
    before = fingerprint(small)
    say(small, WORDS[1])
    place = small / folder
    place.chmod(0o555)
    try:
        done = run(small, *obeying)
    finally:
        place.chmod(0o755)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert "ermission" in done.stderr
    theme = small / "build/site/research/themes/audit-trail/index.html"
    if theme.exists() and WORDS[1] in theme.read_text():
        assert _pages(small) == _built_anew(small)
    else:
        now = fingerprint(small)
        assert all(now[path] == before[path] for path in before if path.startswith("build/site/"))


def _built_anew(root: Path) -> Mapping[str, str]:
    """Return the site of a clean build."""
    (root / "build/site.next").chmod(0o755)
    shutil.rmtree(root / "build")
    assert run(root).returncode == 0
    return _pages(root)


@pytest.mark.slow
def test_of_two_builds_at_once_one_is_told_who_is_at_work(small: Path) -> None:
    """The other one publishes; afterwards a third does."""
    first = subprocess.Popen(
        COMMAND, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with first:
        while not (small / "build/.lock").exists() or not (small / "build/.lock").read_text():
            assert first.poll() is None
            sleep(0.01)
        second = run(small)
        assert second.returncode == 1
        assert f"process {first.pid}" in second.stderr
        assert first.wait() == 0
    assert run(small).returncode == 0
