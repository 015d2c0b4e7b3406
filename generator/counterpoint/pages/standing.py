"""Digests of what pages show in numbers: they follow from `Ground.counted`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.analysis.values import ThemeFindings
from counterpoint.model import Interview
from counterpoint.pages.additions import is_alone, is_first, speakers
from counterpoint.pages.digests import digest
from counterpoint.pages.site import Site


def voice(site: Site, participant: str) -> tuple[str, str, str]:
    """Return what a link to somebody is made of."""
    found = site.voices[participant]
    return found.id, found.name, found.interviews[-1].path


def crowd(site: Site) -> str:
    """Return who was heard: everybody's name, newest interview and segments."""
    members = site.insights.segmenting.members
    voices = [voice(site, one) for one in site.voices]
    return digest(voices, sorted(members.items()), site.names_accounts)


def relations(site: Site) -> str:
    """Return how the sides stand to each other on every theme."""
    return digest([(one.theme, one.relation) for one in site.analysis.themes.values()])


def numbers(site: Site) -> Mapping[str, str]:
    """Return where the sides stand on each theme, on its children and on those near to it."""
    return {one.theme: _numbers(site, one) for one in site.analysis.themes.values()}


def _numbers(site: Site, findings: ThemeFindings) -> str:
    analysis, theme = site.analysis, findings.theme
    orders = (analysis.overlap, analysis.go_to_market, analysis.product)
    related = site.insights.related.get(theme, ())
    children = [site.findings(one.id) for one in site.children.get(theme, ())]
    near = (*site.study.themes[theme].tension, *(one.theme for one in related))
    claims = [one for one in analysis.claims if one.theme == theme]
    groups = (findings.first_hand, findings.measured, findings.secondhand, findings.hearsay)
    return digest(
        [len(one) for one in groups],
        [(one.about, one.stance, one.status, len(one.evidence)) for one in claims],
        [findings.sides, findings.relation, findings.strength, findings.history],
        [findings.people, findings.decided_by],
        [(theme in one and one.index(theme), len(one)) for one in orders],
        [(one.theme, len(one.people)) for one in related],
        [(one.theme, one.relation, one.sides, one.people) for one in children],
        [(one, site.findings(one).relation) for one in near if one in analysis.themes],
    )


def adds(site: Site) -> Mapping[str, str]:
    """Return what each interview adds: where its own people stand, and how many stand so too."""
    return {one.id: digest(list(_adds(site, one))) for one in site.interviews}


def _adds(site: Site, interview: Interview) -> Iterator[object]:
    spoken = site.recall.of(speakers, interview) if interview.is_coded else {}
    for theme, own in spoken.items():
        findings = site.findings(theme)
        for side in findings.sides:
            pairs = (own & side.all_for, side.for_), (own & side.all_against, side.against)
            if any(ours for ours, _ in pairs):
                taken = [(sorted(ours), len(people) if ours else 0) for ours, people in pairs]
                first, alone = is_first(site, interview, theme), is_alone(side, own)
                yield theme, side.side, findings.relation, first, alone, taken
