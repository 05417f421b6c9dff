"""ONNX Runtime is told to send no telemetry before it is imported."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROBE = """
import builtins, os
imported = builtins.__import__
def watched(name, *arguments, **options):
    if name.split(".")[0] == "onnxruntime":
        assert os.environ["ORT_DISABLE_TELEMETRY"] == "1", name
        seen.append(name)
    return imported(name, *arguments, **options)
seen = []
builtins.__import__ = watched
from qa import DocumentQA
DocumentQA.from_text("The bridge opened in 1932.").ask("When did the bridge open?")
assert seen
"""


def test_telemetry_is_off_before_the_import() -> None:
    subprocess.run([sys.executable, "-c", PROBE], check=True, cwd=ROOT)


def test_nothing_else_imports_it() -> None:
    importing = set()
    for folder in ("index", "qa", "page"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [str(node.module)]
                if any(name.split(".")[0] == "onnxruntime" for name in names):
                    importing.add(file.relative_to(ROOT).as_posix())
    assert importing == {"index/onnx.py"}


def test_training_turns_it_off_too() -> None:
    probe = "import os, training.reader; assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'"
    subprocess.run([sys.executable, "-c", probe], check=True, cwd=ROOT)
