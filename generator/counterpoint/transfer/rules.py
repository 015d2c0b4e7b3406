"""The findings of importing and exporting: family CP7xx."""

from __future__ import annotations

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity

EMPTY = Rule("CP701", Severity.ERROR, "file to import holds no words")
BINARY = Rule("CP702", Severity.ERROR, "file to import is not of a kind that can be read")
TRUNCATED = Rule("CP703", Severity.ERROR, "file to import is cut off")
WRONG_SUFFIX = Rule("CP704", Severity.WARNING, "file's content is not what its name says")
ENCODING = Rule("CP705", Severity.WARNING, "file to import is not UTF-8")
NO_SPEAKERS = Rule("CP706", Severity.WARNING, "transcript names no speakers")
SAME_NAME = Rule("CP707", Severity.WARNING, "two speakers may share a name")
WORD_LEFTOVERS = Rule("CP708", Severity.WARNING, "Word document held more than its words")
TOO_LARGE = Rule("CP709", Severity.ERROR, "file to import is too large, or unpacks to too much")
UNSAFE_ARCHIVE = Rule("CP710", Severity.ERROR, "archive or XML is not safe to open")
MISSING_FIELD = Rule("CP711", Severity.ERROR, "import lacks something an interview must have")
UNKNOWN_SPEAKER = Rule("CP712", Severity.ERROR, "nobody of that name speaks in the transcript")
MAYBE_NAME = Rule("CP713", Severity.WARNING, "word may be a name that was not replaced")
KEY_INSIDE = Rule("CP714", Severity.ERROR, "pseudonym key would lie inside the repository")
ALREADY_IMPORTED = Rule("CP715", Severity.ERROR, "transcript has been imported before")
FILE_EXISTS = Rule("CP716", Severity.ERROR, "import would overwrite a file")
METADATA = Rule("CP717", Severity.ERROR, "table of metadata cannot be used")
SKIPPED_SOURCE = Rule("CP718", Severity.WARNING, "source of a coding project holds no text")
BAD_SELECTION = Rule("CP719", Severity.WARNING, "coded selection does not fit its text")
INTERVIEWER_CODED = Rule("CP720", Severity.WARNING, "coding lies in words that are no evidence")
NOT_PLACED = Rule("CP721", Severity.WARNING, "coded words could not be cited in one place")
ASSUMED = Rule("CP722", Severity.WARNING, "import assumed something")
UNMAPPED = Rule("CP723", Severity.WARNING, "field of the other tool was not mapped")
BAD_PROJECT = Rule("CP724", Severity.ERROR, "coding project cannot be read")
LINE_ENDS = Rule("CP725", Severity.WARNING, "selections count characters in another way")
REFERENCE = Rule("CP726", Severity.WARNING, "coding project refers to something it does not hold")
NARROWED = Rule("CP727", Severity.WARNING, "coding was narrowed to the participant's words")


def finding(rule: Rule, path: str, message: str, hint: str = "", *, line: int = 1) -> Diagnostic:
    """Return the rule's finding on a line of a file outside the study."""
    return rule.at(Location(path, line), message, hint)
