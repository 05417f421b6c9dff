"""``Document``: text that offsets can rest on.

The text is normalised once, here, before any offset exists. Every offset in Footnote is a
half-open character offset into ``Document.text``, the normalised text, never into the file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from index.block import Block, BlockKind, Box, Draft, DraftBlock, shift_boxes
from index.context import read_block
from index.errors import FootnoteError
from index.language import find_language
from index.original import Original
from index.structure import infer_blocks

MAX_CHARACTERS = 10_000_000
"""Most characters of text in a document: about thirty novels."""

MAX_FILE_BYTES = 100_000_000
"""Most bytes of a file or a web page, and of a DOCX once unpacked."""

MAX_TITLE_CHARACTERS = 200

STRUCTURE_VERSION = 4
"""Grows whenever documents are taken apart in another way, so that they are indexed anew."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphen, zero-width space, word joiner, byte order mark; bidirectional marks,
# overrides and isolates and tag characters, which make the text shown differ from the text stored.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# The zero-width (non-)joiner is spelling in Arabic, Indic, Khmer, Mongolian and related scripts,
# and the joiner glues emoji together; anywhere else both are noise.
_JOINED = "\u0600-\u109f\u1780-\u18af"
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile(f"(?<![{_JOINED}])(?:\u200c|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}]))")
# To compose a long run of combining marks takes quadratic time. Unicode's stream-safe format has
# at most 30 in a row, more than any language, and parts the others by a grapheme joiner. The
# pattern begins with a mere range because that is found ten times as fast.
_MARKS = "".join(c for c in map(chr, range(0x300, 0x1E94B)) if unicodedata.combining(c))
_MARK_RUNS = re.compile(f"[\u0300-\U0001e94a][{_MARKS}]{{29}}(?=[{_MARKS}])")


class DocumentError(FootnoteError):
    """A document can't be turned into text."""


class DocumentNotFoundError(DocumentError):
    """There is no such file."""


class DocumentEmptyError(DocumentError):
    """Document without text."""


class DocumentUnreadableError(DocumentError):
    """File that is binary, damaged, or not what its ending says."""


class DocumentProtectedError(DocumentError):
    """Document that asks for a password."""


class DocumentTooLargeError(DocumentError):
    """Document over the size limit."""


class UnsupportedFormatError(DocumentError):
    """No reader for files of this kind."""


class UrlRefusedError(DocumentError):
    """Address that Footnote doesn't fetch: not http(s), or not public."""


class UrlUnreachableError(DocumentError):
    """Page that the server did not give: an HTTP error, a time-out, an unknown host."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document without its text; the fields are those of ``Document``."""

    id: str
    title: str
    source: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a name; what is indexed, searched and cited.

    Attributes:
        id: SHA-256 of ``text`` in UTF-8, in hexadecimal: the same text is the same document.
        title: one line, never empty.
        text: the normalised text, into which all offsets count.
        source: absolute path, web address or name of an upload; empty for a string.
        blocks: the pieces of the text in order; together they hold every visible character.
        metadata: what the file says about itself, by lower-case names such as "author"; the
            "language" is that of the text so far as it shows, or else what the file says.
        original: the file, where it was read from one just now; an index hands its documents out
            without.
    """

    id: str
    title: str
    text: str
    source: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict, compare=False)
    original: Original | None = field(default=None, compare=False)

    @property
    def fingerprint(self) -> str:
        """Hash of the blocks and of ``STRUCTURE_VERSION``: with another, it is indexed anew."""
        digest = hashlib.sha256(str(STRUCTURE_VERSION).encode())
        for block in self.blocks:
            parent = -1 if block.parent is None else block.parent
            place = (block.start, block.end, block.level, parent)
            digest.update(f"{block.kind}{place}{block.boxes or ''}".encode())
        return digest.hexdigest()[:16]

    @property
    def language(self) -> str:
        """Code of the language by ISO 639-1, such as "de"; empty if unknown or mixed."""
        return self.metadata.get("language", "").lower().replace("_", "-").partition("-")[0]

    @property
    def is_intact(self) -> bool:
        """True if the text is still the one that the id was taken of."""
        return self.id == _sha256(self.text)

    @classmethod
    def from_text(cls, text: str, title: str = "", source: str = "") -> "Document":
        """Make a document from a string.

        Args:
            text: the text; it is normalised first.
            title: falls back to the first heading, then to "Untitled".
            source: where the text comes from.

        Raises:
            DocumentTooLargeError: the text has more than ``MAX_CHARACTERS`` characters.
            DocumentEmptyError: the text holds no letter and no digit.
        """
        check_length(text, source or title or "The text")
        text = normalise(text)
        return cls._of(text, infer_blocks(text), title, source, {})

    @classmethod
    def from_draft(cls, draft: Draft, title: str = "", source: str = "") -> "Document":
        """Make a document of the blocks of a file.

        Args:
            draft: its content.
            title: falls back to the draft's, then to its first heading, then to "Untitled".
            source: where the file comes from.

        Raises:
            DocumentTooLargeError: the text has more than ``MAX_CHARACTERS`` characters.
            DocumentEmptyError: the text holds no letter and no digit.
        """
        text, blocks = _assemble(draft)
        check_length(text, source or title or "The file")
        return cls._of(text, blocks, title or draft.title, source, draft.metadata)

    @classmethod
    def _of(
        cls,
        text: str,
        blocks: tuple[Block, ...],
        title: str,
        source: str,
        metadata: Mapping[str, str],
    ) -> "Document":
        if not any(map(str.isalnum, text)):
            name = source or title or "The document"
            raise DocumentEmptyError(f"{name} holds no words. Give a document with text in it.")
        headings = (read_block(text, block) for block in blocks if block.kind is BlockKind.HEADING)
        title = _one_line(title) or _one_line(next(headings, "")) or "Untitled"
        return cls(_sha256(text), title, text, source, blocks, _with_language(metadata, text))


def check_length(text: str, name: str) -> None:
    """Refuse a text that is too long, before work is done on it.

    Raises:
        DocumentTooLargeError: it has more than ``MAX_CHARACTERS`` characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise DocumentTooLargeError(
            f"{name} has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}. "
            "Split it into smaller documents and load those."
        )


def normalise(text: str) -> str:
    """Bring text into the form that is stored; ``normalise(normalise(t)) == normalise(t)``.

    Unicode NFC. Every line break is ``\\n``, at most two in a row; every other white space is one
    plain space each, none at a line's end. Control characters, invisible characters and those
    that reorder text are gone, except joiners where a script or an emoji needs them. Lone
    surrogates become U+FFFD. Nothing that can be seen is dropped. Runs of 30 and more
    combining marks are parted by U+034F, as in Unicode's stream-safe format.

    >>> normalise("\\ufeffCafe\\u0301\\r\\nA\\u00a0soft\\u00adly  \\n\\n\\n\\nnew line ")
    'Café\\nA softly\\n\\nnew line'
    """
    once = _normalise_once(text)
    # Taking a character out can bring others together, which then compose or lose their joiner.
    while once != text:
        text, once = once, _normalise_once(once)
    return once


def strip_controls(text: str) -> str:
    """Take out of a piece of text what a terminal or a page would obey and nobody sees.

    >>> strip_controls("in\\x1b[31m May\\r\\n\\u202e2016")
    'in[31m May\\n2016'
    """
    return _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", _SURROGATES.sub("\ufffd", text)))


_CLOSE_TOGETHER = (
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_HEAD,
    BlockKind.TABLE_ROW,
    BlockKind.FORM_FIELD,
    BlockKind.METADATA,
)


def _assemble(draft: Draft) -> tuple[str, tuple[Block, ...]]:
    """Put the texts of blocks one below the other, and count where each comes to stand."""
    places: dict[int, int] = {}
    blocks: list[Block] = []
    texts: list[str] = []
    position = 0
    for place, block in enumerate(draft.blocks):
        text = normalise(block.text)
        parent = None if block.parent is None else places.get(block.parent)
        if not text:  # nothing in it can be seen: what hangs on it hangs on its parent
            if parent is not None:
                places[place] = parent
            continue
        if blocks:
            close = block.kind in _CLOSE_TOGETHER and blocks[-1].kind in _CLOSE_TOGETHER
            texts.append("\n" if close else "\n\n")
            position += len(texts[-1])
        places[place] = len(blocks)
        end = position + len(text)
        boxes = shift_boxes(_place_lines(block, text), position)
        blocks.append(Block(block.kind, position, end, block.level, parent, boxes))
        texts.append(text)
        position = end
    return "".join(texts), tuple(blocks)


def _place_lines(block: DraftBlock, text: str) -> Iterator[Box]:
    """Yield the boxes of a block with their starts in ``text``, its normalised text."""
    last = place = 0
    for box in block.boxes:
        if box.start > last:
            place += len(normalise(block.text[last : box.start]))
            while text[place : place + 1].isspace():
                place += 1
            last = box.start
        yield replace(box, start=place)


def _with_language(metadata: Mapping[str, str], text: str) -> dict[str, str]:
    """Return the metadata with the text's language; programs often declare a wrong one."""
    found, declared = find_language(text), metadata.get("language", "")
    if not found or declared.lower().startswith(found):  # "en-GB" says more than "en"
        return dict(metadata)
    return {**metadata, "language": found}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _normalise_once(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", text)
    text = _LINE_BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub("", text)
    text = _MARK_RUNS.sub("\\g<0>\u034f", text)
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \n")


def _one_line(title: str) -> str:
    title = " ".join(normalise(title).split())
    return title if len(title) <= MAX_TITLE_CHARACTERS else title[: MAX_TITLE_CHARACTERS - 1] + "…"
