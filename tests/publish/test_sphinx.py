"""Another documentation site links here by id."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.analysis import analyse
from counterpoint.pages.inventory import inventory
from counterpoint.pages.site import gather
from repositories import interview, loaded, theme

SITE = "https://research.example/"
CONF = """\
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"research": ("{site}", "{inventory}")}}
nitpicky = True
"""
PAGE = """\
Plan
====

Because of :ref:`theme:audit-trail`, once :external+research:ref:`theme:audit-log`, and
:ref:`what Dana said <evidence:one#no-trail>`.
"""


def built(folder: Path) -> str:
    """Build a small Sphinx site whose warnings are errors; return its page."""
    (folder / "index.rst").write_text(PAGE, encoding="utf-8")
    target = folder / "site"
    command = (sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(folder), str(target))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return (target / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_sphinx_resolves_links_by_id(tmp_path: Path) -> None:
    """`theme:audit-trail`, an old id of it, and a piece of evidence."""
    found = loaded(
        {
            "research/themes/audit-trail.md": theme("Audit trail", "aliases: [audit-log]"),
            "research/interviews/one.md": interview(),
        }
    ).study
    file = tmp_path / "objects.inv"
    file.write_bytes(inventory(gather(found, analyse(found))).content)
    (tmp_path / "conf.py").write_text(CONF.format(site=SITE, inventory=file), encoding="utf-8")
    page = built(tmp_path)
    assert page.count(f'href="{SITE}research/themes/audit-trail/"') == 2
    assert f'href="{SITE}research/interviews/one/#no-trail"' in page
    assert ">Audit trail<" in page
