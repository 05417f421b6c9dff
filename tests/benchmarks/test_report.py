import re

from benchmarks.report import PAGE, render_report
from benchmarks.results import BenchmarkResult, ResultTable, load_results
from tests.project.test_structure import ROOT


def test_the_page_is_what_the_results_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_report(load_results())


def test_every_command_is_there() -> None:
    for name, result in load_results().items():
        assert result.command.startswith(f"python -m benchmarks.{name}")
        module = ROOT / "benchmarks" / name
        assert module.with_suffix(".py").exists() or (module / "__main__.py").exists()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", result.measured)
        for table in result.tables:
            assert {len(row) for row in table.rows} == {len(table.columns)}


def test_figures_come_first_and_tables_follow() -> None:
    table = ResultTable("Rows", ("", "n"), [("a", "1")])
    result = BenchmarkResult(
        "python -m benchmarks.x", "2026-01-02", 2, "3.11.7", {"speed": "5 ms"}, [table]
    )
    page = render_report({"x": result})
    assert "| speed | 5 ms | `python -m benchmarks.x` | 2026-01-02 |\n" in page
    assert page.endswith(
        "## X\n\n`python -m benchmarks.x`, 2026-01-02, 2 cores, Python 3.11.7.\n\n"
        "Rows:\n\n|  | n |\n| --- | --- |\n| a | 1 |\n"
    )
