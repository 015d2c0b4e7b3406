"""Work out what a renaming changes, and refuse one after which something would be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from counterpoint.diagnostics import Diagnostic, Severity
from counterpoint.editing.edits import edited
from counterpoint.names import Names, Standing, names_of
from counterpoint.parse.files import ParsedFile, parse_source
from counterpoint.parse.layout import RESERVED, Kind
from counterpoint.parse.slugs import closest, is_slug
from counterpoint.renaming.heads import renamed, taking_in
from counterpoint.renaming.references import File
from counterpoint.renaming.values import Order, Plan, RenameError
from counterpoint.resolve import Release
from counterpoint.sources import Repository, source_of
from counterpoint.study import Loaded, Parse, load_repository, parse_here, remembering

MOST_ROUNDS = 10
NEVER_MERGED = frozenset({Kind.INTERVIEW, Kind.DECISION})
"""Two transcripts, or two decisions, cannot become one."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A renaming with what it is worked out from."""

    order: Order
    loaded: Loaded
    names: Names
    data: Mapping[str, bytes]
    """What the files hold, by path."""

    @property
    def old_path(self) -> str:
        """Where the file is; empty where only its use makes the id known."""
        return self.names.paths.get(self.order.old, "")

    @property
    def is_merge(self) -> bool:
        """Whether the new id is another file's."""
        return self.order.new in self.names.paths

    @property
    def new_path(self) -> str:
        """Where the file will be."""
        if self.is_merge:
            return self.names.paths[self.order.new]
        old = self.old_path or f"{self.order.kind.folder}/{self.order.old}.md"
        return str(PurePosixPath(old).with_name(f"{self.order.new}.md"))


def plan(
    order: Order, repository: Repository, release: Release, *, parse: Parse = parse_here
) -> Plan:
    """Return what a renaming changes; RenameError where it cannot be done without loss."""
    parse = remembering(parse)
    loaded = load_repository(repository, release, parse=parse)
    names = names_of(loaded.files, loaded.study.config)[order.kind]
    case = _Case(order, loaded, names, {one.path: one.data for one in loaded.sources})
    _refuse(case)
    changes, references = _changes(case)
    after = load_repository(_with(repository, changes), release, parse=parse)
    _refuse_new_errors(loaded, after, order)
    return Plan(
        order=order,
        is_merge=case.is_merge,
        old_path=case.old_path,
        new_path=case.new_path,
        changes=changes,
        before={path: case.data[path] for path in changes if path in case.data},
        references=references,
    )


def _refuse(case: _Case) -> None:
    """Raise RenameError for what cannot be renamed."""
    order, names = case.order, case.names
    if order.old == order.new:
        raise RenameError(f"{order.kind} {order.old} has this name already")
    if not is_slug(order.new) or order.new in RESERVED:
        rule = "lower-case letters, digits and single hyphens, such as audit-trail"
        raise RenameError(f"`{order.new}` cannot be an id: use {rule}")
    _refuse_unknown(case)
    owner = names.aliases.get(order.new, "")
    if owner and owner != order.old and order.new not in names.paths:
        raise RenameError(
            f"{order.new} is an old name of {names.paths[owner]}: choose another, or type "
            f"`counterpoint rename {order.kind} {order.old} {owner}` to merge the two"
        )
    if case.is_merge and order.kind in NEVER_MERGED:
        raise RenameError(f"{names.paths[order.new]} is there: two {order.kind}s cannot become one")
    _refuse_unreadable(case.loaded)


def _refuse_unknown(case: _Case) -> None:
    order, names = case.order, case.names
    if order.old in names.paths:
        return
    if order.old in names.aliases:
        owner = names.aliases[order.old]
        raise RenameError(f"{order.old} is an old name of {owner}: rename {owner}")
    meaning = names.meaning(order.old)
    if meaning.standing is Standing.PROPOSED and _is_used(case):
        return
    near = closest(order.old, names.paths)
    guess = f"did you mean {near}?" if near else f"{order.kind}s are in {order.kind.folder}/"
    raise RenameError(f"there is no {order.kind} {order.old}: {guess}")


def _is_used(case: _Case) -> bool:
    study = case.loaded.study
    known = {Kind.THEME: study.themes, Kind.PERSONA: study.personas, Kind.ACCOUNT: study.accounts}
    return case.order.old in known.get(case.order.kind, {})


def _refuse_unreadable(loaded: Loaded) -> None:
    """Raise RenameError where a file's references cannot be known."""
    unread = [file for file in loaded.files if file.entity is None]
    if unread:
        found = next(iter(unread[0].diagnostics), None)
        where = found.location if found else unread[0].path
        why = f" ({found.message})" if found else ""
        raise RenameError(f"{where} cannot be read{why}; correct it first: nothing was renamed")


def _changes(case: _Case) -> tuple[dict[str, bytes | None], int]:
    """Return new content by path, and how many references were rewritten."""
    order = case.order
    changes, references = _rewritten(case)
    data = {**case.data, **changes}
    after: dict[str, bytes | None] = dict(changes)
    if case.old_path:
        after[case.old_path] = None
    if case.is_merge:
        gone = next((one for one in case.loaded.files if one.path == case.old_path), None)
        after[case.new_path] = taking_in(case.new_path, data[case.new_path], gone, order)
    elif case.old_path:
        after[case.new_path] = renamed(case.new_path, data[case.old_path], order)
    return after, references


def _rewritten(case: _Case) -> tuple[dict[str, bytes], int]:
    """Return the files that name the old id with the new one in its place."""
    changes: dict[str, bytes] = {}
    references = 0
    for file in case.loaded.files:
        if case.is_merge and file.path == case.old_path:
            continue
        data, count = _rewritten_file(case, file)
        if count:
            references += count
            changes[file.path] = data
    return changes, references


def _rewritten_file(case: _Case, file: ParsedFile) -> tuple[bytes, int]:
    """Return a file with the new id in it, and in how many places.

    It is read again until it does not name the old one, since of two links on one line that are
    written alike only one can be told from the other.
    """
    default = f"{case.order.kind.folder}/{case.order.old}.md"
    old_paths = frozenset({case.old_path or default})
    config, data = case.loaded.study.config, case.data[file.path]
    count = 0
    for _ in range(MOST_ROUNDS):
        source, _ = source_of(file.path, data)
        read = parse_source(source, config) if source and count else file
        text = source.text if source else ""
        edits = frozenset(File(read or file, text, config).edits(case.order, old_paths))
        if not edits:
            return data, count
        data = edited(data, edits)
        count += len(edits)
    message = f"{file.path} names {case.order.old} where it cannot be changed safely"
    raise RenameError(f"{message}; nothing was renamed")


def _with(repository: Repository, changes: Mapping[str, bytes | None]) -> Repository:
    """Return a repository with its files changed."""
    data = {source.path: source.data for source in repository.sources} | dict(changes)
    sources = (source_of(path, one)[0] for path, one in sorted(data.items()) if one is not None)
    return replace(repository, sources=tuple(one for one in sources if one))


def _refuse_new_errors(before: Loaded, after: Loaded, order: Order) -> None:
    """Raise RenameError where something is wrong afterwards that was not before."""
    was, now = _errors(before.diagnostics), _errors(after.diagnostics)
    for found in after.diagnostics:
        if now[found.rule.code] > was[found.rule.code]:
            raise RenameError(
                f"{order.kind} {order.old} cannot become {order.new}, nothing was renamed: "
                f"afterwards {found.location} would say: {found.message}"
            )


def _errors(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(one.rule.code for one in found if one.severity is Severity.ERROR)
