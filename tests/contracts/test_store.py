"""What every book keeps: one suite for SQLite and PostgreSQL."""

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import NotFoundError
from dateline.records.failure import Failure
from dateline.records.outcome import Outcome, ReportClaims
from dateline.records.page import Page
from dateline.store.store import Store
from tests import strategies
from tests.builders import a_claim, a_report, a_source

PAGE = Page(content=b"Gunmen attacked.", location="news/a.html", media_type="text/html")
FAILURE = Failure(
    location=PAGE.location, sha256=PAGE.sha256, stage="read", error="PageError", message="no"
)
STEPS = (("read", "1"), ("events", "2"))


def told_of(page: Page, text: str = "Gunmen attacked \U0001f4a5 Da\u2019ish.") -> ReportClaims:
    report = a_report(text, sha256=page.sha256)
    claim = a_claim(report, value={"edtf": "2015", "n": [1, None, True, 0.5]}, field="when")
    source = a_source(report, "Gunmen", cue="attacked")
    return ReportClaims(report=report, claims=(a_claim(report), claim), sources=(source,))


def keep(store: Store, page: Page, *told: ReportClaims, failures: tuple[Failure, ...] = ()) -> None:
    with store.write() as writer:
        writer.add_page(page)
        outcome = Outcome(sha256=page.sha256, reports=told, failures=failures)
        writer.add_outcome(outcome, STEPS)


def everything(store: Store) -> list[ReportClaims]:
    with store.read() as view:
        return list(view.report_claims())


def test_a_page_comes_back_byte_for_byte(store: Store) -> None:
    page = Page(content=bytes(range(256)), location="b", url="http://b", fetched_at="2020")
    keep(store, page)
    with store.read() as view:
        assert view.page(page.sha256) == page


def test_reports_claims_and_sources_come_back_as_they_were(store: Store) -> None:
    told = told_of(PAGE)
    keep(store, PAGE, told)
    assert everything(store) == [told]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_any_record_comes_back_as_it_was(store: Store, data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    page = Page(content=report.text.encode(), location="x")
    report = replace(report, sha256=page.sha256)
    claims = {claim.id: claim for claim in data.draw(strategies.claims(report))}
    sources = {each.id: each for each in data.draw(st.lists(strategies.sources(report)))}
    told = ReportClaims(
        report=report, claims=tuple(claims.values()), sources=tuple(sources.values())
    )
    known = [each.report.id for each in everything(store)]
    if report.id not in known:
        keep(store, page, told)
        assert everything(store)[len(known)] == told


def test_the_same_page_twice_is_one_page(store: Store) -> None:
    keep(store, PAGE, told_of(PAGE))
    before = everything(store)
    keep(store, replace(PAGE, location="elsewhere"), told_of(PAGE))
    with store.read() as view:
        assert (view.size().pages, view.size().reports) == (1, 1)
        assert list(view.report_claims()) == before


def test_a_later_reading_replaces_an_earlier_one_and_can_be_undone(store: Store) -> None:
    first, second = told_of(PAGE), told_of(PAGE, "Nobody attacked Gunmen.")
    keep(store, PAGE, first)
    keep(store, PAGE, second)
    assert everything(store) == [second]
    keep(store, PAGE, first)
    assert everything(store) == [first]


def test_a_failed_reading_leaves_what_an_earlier_one_said(store: Store) -> None:
    keep(store, PAGE, told_of(PAGE))
    keep(store, PAGE, failures=(FAILURE,))
    assert everything(store) == [told_of(PAGE)]
    with store.read() as view:
        assert view.failures() == (FAILURE,)


def test_a_page_that_is_read_at_last_has_no_failure_left(store: Store) -> None:
    unopened = replace(FAILURE, sha256=None)
    with store.write() as writer:
        writer.add_failure(unopened)
        writer.add_failure(unopened)
    with store.read() as view:
        assert view.failures() == (unopened,)
    keep(store, PAGE, failures=(FAILURE,))
    keep(store, PAGE, told_of(PAGE))
    with store.read() as view:
        assert view.failures() == ()


def test_only_a_page_without_failures_is_done(store: Store) -> None:
    other = replace(PAGE, content=b"other")
    keep(store, PAGE, told_of(PAGE))
    keep(store, other, failures=(replace(FAILURE, sha256=other.sha256),))
    with store.read() as view:
        assert view.is_done(PAGE.sha256, STEPS)
        assert not view.is_done(PAGE.sha256, (*STEPS, ("new", "1")))
        assert not view.is_done(PAGE.sha256, (("read", "2"),))
        assert not view.is_done(other.sha256, STEPS)


def test_a_crash_inside_a_writer_leaves_nothing(store: Store) -> None:
    keep(store, PAGE, told_of(PAGE))
    before = everything(store)
    with pytest.raises(ZeroDivisionError), store.write() as writer:
        writer.add_page(replace(PAGE, content=b"other"))
        writer.add_outcome(Outcome(sha256=PAGE.sha256), STEPS)
        _ = 1 / 0
    assert everything(store) == before
    with store.read() as view:
        assert view.size().pages == 1


def test_two_writers_wait_for_each_other(store: Store) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            page = Page(content=f"{number} {turn}".encode(), location="x")
            keep(store, page, told_of(page, f"Report {number} {turn} attacked Gunmen."))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(everything(store)) == 20


def test_a_view_does_not_see_what_is_written_after_it_opened(store: Store) -> None:
    with store.read() as view:
        assert view.size().pages == 0
        keep(store, PAGE, told_of(PAGE))
        assert list(view.report_claims()) == []
    assert len(everything(store)) == 1


def test_more_reports_than_are_fetched_at_once_come_in_order(store: Store) -> None:
    told = tuple(told_of(PAGE, f"Gunmen attacked {number}.") for number in range(450))
    told = tuple(replace(each, report=a_report(each.report.text, sha256=PAGE.sha256, id=f"r{n:03}"),
                         claims=(), sources=()) for n, each in enumerate(told))  # fmt: skip
    keep(store, PAGE, *told)
    assert everything(store) == list(told)


def test_ids_are_found_by_their_start(store: Store) -> None:
    told = told_of(PAGE)
    keep(store, PAGE, told)
    subject, report = told.claims[0].subject, told.report.id
    with store.read() as view:
        assert view.find_subjects(subject[:10]) == ((subject, report),)
        assert view.find_subjects("event-zz") == ()
        assert view.find_reports(report[:12]) == (report,)
        assert view.report_claims_of(report) == told
        with pytest.raises(NotFoundError):
            view.report_claims_of("report-0")


@pytest.mark.parametrize("words", ["gunmen", "GUNMEN tikrit", '"attacked in tikrit"', "Baiji"])
def test_search_finds_words_and_phrases(store: Store, words: str) -> None:
    keep(store, PAGE, told_of(PAGE, "Gunmen attacked in Tikrit, near Ba\u00efji, on Monday."))
    with store.read() as view:
        (hit,) = view.search(words)
    assert hit.marks[0].quote(hit.snippet).lower() in (
        "gunmen",
        "attacked",
        "ba\u00efji",
        "attacked in tikrit",
    )


@pytest.mark.parametrize(
    "words", ["gunmen baghdad", '"attacked gunmen"', "", '"', "AND OR NOT", "a* (b", "x'"]
)
def test_search_without_an_answer_is_no_error(store: Store, words: str) -> None:
    keep(store, PAGE, told_of(PAGE))
    with store.read() as view:
        assert view.search(words) == ()


def test_search_forgets_what_was_superseded(store: Store) -> None:
    keep(store, PAGE, told_of(PAGE))
    keep(store, PAGE, told_of(PAGE, "Nobody attacked Gunmen."))
    with store.read() as view:
        assert len(view.search("gunmen")) == 1


def test_names_that_no_database_takes_are_spelled_out(store: Store) -> None:
    page = replace(PAGE, location="caf\udce9\x00.html")
    keep(store, page, told_of(page))
    with store.read() as view:
        assert view.page(page.sha256).location == "caf\\udce9\\x00.html"


def test_a_healthy_book_has_no_damage(store: Store) -> None:
    with store.read() as view:
        assert view.find_damage() is None
