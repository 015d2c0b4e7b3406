"""What the evidence of a study says: pure functions over a `Study`."""

from __future__ import annotations

from counterpoint.analysis.claims import claims
from counterpoint.analysis.findings import theme_findings
from counterpoint.analysis.items import items_by_theme
from counterpoint.analysis.order import overlap_order, shared_order, side_order, strongest
from counterpoint.analysis.tally import Tally, lay_out, merge, summarise
from counterpoint.analysis.tensions import tensions
from counterpoint.analysis.values import Analysis
from counterpoint.model import Study
from counterpoint.recall import Recall

__all__ = ["analyse", "analyse_tally", "tally_of"]


def analyse(study: Study, recall: Recall | None = None) -> Analysis:
    """Return everything that the study's evidence says, as the method page explains it."""
    return analyse_tally(study, tally_of(study, recall))


def tally_of(study: Study, recall: Recall | None = None) -> Tally:
    """Return the merged summaries of the study's interviews that count."""
    known = recall or Recall()
    return merge(known.of(summarise, one, study.config) for one in study.counted)


def analyse_tally(study: Study, tally: Tally) -> Analysis:
    """Return the analysis of a study whose interviews were tallied elsewhere."""
    poll = lay_out(tally, study.config)
    rule = strongest(study)
    findings = theme_findings(study, poll, items_by_theme(study, rule))
    return Analysis(
        themes=findings,
        interviewed=poll.interviewed,
        shared=shared_order(study, findings),
        go_to_market=side_order(study, findings, 0),
        product=side_order(study, findings, 1),
        tensions=tensions(study, findings),
        claims=claims(study, findings, rule),
        overlap=overlap_order(study, findings),
        poll=poll,
    )
