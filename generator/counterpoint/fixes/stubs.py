"""Files for proposed themes, personas and accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.fixes.values import Fix, Patient, What
from counterpoint.model import BOTH
from counterpoint.names import Standing, mentions
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import in_words, is_slug

WHAT = What("started: describe it there", "files started")
STUB = "---\ntitle: {title}\n{fields}---\n\n{body}\n"
BODIES: Mapping[Kind, str] = {
    Kind.THEME: "Not described yet: what it means, when to use it, when not, and an example.",
    Kind.PERSONA: "Not described yet: who they are, and what they answer for.",
    Kind.ACCOUNT: "Not described yet: what the organisation does.",
}


def proposed(patient: Patient) -> Iterator[Fix]:
    """Yield a file for every theme, persona and account that is used and has none.

    Words that only withheld interviews use get none: the file would be published.
    """
    made: set[str] = set()
    for file in patient.loaded.files:
        for mention in mentions(file) if file.path not in patient.loaded.withheld_paths else ():
            meaning = patient.names[mention.kind].meaning(mention.name)
            path = f"{mention.kind.folder}/{meaning.id}.md"
            is_new = meaning.standing is Standing.PROPOSED and path not in made
            if is_new and is_slug(meaning.id):
                made.add(path)
                content = _stub(patient, mention.kind, meaning.id)
                yield Fix(WHAT, file.path, path=path, content=content)


def _stub(patient: Patient, kind: Kind, name: str) -> str:
    """Return a file that says what is known, and nothing that is not."""
    persona = patient.loaded.study.personas.get(name)
    side = persona.side if persona else BOTH
    fields = f"side: {side}\n" if kind is Kind.PERSONA else ""
    return STUB.format(title=_title(name), fields=fields, body=BODIES[kind])


def _title(name: str) -> str:
    """Return an id as a title that YAML reads as text."""
    title = in_words(name)
    return title if title[:1].isalpha() else f'"{title}"'
