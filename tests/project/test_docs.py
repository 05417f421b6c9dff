"""The documentation is true: what it names is there, what it shows is what the program prints."""

import importlib.util
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from benchmarks.results import load_results
from qa.cli import command_line
from qa.settings import Settings
from tests.conftest import ROOT
from tests.support.command import program

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("data", "data/reading", "qa/reader")),
]
TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WHOLE = "footnote eval"
"""Command that asks all question sets."""

SHOWN = [
    pytest.param(
        command, shown, id=f"{name}: {command}", marks=[pytest.mark.slow] * (command == WHOLE)
    )
    for name, text in TEXTS.items()
    for command, shown in re.findall(r"```console\n\$ (footnote [^\n]+)\n(.*?)```", text, re.DOTALL)
]
MILLISECONDS = re.compile(r"\s+\d+$|^Latency .*")
"""The last column of the evaluation by kind, and its last line."""

MAX_README_LINES = 120
AS_INSTALLED = {"FOOTNOTE_LLM": "auto"}
"""Settings of somebody who has set none."""

FILE = re.compile(r"[\w.*/-]+\.(?:py|md|txt|jsonl|json|onnx|png|ipynb|toml|gz|jinja|safetensors)")
FOLDER = re.compile(r"[\w.-]+/(?:[\w.-]+/)*")
NAME = re.compile(r"([A-Za-z_][\w.]*)(?:\(.*\))?")
FIGURES = re.compile(r"^\| (.+) \| `(python -m benchmarks\.[^`]+)` \|$", re.MULTILINE)
NUMBER = re.compile(r"\d+\.\d")
ELSEWHERE = {
    # Files of whoever follows the documentation, or that the program or a training writes.
    "article.txt", "feedback.jsonl", "visitors/", "uploads/", "graph.onnx", ".venv/",
    "tables.jsonl.gz", "squad.jsonl.gz", "squad-more.jsonl.gz", "squad2-unanswerable.jsonl.gz",
    "squadshifts.jsonl.gz", "qed.jsonl.gz", "qamr.jsonl.gz", "covidqa.jsonl.gz",
    # Names of ours that no source file holds.
    "OLLAMA_HOST", "turns.old", "choices.old", "index.old",
    "falsepremise", "afterabstention", "extreme",
    "datasheet.html", "q01", "q02",
    # Names of others.
    "generate",
}  # fmt: skip
OTHERS_OPTIONS = {"--recipe", "--work", "--no-deps", "--from-feedback"}
"""Options of other programs, and one that the changelog says is gone."""


def code_of(text: str) -> Iterator[str]:
    """Yield what stands in backticks within a line."""
    yield from re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))


def commands_of(text: str) -> Iterator[str]:
    """Yield every line of a code block, and what stands in backticks."""
    yield from code_of(text)
    for _, block in BLOCK.findall(text):
        yield from block.splitlines()
    yield from re.findall(r"^    (.+)$", BLOCK.sub("", text), re.MULTILINE)


@cache
def words() -> frozenset[str]:
    """Return all words of the source files, for what the documentation names to be among them."""
    folders = ("index", "qa", "page", "prompts", "data", "training", "benchmarks")
    files = chain([ROOT / "app.py"], *((ROOT / folder).rglob("*.*") for folder in folders))
    suffixes = {".py", ".json", ".jinja", ".js", ".css"}
    texts = (file.read_text(encoding="utf-8") for file in files if file.suffix in suffixes)
    return frozenset(chain.from_iterable(re.findall(r"\w+", text) for text in texts))


@cache
def options() -> frozenset[str]:
    """Return all options of all commands."""
    group = typer.main.get_command(command_line)
    assert isinstance(group, TyperGroup)
    assert "serve" in group.commands
    parameters = chain(group.params, *(command.params for command in group.commands.values()))
    return frozenset(chain(["--help"], *(parameter.opts for parameter in parameters)))


def resolves(path: str, folder: Path) -> bool:
    """Whether a path, or a pattern of paths, leads somewhere from the root or from a page."""
    if "/" in path:
        return any((root / path).exists() or any(root.glob(path)) for root in (ROOT, folder))
    places = (ROOT / name for name in ("index", "qa", "page", "data", "docs", "tests"))
    if (ROOT / path).exists() or any(folder.glob(path)):
        return True
    return any(any(place.rglob(path)) for place in places)


def every(pattern: str, texts: Iterator[str]) -> set[str]:
    return set(chain.from_iterable(re.findall(pattern, text) for text in texts))


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def without_percent(figure: str) -> str:
    return figure.removesuffix(" %")


def lines(text: str) -> str:
    """Text without what can't be seen, or differs from run to run: milliseconds."""
    kept = (line.rstrip() for line in text.splitlines())
    return "\n".join(MILLISECONDS.sub("", line) for line in kept if line)


def printed(command: str) -> str:
    """What a command prints on a plain terminal of 100 columns."""
    done = subprocess.run(
        program(*shlex.split(command)[1:]),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", **AS_INSTALLED},
        capture_output=True,
        text=True,
        check=True,
    )
    return lines(done.stdout)


def test_commands_are_shown() -> None:
    shown = {str(parameter.values[0]) for parameter in SHOWN}
    assert {WHOLE, "footnote --help", "footnote serve --help"} <= shown


@pytest.mark.heavy
@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_what_is_shown_is_what_is_printed(command: str, shown: str) -> None:
    output = printed(command)
    assert NUMBER.sub("#", output) == NUMBER.sub("#", lines(shown))
    # The last digit may depend on the processor.
    numbers = [[float(n) for n in NUMBER.findall(text)] for text in (output, lines(shown))]
    assert numbers[0] == pytest.approx(numbers[1], abs=0.5)


@pytest.mark.heavy
def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (python,) = (block for language, block in BLOCK.findall(TEXTS["README.md"]) if language)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for name, value in AS_INSTALLED.items():
            patch.setenv(name, value)
        exec(python, {})
    said, found, *_ = capsys.readouterr().out.splitlines()
    assert said.startswith("Operation Euphrates Shield began on August 24. [1] 0.95")
    assert found == "August 24. True"


def test_the_readme_is_short_and_begins_with_the_two_commands() -> None:
    shown = TEXTS["README.md"].splitlines()
    assert len(shown) <= MAX_README_LINES
    assert [line.split("  ")[2] for line in shown[4:6]] == ["make chat", "make test"]


@pytest.mark.parametrize("name", TEXTS)
def test_paths_are_there(name: str) -> None:
    for code in code_of(TEXTS[name]):
        if (FILE.fullmatch(code) or FOLDER.fullmatch(code)) and code not in ELSEWHERE:
            mentioned = not code.split("/")[0].isupper() and "NAME" not in code
            assert not mentioned or resolves(code, (ROOT / name).parent), code


@pytest.mark.parametrize("name", TEXTS)
def test_names_are_the_ones_of_the_code(name: str) -> None:
    for code in set(code_of(TEXTS[name])) - ELSEWHERE:
        match = NAME.fullmatch(code)
        if match and not FILE.fullmatch(code) and not code.startswith("FOOTNOTE_"):
            missing = set(filter(None, match[1].split("."))) - words()
            assert not missing, code


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", BLOCK.sub("", TEXTS[name])):
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked.read_text(encoding="utf-8")), target


def test_every_picture_is_shown() -> None:
    for picture in (ROOT / "docs").rglob("*.png"):
        assert any(f"{picture.name})" in text for text in TEXTS.values()), picture


def test_every_setting_is_described_with_its_default() -> None:
    page = TEXTS["docs/deployment.md"]
    described = dict(re.findall(r"^\| `FOOTNOTE_(\w+)` \| (.+?) \|", page, re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert described.keys() == defaults.keys()
    for name, default in defaults.items():
        if name not in {"CACHE_FOLDER", "FEEDBACK_FILE"}:  # they depend on the machine
            shown = {False: "false", None: ""}.get(default, str(default))
            assert described[name] == (f"`{shown}`" if shown else "none")


def test_every_variable_is_a_setting() -> None:
    named = every(r"\bFOOTNOTE_(\w+)", iter(TEXTS.values()))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_option_is_one_of_a_command() -> None:
    for text in TEXTS.values():
        ours = (c for c in commands_of(text) if re.match(r"(?:\w+=\S+ )?(footnote|--)", c))
        given = every(r"(?<![\w-])(--[a-z][\w-]*)", ours)
        assert given <= options() | OTHERS_OPTIONS


def test_every_target_of_make_is_there_and_described() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {name: every(r"^make ([a-z]+)", commands_of(text)) for name, text in TEXTS.items()}
    assert set().union(*named.values()) <= targets
    assert named["CONTRIBUTING.md"] == targets


def test_every_module_that_is_run_is_there() -> None:
    named = every(r"python3? -m ([\w.]+)", chain(*map(commands_of, TEXTS.values())))
    assert {"training.reader", "training.embedder", "benchmarks.reader"} <= named
    for module in named - {"benchmarks.NAME"}:
        assert importlib.util.find_spec(module), module


def test_every_figure_with_a_benchmark_is_what_it_measured() -> None:
    measured: dict[str, set[str]] = {}
    for result in load_results().values():
        cells = chain.from_iterable(chain.from_iterable(t.rows for t in result.tables))
        measured[result.command] = {*result.figures.values(), *cells}
    for text in (TEXTS["README.md"], TEXTS["docs/evaluation.md"], TEXTS["docs/models.md"]):
        for row, command in FIGURES.findall(text):
            for cell in row.split("|")[1:]:
                if (figure := without_percent(cell.strip()))[:1].isdigit():
                    known = set(map(without_percent, measured[command]))
                    assert figure in known or set(figure.split(", ")) <= known, (figure, command)
