from dateline.records.report import ReadWarning
from tests.builders import a_claim, a_draft


def test_a_draft_grows_and_the_old_one_stays() -> None:
    draft = a_draft()
    claim, warning = a_claim(draft.report), ReadWarning(code="x", message="Y.")
    fuller = draft.with_claims(claim).with_warnings(warning)
    assert (fuller.claims, fuller.warnings) == ((claim,), (warning,))
    assert (draft.claims, draft.warnings) == ((), ())
