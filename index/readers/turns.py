"""Dialogue: whose turn a paragraph is, and which turn it replies to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from index.block import BlockKind, Draft, DraftBlock
from index.readers.text_lines import find_turns
from index.speakers import match_label

_ASKING = ("?", "？", "؟")
_FEWEST_QUESTIONS = 3
_LEAST_ASKING = 2 / 3  # of an interviewer's turns
_LEAST_TURNS = 1 / 4  # of all turns


def hang_replies(draft: Draft) -> None:
    """Turn the paragraphs of a dialogue into turns, and hang replies on the turns that ask.

    All that others say before an interviewer's next turn replies to the last one, which becomes a
    ``QUESTION`` if it does nothing but ask. Where nobody interviews, only the turn right below
    one that asks replies to it, unless it asks, too.
    """
    blocks = draft.blocks
    if not any(block.kind is BlockKind.TURN for block in blocks):
        _mark_turns(blocks)
    speakers = {
        i: match_label(block.text) for i, block in enumerate(blocks) if block.kind is BlockKind.TURN
    }
    interviewer = _find_interviewer(blocks, speakers)
    pairs = _pair_turns(blocks, speakers, interviewer)
    for asking, reply in pairs:
        if blocks[asking].parent == blocks[reply].parent:
            blocks[reply] = replace(blocks[reply], parent=asking)
            if interviewer and _only_asks(blocks[asking].text):
                blocks[asking] = replace(blocks[asking], kind=BlockKind.QUESTION)


def _mark_turns(blocks: list[DraftBlock]) -> None:
    """Turn paragraphs with the labels of speakers into turns, and hang on them what follows."""
    paragraphs = [i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    lines = [line for i in paragraphs for line in (blocks[i].text, "")]
    turns = {paragraphs[line // 2] for line in find_turns(lines)}
    for i in turns:
        blocks[i] = replace(blocks[i], kind=BlockKind.TURN)
    turn: int | None = None
    for i in paragraphs:
        if i in turns:
            turn = i
        elif turn is not None and blocks[i].parent == blocks[turn].parent:
            blocks[i] = replace(blocks[i], parent=turn)


def _find_interviewer(blocks: list[DraftBlock], speakers: Mapping[int, str]) -> str:
    """Return the one speaker who asks in most turns; "" if there is none, or several."""
    turns = Counter(speakers.values())
    asking = Counter(name for i, name in speakers.items() if _asks(blocks[i].text))
    asked = [
        name
        for name, count in asking.items()
        if count >= max(_FEWEST_QUESTIONS, turns[name] * _LEAST_ASKING)
        and turns[name] >= len(speakers) * _LEAST_TURNS
    ]
    return asked[0] if len(asked) == 1 else ""


def _pair_turns(
    blocks: list[DraftBlock], speakers: Mapping[int, str], interviewer: str
) -> Iterator[tuple[int, int]]:
    """Yield the places of turns that ask with those of their replies."""
    asking: int | None = None
    for before, turn in pairwise(speakers):
        if not interviewer:
            asks = _asks(blocks[before].text) and not _asks(blocks[turn].text)
            asking = before if asks else None
        elif speakers[before] == interviewer:
            asking = before
        if asking is not None and speakers[turn] != speakers[asking]:
            yield asking, turn


def _asks(text: str) -> bool:
    return text.endswith(_ASKING)


def _only_asks(text: str) -> bool:
    """Say whether all sentences of a turn ask."""
    return _asks(text) and ". " not in text and "! " not in text
