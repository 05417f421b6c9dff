"""A document as it is looked up: blocks with their sentences."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index import Corpus, Document, Sentence
from index.block import Block, BlockKind, ancestors


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a document, by their sentence; half-open character offsets into its text."""

    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True)
class DocumentOutline:
    """A document with its sentences."""

    document: Document
    sentences: list[Sentence]

    @classmethod
    def of(cls, corpus: Corpus, document_id: str) -> "DocumentOutline":
        """Load a document of a corpus."""
        return cls(corpus.document(document_id), corpus.sentences(document_id))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """The places of the blocks that hang on each block, in order."""
        children: dict[int | None, list[int]] = {}
        for place, block in enumerate(self.blocks):
            children.setdefault(block.parent, []).append(place)
        return children

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def text(self, place: int) -> str:
        """Return the text of a block."""
        block = self.blocks[place]
        return self.document.text[block.start : block.end]

    def places(self, *kinds: BlockKind) -> Iterator[int]:
        """Yield the places of the blocks of some kinds."""
        return (place for place, block in enumerate(self.blocks) if block.kind in kinds)

    def headings(self) -> Iterator[int]:
        """Yield the places of the headings."""
        return self.places(BlockKind.HEADING)

    def edges(self, head: int, foot: int) -> Iterator[int]:
        """Yield the places of so many blocks at the beginning, and of so many at the end."""
        count = len(self.blocks)
        yield from range(min(head, count))
        yield from range(max(head, count - foot), count)

    def ancestors(self, place: int) -> Iterator[int]:
        """Yield the places of what a block hangs on, the nearest first."""
        return ancestors(self.blocks, place)

    def find(self, start: int, end: int) -> Found:
        """Return the words at an offset, with the sentence that they are in."""
        first = bisect_left(self._starts, start + 1) - 1
        return Found(self.sentences[first], start, end)

    def whole_all(self, places: Sequence[int]) -> list[Found]:
        """Return the sentences of several blocks."""
        return [found for place in places for found in self.whole(place)]

    def whole(self, place: int) -> list[Found]:
        """Return the sentences of a block."""
        block = self.blocks[place]
        first = bisect_left(self._starts, block.start)
        last = bisect_left(self._starts, block.end)
        return [Found(s, s.start, s.end) for s in self.sentences[first:last]]


Lookup = Callable[[DocumentOutline], list[Found]]
"""Looks in an outline for what one question asks; empty if it isn't there."""
