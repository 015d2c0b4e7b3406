"""What many pages and files rest on alike, each as one digest of the whole study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from counterpoint.model import (
    Account,
    Decision,
    Document,
    Guide,
    Interview,
    Outcome,
    Persona,
    Study,
    Theme,
)
from counterpoint.pages.digests import counted, digest, head, outline, tagged
from counterpoint.pages.values import Lately
from counterpoint.recall import Recall

_UNREAD = Document()

Told = TypeVar("Told", Theme, Persona, Account, Decision, Outcome, Guide)


class Ground:
    """Digests of a study, each worked out when it is first asked for."""

    def __init__(
        self, study: Study, interviews: Iterable[Interview], lately: Lately | None, recall: Recall
    ) -> None:
        self._study = study
        self._interviews = interviews
        self._lately = lately
        self._recall = recall

    @cached_property
    def codebook(self) -> str:
        """What every page may read: settings, and what files of the codebook say in their heads."""
        study = self._study
        return digest(
            replace(
                study,
                interviews={},
                pages={},
                themes=_without_bodies(study.themes),
                personas=_without_bodies(study.personas),
                accounts=_without_bodies(study.accounts),
                decisions=_without_bodies(study.decisions),
                outcomes=_without_bodies(study.outcomes),
                guides=_without_bodies(study.guides),
            )
        )

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """What is known of each interview before anybody speaks, by its id, newest first."""
        return {one.id: self._recall.of(head, one) for one in self._interviews}

    @cached_property
    def counted(self) -> str:
        """What numbers rest on: who was heard when, and what they take which stance on."""
        return digest(self.codebook, [self._recall.of(counted, one) for one in self._interviews])

    @cached_property
    def listed(self) -> str:
        """What numbers rest on, and what interviews are called."""
        return digest(self.counted, [*self.heads.values()])

    @cached_property
    def said(self) -> str:
        """All evidence in its words, and what numbers rest on."""
        return digest(self.counted, [self._recall.of(tagged, one) for one in self._interviews])

    @cached_property
    def everything(self) -> str:
        """The whole codebook, pages by hand and all evidence; not what else was said.

        Nothing but an interview's own page, its Markdown twin, the search and the places and words
        counted in the data files look further.
        """
        study, recall = self._study, self._recall
        return digest(
            replace(study, interviews={}, pages={}),
            [outline(one) for one in study.pages.values()],
            [(self.heads[one.id], recall.of(tagged, one)) for one in self._interviews],
            self._lately,
        )


def _without_bodies(files: Mapping[str, Told]) -> dict[str, Told]:
    return {key: replace(one, body=_UNREAD) for key, one in files.items()}
