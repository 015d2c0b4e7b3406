"""What other places link to and show: old addresses, badges, small data, the inventory."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.pages.badges import badges
from counterpoint.pages.inventory import inventory
from counterpoint.pages.redirects import redirects
from counterpoint.pages.site import Site
from counterpoint.pages.small_data import small_data
from counterpoint.pages.values import DataFile


def elsewhere_files(site: Site) -> tuple[DataFile, ...]:
    """Return every file at a fixed address that no page of the site needs, in a stable order."""
    everything = site.ground.everything
    return site.recall.known(elsewhere_files, everything, lambda: tuple(_files(site)))


def _files(site: Site) -> Iterator[DataFile]:
    yield from redirects(site)
    yield from badges(site)
    yield from small_data(site)
    yield inventory(site)
