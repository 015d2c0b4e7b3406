"""Files for proposed themes, personas and accounts."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.fixes.values import Fix, Patient
from counterpoint.names import Standing, mentions
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import is_slug
from counterpoint.scaffold import Wish, draft


def proposed(patient: Patient) -> Iterator[Fix]:
    """Yield a file for every theme, persona and account that is used and has none."""
    made: set[str] = set()
    for file in patient.loaded.files:
        for mention in mentions(file):
            meaning = patient.names[mention.kind].meaning(mention.name)
            path = f"{mention.kind.folder}/{meaning.id}.md"
            is_new = meaning.standing is Standing.PROPOSED and path not in made
            if is_new and is_slug(meaning.id):
                made.add(path)
                content = draft(mention.kind, _wish(patient, mention.kind, meaning.id))
                yield Fix(f"new {mention.kind}", file.path, path=path, content=content)


def _wish(patient: Patient, kind: Kind, name: str) -> Wish:
    study = patient.loaded.study
    persona = study.personas.get(name) if kind is Kind.PERSONA else None
    return Wish(name, study.today, study.config, side=persona.side if persona else "")
