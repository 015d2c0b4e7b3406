"""Links: broken ones, and citations that no longer say what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.checks.subject import FileCitation, Subject
from counterpoint.citing import Citation, CitationState, Fault
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.references import resolve_href

NO_FILE = Rule("CP201", Severity.ERROR, "a link leads to a file that is not there")
NO_ANCHOR = Rule("CP202", Severity.ERROR, "a link leads to evidence or a heading that is not there")
NOT_ALLOWED = Rule("CP208", Severity.ERROR, "a link leads where pages may not link")
NOT_PUBLISHED = Rule("CP209", Severity.ERROR, "a link leads to a file that is not published")
SUSPECT = Rule("CP210", Severity.WARNING, "what is cited changed since it was stamped")
WITHHELD = Rule("CP211", Severity.WARNING, "what is cited is not for this audience")
WITHDRAWN = Rule("CP212", Severity.WARNING, "what is cited was withdrawn")
BAD_STAMP = Rule("CP213", Severity.ERROR, "a citation's stamp is malformed")
UNSTAMPED = Rule("CP214", Severity.HINT, "a citation has no stamp")
PERMALINK = Rule("CP215", Severity.WARNING, "a citation's address changes with the words")
FOREIGN_IMAGE = Rule("CP216", Severity.WARNING, "an image would be loaded from another site")

RULES: Mapping[Fault, Rule] = {
    Fault.NO_FILE: NO_FILE,
    Fault.NO_ANCHOR: NO_ANCHOR,
    Fault.NOT_ALLOWED: NOT_ALLOWED,
    Fault.NOT_PUBLISHED: NOT_PUBLISHED,
    Fault.BAD_STAMP: BAD_STAMP,
    Fault.UNSTAMPED: UNSTAMPED,
    Fault.PERMALINK: PERMALINK,
    Fault.FOREIGN_IMAGE: FOREIGN_IMAGE,
}


def check_links(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every link that is broken or could be better."""
    unreadable = {file.path for file in subject.files if file.entity is None or not file.is_sound}
    for found in subject.citations:
        citation = found.citation
        if citation.fault and _path(found) not in unreadable:
            rule = RULES[citation.fault]
            yield rule.at(citation.link.location, citation.problem, citation.hint)


def _path(found: FileCitation) -> str:
    return resolve_href(found.file.path, found.citation.link.href).path


def check_states(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every citation that is suspect, withheld or withdrawn."""
    for found in subject.citations:
        citation = found.citation
        match citation.state:
            case CitationState.SUSPECT if not found.is_on_roadmap:
                yield SUSPECT.at(citation.link.location, *suspect(citation))
            case CitationState.WITHHELD:
                message = "what this cites is not for this audience: the site shows no trace of it"
                hint = "cite somebody whom this audience may hear, or take the sentence out"
                yield WITHHELD.at(citation.link.location, message, hint)
            case CitationState.WITHDRAWN:
                message = "what this cites was withdrawn: the site shows no trace of it"
                hint = "cite somebody else, or take the sentence out"
                yield WITHDRAWN.at(citation.link.location, message, hint)
            case _:
                continue


def suspect(citation: Citation) -> tuple[str, str]:
    """Return message and hint for a citation whose words changed."""
    evidence = citation.evidence
    stamp = evidence.stamp if evidence else ""
    quote = evidence.quote if evidence else ""
    shown = quote if len(quote) <= 80 else f"{quote[:80]}…"  # noqa: PLR2004  (a line's length)
    message = "the words, or their speaker's side, changed since this was stamped"
    path = citation.link.location.path
    command = f"`counterpoint cite --restamp {path}` shows both"
    return message, f'it now says "{shown}", stamped "sha256:{stamp}"; {command}'
