import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import MPNetConfig, MPNetModel

from qa.reader.inputs import MPNET, InputEncoder
from tests.support.doubles import tiny_base_network
from training.data.windows import Example, Window
from training.reader import loop, mpnet
from training.reader.loop import Trainer
from training.reader.mpnet import FIRST_ADAPTED, BaseReaderNetwork, load_mpnet
from training.reader.network import ReaderNetwork, to_tensors
from training.reader.stages import Stage

pytestmark = pytest.mark.training

EXAMPLES = [
    Example(f"When did {name} come?", "when", "", (Window("", f"{name} came {day}.", {0: span}),))
    for name, day in (("Ana", "on May 5"), ("Bo", "in June"), ("Cy", "late"), ("Di", "today"))
    for span in [(len(name) + 6, len(name) + 6 + len(day))]
]


@pytest.fixture(autouse=True)
def _two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseReaderNetwork, "parts", 2)


def test_untrained_adapters_change_nothing_and_padding_is_not_read() -> None:
    network = tiny_base_network().eval()
    passages = [("", "It rained all day long."), ("", "No.")]
    inputs = InputEncoder(MPNET).encode(["Did it?"] * 2, passages)
    ids, mask, types = to_tensors(inputs, torch.device("cpu"))
    plain = MPNetModel(network.encoder.config, add_pooling_layer=False)  # type: ignore[arg-type]
    plain.train(False)
    weights = network.encoder.state_dict()
    plain.load_state_dict(
        {k.replace(".base.", "."): w for k, w in weights.items() if "lora" not in k}
    )
    length = int(mask[1].sum())
    with torch.inference_mode():
        hidden = network.states(ids, mask, types)[-1]
        alone = plain(input_ids=ids[1:, :length]).last_hidden_state
    torch.testing.assert_close(hidden[1:, :length], alone, rtol=1e-4, atol=1e-5)


def test_adapters_and_heads_learn_and_everything_else_stays(tmp_path: Path) -> None:
    network = tiny_base_network()
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    stage = Stage("all", [(EXAMPLES, 4)], epochs=60, windows=1, rate=1e-2)
    Trainer(network, tmp_path, lambda _: {}, 0).run([stage], 1000)
    lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    losses = [json.loads(line)["loss"] for line in lines if "loss" in line]
    assert losses[-1] < losses[0] - 1
    learned = network.learned_state()
    for name, weight in network.state_dict().items():
        assert torch.equal(weight, before[name]) == (name not in learned), name
    layers = {name.split(".")[3] for name in learned if name.startswith("encoder.")}
    assert layers == {str(number) for number in range(FIRST_ADAPTED, 6)}


def test_training_in_two_parts_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_SAVE_SECONDS", -1)
    stage = Stage("all", [(EXAMPLES, 4)], epochs=4, windows=1, rate=1e-2)
    whole = tiny_base_network()
    Trainer(whole, tmp_path / "whole", lambda _: {}, 0).run([stage], 100)

    def interrupt(_: ReaderNetwork) -> dict[str, float]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Trainer(tiny_base_network(), tmp_path / "parts", interrupt, 0).run([stage], 2)
    resumed = tiny_base_network()
    Trainer(resumed, tmp_path / "parts", lambda _: {}, 0).run([stage], 100)
    for name, value in whole.learned_state().items():
        assert torch.equal(value, resumed.learned_state()[name]), name
    kept = torch.load(tmp_path / "parts" / "all.pt")
    assert kept.keys() == whole.learned_state().keys()


def test_weights_that_are_published_are_loaded_without_their_pooler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = MPNetConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
                         intermediate_size=64)  # fmt: skip
    published = MPNetModel(config)
    save_file(published.state_dict(), tmp_path / "model.safetensors")
    monkeypatch.setattr(mpnet, "MPNetConfig", lambda **_: config)
    loaded = load_mpnet(tmp_path / "model.safetensors")
    for name, weight in loaded.state_dict().items():
        assert torch.equal(weight, published.state_dict()[name])
