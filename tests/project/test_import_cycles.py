"""No module imports itself by way of others, deferred imports and imports for types included."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app.py", "index", "qa", "page", "prompts", "data", "training")


def modules(root: Path, places: tuple[str, ...]) -> dict[str, Path]:
    """Return the files of all modules by their names; a package's is its ``__init__.py``."""
    files = [
        file
        for place in places
        for file in ([root / place] if place.endswith(".py") else (root / place).rglob("*.py"))
    ]
    names = {}
    for file in files:
        parts = file.relative_to(root).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return names


def imported(file: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield which of the known modules a file names in its imports, wherever they stand.

    ``from package import name`` means the package's ``__init__.py`` only if no module of it has
    that name. That any import of a module runs the ``__init__.py`` above it is left out.
    """
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else str(node.module) for name in inner]
        else:
            continue
        yield from (name for name in names if name in known)


def cycle(root: Path, places: tuple[str, ...]) -> list[str]:
    """Return the modules of an import cycle in order, or none if there is none."""
    known = modules(root, places)
    graph = {name: set(imported(file, known)) - {name} for name, file in known.items()}
    for name, file in known.items():
        if name in imported(file, known):
            return [name, name]
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_there_is_no_import_cycle() -> None:
    assert len(modules(ROOT, PRODUCT)) > 50
    assert cycle(ROOT, PRODUCT) == []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a": "import p.b", "b": "from p import a"}, {"p.a", "p.b"}),
        ({"a": "def f():\n    from p.b import x", "b": "import p.a"}, {"p.a", "p.b"}),
        (
            {
                "a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.b import x",
                "b": "from p.c import y",
                "c": "from p.a import z",
            },
            {"p.a", "p.b", "p.c"},
        ),
        ({"__init__": "from p.a import x", "a": "from p import x"}, {"p", "p.a"}),
        ({"__init__": "from p.a import x", "a": "from p import b", "b": ""}, set()),
        ({"__init__": "from p.a import x", "a": "import p.b", "b": "import os"}, set()),
        ({"a": "import p.a"}, {"p.a"}),
    ],
)
def test_a_cycle_would_be_found(tmp_path: Path, files: dict[str, str], found: set[str]) -> None:
    (tmp_path / "p").mkdir()
    for name, source in {"__init__": "", **files}.items():
        (tmp_path / "p" / f"{name}.py").write_text(source)
    assert set(cycle(tmp_path, ("p",))) == found
