"""The study for programs."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from counterpoint.analysis import analyse
from counterpoint.config import Config
from counterpoint.model import Study
from counterpoint.pages.site import gather
from counterpoint.pages.study_json import study_json, study_schema
from studies import decision, interview, person, says, study, theme

WHOLE = study(
    interview(
        "i1",
        "2026-05-01",
        person("b1", persona="cfo", account="acme", roles="decider", lifecycle="engaged"),
        person("u1", persona="rep", account="acme"),
        says("b1", "speed"),
        says("u1", "speed", "against"),
        says("b1", "speed", "secondhand"),
        asked="price",
    ),
    interview("s1", "2026-05-02", says("", "speed"), method="survey", coding="open"),
    decision("d1", "speed"),
    theme("old", status="retired"),
)


def written(of: Study) -> dict[str, Any]:
    """Return what `study.json` holds, read again."""
    found: dict[str, Any] = json.loads(study_json(gather(of, analyse(of))))
    return found


@pytest.mark.parametrize(
    "of",
    [WHOLE, study(), study(*WHOLE.interviews.values(), config=Config(same_people=True))],
    ids=["whole", "empty", "same people"],
)
def test_the_study_is_as_its_schema_says(of: Study) -> None:
    """Whoever reads it can rely on the schema beside it."""
    schema = json.loads(study_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written(of), schema, cls=jsonschema.Draft202012Validator)


def test_numbers_are_those_of_the_pages() -> None:
    """Themes carry both sides' people, and the relation."""
    found = {one["id"]: one for one in written(WHOLE)["themes"]}
    buyer, user = found["speed"]["sides"]
    assert (buyer["for"], user["against"]) == (["b1"], ["u1"])
    assert (buyer["interviewed"], buyer["not_asked"]) == (1, 0)
    assert (found["speed"]["relation"], found["speed"]["secondhand"]) == ("thin", 1)
    assert found["price"]["sides"][0]["no_stance"] == ["b1"]
    assert found["old"]["status"] == "retired"


def test_addresses_lead_to_the_words() -> None:
    """Each piece of evidence has its place on the site."""
    (first, *_) = written(WHOLE)["interviews"][0]["evidence"]
    assert first["address"] == "research/interviews/i1/#e20"


def test_every_field_that_needs_words_has_them() -> None:
    """Descriptions below the fields come into the schema."""
    schema = json.loads(study_schema())
    against = schema["$defs"]["SideNumbersRecord"]["properties"]["against"]
    assert against["description"].startswith("Whoever takes both stances")


def test_the_file_is_the_same_each_time() -> None:
    """Outputs are deterministic."""
    assert study_json(gather(WHOLE, analyse(WHOLE))) == study_json(gather(WHOLE, analyse(WHOLE)))
