"""The method page: how every number and rule comes about, with this study's settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import Relation
from counterpoint.pages.place import METHOD, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Badge, SideView
from counterpoint.pages.wording import (
    BASES,
    CLAIMS,
    JOINT,
    RELATION_ADVICE,
    UNCODED,
    counted,
    day,
    relation_badge,
)


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A relation with its rule and its advice."""

    badge: Badge
    rule: str
    advice: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """Everything on the method page."""

    first: SideView
    second: SideView
    proxy: SideView
    measured: SideView
    k: int
    people: str
    pair_of_people: str
    stale: str
    retention: str
    today: str
    audience: str
    folded: bool
    relations: tuple[RelationRule, ...]
    claims: tuple[Badge, ...]
    bases: tuple[Badge, ...]


RULES = {
    Relation.CONFLICT: "one side is for, the other against, and at least 2k people were heard",
    Relation.CONTESTED: "one side is split, and the other is not silent",
    Relation.SHARED: "both sides are for, and at least 2k people were heard",
    Relation.UNWANTED: "both sides are against, and at least 2k people were heard",
    Relation.NEARLY_SHARED: "one side is for; the other is for too, or was heard and has "
    "nobody against",
    Relation.NEARLY_UNWANTED: "one side is against; the other is against too, or was heard and "
    "has nobody for",
    Relation.NEARLY_CONFLICT: "one side is for or against, the other was heard, and none of the "
    "above fits",
    Relation.ONE_SIDED: "at least k of one side were heard; the other is silent although at least "
    "k of it were asked",
    Relation.UNASKED: "at least k of one side were heard; the other is silent and fewer than k of "
    "it were asked",
    Relation.THIN: "neither side reaches k",
}


def pages(site: Site) -> Iterator[Page]:
    """Yield the method page."""
    config, study = site.study.config, site.study
    first, second = (site.sides[key] for key in study.side_keys)
    months = config.retention_months
    view = MethodView(
        first=first,
        second=second,
        proxy=site.sides["proxy"],
        measured=site.sides[""],
        k=config.min_participants,
        people=counted(config.min_participants, "participant"),
        pair_of_people=counted(2 * config.min_participants, "person", "people"),
        stale=counted(config.stale_after_months, "month"),
        retention=counted(months, "month") if months is not None else "",
        today=day(study.today),
        audience=study.audience.value,
        folded=config.same_people,
        relations=tuple(_rules()),
        claims=tuple(CLAIMS.values()),
        bases=(*BASES.values(), JOINT, UNCODED),
    )
    here = place(site, METHOD)
    yield render(
        here,
        "method.html",
        view,
        title="Method",
        description="How every number and rule of this site comes about.",
    )


def _rules() -> Iterator[RelationRule]:
    for relation in Relation:
        if badge := relation_badge(relation):
            yield RelationRule(badge, RULES[relation], RELATION_ADVICE[relation])
