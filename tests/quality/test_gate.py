"""The gate lets nothing fall and no floor be lowered."""

from quality.gate import broken, lowered, read_floors

FLOORS = read_floors("[own]\nevents_f1 = 40\nfalse_events_on_decoys = 5\n")


def test_a_figure_under_its_floor_is_named() -> None:
    told = {"events_f1": 39.9, "false_events_on_decoys": 5.0}
    assert broken("own", told, FLOORS["own"]) == ["own: events_f1 is 39.9, its floor 40"]


def test_a_ceiling_is_broken_from_above_and_a_missing_figure_is_no_pass() -> None:
    assert len(broken("own", {"events_f1": 50, "false_events_on_decoys": 6}, FLOORS["own"])) == 1
    assert len(broken("own", {}, FLOORS["own"])) == 2


def test_no_floor_is_lowered_or_taken_away() -> None:
    assert lowered(FLOORS, FLOORS) == []
    assert lowered(read_floors("[own]\nevents_f1 = 41\nfalse_events_on_decoys = 4"), FLOORS) == []
    assert (
        len(lowered(read_floors("[own]\nevents_f1 = 39\nfalse_events_on_decoys = 9"), FLOORS)) == 2
    )
    assert len(lowered(read_floors(""), FLOORS)) == 2
