"""Personal data that should not stand in a file: addresses, numbers, profiles."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity

EMAIL = Rule("CP510", Severity.WARNING, "there is an e-mail address")
TELEPHONE = Rule("CP511", Severity.WARNING, "there is a telephone number")
CARD = Rule("CP512", Severity.WARNING, "there is a card or bank account number")
INTERNET_ADDRESS = Rule("CP513", Severity.WARNING, "there is somebody's internet address")
PROFILE = Rule("CP514", Severity.WARNING, "there is a link to a social profile")
POSTAL_ADDRESS = Rule("CP515", Severity.WARNING, "there is a postal address")
NAME = Rule("CP516", Severity.WARNING, "there is a name from the list of names")

ACCEPTED = re.compile(r"^# accepted: (.+)$", re.MULTILINE)
"""A comment in front matter by which a contributor says that something is no personal data."""
EXAMPLE_HOSTS = re.compile(r"(?:.*\.)?example(?:\.(?:com|net|org))?|.*\.(?:invalid|test)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
NUMBER = re.compile(r"\d(?:(?:[ ().\-/]{0,3}\d){4}|\d ?[A-Z0-9]{4}|[A-Z]{2})")
"""What every line shows that holds a telephone's, a card's, an account's or a house's number."""
DEVICE = re.compile(r"[.:][0-9a-fA-F]{1,4}[.:]{1,2}[0-9a-fA-F]{1,4}[.:]")
"""What every line shows that holds an internet address."""
LEAST_DIGITS, MOST_DIGITS = 8, 15
"""Digits of a telephone number, its area code included (E.164 allows 15)."""
MOST_FINDINGS = 100
"""In one file; whoever mends these sees the next."""
CARD_NUMBER = re.compile(
    r"4(?:\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}"
    r"|35\d{14}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}|(?:5[06-8]|6[37])\d{11,17}"
)
"""Numbers that issuers give: how they begin, with the lengths that each has."""
REGION = "US"
"""Where numbers without a country's code are tried."""


@dataclass(frozen=True, slots=True)
class Detector:
    """What one sort of personal data looks like, and how chance likenesses are told apart."""

    rule: Rule
    pattern: re.Pattern[str]
    """Bounded in every repetition, so that no text takes long."""
    is_real: Callable[[str], bool]
    hint: re.Pattern[str]
    """What every line that holds one shows; begins with one set of signs, so it is found fast."""


def personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """Return what looks like personal data in a file, at its place; a hundred findings at most.

    What stands in a comment `# accepted: …` of the front matter is passed over.
    """
    return islice(_all_personal_data(path, text), MOST_FINDINGS)


def _all_personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    accepted = accepted_in(text)
    for number, line in enumerate(text.split("\n"), 1):
        if "@" in line or "/" in line or NUMBER.search(line) or DEVICE.search(line):
            yield from _in_line(path, number, line, accepted)


def _in_line(path: str, number: int, line: str, accepted: frozenset[str]) -> Iterator[Diagnostic]:
    taken: set[int] = set()
    for detector in DETECTORS:
        if not detector.hint.search(line):
            continue
        for found in detector.pattern.finditer(line):
            is_new = found.start() not in taken and found[0] not in accepted
            if is_new and detector.is_real(found[0]):
                taken.update(range(*found.span()))
                place = Location(path, number, found.start() + 1)
                yield _finding(detector.rule, place, found[0])


def names_in(path: str, text: str, names: re.Pattern[str]) -> Iterator[Diagnostic]:
    """Return the names of a list that stand in a file; a hundred at most."""
    accepted = accepted_in(text)
    found = (
        _finding(NAME, Location(path, number, name.start() + 1), name[0])
        for number, line in enumerate(text.split("\n"), 1)
        for name in names.finditer(line)
        if name[0] not in accepted
    )
    return islice(found, MOST_FINDINGS)


def pattern_of_names(names: str) -> re.Pattern[str] | None:
    """Return what finds the names of a list, one a line, as whole words whatever their case."""
    words = sorted({line.strip() for line in names.splitlines() if line.strip()}, key=len)
    if not words:
        return None
    either = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def accepted_in(text: str) -> frozenset[str]:
    """Return what the comments of a file's front matter accept."""
    if not text.startswith("---"):
        return frozenset()
    head = text[: text.find("\n---", 3) + 1]
    return frozenset(found.strip() for found in ACCEPTED.findall(head))


def _finding(rule: Rule, place: Location, written: str) -> Diagnostic:
    what = rule.summary.removeprefix("there is ")
    hint = f"replace it by […], or accept it in the front matter: # accepted: {written}"
    return rule.at(place, f"{written!r} looks like {what}", hint)


def _is_mail(written: str) -> bool:
    return EXAMPLE_HOSTS.fullmatch(written.rpartition("@")[2].lower()) is None


def _is_telephone(written: str) -> bool:
    digits = sum(character.isdigit() for character in written)
    if not LEAST_DIGITS <= digits <= MOST_DIGITS or DAY.search(written):
        return False
    import phonenumbers  # noqa: PLC0415  (only where something looks like a number)

    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))


def _is_card(written: str) -> bool:
    compact = re.sub(r"[ -]", "", written).upper()
    if compact.isdigit():
        return bool(CARD_NUMBER.fullmatch(compact)) and _passes_luhn(compact)
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _passes_luhn(digits: str) -> bool:
    doubled = (
        int(digit) if place % 2 == 0 else sum(divmod(int(digit) * 2, 10))
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def _is_internet_address(written: str) -> bool:
    try:
        return ipaddress.ip_address(written).is_global
    except ValueError:
        return False


def _always(_written: str) -> bool:
    return True


DETECTORS = (
    Detector(
        EMAIL,
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?<!\.)"),
        _is_mail,
        re.compile("@"),
    ),
    Detector(
        PROFILE,
        re.compile(
            r"\b(?:[a-z]{1,3}\.)?(?:linkedin\.com/in|facebook\.com|instagram\.com|twitter\.com"
            r"|(?<![\w.])x\.com|t\.me|xing\.com/profile)/[\w.@-]{2,80}",
            re.IGNORECASE,
        ),
        _always,
        re.compile("/"),
    ),
    Detector(
        CARD,
        re.compile(
            r"(?<![\w-])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?"
            r"|\d{13,19}|\d{4}([ -]?)(?:\d{4}\1){2,3}\d{1,4}|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w-])"
        ),
        _is_card,
        re.compile(r"\d(?:(?:[ -]?\d){12}|\d ?[A-Z0-9]{4})"),
    ),
    Detector(
        INTERNET_ADDRESS,
        re.compile(
            r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){3,7})(?![\w.:])",
            re.IGNORECASE,
        ),
        _is_internet_address,
        DEVICE,
    ),
    Detector(
        POSTAL_ADDRESS,
        re.compile(
            r"\b\d{1,5}[a-z]? [A-Z][\w.]{1,30}(?: [A-Z][\w.]{1,30}){1,4},?"
            r" [A-Z][\w .]{1,40},? [A-Z]{2} \d{5}\b"
            r"|\b[A-ZÄÖÜ][\wäöüß.-]{2,40} \d{1,4} ?[a-z]?,? (?:D-)?\d{5} [A-ZÄÖÜ]\w{1,40}"
            r"|\b\d{1,4}[a-z]? [A-Z][\w]{1,30}[\w ,]{1,60} [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
        ),
        _always,
        re.compile(r"\d(?:\d{4}|[A-Z]{2}\b)"),
    ),
    Detector(
        TELEPHONE,
        re.compile(r"(?<![\w.,:/#-])(?:\+|\(|)\d(?:[ ().\-/]{0,3}\d){7,14}(?![\w:/-]|[.,]\d)"),
        _is_telephone,
        re.compile(r"\d(?:[ ().\-/]{0,3}\d){7}"),
    ),
)
"""By certainty: what one has found is left out by those after it."""
