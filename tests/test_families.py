"""The register of all rules."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import counterpoint
from counterpoint.diagnostics import Rule
from counterpoint.families import FAMILIES, all_rules, reference

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"


def _rules_anywhere() -> set[Rule]:
    modules = (
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(counterpoint.__path__, "counterpoint.")
        if not found.name.endswith("__main__")
    )
    return {value for one in modules for value in vars(one).values() if isinstance(value, Rule)}


def test_every_rule_is_registered() -> None:
    """A rule that nobody lists would be undocumented."""
    assert set(all_rules()) == _rules_anywhere()


def test_numbers_are_unique() -> None:
    """One number, one meaning, one family."""
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"CP\d{3}", code) and code[:3] in FAMILIES for code in codes)


def test_every_rule_is_documented(*, refresh: bool) -> None:
    """The reference page lists what there is, as it is."""
    if refresh:
        PAGE.write_text(reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == reference()
