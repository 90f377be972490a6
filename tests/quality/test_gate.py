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


def test_floors_hold_for_so_many_items_only() -> None:
    grown = read_floors("[own-dev-67]\nevents_f1 = 30\n")
    assert lowered(grown, read_floors("[own-dev]\nevents_f1 = 40\n")) == []
    assert len(lowered(grown, read_floors("[own-test]\nevents_f1 = 40\n"))) == 1
    assert broken("own-dev-67", {"n": 67, "events_f1": 31}, grown["own-dev-67"]) == []
    assert len(broken("own-dev-67", {"n": 29, "events_f1": 31}, grown["own-dev-67"])) == 1
