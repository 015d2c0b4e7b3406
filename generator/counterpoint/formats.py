"""Findings for machines: JSON, GitHub's annotations and job summary, GitLab's report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from counterpoint.diagnostics import Diagnostic, Severity, in_order
from counterpoint.report import summary

ANNOTATIONS = 10
"""Of each severity that GitHub shows for one step."""
MOST_ROWS = 500
"""Rows of a job summary, which may have a megabyte."""
GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
GITLAB_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return findings as one JSON object, by place."""
    found = in_order(diagnostics)
    counts = Counter(one.severity for one in found)
    data = {
        "summary": {f"{severity.value}s": counts[severity] for severity in Severity},
        "diagnostics": [
            {
                "path": one.location.path,
                "line": one.location.line,
                "column": one.location.column,
                "code": one.rule.code,
                "severity": one.severity.value,
                "message": one.message,
                "hint": one.hint,
            }
            for one in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_gitlab(diagnostics: Iterable[Diagnostic], prefix: str = "") -> str:
    """Return findings as a Code Quality report; `prefix` leads from the project to the study."""
    seen: Counter[str] = Counter()
    report = []
    for one in in_order(diagnostics):
        # A fingerprint without the line stays the same when something is written above it.
        words = "\0".join((one.location.path, one.rule.code, one.message))
        seen[words] += 1
        mark = hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()
        entry = {
            "description": _with_hint(one),
            "check_name": one.rule.code,
            "fingerprint": mark,
            "severity": GITLAB_LEVELS[one.severity],
            "location": {
                "path": f"{prefix}{one.location.path}",
                "lines": {"begin": one.location.line},
            },
        }
        report.append(entry)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class GitHubReport:
    """What a step prints, and what goes into the job's summary."""

    annotations: str
    summary: str
    """Markdown."""


def as_github(
    diagnostics: Iterable[Diagnostic], changed: Collection[str] = (), prefix: str = ""
) -> GitHubReport:
    """Return findings as annotations, as many as GitHub shows, and all of them as a summary.

    Those in the files that changed come first. `prefix` leads from the repository to the study.
    """
    found = sorted(in_order(diagnostics), key=lambda one: one.location.path not in changed)
    by_severity: dict[Severity, list[Diagnostic]] = defaultdict(list)
    for one in found:
        by_severity[one.severity].append(one)
    lines = [
        _annotation(one, prefix)
        for severity in Severity
        for one in by_severity[severity][:ANNOTATIONS]
    ]
    left = sum(max(len(some) - ANNOTATIONS, 0) for some in by_severity.values())
    if left:
        lines.append(f"{left} more in the summary of this job.")
    ordered = [one for severity in Severity for one in by_severity[severity]]
    return GitHubReport("".join(f"{line}\n" for line in lines), _summary(ordered, prefix))


def _annotation(found: Diagnostic, prefix: str) -> str:
    place = found.location
    properties = {
        "file": f"{prefix}{place.path}",
        "line": str(place.line),
        "col": str(place.column),
        "title": found.rule.code,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{GITHUB_LEVELS[found.severity]} {written}::{_data(_with_hint(found))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _with_hint(found: Diagnostic) -> str:
    return f"{found.message}\n{found.hint}" if found.hint else found.message


def _summary(found: list[Diagnostic], prefix: str) -> str:
    return "".join(f"{line}\n" for line in _summary_lines(found, prefix))


def _summary_lines(found: list[Diagnostic], prefix: str) -> Iterator[str]:
    yield f"### counterpoint check: {summary(found)}"
    yield ""
    if found:
        yield "| where | what | type this |"
        yield "| --- | --- | --- |"
    for one in found[:MOST_ROWS]:
        place = f"`{prefix}{one.location.path}:{one.location.line}:{one.location.column}`"
        what = f"{one.severity.value} {one.rule.code}: {_cell(one.message)}"
        yield f"| {place} | {what} | {_cell(one.hint)} |"
    if len(found) > MOST_ROWS:
        yield ""
        yield f"and {len(found) - MOST_ROWS:,} more."


def _cell(text: str) -> str:
    """Return text for a table's cell; code stays code, nothing else is markup."""
    plain = " ".join(text.split()).replace("&", "&amp;")
    for sign in "<>|@":
        plain = plain.replace(sign, f"&#{ord(sign)};")
    return plain
