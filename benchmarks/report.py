"""Renders all results into ``docs/benchmarks.md``: ``python -m benchmarks.report``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.results import BenchmarkResult, ResultTable, load_results

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"

_HEAD = """\
# Benchmarks

Generated from `benchmarks/results/*.json` by `python -m benchmarks.report`. Each command measures
its figures again and replaces its file. Times depend on the machine.
"""


def render_report(results: Mapping[str, BenchmarkResult]) -> str:
    """Render results as Markdown: all figures in one table, then the benchmarks with tables."""
    figures = [
        (label, value, f"`{result.command}`", result.measured)
        for result in results.values()
        for label, value in result.figures.items()
    ]
    parts = [_HEAD, *_render_table(("measured", "figure", "command", "date"), figures)]
    for name, result in results.items():
        if result.tables:
            python = f", Python {result.python}" if result.python else ""
            parts += [
                f"\n## {name.replace('_', ' ').capitalize()}\n",
                f"`{result.command}`, {result.measured}, {result.cores} cores{python}.\n",
            ]
        for table in result.tables:
            parts += _render_titled(table)
    return "\n".join(parts).rstrip() + "\n"


def _render_titled(table: ResultTable) -> Iterator[str]:
    yield f"{table.title}:\n"
    yield from _render_table(table.columns, table.rows)
    yield ""


def _render_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (columns, ["---"] * len(columns), *rows):
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    PAGE.write_text(render_report(load_results()), encoding="utf-8")
