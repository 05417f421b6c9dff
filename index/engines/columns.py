"""How blocks, boxes and vectors are written into a column of a table."""

import numpy as np
from pydantic import TypeAdapter

from index.block import Block, Box
from index.embedding import Matrix, Vector
from index.storage import IndexDamagedError

_BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...])
_BOXES: TypeAdapter[tuple[Box, ...]] = TypeAdapter(tuple[Box, ...])

_STORED = "<f2"  # half precision moves a cosine by less than 0.001


def write_blocks(blocks: tuple[Block, ...]) -> str:
    """Return the blocks as JSON."""
    return _BLOCKS.dump_json(blocks).decode()


def read_blocks(stored: str) -> tuple[Block, ...]:
    """Return what ``write_blocks`` was given."""
    return _BLOCKS.validate_json(stored)


def write_boxes(boxes: tuple[Box, ...]) -> str:
    """Return the boxes as JSON."""
    return _BOXES.dump_json(boxes).decode()


def read_boxes(stored: str) -> tuple[Box, ...]:
    """Return what ``write_boxes`` was given."""
    return _BOXES.validate_json(stored)


def write_vectors(vectors: Matrix | Vector) -> bytes:
    """Return the numbers in half precision, row by row."""
    return vectors.astype(_STORED).tobytes()


def read_vector(stored: bytes, repair: str) -> Vector:
    """Return the numbers that ``write_vectors`` was given, all rows as one.

    Raises:
        IndexDamagedError: they are no numbers; ``repair`` says what to do about it.
    """
    vector = np.frombuffer(stored, dtype=_STORED).astype(np.float32)
    if not np.isfinite(vector).all():
        raise IndexDamagedError(f"A vector of the index is no number. {repair}")
    return vector
