"""reStructuredText to blocks."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.rst import RstReader
from tests.support.growth import assert_linear
from tests.support.outline import outline


def blocks(text: str) -> list[str]:
    return outline(RstReader().read(textwrap.dedent(text).encode(), "a.rst"))


CASES = {
    "headings by their lines": (
        """
        =====
        Boats
        =====

        Intro.

        Sails
        -----

        Text.

        Ropes
        ~~~~~

        More.
        """,
        ["h Boats", "  p Intro.", "  h Sails", "    p Text.", "    h Ropes", "      p More."],
    ),
    "lists": (
        "You need:\n\n- a rope\n- tar\n\n  1. black\n  2. red\n",
        ["p You need:", "  i - a rope", "  i - tar", "    i 1. black", "    i 2. red"],
    ),
    "markup within lines": (
        "Take ``rope``, *tar*, :ref:`the terms <terms>`, :py:func:`~boat.send` and :math:`a^2`.\n",
        ["p Take rope, tar, the terms, boat.send and a^2."],
    ),
    "comments": ("It rained.\n\n.. not\n   this\n\nIt stopped.\n", ["p It rained.", "p It stopped."]),
    "a table": (
        "=====  ====\nBoat   Crew\n=====  ====\nAnna   4\nBella  5\n=====  ====\n",
        ["t Boat | Crew", "  r Anna | 4", "  r Bella | 5"],
    ),
    "notes": ("It sank [1]_ here.\n\n.. [1] In March.\n", ["p It sank [1] here.", "  n [1] In March."]),
    "code and formulas": (
        ".. code-block:: python\n\n   x = 1\n\n.. math:: E = mc^2\n",
        ["k x = 1", "k E = mc^2"],
    ),
    "what docutils doesn't know": (
        ".. versionadded:: 2.0\n   It sails.\n\n.. toctree::\n   :maxdepth: 2\n\n   a\n\n.. function:: send(boat)\n",
        ["p 2.0", "p It sails.", "p send(boat)"],
    ),
    "no files, no HTML": (
        "It rained.\n\n.. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>x</b>\n\n.. csv-table::\n   :file: /etc/passwd\n",
        ["p It rained."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_fields_at_the_head_are_properties() -> None:
    draft = RstReader().read(b"Boats\n=====\n\n:Author: Ana Roe\n:Date: 2024\n\nText.\n", "a.rst")
    assert outline(draft) == ["h Boats", "  p Author: Ana Roe", "  p Date: 2024", "  p Text."]
    assert (draft.title, draft.metadata) == ("Boats", {"author": "Ana Roe", "date": "2024"})


@given(st.lists(st.sampled_from(
    "* ** ` `` :: .. _ __ [1]_ |a| - 1. \n \n\n === --- +--+ | boat .. [1] .. note:: :ref:`a` .. |a| "
    "replace:: ) ( \\ ".split(" ")), max_size=60
).map(" ".join))  # fmt: skip
def test_any_text_is_read(text: str) -> None:
    RstReader().read(text.encode(), "a.rst")


@pytest.mark.heavy
@pytest.mark.parametrize("unit", ["Boats sail. ", "- x\n", ".. note:: x\n\n", ":a:`b` ", "x\n"])
def test_time_grows_as_the_text_does(unit: str) -> None:
    assert_linear(lambda n: unit * n, lambda text: RstReader().read(text.encode(), "a.rst"))
