"""The shape of the project: imports go one way, and what is needed is packaged and pinned."""

import ast
import re
import tomllib
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

UNPACKAGED = {"tests", "benchmarks", "training"}
PACKAGES = {
    ".".join(file.parent.relative_to(ROOT).parts)
    for file in ROOT.rglob("__init__.py")
    if not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
    and file.relative_to(ROOT).parts[0] not in {*UNPACKAGED, "build"}
}
SOURCES = [
    ROOT / "app.py",
    *(
        file
        for folder in sorted({package.split(".")[0] for package in PACKAGES} | UNPACKAGED)
        for file in sorted((ROOT / folder).rglob("*.py"))
    ),
]

STAGES = {
    "retriever", "reader", "outline", "computing", "understanding", "writer", "llms", "grounding",
    "conversation", "question", "answer", "english", "words", "negation", "events", "errors",
    "llama_index", "place_request", "quoting", "sentence_prompt",
    "settings", "spelling", "stopwatch", "weights",
}  # fmt: skip
TYPES = {
    "answer", "english", "errors", "events", "negation", "place_request", "quoting",
    "sentence_prompt", "weights", "words",
}  # fmt: skip
WIRING = {"pipeline", "parts", "lookup", "sources", "backends", "loading", "__init__"}
CALLERS = {"cli", "evaluation", "feedback", "json_lines", "models_command", "terminal"}
MAX_LINES = 320


def modules(folder: str) -> list[Path]:
    return [file for file in SOURCES if file.relative_to(ROOT).parts[0] == folder]


def imported(file: Path) -> set[str]:
    """Names of the modules a file imports, in whole: also where a function or ``if`` does it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module
            assert node.level == 0, f"{file}: a relative import"
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def stages(names: set[str]) -> set[str]:
    """Which modules of ``qa`` are among the names."""
    return {name.split(".")[1] for name in names if name.startswith("qa.")} & (
        STAGES | WIRING | CALLERS
    )


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(
    ("folder", "above"),
    [
        ("index", {"qa", "app", "page", "tests", "benchmarks", "training"}),
        ("qa", {"app", "page", "tests", "benchmarks", "training"}),
        ("prompts", {"index", "qa", "app", "page", "tests", "benchmarks", "training"}),
        ("data", {"index", "qa", "app", "page", "tests", "benchmarks", "training"}),
    ],
)
def test_imports_go_one_way(folder: str, above: set[str]) -> None:
    assert modules(folder)
    for file in modules(folder):
        assert not {name.split(".")[0] for name in imported(file)} & above, relative(file)


def test_only_the_pipeline_wires_the_stages() -> None:
    seen, wiring = set(), []
    for file in modules("qa"):
        place = file.relative_to(ROOT / "qa").parts[0].removesuffix(".py")
        if place not in STAGES:
            assert place in WIRING | CALLERS, f"{relative(file)}: say in this test what it is"
            wiring += [file] if place in WIRING else []
            continue
        seen.add(place)
        others = stages(imported(file)) - {place, *TYPES}
        assert not others, f"{relative(file)} imports {others}"
    assert seen == STAGES
    wired = {name for file in wiring for name in stages(imported(file))}
    assert wired >= STAGES - TYPES


def test_the_environment_is_read_at_the_top_alone() -> None:
    reading = {
        relative(file)
        for folder in ("app.py", "index", "qa", "page")
        for file in modules(folder)
        if re.search(r"\bSettings(\(\)|\.from_options)", file.read_text(encoding="utf-8"))
    }
    assert reading == {
        "app.py", "qa/cli.py", "qa/evaluation/command.py", "qa/models_command.py", "qa/pipeline.py",
    }  # fmt: skip


@pytest.mark.parametrize("file", SOURCES, ids=relative)
def test_files_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_every_package_is_listed() -> None:
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == PACKAGES
    assert PROJECT["tool"]["setuptools"]["py-modules"] == ["app"]


def test_every_file_of_a_package_is_package_data() -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]
    for package in PACKAGES:
        folder = ROOT.joinpath(*package.split("."))
        patterns = data.get(package, []) + data["*"]
        for file in folder.iterdir():
            if file.is_file() and file.suffix not in {".py", ".pyc"}:
                assert any(file.match(pattern) for pattern in patterns), relative(file)


def test_data_and_prompts_are_found_as_package_data() -> None:
    assert resources.files("data").joinpath("article.md").read_text(encoding="utf-8")
    assert resources.files("data").joinpath("questions.jsonl").is_file()
    assert "*.txt" in PROJECT["tool"]["setuptools"]["package-data"]["prompts"]
    assert resources.files("prompts").is_dir()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    found = {}
    for requirement in requirements:
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", requirement
        found[canonical(requirement.name)] = specifier.version
    assert len(found) == len(requirements)
    return found


def canonical(name: str) -> str:
    return name.lower().replace("_", "-")


def test_all_that_is_required_is_pinned() -> None:
    pinned = pins()
    assert pinned["torch"] == "2.13.0"
    extras = PROJECT["project"]["optional-dependencies"]
    required = [
        *PROJECT["project"]["dependencies"],
        *(one for extra in extras.values() for one in extra),
    ]
    for requirement in map(Requirement, required):
        if requirement.name == PROJECT["project"]["name"]:
            continue
        version = pinned.get(canonical(requirement.name))
        assert version, f"{requirement.name} is not in constraints.txt"
        assert version in requirement.specifier, requirement


def test_what_is_tested_is_what_is_pinned() -> None:
    """And all that comes along with it, as far as it is installed here."""
    installed = {canonical(d.metadata["Name"]): d.version for d in metadata.distributions()}
    for name, version in pins().items():
        assert installed.get(name, version).split("+")[0] == version, name


def test_an_import_that_goes_back_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("def f():\n    from qa.pipeline import DocumentQA\n    import app\n")
    assert imported(file) == {"qa.pipeline", "qa.pipeline.DocumentQA", "app"}
    assert stages(imported(file)) == {"pipeline"}
    file.write_text("from qa import question\n")
    assert stages(imported(file)) == {"question"}


def test_a_class_name_is_used_once() -> None:
    """So that a stranger who looks for it finds one."""
    places: dict[str, list[str]] = {}
    for file in SOURCES:
        if file.relative_to(ROOT).parts[0] != "tests":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    places.setdefault(node.name, []).append(str(file.relative_to(ROOT)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
