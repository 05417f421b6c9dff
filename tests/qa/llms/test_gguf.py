"""Headers of GGUF files: real ones, damaged ones, and whatever else bytes can be."""

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llms.gguf import GGUFError, GGUFHeader

TEXT, ARRAY, UINT32 = 8, 9, 4


def packed(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def header(values: list[tuple[str, int, bytes]], version: int = 3) -> bytes:
    pairs = b"".join(packed(key) + struct.pack("<I", kind) + data for key, kind, data in values)
    return b"GGUF" + struct.pack("<IQQ", version, 0, len(values)) + pairs


VALUES = [
    ("general.architecture", TEXT, packed("llama")),
    ("llama.context_length", UINT32, struct.pack("<I", 512)),
    ("tokens", ARRAY, struct.pack("<IQ", TEXT, 2) + packed("a") + packed("longer")),
    ("scores", ARRAY, struct.pack("<IQ", UINT32, 2) + b"01234567"),
    ("tokenizer.chat_template", TEXT, packed("{{ messages }} – é")),
]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "model.gguf"
    path.write_bytes(content)
    return path


def test_window_and_template_are_read_past_arrays(tmp_path: Path) -> None:
    read = GGUFHeader.read(write(tmp_path, header(VALUES) + b"tensors"))
    assert (read.window, read.chat_template) == (512, "{{ messages }} – é")


def test_what_a_file_does_not_say_is_a_default(tmp_path: Path) -> None:
    read = GGUFHeader.read(write(tmp_path, header([])))
    assert (read.window, read.chat_template) == (4_096, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "begins with b''"),
        (b"PK\x03\x04", "begins with b'PK"),
        (header(VALUES, version=77), "version 77"),
        (header([("key", 99, b"")]), "99"),
        (header([("key", ARRAY, struct.pack("<IQ", UINT32, 1 << 63))]), "within an array"),
        (header([("key", TEXT, struct.pack("<Q", 1 << 60))]), "a text of 1,152,"),
    ],
)
def test_what_is_damaged_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(GGUFError, match=rf"model.gguf is no GGUF file.*{said}"):
        GGUFHeader.read(write(tmp_path, content))


@given(st.integers(0, len(header(VALUES)) - 1))
def test_a_header_that_ends_early_is_damaged(tmp_path: Path, length: int) -> None:
    with pytest.raises(GGUFError):
        GGUFHeader.read(write(tmp_path, header(VALUES)[:length]))


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(tmp_path: Path, content: bytes) -> None:
    whole = b"GGUF" + struct.pack("<IQQ", 3, 0, 3) + content
    with suppress(GGUFError):
        GGUFHeader.read(write(tmp_path, whole))
