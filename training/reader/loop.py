"""The training itself: stages of questions in batches, resumable at any step."""

import copy
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from rich.progress import Progress

from qa.reader.inputs import InputEncoder, Inputs, followup
from training.data.passages import Question, Window
from training.reader.augmentation import chosen_windows, noisy
from training.reader.network import KINDS, ReaderNetwork, Target, loss, tensors, unlike
from training.reader.stages import Stage

_CHUNK = 16
"""Windows that go through the network together: of like length, so that little is padding."""

TAUGHT = 0.65
"""What the teachers' opinion counts; the right answers count for the rest."""

_SAVE_SECONDS = 240
_LOG_STEPS = 20


class Trainer:
    """Trains a network through stages, keeping a checkpoint that it goes on from.

    Args:
        network: what is trained, in place.
        folder: where the checkpoint and the log are kept.
        measure: called with the network now and then; its figures go into the log.
        seed: of the order, the noise and the choice of windows.
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
        self._encoder = InputEncoder()
        self._half = faster_in_bfloat16(self._device)
        self._optimizer = self._fresh_optimizer()
        self._teachers: list[ReaderNetwork] = []
        self._done = 0
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "checkpoint.pt").exists():
            saved = torch.load(folder / "checkpoint.pt", map_location=self._device)
            network.load_state_dict(saved["network"])
            self._optimizer.load_state_dict(saved["optimizer"])
            self._done = saved["done"]

    def run(self, stages: Sequence[Stage], measure_every: int) -> None:
        """Train through all stages, from where the checkpoint left off.

        Args:
            stages: in their order.
            measure_every: steps between two measurements.
        """
        total, step, losses = sum(stage.steps for stage in stages), 0, []
        saved = time.monotonic()
        with Progress() as bar:
            task = bar.add_task("training the reader", total=total, completed=self._done)
            for stage in stages:
                if self._done < step + stage.steps:
                    self._begin(stage, resumed=self._done > step)
                for number, batch in enumerate(stage.batches(self._seed)):
                    step += 1
                    if step <= self._done:
                        continue
                    for group in self._optimizer.param_groups:
                        group["lr"] = _rate(stage, number)
                    losses.append(self._step(stage, batch, step))
                    self._done = step
                    bar.update(task, completed=step, description=f"{stage.name} {losses[-1]:.2f}")
                    if step % _LOG_STEPS == 0:
                        self._log(stage, step, {"loss": float(np.mean(losses))})
                        losses = []
                    if step % measure_every == 0 or step == total:
                        self._log(stage, step, self._measure(self._network))
                    if time.monotonic() - saved > _SAVE_SECONDS or step == total:
                        self._save()
                        saved = time.monotonic()
                if stage.settled and step >= self._done:
                    self._keep(stage)

    def _begin(self, stage: Stage, *, resumed: bool) -> None:
        """Take over the networks that a stage begins from, and those that it learns from."""
        if stage.begins and not resumed:
            self.become(stage.begins)
            self._optimizer = self._fresh_optimizer()
        self._teachers = []
        for name in stage.teachers:
            teacher = copy.deepcopy(self._network)
            teacher.load_state_dict(torch.load(self._kept(name), map_location=self._device))
            self._teachers.append(teacher.eval())

    def _fresh_optimizer(self) -> torch.optim.Optimizer:
        return torch.optim.AdamW(self._network.parameters(), weight_decay=0.01)

    def _step(self, stage: Stage, batch: Sequence[Question], step: int) -> float:
        rng = random.Random(f"{self._seed} {step}")
        torch.manual_seed(self._seed + step)
        asked: list[str] = []
        windows: list[tuple[str, str]] = []
        targets: list[tuple[range, list[Window], Question]] = []
        for question in batch:
            text = as_asked(question, noisy(question.text, rng))
            chosen = chosen_windows(question, stage.windows, rng)
            titled = rng.random() < 0.5
            rows = range(len(windows), len(windows) + len(chosen))
            windows += [(w.heading if titled else "", w.text) for w in chosen]
            asked += [text] * len(chosen)
            targets.append((rows, chosen, question))
        inputs = self._encoder.encode(asked, windows)
        self._network.train()
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            tokens, kinds = forward(self._network, inputs, self._device)
        readable = torch.from_numpy(inputs.readable).to(self._device)
        wanted = [target(inputs, *parts) for parts in targets]
        right = value = loss(tokens, kinds, readable, wanted)
        if self._teachers:
            taught = self._opinion(inputs)
            value = (1 - TAUGHT) * right + TAUGHT * unlike(tokens, kinds, taught, readable, wanted)
        self._optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        return right.item()

    def _opinion(self, inputs: Inputs) -> tuple[torch.Tensor, torch.Tensor]:
        """The teachers' outputs, on average."""
        with torch.no_grad(), torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            outputs = [forward(teacher, inputs, self._device) for teacher in self._teachers]
        tokens, kinds = zip(*outputs, strict=True)
        return torch.stack(tokens).float().mean(0), torch.stack(kinds).float().mean(0)

    def become(self, names: Sequence[str]) -> None:
        """Make the network the mean of those at the ends of these stages, which are settled.

        Such a mean is often better than each of them (Izmailov et al. 2018,
        https://arxiv.org/abs/1803.05407).
        """
        kept = [torch.load(self._kept(name), map_location=self._device) for name in names]
        mean = {
            name: torch.stack([one[name].float() for one in kept]).mean(0).to(weight.dtype)
            for name, weight in kept[0].items()
        }
        self._network.load_state_dict(mean)

    def _kept(self, name: str) -> Path:
        return self._folder / f"{name.replace(' ', '-')}.pt"

    def _keep(self, stage: Stage) -> None:
        new = self._folder / "kept.new"
        torch.save(self._network.state_dict(), new)
        new.replace(self._kept(stage.name))

    def _save(self) -> None:
        new = self._folder / "checkpoint.new"
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "done": self._done,
        }
        torch.save(state, new)
        new.replace(self._folder / "checkpoint.pt")

    def _log(self, stage: Stage, step: int, figures: dict[str, float]) -> None:
        record = {"step": step, "stage": stage.name, "time": round(time.time()), **figures}
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")


def as_asked(question: Question, text: str) -> str:
    """The text of a question, behind what it follows."""
    return followup(question.before, text) if question.before else text


def forward(
    network: ReaderNetwork, inputs: Inputs, device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """The network's outputs for all rows, computed in groups of like length."""
    lengths = inputs.mask.sum(axis=1)
    order = np.argsort(-lengths, kind="stable")
    ids, mask, types = tensors(inputs, device)
    all_tokens, all_kinds = [], []
    for begin in range(0, len(order), _CHUNK):
        rows = torch.from_numpy(order[begin : begin + _CHUNK]).to(device)
        length = int(lengths[order[begin]])
        tokens, kinds = network(*(x[rows, :length] for x in (ids, mask, types)))
        missing = inputs.ids.shape[1] - length
        all_tokens.append(torch.nn.functional.pad(tokens, (0, 0, 0, missing)))
        all_kinds.append(kinds)
    back = torch.from_numpy(np.argsort(order)).to(device)
    return torch.cat(all_tokens)[back], torch.cat(all_kinds)[back]


def target(
    inputs: Inputs, rows: Sequence[int], windows: Sequence[Window], question: Question
) -> Target:
    """Where the parts of the answer are in the batch's tokens."""
    items: dict[int, list[tuple[int, int, int]]] = {}
    for row, window in zip(rows, windows, strict=True):
        spans = inputs.spans[row]
        for item, (start, end) in window.items.items():
            inside = (spans[:, 0] < end) & (spans[:, 1] > start) & inputs.readable[row]
            at = np.flatnonzero(inside)
            if len(at):
                items.setdefault(item, []).append((row, int(at[0]), int(at[-1])))
    kind = question.yes_no or ("list" if question.kind == "list" else "span")
    known = None if question.kind == "passage" else KINDS.index(kind)
    return Target(rows, list(items.values()), known)


def faster_in_bfloat16(device: torch.device) -> bool:
    """Whether this machine multiplies matrices faster in bfloat16: some CPUs only emulate it."""
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


def _rate(stage: Stage, number: int) -> float:
    warm = max(1, min(100, stage.steps // 10))
    if number < warm:
        return stage.rate * (number + 1) / warm
    left = (stage.steps - number) / max(1, stage.steps - warm)
    return stage.rate * (stage.floor + (1 - stage.floor) * left)
