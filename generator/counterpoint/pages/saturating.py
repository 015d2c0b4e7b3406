"""How much still comes up that is new, in words."""

from __future__ import annotations

from counterpoint.analysis.saturation import BASE, RUN, Saturation
from counterpoint.pages.wording import counted


def saturation_words(one: Saturation) -> str:
    """Return how much still comes up, in words; never as a proof."""
    if len(one.steps) < BASE + RUN:
        return f"too early to say: it takes {BASE + RUN} interviews"
    found = f"{counted(one.new_in_run, 'new theme')} in the last {RUN} interviews"
    return f"{found}: little new comes up" if one.is_saturated else found
