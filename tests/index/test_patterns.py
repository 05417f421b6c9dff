"""No text makes a regular expression slow, be it of a document, a question or an LLM."""

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType, ModuleType
from typing import Any

import pytest

import index
import page
import qa
from tests.support.near_misses import near_misses

SIZES = (1_000, 2_000, 4_000)
SEEDS = {"index": range(50), "qa": range(5), "page": range(5)}
"""By package: documents are long, questions and drafts short."""

BOUNDED = {"qa.reader.extent._CORE"}
"""Patterns that take the square of a text's length, and are matched with short ones alone."""

MAX_SECONDS = 0.5
MIN_SECONDS = 0.005  # below it, growth can't be told from noise
LINEAR = 10  # fourfold input: at most tenfold time; of a quadratic pattern sixteenfold
METHODS = {"match", "fullmatch", "search", "sub", "findall", "finditer", "split"}

pytestmark = pytest.mark.heavy


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(info.name)
        for package in (index, qa, page)
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not info.name.endswith("__main__")
    ]


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from patterns([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from patterns(item)


def used() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield every pattern of the package with where it is and how it is used."""
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        methods: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in METHODS or not isinstance(node.func.value, ast.Name):
                continue
            methods.setdefault(node.func.value.id, set()).add(node.func.attr)
            if node.func.value.id == "re" and isinstance(node.args[0], ast.Constant):
                literal = node.args[0].value
                if isinstance(literal, str):
                    place = f"{module.__name__}:{node.lineno}"
                    yield place, re.compile(literal), node.func.attr
        for name, value in vars(module).items():
            for i, pattern in enumerate(patterns(value)):
                for method in sorted(methods.get(name, {"fullmatch"})):
                    yield f"{module.__name__}.{name}-{i}-{method}", pattern, method


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise ``TimeoutError`` if the processor takes longer, also in a regular expression."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return how long the processor takes for a search, at best of some attempts."""
    call: Any = getattr(pattern, method)
    arguments = ("", text) if method == "sub" else (text,)
    best = float("inf")
    for _ in range(4):
        begin = time.thread_time()
        result = call(*arguments)
        if method == "finditer":
            list(result)
        best = min(best, time.thread_time() - begin)
        if best < MIN_SECONDS:
            break
    return best


def check(pattern: re.Pattern[str], method: str, seeds: range = SEEDS["index"]) -> None:
    *smaller, large = SIZES
    seen: set[str] = set()
    for seed in seeds:
        for place, text in enumerate(near_misses(pattern, large, seed)):
            if text in seen:
                continue
            seen.add(text)
            with alarm(4 * MAX_SECONDS):
                took = seconds(pattern, method, text)
            assert took < MAX_SECONDS, text
            for size in smaller if took > MIN_SECONDS else ():
                shorter = next(islice(near_misses(pattern, size, seed), place, None))
                growth = took / max(1e-6, seconds(pattern, method, shorter))
                assert growth < LINEAR * large / size / 4, text


_ALL = {(pattern, method): place for place, pattern, method in reversed([*used()])}
"""What one module takes from another is looked at once."""

USED = [
    (place, pattern, method)
    for (pattern, method), place in reversed(_ALL.items())
    if place.partition("-")[0] not in BOUNDED
]


@pytest.mark.parametrize(("place", "pattern", "method"), USED, ids=[u[0] for u in USED])
def test_no_text_makes_a_pattern_slow(place: str, pattern: re.Pattern[str], method: str) -> None:
    check(pattern, method, SEEDS[place.partition(".")[0]])


def test_patterns_are_found() -> None:
    places = " ".join(place for place, _, _ in USED)
    for expected in (
        "index.boilerplate._DATELINE",
        "index.sentences._STOP",
        "index.readers.pdfium.draft._BULLET",
        "qa.grounding.markers._MARKER",
    ):
        assert expected in places


@pytest.mark.parametrize(
    ("slow", "method"),
    [
        (r"(?:[\s:]+\d[\d:]*)+", "fullmatch"),
        (
            r"Updated(?:[\s,:(|)]+(?:[A-Z][a-z]+(?:\s\d{1,2})?|\d[\d:./-]*|[A-Z]{2,4}))+",
            "fullmatch",
        ),
        (r"[ \t]+\n", "sub"),
        (r"(.*?)\W*\b(\d{1,5})\W*", "fullmatch"),
        (r"(?:a|a)*b", "search"),
    ],
)
def test_a_slow_pattern_would_be_found(slow: str, method: str) -> None:
    with pytest.raises((AssertionError, TimeoutError)):
        check(re.compile(slow), method)
