"""A run that was stopped and goes on ends where an undisturbed run ends."""

import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is installed by `make train` only")
transformers = pytest.importorskip("transformers", reason="installed by `make train` only")

from tokenizers import Tokenizer  # noqa: E402
from training.encode import Encoder, head_labels  # noqa: E402
from training.example import PAIRS, Example, Labelled, Query, Stretch  # noqa: E402
from training.losses import allowed_loss  # noqa: E402
from training.model import Reader, special_ids  # noqa: E402
from training.train import Run, train  # noqa: E402

from dateline.models.files import bundled_model  # noqa: E402

HEADS = {"mention", "trigger", "part", "speech", "content", "mood", "recall", "voice", "degree"}


def a_run(out: Path, steps: int) -> Run:
    torch.manual_seed(1)
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    labels = head_labels(("violence.attack", "battle.armed_clash"))
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=1,
        num_attention_heads=2, intermediate_size=16,
        attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0,
    )  # fmt: skip
    reader = Reader(
        transformers.BertModel(config, add_pooling_layer=False),
        {head: len(names) for head, names in labels.items()},
    )
    reader.dropout = torch.nn.Dropout(0.0)  # its draws are no part of a checkpoint
    text = "Gunmen attacked a convoy."
    example = Example(
        text=text,
        dataset="x",
        mentions=(Labelled(0, 6, frozenset({"people"})),),
        triggers=(Labelled(7, 15, frozenset({"violence.attack"})),),
        queries=(Query(relation="attacker", asker=Stretch(7, 15), answers=(Stretch(0, 6),)),),
    )
    options = {
        "seed": 1, "steps": steps, "learning_rate": 0.01, "head_learning_rate": 0.01,
        "batch_pieces": 64, "judge_every": 100, "save_minutes": 99,
    }  # fmt: skip
    return Run(
        reader=reader,
        encoder=Encoder(tokenizer, labels, random.Random(1)),
        special=special_ids(list(tokenizer.get_vocab().items())),
        recipe={
            "training": options,
            "shares": {},
            "weights": dict.fromkeys((*HEADS, *PAIRS), 1.0),
        },
        examples={"x": [example] * 5},
        out=out,
    )


def test_a_stopped_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "halves").mkdir()
    whole = a_run(tmp_path / "whole", steps=6)
    assert train(whole)
    assert not train(a_run(tmp_path / "halves", steps=6), minutes=0.0)  # stops after one step
    second = a_run(tmp_path / "halves", steps=6)
    assert train(second)
    for name, tensor in whole.reader.state_dict().items():
        torch.testing.assert_close(second.reader.state_dict()[name], tensor, msg=name)


def test_a_run_that_goes_on_has_the_rates_of_its_recipe(tmp_path: Path) -> None:
    first = a_run(tmp_path, steps=6)
    assert not train(first, minutes=0.0)
    second = a_run(tmp_path, steps=6)
    second.recipe["training"].update(learning_rate=0.0, head_learning_rate=0.0)
    assert train(second)
    for name, tensor in first.reader.state_dict().items():
        torch.testing.assert_close(second.reader.state_dict()[name], tensor, msg=name)


def test_only_allowed_labels_cost_nothing_and_open_pieces_do_not_count() -> None:
    logits = torch.tensor([[[5.0, -5.0, 0.0], [0.0, 0.0, 0.0]]])
    sure = allowed_loss(logits, torch.tensor([[0b001, 0]]))
    wrong = allowed_loss(logits, torch.tensor([[0b010, 0]]))
    either = allowed_loss(logits, torch.tensor([[0b011, 0b111]]))
    assert sure is not None
    assert wrong is not None
    assert either is not None
    assert either < sure < wrong
    assert allowed_loss(logits, torch.tensor([[0b111, 0]])) is None
