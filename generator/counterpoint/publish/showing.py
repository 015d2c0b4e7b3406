"""Put a new site in the published one's place, and keep a second one in step with it.

The second one is what the next build changes into the next site. Of all files that did not change
it has the published site's own, under another name, so that a build costs what it changes; and no
file of the published site is ever written, only replaced together with all others.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from counterpoint.publish.noting import note, noted, taken
from counterpoint.publish.swap import swap
from counterpoint.publish.tree import TREE, Leaf, folders_of, grow, mirrored
from counterpoint.publish.values import Workspace


def show(workspace: Workspace, leaves: Iterable[Leaf]) -> None:
    """Publish a site of these files; until it is whole, and in case of errors, the old one stays.

    The notes of what both hold are away meanwhile: after a build that was killed both are made
    anew, whatever is left of them.
    """
    notes, left = workspace.trees / "site", workspace.left
    second, site = workspace.next_site, workspace.site
    before = taken(notes, TREE) or {}
    inner = folders_of(before)
    is_known, may_follow = (bool(before) and left.stands(one, inner) for one in (second, site))
    after = grow(second, leaves, before, site, is_known=is_known)
    if swap(second, site) and not (before and mirrored(second, before, after, site)):
        shutil.rmtree(second)
    note(notes, after)
    left.leave(site, folders_of(after))
    if may_follow:
        left.leave(second, folders_of(after))
    else:
        left.forget(second)


def double(workspace: Workspace) -> None:
    """Make the second site ahead where there is none, so that the next build need not.

    What is cut short, or is not as it is known, the next build completes.
    """
    shown, second = noted(workspace.trees / "site", TREE), workspace.next_site
    if shown and not second.exists() and mirrored(second, {}, shown, workspace.site):
        workspace.left.leave(second, folders_of(shown))
