"""What holds for every format that is a ZIP archive: bombs, foreign parts, damage."""

import zipfile
from io import BytesIO

import pytest

from index.document import (
    DocumentEmptyError,
    DocumentProtectedError,
    DocumentTooLargeError,
    DocumentUnreadableError,
)
from index.readers import make_reader
from index.readers.base import OLE
from tests.support.archives import build_book, build_presentation, build_workbook, repack

BOMB = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
FILES = {
    "pptx": (build_presentation, "ppt/presentation.xml", "ppt/slides/slide1.xml"),
    "xlsx": (build_workbook, "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
    "epub": (
        lambda: build_book({"a.xhtml": "<p>It rained.</p>"}),
        "OEBPS/book.opf",
        "META-INF/container.xml",
    ),
}
KINDS = pytest.mark.parametrize("kind", FILES)


@KINDS
@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("xml", [b"<a", b"", b"no xml", BOMB, OUTSIDE])
def test_a_damaged_part_is_told(kind: str, part: int, xml: bytes) -> None:
    build, *parts = FILES[kind]
    data = repack(build(), {parts[part - 1]: xml})
    with pytest.raises(DocumentUnreadableError, match=f"not a {kind.upper()} file, or a damaged"):
        make_reader(kind).read(data, "the file")


@KINDS
def test_a_main_part_of_another_format_is_told(kind: str) -> None:
    build, main, _ = FILES[kind]
    with pytest.raises((DocumentUnreadableError, DocumentEmptyError), match="the file"):
        make_reader(kind).read(repack(build(), {main: b"<a/>"}), "the file")


@KINDS
def test_a_bomb_is_refused_before_it_unpacks(kind: str) -> None:
    data = repack(FILES[kind][0](), {"a.bin": bytes(100_000_000)})
    with pytest.raises(DocumentTooLargeError, match=r"the file unpacks to 100,\d+,\d+ bytes"):
        make_reader(kind).read(data, "the file")


@KINDS
def test_another_archive_is_told(kind: str) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "It rained.")
    for data in (packed.getvalue(), b"PK\x03\x04", b"just text"):
        with pytest.raises(
            DocumentUnreadableError, match=f"the file is not a {kind.upper()} file, or a damaged"
        ):
            make_reader(kind).read(data, "the file")


@pytest.mark.parametrize(
    ("kind", "stream", "old"),
    [("pptx", "PowerPoint Document", r"a \.ppt of an old"), ("xlsx", "Workbook", r"a \.xls of")],
)
def test_a_password_and_an_old_office_are_told_apart(kind: str, stream: str, old: str) -> None:
    with pytest.raises(DocumentProtectedError, match="the file asks for a password"):
        make_reader(kind).read(OLE + "EncryptedPackage".encode("utf-16-le"), "the file")
    with pytest.raises(DocumentUnreadableError, match=f"the file is {old}.*{kind.upper()}"):
        make_reader(kind).read(OLE + stream.encode("utf-16-le"), "the file")
