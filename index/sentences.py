"""Text -> numbered sentences, the unit of citation, with headings and boilerplate told apart.

Blocks come first (``index.blocks``); here each block of prose is cut at its full stops. A stop is
kept together with the quotes and brackets that close after it. Whether it ends the sentence is
decided by what stands right before and right after, within a few words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.abbreviations import ENGLISH_STARTER, IsAbbreviation, find_rule
from index.block import Block, BlockKind, Box, first_page
from index.blocks import Kind
from index.english import MONTHS, SPEECH_VERBS, build_alternation
from index.language import UNSPACED
from index.structure import infer_blocks

__all__ = ["Kind", "Sentence", "split_sentences"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document.

    Attributes:
        number: from 1 within its document, in reading order.
        start: where it begins, a character offset into ``Document.text``.
        end: where it ends, exclusive.
        kind: whether it is a sentence of the content, a heading, metadata, or boilerplate.
        boxes: of the lines that it touches, in reading order, where the format has pages.
    """

    number: int
    start: int
    end: int
    kind: Kind
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int | None:
        """Page that it begins on, from 1; None where the format has no pages."""
        return first_page(self.boxes)


def split_sentences(
    text: str, blocks: Sequence[Block] | None = None, language: str = ""
) -> list[Sentence]:
    """Cut a text into sentences.

    Args:
        text: the text.
        blocks: its blocks; by default what the text looks like.
        language: code of its language by ISO 639-1, for its abbreviations; by default English.

    They come in order and don't overlap; every visible character lies in exactly one; none
    begins or ends with whitespace. That holds for any string, and the time taken is linear.

    >>> text = "Dr. Wu left at 5 p.m. on Monday. “Why?” asked Ana."
    >>> [text[s.start : s.end] for s in split_sentences(text)]
    ['Dr. Wu left at 5 p.m. on Monday.', '“Why?” asked Ana.']
    """
    is_abbreviation = find_rule(language)
    spans = [
        (start, end, kind_of(block), block.find_boxes(start, end))
        for block in (infer_blocks(text) if blocks is None else blocks)
        for start, end in (
            _cut(text, block, is_abbreviation)
            if block.kind in _OF_SENTENCES
            else [(block.start, block.end)]
        )
    ]
    return [Sentence(number, *span) for number, span in enumerate(spans, start=1)]


def kind_of(block: Block) -> Kind:
    """Return the kind of a block's sentences: what others hang on is a heading to them."""
    return _KINDS.get(block.kind, Kind.SENTENCE)


_OF_SENTENCES = (
    BlockKind.PARAGRAPH,
    BlockKind.TURN,
    BlockKind.LIST_ITEM,
    BlockKind.FOOTNOTE,
    BlockKind.CAPTION,
)
_KINDS = {
    BlockKind.HEADING: Kind.HEADING,
    BlockKind.QUESTION: Kind.HEADING,
    BlockKind.TABLE_HEAD: Kind.HEADING,
    BlockKind.METADATA: Kind.METADATA,
    BlockKind.BOILERPLATE: Kind.BOILERPLATE,
}


# --- What ends a sentence -------------------------------------------------------------------------

_WIDE = "。！？｡।॥؟۔։።"  # need no space after them
_WIDE_STOP = re.compile(f"[{_WIDE}]")
_STOP = re.compile(
    rf"""[.!?…{_WIDE}]
    (?: [.!?…{_WIDE}"'”’›)\]}}*_」』）】》〉] | [“‘«»](?=\s|\Z) | \s»(?=\s|\Z) )*
    (?: \[ (?: \d{{1,3}} | [a-z] | citation\ needed ) \] )*   # Wikipedia's notes""",
    re.VERBOSE,
)
_QUOTE_CLOSES = re.compile("[\"'”’›»“«‘」』]")
_OPENING = re.compile(
    r"\s*(?:[—–]\s*|…|\.{3})?(?:[\"'“”‘«»‹„‚(\[{*_¿¡#@§$€£¥₹+−~「『（【《]|(?<=«)\s)*"
)
_LETTER = re.compile(r"[^\W_]")

# "1." or, in a diary, "3 May." opens its sentence.
_MARKER = re.compile(
    rf"\d{{1,3}}|[^\W\d_]|[ivx]{{1,4}}|\d{{1,2}}\ {build_alternation(MONTHS)}[a-z]*"
)
_SPEECH = re.compile(rf"(?:[^\W\d_a-z][\w.’'-]*\s){{1,3}}{build_alternation(SPEECH_VERBS)}\b")
_WIDE_SPEECH = re.compile("[とっなのはがをにもや]|[^\\W\\d_]{0,3}[说說道问問答喊叫]")
# A full stop without its space, "ended.The next", but not "www.Example.com" or "asp.Net".
_GLUED_BEFORE = re.compile(r"(?:\A|\s)[\"'“‘(]*[^\W\d_]*(?:[’'-][^\W\d_]+)*[a-zà-öø-ÿ]{2}\Z")
_GLUED_AFTER = re.compile(
    r"(?!(?:Com|Net|Org|Js|Io)\b)[^\W\d_a-z][^\W\d_]{0,30}(?:[’'-][^\W\d_]{1,30})?"
    r"[.,;:!?…\"”’)]*(?:\s|\Z)"
)
# "Was the door locked? Yes": the words behind the question are no sentence by themselves.
_FIELD = re.compile(
    rf"[^\W\d_][^.?!{_WIDE}\n]{{2,80}}\?[ \t]+[^\s.?!{_WIDE}][^.?!{_WIDE}\n]{{0,40}}"
)
_REACH = 40  # characters that a decision looks at on either side


def _cut(text: str, block: Block, is_abbreviation: IsAbbreviation) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one block; a field of a form is a single one."""
    if _FIELD.fullmatch(text, block.start, block.end):
        yield block.start, block.end
        return
    lowercase = text[block.start : block.end].islower()
    yield from _Prose(text, block.start, block.end, lowercase, is_abbreviation).cut()


@dataclass(frozen=True, slots=True)
class _Prose:
    """A block that is cut at its full stops.

    Attributes:
        lowercase: all of it is in lower case: so its sentences begin in lower case, too.
    """

    text: str
    start: int
    end: int
    lowercase: bool
    is_abbreviation: IsAbbreviation

    def cut(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of its sentences."""
        text, start, end = self.text, self.start, self.end
        first = following = _LETTER.search(text, start, end)  # of this sentence; after the stop
        for stop in _STOP.finditer(text, start, end):
            if following and following.start() < stop.end():
                following = _LETTER.search(text, stop.end(), end)
            if not first or not following:
                break
            if first.start() > stop.start():
                continue  # "...and", or a stop that stands by itself
            opened = text[first.start() : min(stop.start(), first.start() + _REACH)]
            if _MARKER.fullmatch(opened) or not self._ends(stop, following.start()):
                continue
            yield start, stop.end()
            start, first = stop.end(), following
            while text[start].isspace():
                start += 1
        yield start, end

    def _ends(self, stop: re.Match[str], letter: int) -> bool:
        """Say whether a stop ends its sentence; the next letter or digit stands at ``letter``."""
        mark = stop[0]
        opening = _OPENING.match(self.text, stop.end(), self.end)
        if not opening or opening.end() != letter:
            return False  # a comma, a dash, another bracket: the sentence goes on
        before = self.text[max(0, stop.start() - _REACH) : stop.start()]
        after = self.text[letter : min(letter + _REACH, self.end)]
        quoted = bool(_QUOTE_CLOSES.search(mark))
        if _WIDE_STOP.search(mark) or _is_unspaced(before, after):
            return not (quoted and _WIDE_SPEECH.match(after))
        glued = not opening[0][:1].isspace()
        if glued and (opening[0] or not _is_glued(before, after)):
            return False
        if after[0].islower() and not self.lowercase:
            return False
        dashed = "—" in opening[0] or "–" in opening[0]
        if quoted:  # a dash leads to whose words they are
            return not (dashed or _is_speech(mark, after))
        if mark.rstrip(")]*_") != ".":
            return True
        return not self.is_abbreviation(before, "" if dashed else after)


def _is_unspaced(before: str, after: str) -> bool:
    """Say whether a stop stands in a script without spaces: "走吧!他来了"."""
    return bool(UNSPACED.match(before[-1:]) and UNSPACED.match(after))


def _is_glued(before: str, after: str) -> bool:
    return bool(_GLUED_BEFORE.search(before) and _GLUED_AFTER.match(after))


def _is_speech(mark: str, after: str) -> bool:
    """Say whether a quotation that asks or exclaims goes on as in "Why?" Ana Ruiz asked."""
    return mark[0] in "?!…" and bool(_SPEECH.match(after)) and not ENGLISH_STARTER.match(after)
