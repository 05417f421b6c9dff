from functools import partial

import pytest

from tests.training.writer.test_examples import KEEPER, OUT, ask
from training.writer.batching import BatchEncoder
from training.writer.measure import measure, write_with_network
from training.writer.weights import BaseModel


def test_texts_are_compared_with_what_people_wrote() -> None:
    questions = [ask(KEEPER, ["Ada Moyle"]), ask(OUT, ["rape oil"]), ask(OUT)]
    texts = ["Ada Moyle was its keeper. [1]", "It was put out in 1871. [1]"]
    prompts: list[str] = []

    def write(given: list[str]) -> list[str]:
        prompts.extend(given)
        return texts

    figures = measure(write, questions)  # type: ignore[arg-type]
    assert len(prompts) == 2  # of the third nothing was found
    assert figures["cited"] == 0.5
    assert figures["invented"] == 0.5  # 1871 is in no sentence of the lamp
    assert 0.5 < figures["written"] < 1
    assert 0 < figures["words"] < figures["written"]
    assert 0 < figures["sentences"] < 1


@pytest.mark.training
def test_texts_are_written_in_the_order_of_their_prompts(tiny_base: BaseModel) -> None:
    write = partial(write_with_network, tiny_base.load_network(), BatchEncoder(tiny_base))
    prompts = ["a" * length for length in (30, 5, 60)]
    assert write(prompts) == [write([prompt])[0] for prompt in prompts]
