"""Prompts that ask an LLM to word what a reader found.

The built-in writer is trained on these very prompts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from prompts import template
from qa.quoting import defuse


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words that a reader found, and the number in the prompt of the sentence they stand in."""

    text: str
    number: int


def build_sentence_prompt(
    question: str,
    context: str,
    sentences: Sequence[str],
    words: Sequence[FoundWords],
    verdict: str = "",
) -> str:
    """Build the prompt.

    Args:
        question: self-contained.
        context: title and headings that the sentences stand under.
        sentences: those around what was found, in the document's order; numbered from 1. Rows of
            a table have the heads of their columns in front of their cells.
        words: what was found, the items of a list.
        verdict: ``"yes"`` or ``"no"``, where the reader says so.

    >>> print(build_sentence_prompt("When?", "Rain", ["It rained in May."],
    ...     [FoundWords("in May", 1)]).partition("\\n\\n")[2])
    Document: Rain
    [1] It rained in May.
    <BLANKLINE>
    Question: When?
    Words found: in May [1]
    """
    found = "; ".join(f"{defuse(one.text)} [{one.number}]" for one in words)
    return template("sentence").format(
        context=defuse(context),
        sentences=_number(sentences),
        question=defuse(question),
        words=f"{verdict}, {found}" if verdict else found,
    )


def build_open_prompt(question: str, context: str, sentences: Sequence[str]) -> str:
    """Build the prompt of a question that takes several sentences to answer.

    Args:
        question: self-contained.
        context: title and headings that the sentences stand under.
        sentences: those that the answer may rest on, in the document's order; numbered from 1.
    """
    return template("open").format(
        context=defuse(context), sentences=_number(sentences), question=defuse(question)
    )


def _number(sentences: Sequence[str]) -> str:
    return "\n".join(f"[{n}] {defuse(text)}" for n, text in enumerate(sentences, start=1))
