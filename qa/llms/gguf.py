"""Header of GGUF files: what a model says about itself, read before llama.cpp loads it."""

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qa.errors import LLMUnavailableError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q",
            11: "<q", 12: "<d"}  # fmt: skip
_STRING, _ARRAY = 8, 9
_MAX_STRING = 1 << 20
"""Bytes of the longest text that is believed; chat templates have some thousands."""

_WINDOW = 4_096
"""Context window in tokens, where a file doesn't say how large it is."""

Value = int | float | bool | str


class GGUFError(LLMUnavailableError):
    """The file is no GGUF file, or a damaged one."""


@dataclass(frozen=True, slots=True)
class GGUFHeader:
    """What a model says about itself.

    Attributes:
        chat_template: empty if the model isn't made for chats.
        window: tokens that it was trained to read at once.
    """

    chat_template: str
    window: int

    @classmethod
    def read(cls, path: Path) -> "GGUFHeader":
        """Read the header of a file.

        Raises:
            GGUFError: it is no GGUF file, or its header is damaged.
        """
        try:
            with path.open("rb") as file:
                values = _read_values(file)
        except (struct.error, ValueError, KeyError) as error:
            raise GGUFError(
                f"{path} is no GGUF file, or a damaged one ({error}). Fetch it again."
            ) from error
        architecture = values.get("general.architecture", "")
        return cls(
            chat_template=str(values.get("tokenizer.chat_template", "")),
            window=int(values.get(f"{architecture}.context_length", _WINDOW)),
        )


def _read_values(file: BinaryIO) -> Mapping[str, Value]:
    """Read the values by their keys, but for arrays, such as the vocabulary."""
    magic = file.read(4)
    if magic != _MAGIC:
        raise ValueError(f"it begins with {magic!r}")
    version = _read(file, "<I")
    if version not in _VERSIONS:
        raise ValueError(f"version {version}")
    _read(file, "<Q")  # the number of tensors
    values = {}
    for _ in range(int(_read(file, "<Q"))):
        key = _read_string(file)
        value = _read_value(file, int(_read(file, "<I")))
        if value is not None:
            values[key] = value
    return values


def _read_value(file: BinaryIO, kind: int) -> Value | None:
    if kind == _STRING:
        return _read_string(file)
    if kind != _ARRAY:
        return _read(file, _SCALARS[kind])
    item, length = int(_read(file, "<I")), int(_read(file, "<Q"))
    if item == _STRING:
        for _ in range(length):
            _skip(file, int(_read(file, "<Q")))
    else:
        _skip(file, length * struct.calcsize(_SCALARS[item]))
    return None


def _skip(file: BinaryIO, count: int) -> None:
    if count > os.fstat(file.fileno()).st_size:
        raise ValueError("it ends within an array")
    file.seek(count, 1)


def _read_string(file: BinaryIO) -> str:
    length = int(_read(file, "<Q"))
    if length > _MAX_STRING:
        raise ValueError(f"a text of {length:,} bytes")
    text = file.read(length)
    if len(text) < length:
        raise ValueError("it ends within a text")
    return text.decode(errors="replace")


def _read(file: BinaryIO, form: str) -> int | float | bool:
    value: int | float | bool = struct.unpack(form, file.read(struct.calcsize(form)))[0]
    return value
