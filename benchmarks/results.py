"""Results of benchmarks: printed as tables, kept as JSON, and rendered as Markdown."""

import datetime
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qa.evaluation import metrics

FOLDER = Path(__file__).with_name("results")


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table of a benchmark; its cells are text, formatted as they are read."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """Figures of a benchmark, and where they were measured.

    Attributes:
        command: that measures it again.
        measured: date, as ``2026-11-28``.
        cores: of the machine.
        python: version; empty where it isn't known.
        figures: by what they measure, with their units.
        tables: further figures.
    """

    command: str
    measured: str
    cores: int
    python: str
    figures: Mapping[str, str]
    tables: Sequence[ResultTable]


def save(
    name: str,
    figures: Mapping[str, str],
    tables: Sequence[ResultTable] = (),
    arguments: str = "",
) -> None:
    """Print what was measured on this machine today, and keep it in ``results/<name>.json``.

    Args:
        name: of the benchmark's module.
        figures: by what they measure, with their units.
        tables: further figures.
        arguments: those that the command takes, as placeholders.
    """
    result = BenchmarkResult(
        f"python -m benchmarks.{name} {arguments}".strip(),
        datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        os.cpu_count() or 1,
        platform.python_version(),
        figures,
        tables,
    )
    print_result(result)
    text = json.dumps(asdict(result), ensure_ascii=False, indent=1)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def load_results() -> dict[str, BenchmarkResult]:
    """Load all results by the names of their benchmarks."""
    results = {}
    for path in sorted(FOLDER.glob("*.json")):
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields["tables"] = [ResultTable(**table) for table in fields["tables"]]
        results[path.stem] = BenchmarkResult(**fields)
    return results


def print_result(result: BenchmarkResult) -> None:
    """Print figures and tables on the terminal."""
    console = Console(width=160)
    figures = [(label, value) for label, value in result.figures.items()]
    tables = [ResultTable(result.command, ("measured", "figure"), figures)] if figures else []
    for source in [*tables, *result.tables]:
        table = Table(title=source.title)
        for place, column in enumerate(source.columns):
            table.add_column(column, justify="right" if place else "left")
        for row in source.rows:
            table.add_row(*row)
        console.print(table)


def format_share(values: Iterable[float], digits: int = 1) -> str:
    """Format the mean of values from 0 to 1 in percent.

    >>> format_share([1, 0, 1])
    '66.7'
    """
    shares = list(values)
    return f"{100 * sum(shares) / len(shares):.{digits}f}"


def format_interval(values: Sequence[float], digits: int = 0) -> str:
    """Format the mean of values from 0 to 1 in percent, with its 95 % interval by bootstrap.

    >>> format_interval([0.5, 0.5])
    '50.0 (50–50)'
    >>> format_interval([])
    '–'
    """
    if not values:
        return "–"
    mean, low, high = (100 * value for value in metrics.bootstrap_interval(values))
    return f"{mean:.1f} ({low:.{digits}f}–{high:.{digits}f})"
