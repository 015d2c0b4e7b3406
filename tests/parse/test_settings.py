"""The settings of a study."""

from __future__ import annotations

from counterpoint.config import BUYER, DEFAULT_KINDS, USER, Codebook, Config, Side
from counterpoint.parse.settings import Settings, read_settings
from counterpoint.sources import SETTINGS_PATH, Source


def _settings(yaml: str) -> Settings:
    return read_settings(Source(SETTINGS_PATH, yaml.encode(), ""))


def _codes(settings: Settings) -> list[tuple[str, int, int]]:
    return [(one.rule.code, one.location.line, one.location.column) for one in settings.diagnostics]


def test_every_key_has_a_default() -> None:
    """No file, and an empty one, give the defaults."""
    assert read_settings(None) == Settings(Config())
    assert _settings("") == Settings(Config())
    assert _settings("# nothing yet\n").config == Config()


def test_reads_every_key() -> None:
    """What is given replaces the default."""
    settings = _settings(
        "title: T\nsame_people: true\ncodebook: closed\nmin_participants: 3\n"
        "retention_months: none\nstale_after_months: 6\n"
    )
    assert settings == Settings(
        Config(
            title="T",
            same_people=True,
            codebook=Codebook.CLOSED,
            min_participants=3,
            retention_months=None,
            stale_after_months=6,
        )
    )


def test_default_kinds_go_over_to_renamed_sides() -> None:
    """The new keys, in their order, stand for buyer and user."""
    config = _settings("sides:\n  a: {label: A}\n  b: {plural: Bees}\n").config
    assert config.sides == (Side("a", "A", "As"), Side("b", "B", "Bees"))
    assert [kind.key for kind in config.evidence_kinds] == [kind.key for kind in DEFAULT_KINDS]
    assert {kind.side for kind in config.evidence_kinds} == {"a", "b", "either"}
    assert config.kind("usability").side == "b"


def test_given_kinds_replace_the_default() -> None:
    """`evidence_kinds` is the whole vocabulary."""
    config = _settings("evidence_kinds:\n  burden: {side: user}\n").config
    assert [(kind.key, kind.side) for kind in config.evidence_kinds] == [("burden", "user")]


def test_a_wrong_key_leaves_the_others_standing() -> None:
    """One mistake does not bring back every default."""
    settings = _settings("title: T\ncodebook: shut\nmin_participants: 3\n")
    assert _codes(settings) == [("CP116", 2, 11)]
    assert settings.config == Config(title="T", min_participants=3)


def test_a_study_has_exactly_two_sides() -> None:
    """Fewer or more are an error; the default sides stand in."""
    settings = _settings("sides:\n  a: {}\n")
    assert _codes(settings) == [("CP116", 1, 1)]
    assert settings.config.sides == (BUYER, USER)


def test_words_that_mean_something_are_no_sides() -> None:
    """`both`, `either`, `proxy` and attribute names cannot be sides."""
    for word in ("both", "either", "proxy", "for", "neutral", "observed", "hearsay"):
        assert _codes(_settings(f"sides:\n  {word}: {{}}\n  b: {{}}\n")) == [("CP116", 2, 3)]


def test_kinds_belong_to_a_side_of_the_study() -> None:
    """With renamed sides the old keys mean nothing."""
    settings = _settings("sides: {a: {}, b: {}}\nevidence_kinds:\n  x: {side: buyer}\n")
    assert _codes(settings) == [("CP116", 3, 13)]


def test_malformed_settings_are_reported() -> None:
    """Settings that are no YAML leave the defaults."""
    settings = _settings("title: A: B\n")
    assert _codes(settings) == [("CP112", 1, 9)]
    assert settings.config == Config()
