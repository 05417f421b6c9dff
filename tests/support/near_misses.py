"""Strings that a regular expression nearly matches, of any length: what makes a bad one slow."""

import importlib
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")

_LOOPS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_POOL = [chr(c) for c in (*range(32, 127), 9, 10, 0xA0, 0xDF, 0xE9, 0x301, 0x627, 0x3042, 0x4E2D)]
_ENDINGS = ("", "x", "\0", " ", "\n")


def near_misses(pattern: re.Pattern[str], size: int, seed: int) -> Iterator[str]:
    """Yield strings of about ``size`` characters that begin as the pattern wants it.

    Args:
        pattern: what they nearly match.
        size: their length, as far as the pattern repeats anything that often.
        seed: which choices are made where the pattern leaves some; the same for every size.
    """
    tree = _parse(pattern)
    unit = len(_pumped(tree, 2, random.Random(seed))) - len(_pumped(tree, 1, random.Random(seed)))
    pumped = _pumped(tree, size // max(unit, 1), random.Random(seed))
    for ending in _ENDINGS:
        yield pumped + ending
    yield pumped[:-1]


@cache
def _parse(pattern: re.Pattern[str]) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)


def _pumped(tree: Sequence[Any], times: int, choices: random.Random) -> str:
    """Return a string that the tree matches, apart from what it looks at before and after.

    Loops go round as often as ``times`` says and the pattern allows, loops within them once or
    twice. Half of them do the same every time.
    """
    return "".join(_node(operator, argument, times, choices) for operator, argument in tree)


def _node(operator: Any, argument: Any, times: int, choices: random.Random) -> str:
    if operator is _constants.LITERAL:
        return chr(argument)
    if operator is _constants.BRANCH:
        return _pumped(choices.choice(argument[1]), times, choices)
    if operator is _constants.SUBPATTERN:
        return _pumped(argument[3], times, choices)
    if operator is _constants.ATOMIC_GROUP:
        return _pumped(argument, times, choices)
    if operator in _LOOPS:
        least, most, body = argument
        inner = choices.randint(1, 2)
        count = int(min(max(times, least), most))
        if choices.random() < 0.5:
            return _pumped(body, inner, choices) * count
        seed = choices.random()
        varied = random.Random(seed)
        return "".join(_pumped(body, inner, varied) for _ in range(count))
    if operator in {_constants.IN, _constants.ANY, _constants.NOT_LITERAL}:
        return choices.choice(_list_members(operator, argument))
    return ""  # what is looked at before or after, and groups that come again


_KNOWN: dict[tuple[Any, Any], list[str]] = {}
"""Members by what names them: a class by its place in a tree, and trees are kept."""


def _list_members(operator: Any, argument: Any) -> list[str]:
    key = operator, id(argument) if isinstance(argument, list) else argument
    if key not in _KNOWN:
        _KNOWN[key] = _members(_compiled(operator, argument))
    return _KNOWN[key]


def _compiled(operator: Any, argument: Any) -> re.Pattern[str]:
    if operator is _constants.ANY:
        return re.compile(".")
    if operator is _constants.NOT_LITERAL:
        return re.compile(f"[^{re.escape(chr(argument))}]")
    return re.compile("".join(["[", *(_member(*part) for part in argument), "]"]))


def _member(operator: Any, argument: Any) -> str:
    if operator is _constants.NEGATE:
        return "^"
    if operator is _constants.LITERAL:
        return re.escape(chr(argument))
    if operator is _constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    kind = str(argument).removeprefix("CATEGORY_")
    letter = kind.removeprefix("NOT_")[0].lower()
    return "\\" + (letter.upper() if kind.startswith("NOT_") else letter)


@cache
def _members(of: re.Pattern[str]) -> list[str]:
    members = [c for c in _POOL if of.match(c)]
    if not members:  # a class of rare characters
        members = [next(c for c in map(chr, range(0x110000)) if of.match(c))]
    return members
