"""What passes between processes comes out as it went in."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.document import DocumentError, DocumentTooLargeError, UrlRefusedError
from index.readers.pdfium.reader import PdfiumReader
from index.sentences import split_sentences
from index.worker.messages import (
    Message,
    decode_blocks,
    decode_document,
    decode_error,
    decode_sentences,
    encode_document,
    encode_error,
    encode_sentences,
    encode_structure,
    read_message,
    write_message,
)
from tests.support.pdf import write_mill


def send(message: Message) -> Message:
    stream = io.BytesIO()
    write_message(stream, message)
    stream.seek(0)
    received = read_message(stream)
    assert received is not None
    return received


any_text = st.text(st.characters())  # halves of characters too


@given(st.text(), st.text(), st.text(), st.dictionaries(any_text, any_text))
def test_documents(text: str, title: str, source: str, metadata: dict[str, str]) -> None:
    made = Document.from_text(f"a {text}", title, source)
    document = Document(made.id, made.title, made.text, source, made.blocks, metadata)
    received = decode_document(send(encode_document(document)))
    assert received == document
    assert received.metadata == metadata
    sent = send(encode_structure(document))
    assert (decode_blocks(sent), sent.data.decode()) == (document.blocks, document.text)
    assert sent.values["language"] == document.language


def test_boxes_on_pages(tmp_path: Path) -> None:
    data = write_mill(tmp_path / "a.pdf").read_bytes()
    document = Document.from_draft(PdfiumReader().read(data, "a.pdf"))
    assert any(block.boxes for block in document.blocks)
    assert decode_document(send(encode_document(document))) == document
    sentences = split_sentences(document.text, document.blocks)
    assert {sentence.page for sentence in sentences} >= {1, 2}
    assert decode_sentences(send(encode_sentences(sentences))) == sentences


@pytest.mark.parametrize("kind", [DocumentError, *DocumentError.__subclasses__()])
def test_errors(kind: type[DocumentError]) -> None:
    received = decode_error(send(encode_error(kind("It is 3 m long."))))
    assert type(received) is kind
    assert str(received) == "It is 3 m long."


def test_what_is_no_error_is_none() -> None:
    assert decode_error(send(Message())) is None
    assert {DocumentTooLargeError, UrlRefusedError} <= set(DocumentError.__subclasses__())


@given(st.binary(max_size=99))
def test_a_message_that_is_cut_off_is_none(data: bytes) -> None:
    stream = io.BytesIO()
    write_message(stream, Message({"a": 1}, data))
    for end in range(len(stream.getvalue())):
        assert read_message(io.BytesIO(stream.getvalue()[:end])) is None
