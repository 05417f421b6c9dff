"""Prompt that asks an LLM to word what a reader found as one sentence.

The built-in writer is trained on this very prompt.
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
        sentences="\n".join(f"[{n}] {defuse(text)}" for n, text in enumerate(sentences, start=1)),
        question=defuse(question),
        words=f"{verdict}, {found}" if verdict else found,
    )
