"""What passes between this process and its workers: plain values as JSON, and bytes.

Nothing that comes back is run or unpickled; a worker may have read anything.
"""

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from typing import IO, Any

from index import document as documents
from index.block import Block, BlockKind, Box
from index.blocks import Kind
from index.document import Document, DocumentError
from index.sentences import Sentence

_LENGTHS = struct.Struct(">QQ")
_ERRORS = {
    error.__name__: error
    for error in vars(documents).values()
    if isinstance(error, type) and issubclass(error, DocumentError)
}


@dataclass(frozen=True, slots=True)
class Message:
    """Plain values by name, and bytes."""

    values: dict[str, Any] = field(default_factory=dict)
    data: bytes = b""


def write_message(stream: IO[bytes], message: Message) -> None:
    """Write a message with its lengths before it, and flush."""
    values = json.dumps(message.values).encode()
    stream.write(_LENGTHS.pack(len(values), len(message.data)))
    stream.write(values)
    stream.write(message.data)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """Return the next message; None at the stream's end."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    values_length, data_length = _LENGTHS.unpack(lengths)
    values, data = stream.read(values_length), stream.read(data_length)
    if (len(values), len(data)) != (values_length, data_length):
        return None
    return Message(json.loads(values), data)


def encode_structure(document: Document) -> Message:
    """Return what splitting a document takes: its text, blocks and language."""
    values = {"language": document.language, "blocks": _encode_blocks(document.blocks)}
    return Message(values, document.text.encode())


def decode_blocks(message: Message) -> tuple[Block, ...]:
    """Return the blocks of a message."""
    return tuple(
        Block(BlockKind(kind), start, end, level, parent, _decode_boxes(boxes))
        for kind, start, end, level, parent, boxes in message.values["blocks"]
    )


def encode_document(document: Document) -> Message:
    """Return a document, without its original, as plain values."""
    values = {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "metadata": dict(document.metadata),
        "blocks": _encode_blocks(document.blocks),
    }
    return Message(values, document.text.encode())


def decode_document(message: Message) -> Document:
    """Return the document of a message."""
    values = message.values
    return Document(
        values["id"],
        values["title"],
        message.data.decode(),
        values["source"],
        decode_blocks(message),
        values["metadata"],
    )


def encode_sentences(sentences: Iterable[Sentence]) -> Message:
    """Return sentences as plain values."""
    rows = [(s.start, s.end, s.kind.value, _encode_boxes(s.boxes)) for s in sentences]
    return Message({"sentences": rows})


def decode_sentences(message: Message) -> list[Sentence]:
    """Return the sentences of a message, numbered."""
    return [
        Sentence(number, start, end, Kind(kind), _decode_boxes(boxes))
        for number, (start, end, kind, boxes) in enumerate(message.values["sentences"], start=1)
    ]


def encode_error(error: DocumentError) -> Message:
    """Return an error as plain values."""
    return Message({"error": type(error).__name__, "message": str(error)})


def decode_error(message: Message) -> DocumentError | None:
    """Return the error of a message; None if it holds none."""
    name = message.values.get("error")
    return _ERRORS[name](message.values["message"]) if name else None


def _encode_blocks(blocks: Iterable[Block]) -> list[tuple[Any, ...]]:
    return [
        (b.kind.value, b.start, b.end, b.level, b.parent, _encode_boxes(b.boxes)) for b in blocks
    ]


def _encode_boxes(boxes: Iterable[Box]) -> list[tuple[Any, ...]]:
    return [astuple(box) for box in boxes]


def _decode_boxes(boxes: Sequence[Sequence[Any]]) -> tuple[Box, ...]:
    return tuple(Box(*box) for box in boxes)
