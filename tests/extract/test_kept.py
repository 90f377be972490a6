"""What is kept of the model's scores, and with which score: no weights are needed for that."""

import pytest

from dateline.extract.mentions import MentionOptions, fill_draft
from dateline.models.thresholds import KINDS, Scale, Thresholds
from dateline.records.draft import Draft
from tests.builders import a_report
from tests.scores import a_found

TEXT = "Gunmen attacked villagers, police said."
TAGS = {
    "mention": {
        "Gunmen": ("people", 0.9), "villagers": ("people", 0.6), "police": ("force", 0.9),
    },
    "trigger": {"attacked": ("violence.attack", 0.7)},
    "recall": {"attacked": ("background", 0.2)},
    "part": {"Gunmen": ("attacker", 0.8)},
    "speech": {"said": ("cue", 0.9), "police": ("source", 0.9)},
}  # fmt: skip
PAIRS = {
    ("attacker", "attacked", "Gunmen"): 0.9,
    ("victim", "attacked", "villagers"): 0.8,
    ("killed", "attacked", "villagers"): 0.7,
    ("member_of", "Gunmen", "police"): 0.6,
    ("source", "said", "police"): 0.9,
}


def read(thresholds: Thresholds | None = None) -> Draft:
    found = a_found(TEXT, TAGS, PAIRS, thresholds=thresholds)
    return fill_draft(Draft(report=a_report(TEXT)), found)


def told(draft: Draft) -> list[tuple[str, float]]:
    return [(one.span.quote(TEXT), one.score) for one in draft.mentions]


def test_all_that_is_likely_is_kept_with_the_networks_score() -> None:
    draft = read()
    assert told(draft) == [("Gunmen", 0.9), ("villagers", 0.6), ("police", 0.9)]
    assert [(one.type, one.score) for one in draft.triggers] == [("violence.attack", 0.7)]
    assert [(one.role.value, one.mention, one.score) for one in draft.links] == [
        ("attacker", 0, 0.9), ("victim", 1, 0.8),
    ]  # fmt: skip
    assert [(one.what.value, one.mention) for one in draft.count_links] == [("killed", 1)]
    assert [(one.subject, one.relation, one.object) for one in draft.ties] == [(0, "member_of", 2)]
    assert [one.cue.quote(TEXT) for one in draft.statements] == ["said"]


def test_every_score_is_calibrated() -> None:
    scale = Scale(slope=0.5, offset=-0.2)
    plain, bent = read(), read(Thresholds(thresholds=dict.fromkeys(KINDS, scale)))
    for name in ("mentions", "triggers", "parts", "links", "count_links", "statements", "ties"):
        before, after = ([one.score for one in getattr(draft, name)] for draft in (plain, bent))
        assert after == [pytest.approx(scale.calibrate(score), abs=1e-4) for score in before], name
    assert bent.triggers[0].background == pytest.approx(scale.calibrate(0.2), abs=1e-4)


@pytest.mark.parametrize("kind", ["mention", "trigger", "part", "role.victim", "cue", "tie"])
def test_each_kind_is_kept_from_its_own_threshold(kind: str) -> None:
    high = read(Thresholds(thresholds={kind: Scale(threshold=0.95)}))
    kept = {
        "mention": len(high.mentions), "trigger": len(high.triggers), "part": len(high.parts),
        "role.victim": sum(one.role == "victim" for one in high.links),
        "cue": len(high.statements), "tie": len(high.ties),
    }  # fmt: skip
    assert [name for name, number in kept.items() if not number][:1] == [kind]


def test_options_go_before_the_models_thresholds() -> None:
    model = Thresholds(thresholds={"trigger": Scale(slope=2, threshold=0.3)})
    assert MentionOptions().change(model).least("trigger") == 0.3
    changed = MentionOptions(min_trigger_score=0.8, min_link_score=0.1).change(model)
    assert changed.least("trigger") == 0.8
    assert {changed.least(kind) for kind in KINDS if kind.startswith("role.")} == {0.1}
    assert changed.calibrate("trigger", 0.6) == model.calibrate("trigger", 0.6)
