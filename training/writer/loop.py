"""Training loop of the writer, resumable at any step."""

import json
import random
import time
from collections.abc import Callable, Sequence
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.progress import Progress
from torch.nn.functional import cross_entropy
from transformers import DynamicCache, LlamaForCausalLM

from training.lora import adapter_state, add_adapters
from training.reader.loop import is_bfloat16_faster, replace_tensors
from training.writer.batching import Batch, BatchEncoder, draw_batches
from training.writer.examples import WriterExample
from training.writer.weights import LINEAR_LAYERS

BATCH_SIZE = 8
RATE = 6e-4
"""Highest learning rate: it rises within the first twentieth of the steps and falls to zero."""

_SAVE_SECONDS = 240
_LOG_STEPS = 10

Draw = Callable[[random.Random], list[WriterExample]]
"""Draws the examples of an epoch."""


class WriterTrainer:
    """Trains adapters, and keeps a checkpoint to go on from.

    Attributes:
        network: what is trained.

    Args:
        network: what is adapted, in place.
        encoder: of its tokens.
        folder: where the checkpoint and the log are kept.
        measure: returns figures of the network for the log.
        seed: of order, examples and initial weights.
    """

    def __init__(
        self,
        network: LlamaForCausalLM,
        encoder: BatchEncoder,
        folder: Path,
        measure: Callable[[LlamaForCausalLM], dict[str, float]],
        seed: int,
    ) -> None:
        torch.manual_seed(seed)
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        half = torch.bfloat16 if is_bfloat16_faster(self._device) else torch.float32
        self.network = network
        network.to(device=self._device, dtype=half)  # type: ignore[call-arg]
        self._learning = add_adapters(network, network.model.layers, LINEAR_LAYERS.values())
        self._optimizer = torch.optim.AdamW(self._learning, weight_decay=0.0)
        self._encoder = encoder
        self._folder = folder
        self._measure = measure
        self._seed = seed
        self._completed = 0
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "checkpoint.pt").exists():
            saved = torch.load(folder / "checkpoint.pt", map_location=self._device)
            network.load_state_dict(saved["adapter"], strict=False)
            self._optimizer.load_state_dict(saved["optimizer"])
            self._completed = saved["completed"]

    def run(self, draw: Draw, total: int, measure_every: int) -> None:
        """Train, from where the checkpoint left off.

        Args:
            draw: draws an epoch's examples; the same ones for the same random numbers.
            total: steps in all, each of ``BATCH_SIZE`` examples.
            measure_every: steps between two measurements.
        """
        epochs = (self._draw_epoch(draw, number) for number in count())
        batches = list(islice(chain.from_iterable(epochs), total))
        losses, saved = [], time.monotonic()
        with Progress() as bar:
            task = bar.add_task("training the writer", total=total, completed=self._completed)
            for step in range(self._completed, total):
                losses.append(self._step(batches[step], step / total))
                self._completed = step + 1
                bar.update(task, completed=step + 1, description=f"loss {losses[-1]:.2f}")
                if self._completed % _LOG_STEPS == 0:
                    self._log({"loss": float(np.mean(losses))})
                    losses = []
                if self._completed % measure_every == 0 or self._completed == total:
                    self._log(self._measure(self.network))
                if time.monotonic() - saved > _SAVE_SECONDS or self._completed == total:
                    self._save()
                    saved = time.monotonic()

    def _draw_epoch(self, draw: Draw, epoch: int) -> list[Sequence[WriterExample]]:
        rng = random.Random(f"{self._seed} {epoch}")
        return draw_batches(draw(rng), self._encoder, BATCH_SIZE, rng)

    def _step(self, examples: Sequence[WriterExample], progress: float) -> float:
        """Update the adapters once; return the loss."""
        for group in self._optimizer.param_groups:
            group["lr"] = RATE * min(progress / 0.05 + 0.02, (1 - progress) / 0.95)
        self.network.train()
        loss = compute_loss(self.network, self._encoder.encode(examples))
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._learning, 1.0)
        self._optimizer.step()
        return loss.item()

    def _save(self) -> None:
        state: dict[str, Any] = {
            "adapter": adapter_state(self.network),
            "optimizer": self._optimizer.state_dict(),
            "completed": self._completed,
        }
        replace_tensors(self._folder / "checkpoint.pt", state)

    def _log(self, figures: dict[str, float]) -> None:
        record = {"step": self._completed, "time": round(time.time()), **figures}
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")


def compute_loss(network: LlamaForCausalLM, batch: Batch) -> torch.Tensor:
    """Return the mean cross-entropy of the tokens that are to be written.

    What all examples begin with is computed once: that is a third of the work.
    """
    device = next(network.parameters()).device
    cache = DynamicCache(config=network.config)
    network.model(batch.shared.to(device), cache=cache, use_cache=True)
    cache.batch_repeat_interleave(len(batch.ids))
    begun = batch.mask.new_ones(len(batch.ids), batch.shared.shape[1])
    mask = torch.cat([begun, batch.mask], dim=1).to(device)
    hidden = network.model(batch.ids.to(device), attention_mask=mask, cache=cache)[0]
    following = batch.written[:, 1:].to(device)
    logits = network.lm_head(hidden[:, :-1][following])  # only where something is to be written
    return cross_entropy(logits.float(), batch.ids[:, 1:].to(device)[following])
