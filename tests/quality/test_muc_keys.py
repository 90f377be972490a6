"""MUC's answer keys say how sure a report is of an organisation."""

from pathlib import Path

from quality.muc_keys import read_confidences

from dateline.records.event import ParticipantStatus

KEY = r"""
0.  MESSAGE: ID                     TST1-MUC3-0001
10. PERP: ORGANIZATION ID           "THE FRONT" / "TF"
                                    "\"LOS\" ARMY"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / CLAIMED OR ADMITTED: "THE FRONT" / "TF"
                                    ? SUSPECTED OR ACCUSED BY AUTHORITIES: "\"LOS\" ARMY"
12. PHYS TGT: ID                    "A BRIDGE"

0.  MESSAGE: ID                     TST1-MUC3-0001
11. PERP: ORGANIZATION CONFIDENCE   POSSIBLE: "TF"

0.  MESSAGE: ID                     TST1-MUC3-0002 (NCCOSC)
11. PERP: ORGANIZATION CONFIDENCE   -
"""


def test_confidences_are_read_by_report_and_name(tmp_path: Path) -> None:
    (tmp_path / "keys" / "tst1").mkdir(parents=True)
    (tmp_path / "keys" / "tst1" / "key-tst1").write_text(KEY, encoding="latin-1")
    told = read_confidences(tmp_path)
    sure, claimed, alleged = (
        ParticipantStatus.ASSERTED, ParticipantStatus.CLAIMED, ParticipantStatus.ALLEGED,
    )  # fmt: skip
    assert told == {
        "TST1-MUC3-0001": {
            "the front": {sure, claimed},
            "tf": {sure, claimed, alleged},
            '"los" army': {alleged},
        }
    }


def test_a_folder_without_keys_tells_nothing(tmp_path: Path) -> None:
    assert read_confidences(tmp_path) == {}
