"""What `counterpoint rename` does: plan, show or save, and say what was done."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from counterpoint.cache import reader
from counterpoint.commands.verdict import counted
from counterpoint.editing.saving import save
from counterpoint.model import Audience
from counterpoint.renaming.planning import plan
from counterpoint.renaming.values import Order, Plan
from counterpoint.resolve import Release
from counterpoint.sources import read_repository


def run(root: Path, order: Order, today: datetime.date, *, dry_run: bool) -> None:
    """Rename, or show what renaming would change."""
    release = Release(today, Audience.RESTRICTED)
    found = plan(order, read_repository(root), release, parse=reader(root))
    if dry_run:
        click.echo("".join(unified(found)), nl=False)
    else:
        save(root, found.changes, found.before)
    click.echo(_closing_line(found, dry_run=dry_run), err=True)


def unified(found: Plan) -> Iterator[str]:
    """Yield a plan as a unified diff that `git apply` takes."""
    moved = found.old_path if not found.is_merge else ""
    for path, data in sorted(found.changes.items()):
        if moved and path == moved:
            continue
        is_moved = bool(moved) and path == found.new_path
        source = moved if is_moved else path
        yield from _file_diff(source, path, found.before.get(source), data)


def _file_diff(source: str, path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    yield f"diff --git a/{source} b/{path}\n"
    if source != path:
        yield f"rename from {source}\nrename to {path}\n"
    if after is None:
        yield "deleted file mode 100644\n"
    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        f"a/{source}",
        f"b/{path}" if after is not None else "/dev/null",
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes | None) -> list[str]:
    """Return lines with their ends; only line feeds end one, as in git."""
    *whole, last = (data or b"").decode("utf-8").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def _closing_line(found: Plan, *, dry_run: bool) -> str:
    order = found.order
    files = sum(data is not None for data in found.changes.values())
    where = f"{counted(found.references, 'place')} rewritten, {counted(files, 'file')} changed"
    if found.is_merge:
        done = "Would merge" if dry_run else "Merged"
        keep = f"; what its page said: git show HEAD:{found.old_path}" if found.old_path else ""
        return f"{done} {order.kind} {order.old} into {order.new}: {where}{keep}"
    done = "Would rename" if dry_run else "Renamed"
    alias = f"; {order.old} stays as an alias" if found.old_path else ""
    return f"{done} {order.kind} {order.old} to {order.new}: {where}{alias}"
