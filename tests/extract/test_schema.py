import copy
import json
from typing import Any

import jsonschema
import pytest

from dateline.extract.events import EventStage
from dateline.extract.reading import assemble_reading, to_json
from dateline.extract.schema import reading_schema
from dateline.records.report import Dateline
from tests.builders import a_count, a_marked_draft, a_place, a_source, a_span, a_time


@pytest.fixture(scope="module")
def public() -> dict[str, Any]:
    """Return a reading's JSON in which every part is filled."""
    marked = (
        "[Gunmen](people>1.attacker) [killed](!violence.attack#1) two in [Abi](place>1.place) on "
        "[May 3](time>1.time) with [rifles](weapon>1.weapon), police said."
    )
    plain = a_marked_draft(marked)
    text = plain.report.text
    (draft,) = EventStage()(
        [
            a_marked_draft(
                marked,
                header={"dateline": Dateline(place="Gunmen", span=a_span(text, "Gunmen"))},
                times=(a_time(text, "May 3", "2020-05-03"),),
                places=(a_place(text, "Abi", country="NG"),),
                counts=(a_count(text, "killed two", 2, whom="traders"),),
                cited=(a_source(plain.report, "police", cue="said"),),
            )
        ]
    )
    reading = to_json(assemble_reading(draft.report, draft.claims, draft.cited))
    return dict(json.loads(json.dumps(reading)))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(reading_schema())


def test_a_full_reading_conforms(public: dict[str, Any]) -> None:
    (event,) = public["events"]
    assert event["when"] and event["where"] and event["counts"] and event["weapons"]
    jsonschema.validate(public, reading_schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "dateline.reading/2"),
        (("report", "sha256"), "abc"),
        (("report", "extra"), 1),
        (("events", 0, "type"), "attack"),
        (("events", 0, "modality"), "rumoured"),
        (("events", 0, "score"), 1.5),
        (("events", 0, "when", "precision"), "fortnight"),
        (("events", 0, "when", "earliest"), "3 May 2020"),
        (("events", 0, "where", "country"), "Nigeria"),
        (("events", 0, "where", "lat"), 91),
        (("events", 0, "participants", 0, "role"), "bystander"),
        (("events", 0, "counts", 0, "low"), -1),
        (("events", 0, "counts", 0, "high"), "two"),
        (("entities", 0, "kind"), "ship"),
        (("sources", 0, "kind"), "rumour"),
        (("claims", 0, "evidence", "end"), None),
    ],
)
def test_what_the_schema_refuses(
    public: dict[str, Any], path: tuple[str | int, ...], value: object
) -> None:
    broken = copy.deepcopy(public)
    part: Any = broken
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, reading_schema(), jsonschema.Draft202012Validator)


def test_nothing_may_be_left_out(public: dict[str, Any]) -> None:
    broken = copy.deepcopy(public)
    del broken["events"][0]["where"]
    with pytest.raises(jsonschema.ValidationError, match="'where' is a required property"):
        jsonschema.validate(broken, reading_schema(), jsonschema.Draft202012Validator)
