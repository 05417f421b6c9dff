"""Questions and their answers: FAQs and interviews."""

import re
from dataclasses import replace
from itertools import pairwise

from index.block import BlockKind, Draft, DraftBlock
from index.readers.turns import hang_replies
from index.speakers import QUESTION_LABEL

_MOST_WORDS = 40
_LEAST_SHARE = 0.2  # of the paragraphs, lest the rhetorical questions of an essay count
_QUOTED = "\"'“”‘’«»„‚-–—"
_INNER_STOP = re.compile(r"[.!?]\s")


def is_question(text: str) -> bool:
    """Say whether a paragraph is a question and nothing more.

    >>> is_question("Is theft insured?"), is_question("It rained. Why?"), is_question("“Why?”")
    (True, False, False)
    """
    if not text.endswith(("?", "？", "؟")) or text[0] in _QUOTED or "\n" in text:
        return False
    return len(text) < 400 and len(text.split()) <= _MOST_WORDS and not _INNER_STOP.search(text)


def is_labelled_question(text: str) -> bool:
    """Say whether a paragraph is labelled as a question: "Q: …?"."""
    return bool(QUESTION_LABEL.match(text)) and text.rstrip('"”*_').endswith(("?", "？", "؟"))


def hang_answers(draft: Draft) -> None:
    """Turn the questions of an FAQ into ``QUESTION`` blocks, and hang their answers on them.

    Questions are paragraphs of their own that end with a question mark, if at least two have a
    paragraph below them. What has a parent of its own, such as a list, keeps it. Dialogue comes
    first: whoever asks there has a name.
    """
    hang_replies(draft)
    blocks = draft.blocks
    plain = [i for i in range(len(blocks)) if _may_ask(blocks, i)]
    paragraphs = (
        sum(block.kind is BlockKind.PARAGRAPH for block in blocks[plain[0] :]) if plain else 0
    )
    labelled = [i for i in plain if is_labelled_question(blocks[i].text)]
    if len(plain) < 2 or len(plain) < paragraphs * _LEAST_SHARE:
        plain = labelled if len(labelled) >= 2 else []
    asked = set(plain)
    for i in asked:
        blocks[i] = replace(blocks[i], kind=BlockKind.QUESTION)
    questions = [i for i, block in enumerate(blocks) if block.kind is BlockKind.QUESTION]
    answered = {block.parent for block in blocks}
    most = 0
    for question, following in pairwise([*questions, len(blocks)]):
        if question in answered and question not in asked:
            continue  # by the format's own means
        answer = _answer(blocks, question, following)
        if following == len(blocks) and most:
            answer = answer[:most]  # else all that follows would be the last one's answer
        most = max(most, len(answer))
        for i in answer:
            blocks[i] = replace(blocks[i], parent=question)


def _may_ask(blocks: list[DraftBlock], i: int) -> bool:
    block = blocks[i]
    if block.kind is not BlockKind.PARAGRAPH or i + 1 == len(blocks):
        return False
    if not (is_question(block.text) or is_labelled_question(block.text)):
        return False
    below = blocks[i + 1]
    answers = below.kind is not BlockKind.HEADING and not is_question(below.text)
    return answers and below.kind is not BlockKind.BOILERPLATE


def _answer(blocks: list[DraftBlock], question: int, end: int) -> list[int]:
    """Return the places of the blocks beside the question that answer it."""
    answer = []
    for i in range(question + 1, end):
        if blocks[i].kind in (BlockKind.HEADING, BlockKind.METADATA, BlockKind.BOILERPLATE):
            break
        if blocks[i].parent == blocks[question].parent:
            answer.append(i)
    return answer
