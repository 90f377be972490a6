import shutil
from importlib import resources
from pathlib import Path

import pytest

from dateline.errors import CodebookError
from dateline.extract.codebook import Family, load_codebook, read_codebook
from dateline.records.event import CountKind

GTD = {
    "Assassination", "Armed Assault", "Bombing/Explosion", "Hostage Taking (Kidnapping)",
    "Facility/Infrastructure Attack", "Unarmed Assault",
}  # fmt: skip
ACLED = {
    Family.BATTLE: "Battles",
    Family.EXPLOSION: "Explosions/Remote violence",
    Family.VIOLENCE: "Violence against civilians",
    Family.PROTEST: "Protests",
    Family.RIOT: "Riots",
    Family.STRATEGIC: "Strategic developments",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = resources.files("dateline.extract").joinpath("codebook_data")
    with resources.as_file(data) as here:
        return Path(shutil.copytree(here, tmp_path / "codebook"))


def test_every_type_says_what_other_codebooks_call_it() -> None:
    for event_type in load_codebook().types:
        assert event_type.acled_event == ACLED[event_type.family]
        assert event_type.gtd is None or event_type.gtd in GTD
        assert set(event_type.ucdp) <= {1, 2, 3}
        assert event_type.plover_type.isupper()


def test_the_stronger_word_names_the_event() -> None:
    order = ["battle.armed_clash", "explosion.suicide_bombing", "explosion.bombing"]
    ranks = [load_codebook().find_type(name).precedence for name in [*order, "violence.attack"]]
    assert ranks == sorted(ranks, reverse=True)


def test_which_types_may_tell_of_one_happening() -> None:
    codebook = load_codebook()
    assert codebook.may_be_one("violence.attack", "battle.armed_clash")
    assert codebook.may_be_one("strategic.arrest", "strategic.arrest")
    assert not codebook.may_be_one("strategic.arrest", "strategic.ban")
    assert not codebook.may_be_one("violence.attack", "violence.abduction")


def test_a_family_stands_for_its_types_in_the_count_rules() -> None:
    codebook = load_codebook()
    assert codebook.may_count("explosion.mine", CountKind.KILLED)
    assert not codebook.may_count("strategic.ban", CountKind.KILLED)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(CodebookError, match=r"no event type 'battle\.naval'"):
        load_codebook().find_type("battle.naval")


def test_every_role_is_explained_for_battles() -> None:
    for meaning in load_codebook().roles:
        assert meaning.definition
        assert Family.BATTLE in dict(meaning.families)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("types", '["battle.armed_clash"]', '["naval.armed_clash"]', "naval"),
        ("types", "precedence = 90", "precedence = 99", "same precedence"),
        ("types", "precedence = 90", "", "precedence"),
        ("types", "precedence = 90", "precedence =", "damaged"),
        ("roles", "[weapon]", "[tool]", "tool"),
        ("happenings", '"riot.mob",', '"riot.mobs",', r"riot\.mobs"),
    ],
)
def test_a_wrong_file_is_refused(folder: Path, name: str, old: str, new: str, words: str) -> None:
    path = folder / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=words):
        read_codebook(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "roles.toml").unlink()
    with pytest.raises(CodebookError, match=r"roles\.toml cannot be read"):
        read_codebook(folder)
