"""What can be wrong in the text of an interview, each finding with its number."""

from __future__ import annotations

from counterpoint.diagnostics import Rule, Severity

UNDECLARED_LABEL = Rule("CP120", Severity.WARNING, "a label names nobody that was declared")
MALFORMED_ITEM = Rule("CP121", Severity.WARNING, "a list item carries a tag but is no evidence")
BAD_WORD = Rule("CP122", Severity.ERROR, "a tag or an id holds characters that ids cannot have")
TWO_IDS = Rule("CP123", Severity.ERROR, "an evidence item has two ids")
RESERVED_ID = Rule("CP124", Severity.ERROR, "an evidence id starts with a reserved word")
TAGS_IN_NOTE = Rule("CP125", Severity.WARNING, "tags stand on a second line, which is the note")
LABEL_IN_NOTE = Rule("CP126", Severity.WARNING, "a turn starts inside the note of an evidence item")
TOO_DEEP = Rule("CP127", Severity.WARNING, "lists or quotations are nested too deep to be read")
EMPTY_QUOTATION = Rule("CP128", Severity.ERROR, "a quotation holds no words")

NOT_FOUND = Rule("CP401", Severity.ERROR, "the quotation is not in the transcript")
ONLY_BELOW = Rule("CP402", Severity.ERROR, "the quotation stands below its evidence item only")
AMBIGUOUS = Rule("CP403", Severity.ERROR, "the quotation stands in several places")
INTERVIEWERS_WORDS = Rule("CP404", Severity.ERROR, "an interviewer's words are no evidence")
NOBODYS_WORDS = Rule("CP405", Severity.ERROR, "the words are nobody's")
NO_THEME = Rule("CP406", Severity.ERROR, "an evidence item names no theme")
UNKNOWN_ATTRIBUTE = Rule("CP407", Severity.ERROR, "an attribute is not in the vocabulary")
TWO_STANCES = Rule("CP408", Severity.ERROR, "an evidence item takes two stances")
TWO_BASES = Rule("CP409", Severity.ERROR, "an evidence item has two bases")
MISPLACED_ROLE = Rule("CP410", Severity.ERROR, "only who is on both sides speaks as one of them")
MISSING_ROLE = Rule(
    "CP411", Severity.ERROR, "second-hand words of who is on both sides need a role"
)
MISPLACED_ABOUT = Rule("CP412", Severity.ERROR, "only a proxy's words are about a side")
MISSING_ABOUT = Rule("CP413", Severity.ERROR, "a proxy's words need the side that they are about")
PROXY_BASIS = Rule("CP414", Severity.ERROR, "a proxy's words have no basis of their own")
REPEATED_ID = Rule("CP415", Severity.ERROR, "an evidence id stands twice in one interview")
OTHER_SIDES_KIND = Rule("CP416", Severity.WARNING, "the kind belongs to the other side")
NOTHING_ABOVE = Rule("CP417", Severity.ERROR, "no words stand above an item without quotation")
TWO_ROLES = Rule("CP418", Severity.ERROR, "an evidence item names two roles, or two sides")
MEASURED = Rule("CP419", Severity.WARNING, "what was measured has no other basis")
