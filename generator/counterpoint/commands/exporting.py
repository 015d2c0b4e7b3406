"""What `counterpoint export` does once its options are read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from counterpoint import study as studies
from counterpoint.analysis import analyse
from counterpoint.analysis.values import Analysis
from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.commands.verdict import show
from counterpoint.diagnostics import has_errors
from counterpoint.model import Audience, Study, Theme
from counterpoint.parse.slugs import closest
from counterpoint.study import Loaded
from counterpoint.transfer.export.digest import tension_digest, theme_digest
from counterpoint.transfer.export.records import Filter, records
from counterpoint.transfer.export.tables import as_csv, as_json
from counterpoint.transfer.storing import replace_file

FILES_ONLY = ("sqlite", "refi")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported."""

    root: Path
    audience: str
    format: str
    names: tuple[str, ...] = ()
    output: Path | None = None
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def run(wish: Wish) -> int:
    """Export and return the exit status; a file is replaced whole or left as it was."""
    if wish.format in FILES_ONLY and wish.output is None:
        message = f"a {wish.format} export is a file: say which with --output"
        raise click.UsageError(message)
    loaded = studies.load(wish.root, today=studies.today(), audience=Audience(wish.audience))
    errors = tuple(one for one in loaded.for_build if has_errors((one,)))
    if errors:
        show(errors)
        click.echo("Nothing was written: mend these first.", err=True)
        return ERRORS
    _check(wish, loaded.study)
    content = EXPORTS[wish.format](wish, loaded)
    if wish.output is None:
        click.echo(content, nl=False)
        return CLEAN
    replace_file(wish.output, content)
    click.echo(f"Wrote {wish.output}", err=True)
    return CLEAN


def _check(wish: Wish, study: Study) -> None:
    """Refuse names of things that the study does not have: an empty export helps nobody."""
    known = {
        "sides": (*study.side_keys, "both", "proxy"),
        "personas": tuple(study.personas),
        "accounts": tuple(study.accounts),
        "themes": tuple(study.themes),
        "kinds": tuple(kind.key for kind in study.config.evidence_kinds),
        "stances": ("for", "against", "neutral"),
    }
    for name, words in wish.wanted.items():
        for word in words:
            _known(word, known[name], f"--{name[:-1]}")


def _known(word: str, known: tuple[str, ...], what: str) -> str:
    if word in known:
        return word
    near = closest(word, known)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(known) or 'none'}"
    message = f"{what}: there is no `{word}`; {hint}"
    raise click.UsageError(message)


def _filter(wish: Wish) -> Filter:
    return Filter(**wish.wanted)


def _csv(wish: Wish, loaded: Loaded) -> str:
    return as_csv(records(loaded.study, _filter(wish)))


def _json(wish: Wish, loaded: Loaded) -> str:
    return as_json(loaded.study, records(loaded.study, _filter(wish)))


def _sqlite(wish: Wish, loaded: Loaded) -> bytes:
    from counterpoint.transfer.export.database import write_database

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        write_database(path, loaded.study, analyse(loaded.study), _filter(wish))
        return path.read_bytes()


def _refi(wish: Wish, loaded: Loaded) -> bytes:
    from counterpoint.transfer.export.refi import project_archive

    del wish
    return project_archive(loaded.study, {one.path: one for one in loaded.released})


def _codebook(wish: Wish, loaded: Loaded) -> str:
    from counterpoint.transfer.export.refi import codebook_xml

    del wish
    return codebook_xml(loaded.study).decode("utf-8") + "\n"


def _markdown(wish: Wish, loaded: Loaded) -> str:
    study = loaded.study
    analysis = analyse(study)
    themes = [study.themes[_known(one, tuple(study.themes), "theme")] for one in wish.names]
    return _digest(study, analysis, themes)


def _digest(study: Study, analysis: Analysis, themes: list[Theme]) -> str:
    match themes:
        case [theme]:
            return theme_digest(study, analysis, theme)
        case [first, second]:
            return tension_digest(study, analysis, first, second)
        case _:
            example = "counterpoint export markdown audit-trail"
            raise click.UsageError(f"name a theme, or two that are in tension: {example}")


def _html(wish: Wish, loaded: Loaded) -> str:
    from counterpoint.transfer.export.standalone import addresses, standalone_page

    if len(wish.names) != 1:
        message = "name one page by its address: counterpoint export html research/overlap/"
        raise click.UsageError(message)
    study, analysis = loaded.study, analyse(loaded.study)
    address = wish.names[0].strip("/")
    images = {one.path: (one.origin / one.path).read_bytes() for one in loaded.assets}
    sources = {one.path: one for one in loaded.sources}
    page = standalone_page(study, analysis, address, sources, images)
    if page is None:
        known = tuple(one.strip("/") for one in addresses(study, analysis))
        near = closest(address, known)
        hint = f"did you mean {near}/?" if near else "addresses are those of the built site"
        message = f"there is no page at {address}/; {hint}"
        raise click.UsageError(message)
    return page


EXPORTS: Mapping[str, Callable[[Wish, Loaded], str | bytes]] = {
    "csv": _csv,
    "json": _json,
    "sqlite": _sqlite,
    "refi": _refi,
    "codebook": _codebook,
    "markdown": _markdown,
    "html": _html,
}
"""What makes each format; a new one is a function and a line here."""
