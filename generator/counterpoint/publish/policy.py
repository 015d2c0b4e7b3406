"""Write a Content-Security-Policy into each page that lets only the theme's own scripts run."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PLACE = '<meta charset="utf-8">'

DIRECTIVES = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
"""Everything but scripts; `data:` images are the icons in the theme's style sheets."""


def with_policy(page: str) -> str:
    """Return a published page with its policy: own scripts, and the theme's inline ones by hash.

    An inline script that is not word for word the theme's gets no hash and does not run.
    """
    scripts = dict.fromkeys(INLINE_SCRIPT.findall(page))
    hashes = (_hash(script) for script in scripts if _is_the_themes(script))
    allowed = " ".join(("'self'", "'wasm-unsafe-eval'", *hashes))
    policy = "; ".join((*DIRECTIVES, f"script-src {allowed}"))
    tag = f'{PLACE}<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(PLACE, tag, 1)


@cache
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _is_the_themes(script: str) -> bool:
    return any(pattern.fullmatch(script) for pattern in _theme_scripts())


def theme_templates() -> Path | None:
    """Return the folder of Material's templates; None where it is not installed."""
    # Importing Material by name would run its notices.
    import importlib.util  # noqa: PLC0415

    found = importlib.util.find_spec("material")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / "templates"


@cache
def _theme_scripts() -> tuple[re.Pattern[str], ...]:
    """Return the inline scripts of Material's templates, an address standing for each gap."""
    templates = theme_templates()
    if templates is None:
        return ()
    folder = templates / "partials" / "javascripts"
    return tuple(
        re.compile(r"[./\w-]*".join(map(re.escape, re.split(r"\{\{.*?\}\}", script))))
        for file in sorted(folder.glob("*.html"))
        for script in INLINE_SCRIPT.findall(file.read_text(encoding="utf-8"))
    )
