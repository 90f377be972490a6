from quality.entities import exact_f1


def test_an_entity_is_right_only_with_start_end_and_type() -> None:
    gold = [{(0, 6, "person"), (10, 16, "place")}]
    predicted = [{(0, 6, "person"), (10, 16, "person"), (11, 16, "place")}]
    assert exact_f1(predicted, gold) == {"f1": 40.0, "precision": 33.33, "recall": 50.0}


def test_texts_are_pooled_before_the_mean() -> None:
    gold = [{(0, 1, "place")}, {(0, 1, "place"), (2, 3, "place")}]
    assert exact_f1([{(0, 1, "place")}, set()], gold)["f1"] == 50.0


def test_the_same_span_in_another_text_is_not_right() -> None:
    assert exact_f1([{(0, 1, "place")}, set()], [set(), {(0, 1, "place")}])["f1"] == 0.0


def test_nothing_predicted_and_nothing_to_find_is_no_division_by_zero() -> None:
    assert exact_f1([set()], [set()]) == {"f1": 0.0, "precision": 0.0, "recall": 0.0}
