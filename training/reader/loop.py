"""Training loop: stages of batches, resumable at any step."""

import copy
import io
import json
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.progress import Progress
from torch import Tensor

from index.files import replace_file
from qa.reader.inputs import InputEncoder, Inputs
from training.data.windows import Example
from training.reader.batching import make_batch, run_in_chunks
from training.reader.network import ReaderNetwork, Target, distillation_loss, reading_loss
from training.reader.stages import Stage

DISTILLATION_WEIGHT = 0.65
"""Weight of the distillation loss; that of the gold labels is the rest."""

_SAVE_SECONDS = 240
_LOG_STEPS = 20


class Trainer:
    """Trains a network through stages, and keeps a checkpoint to go on from.

    Args:
        network: what is trained, in place.
        folder: where the checkpoint and the log are kept.
        measure: returns figures of the network for the log.
        seed: of order, augmentation and choice of windows.
    """

    def __init__(
        self,
        network: ReaderNetwork,
        folder: Path,
        measure: Callable[[ReaderNetwork], dict[str, float]],
        seed: int,
    ) -> None:
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._network = network.to(self._device)
        self._folder = folder
        self._measure = measure
        self._seed = seed
        self._encoder = InputEncoder(network.framing)
        self._bfloat16 = is_bfloat16_faster(self._device)
        self._optimizer = self._make_optimizer()
        self._teachers: list[ReaderNetwork] = []
        self._cores = ThreadPoolExecutor(network.parts)
        self._completed = 0
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "checkpoint.pt").exists():
            saved = torch.load(folder / "checkpoint.pt", map_location=self._device)
            network.load_learned(saved["network"])
            self._optimizer.load_state_dict(saved["optimizer"])
            self._completed = saved["done"]

    def run(self, stages: Sequence[Stage], measure_every: int) -> None:
        """Train through all stages, from where the checkpoint left off.

        Args:
            stages: in their order.
            measure_every: steps between two measurements.
        """
        total, step = sum(stage.steps for stage in stages), 0
        done: list[tuple[float, int]] = []
        saved = logged = time.monotonic()
        with Progress() as bar:
            task = bar.add_task("training the reader", total=total, completed=self._completed)
            for stage in stages:
                if self._completed < step + stage.steps:
                    self._begin(stage, resumed=self._completed > step)
                for number, batch in enumerate(stage.batches(self._seed)):
                    step += 1
                    if step <= self._completed:
                        continue
                    for group in self._optimizer.param_groups:
                        group["lr"] = _learning_rate(stage, number)
                    done.append(self._step(stage, batch, step))
                    self._completed = step
                    bar.update(task, completed=step, description=f"{stage.name} {done[-1][0]:.2f}")
                    if step % _LOG_STEPS == 0:
                        losses, tokens = zip(*done, strict=True)
                        speed = sum(tokens) / (time.monotonic() - logged)
                        figures = {"loss": float(np.mean(losses)), "tokens_per_second": speed}
                        self._log(stage, step, figures)
                        done, logged = [], time.monotonic()
                    if step % measure_every == 0 or step == total:
                        self._log(stage, step, self._measure(self._network))
                    if time.monotonic() - saved > _SAVE_SECONDS or step == total:
                        self._save()
                        saved = time.monotonic()
                if stage.annealed and step >= self._completed:
                    self.save_weights(stage.name)

    def _begin(self, stage: Stage, *, resumed: bool) -> None:
        """Load the weights that a stage begins with, and its teachers."""
        if stage.init_from and not resumed:
            self.load_average(stage.init_from)
            self._optimizer = self._make_optimizer()
        self._network.freeze_lower(frozen=stage.upper_only)
        self._teachers = []
        for name in stage.teachers:
            teacher = copy.deepcopy(self._network)
            teacher.load_learned(torch.load(self._weights_path(name), map_location=self._device))
            self._teachers.append(teacher.eval())

    def _make_optimizer(self) -> torch.optim.Optimizer:
        learning = [weight for weight in self._network.parameters() if weight.requires_grad]
        return torch.optim.AdamW(learning, weight_decay=0.01)

    def _step(self, stage: Stage, examples: Sequence[Example], step: int) -> tuple[float, int]:
        """Update the weights once; return the loss on the gold labels, and the tokens read."""
        torch.manual_seed(self._seed + step)
        self._network.train()
        self._optimizer.zero_grad()

        def learn(number: int, group: Sequence[Example], taught: bool) -> tuple[float, int]:
            rng = random.Random(f"{self._seed} {step} {number}")
            inputs, targets = make_batch(self._encoder, group, stage.windows, rng)
            gold_loss, loss = self._compute_losses(inputs, targets, taught=taught)
            share = len(group) / len(examples)
            (share * loss).backward()  # type: ignore[no-untyped-call]
            return share * gold_loss.item(), int(inputs.mask.sum())

        groups, taught = zip(*self._group(examples), strict=True)
        done = self._cores.map(learn, range(len(groups)), groups, taught)
        losses, tokens = zip(*done, strict=True)
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        return sum(losses), sum(tokens)

    def _group(self, examples: Sequence[Example]) -> list[tuple[list[Example], bool]]:
        """Part the examples that teachers help with, which is prose, from the others.

        Each of the two is split further where the network reads several groups side by side.
        """
        helped = [e for e in examples if self._teachers and e.is_prose]
        alone = [e for e in examples if not (self._teachers and e.is_prose)]
        parts = self._network.parts
        groups = [
            (g[i::parts], taught)
            for g, taught in ((helped, True), (alone, False))
            for i in range(parts)
        ]
        return [(group, taught) for group, taught in groups if group]

    def _compute_losses(
        self, inputs: Inputs, targets: Sequence[Target], *, taught: bool
    ) -> tuple[Tensor, Tensor]:
        """Return the loss on the gold labels, and it together with what the teachers say."""
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._bfloat16):
            logits = run_in_chunks(self._network, inputs, self._device)
        readable = torch.from_numpy(inputs.readable).to(self._device)
        gold_loss = reading_loss(*logits, readable, targets)
        if not taught:
            return gold_loss, gold_loss
        teacher_logits = self._average_teachers(inputs)
        distilled = distillation_loss(*logits, teacher_logits, readable, targets)
        return gold_loss, (1 - DISTILLATION_WEIGHT) * gold_loss + DISTILLATION_WEIGHT * distilled

    def _average_teachers(self, inputs: Inputs) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the teachers' mean logits of tokens and kinds."""
        with (
            torch.no_grad(),
            torch.autocast(self._device.type, torch.bfloat16, enabled=self._bfloat16),
        ):
            outputs = [run_in_chunks(teacher, inputs, self._device) for teacher in self._teachers]
        tokens, kinds = zip(*outputs, strict=True)
        return torch.stack(tokens).float().mean(0), torch.stack(kinds).float().mean(0)

    def begin_with(self, name: str, load: Callable[[ReaderNetwork], None]) -> None:
        """Keep weights that come from elsewhere under a name, as if a stage had ended with them.

        Args:
            name: of the stage.
            load: gives the network those weights; left out where they are kept already.
        """
        if not self._weights_path(name).exists():
            load(self._network)
            self.save_weights(name)

    def save_weights(self, name: str) -> None:
        """Keep the weights under the name of a stage, to begin with or to learn from."""
        replace_tensors(self._weights_path(name), self._network.learned_state())

    def load_average(self, names: Sequence[str]) -> None:
        """Load the averaged weights of annealed stages.

        They are often better than those of each (Izmailov et al. 2018,
        https://arxiv.org/abs/1803.05407).
        """
        ends = [torch.load(self._weights_path(name), map_location=self._device) for name in names]
        mean = {
            name: torch.stack([weights[name].float() for weights in ends]).mean(0).to(weight.dtype)
            for name, weight in ends[0].items()
        }
        self._network.load_learned(mean)

    def _weights_path(self, name: str) -> Path:
        return self._folder / f"{name.replace(' ', '-')}.pt"

    def _save(self) -> None:
        state = {
            "network": self._network.learned_state(),
            "optimizer": self._optimizer.state_dict(),
            "done": self._completed,
        }
        replace_tensors(self._folder / "checkpoint.pt", state)

    def _log(self, stage: Stage, step: int, figures: dict[str, float]) -> None:
        record = {"step": step, "stage": stage.name, "time": round(time.time()), **figures}
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")


def is_bfloat16_faster(device: torch.device) -> bool:
    """Time a product of matrices in both precisions: some CPUs only emulate bfloat16."""
    seconds = {}
    for kind in (torch.float32, torch.bfloat16):
        a, b = (torch.ones(1024, 1024, dtype=kind, device=device) for _ in range(2))
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            (a @ b).sum().item()
            times.append(time.perf_counter() - begin)
        seconds[kind] = min(times)
    return seconds[torch.bfloat16] < seconds[torch.float32]


def _learning_rate(stage: Stage, number: int) -> float:
    """Return the rate of a step: up within 100 steps or a tenth of all, then down linearly."""
    warm = max(1, min(100, stage.steps // 10))
    if number < warm:
        return stage.rate * (number + 1) / warm
    left = (stage.steps - number) / max(1, stage.steps - warm)
    return stage.rate * (stage.floor + (1 - stage.floor) * left)


def replace_tensors(path: Path, state: dict[str, Any]) -> None:
    """Save tensors so that a crash leaves the old file or the new one."""
    buffer = io.BytesIO()
    torch.save(state, buffer)
    replace_file(path, buffer.getvalue())
