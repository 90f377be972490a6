from collections.abc import Iterator

from dateline.records.page import Page
from dateline.run.local import PAGES_PER_WORKER, LocalRunner, count_cores
from dateline.run.pipeline import Pipeline


def test_all_cores_are_used_unless_told_otherwise() -> None:
    assert LocalRunner().workers == count_cores() >= 1


def test_few_pages_are_taken_ahead_of_what_is_yielded() -> None:
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield Page(content=f"Title\n\nText {number} of a report.".encode(), location="x")

    outcomes = LocalRunner(workers=2).run(Pipeline(stages=()), pages())
    next(outcomes)
    assert taken == 2 * PAGES_PER_WORKER
    outcomes.close()  # type: ignore[attr-defined]
