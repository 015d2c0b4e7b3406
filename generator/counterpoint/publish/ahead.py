"""Show pages that somebody looks at as they will be, before the rest of the site is made."""

from __future__ import annotations

from functools import partial

from counterpoint.publish.composing import Ahead
from counterpoint.publish.finishing import Composition
from counterpoint.publish.framing import Framing
from counterpoint.publish.home import HOME, OVERVIEW, home
from counterpoint.publish.staging import published_path
from counterpoint.publish.values import Onlooker
from counterpoint.recall import Recall


def ahead(onlooker: Onlooker | None, recall: Recall) -> Ahead | None:
    """Return what an onlooker wants before all else; None without the last build's frames."""
    framing: Framing | None = recall.left(Framing)
    if onlooker is None or framing is None or not framing.stands:
        return None
    files = frozenset(onlooker.open_files())
    if published_path(HOME) in files:
        files |= {published_path(OVERVIEW)}
    return Ahead(files, partial(_show, framing, onlooker))


def _show(framing: Framing, onlooker: Onlooker, composition: Composition) -> None:
    """Show pages in the frames of the last build: what stands around them follows with the rest."""
    onlooker.ahead(
        {
            published_path(one.page.path): framing.filled(one, composition.store)
            for one in (*composition.pages, *home(composition))
            if one.page.path in framing.around
        }
    )
