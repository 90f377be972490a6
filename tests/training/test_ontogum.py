"""OntoGUM's chains become queries, and its tokens text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.datasets.ontogum import (
    PUBLISHED_TEST,
    ask_fellows,
    is_dev,
    is_trained,
    join_tokens,
    load,
    read_documents,
)
from training.example import Query, Stretch

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ontogum"
ROWS = (
    "The (2(1|rebels 1)|' _|chief 2)|said _|' _|they (1)|' _|left _|, _|and _|that _|he (2)|n't _"
)


def write_document(folder: Path, name: str, rows: str = ROWS) -> None:
    lines = [f"{n}\t" + row.replace(" ", "\t") for n, row in enumerate(rows.split("|"))]
    page = "# begin document \n" + "\n".join(lines) + "\n# end document \n"
    (folder / f"GUM_{name}.conll").write_text(page, encoding="utf-8")


def find(text: str, *words: str) -> list[Stretch]:
    return [Stretch(text.index(one), text.index(one) + len(one)) for one in words]


def asked(text: str, *chains: list[Stretch]) -> dict[str, Query]:
    queries = ask_fellows("coreference", text, chains)
    return {text[one.asker.start : one.asker.end]: one for one in queries}


def test_nested_chains_of_one_document_are_read(tmp_path: Path) -> None:
    write_document(tmp_path, "news_x")
    (document,) = read_documents(tmp_path)
    assert document.text == "The rebels' chief said 'they' left, and that hen't"
    quotes = {tuple(document.text[a:b] for a, b in chain) for chain in document.chains}
    assert quotes == {("The rebels", "they"), ("The rebels' chief", "he")}


def test_a_mention_stands_for_its_own_words() -> None:
    text = "The rebels' chief, who fled, met Ali. The chief praised the rebels of Ali."
    whole, rebels, ali = find(text, "The rebels' chief, who fled", "The rebels", "Ali")
    chief, all_of_them = find(text, "The chief", "the rebels of Ali")
    last = Stretch(text.rindex("Ali"), text.rindex("Ali") + 3)
    queries = asked(text, [whole, chief], [rebels, all_of_them], [ali, last])
    assert queries["The chief"].answers == tuple(find(text, "chief"))
    assert queries["The rebels"].answers == tuple(find(text, "the rebels of"))
    # Asking would begin with "The rebels", who is another.
    assert "The rebels' chief" not in queries and "chief" not in queries


def test_strangers_are_known_at_mentions_only_and_the_asker_is_unsure() -> None:
    text = "Ali met Omar. Ali left him."
    first, omar, him = find(text, "Ali", "Omar", "him")
    again = Stretch(14, 17)
    told = asked(text, [first, again], [omar, him])["Omar"]
    assert (told.answers, told.unsure) == ((him,), (omar,))
    assert told.scope == (first, omar, again, him)


def test_the_published_test_and_our_dev_never_train(tmp_path: Path) -> None:
    names = ["news_nasa", "news_iodine", "bio_dvorak", "bio_chao", *(f"news_{n}" for n in "abcdef")]
    for name in names:
        write_document(tmp_path, name)
    dev = len(list(load(tmp_path, "dev")))
    assert dev == sum(is_dev(name) for name in names)
    assert len(list(load(tmp_path))) == len(names) - dev - 2
    assert not any(is_dev(name) or is_trained(name) for name in PUBLISHED_TEST)


@given(
    st.lists(st.text("ab.,'\"-()s", min_size=1, max_size=4), max_size=12), st.sets(st.integers())
)
def test_every_token_stands_where_it_is_said_to(words: list[str], breaks: set[int]) -> None:
    text, spans = join_tokens(words, breaks=breaks, tight={"-"})
    quotes = [text[start:end] for start, end in spans]
    assert quotes == ['"' if word == "''" else word for word in words]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("`` We left , '' he said", '"We left," he said'),
        ('He said " no " ( twice ) .', 'He said "no" (twice).'),
        ("the rebels ' arms did n't cost $ 5", "the rebels' arms didn't cost $5"),
        ("Ali ’ s men", "Ali’s men"),
    ],
)
def test_text_is_joined_as_it_was_written(tokens: str, text: str) -> None:
    assert join_tokens(tokens.split())[0] == text


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data/ontogum is absent")
def test_the_set_is_read() -> None:
    assert (len(list(load(DATA))), len(list(load(DATA, "dev")))) == (88, 8)
