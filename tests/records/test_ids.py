import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.ids import content_id

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.text(max_size=3), JSON))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    backwards = dict(reversed(value.items()))
    assert content_id("claim", value) == content_id("claim", backwards)


@given(JSON, JSON)
def test_other_content_is_another_id(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (content_id("claim", one) == content_id("claim", other)) == same


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from dateline.records.ids import content_id; print(content_id('x', 'é', 1, None))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == content_id("x", "é", 1, None)


def test_the_shape_of_an_id_is_pinned() -> None:
    assert content_id("report", "a", 0) == "report-898b993234070692"


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert content_id("report", "\ud800").startswith("report-")


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(TypeError):
        content_id("report", {1, 2})
