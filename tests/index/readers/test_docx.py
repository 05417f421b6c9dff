"""Word documents, made with python-docx: their form, and those that can't be read."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from index.document import DocumentProtectedError, DocumentTooLargeError, DocumentUnreadableError
from index.loading import load

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def contract() -> "docx.document.Document":
    document = docx.Document()
    document.add_heading("Lease", 0)
    document.add_paragraph("Made on 3 March 2021 between Northfold Ltd. and Ana Roe.")
    document.add_heading("1. Rent", 1)
    document.add_paragraph("The Tenant shall:")
    document.add_paragraph("pay £950 a month;", style="List Bullet")
    document.add_paragraph("keep no pets.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Item", "Amount", "Rent", "£950"], strict=True):
        cell.text = text
    document.add_heading("1.1 Notice", 2)
    document.add_paragraph("Notice is given\nin writing.")
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 1"
    return document


def test_a_contract(tmp_path: Path) -> None:
    contract().save(str(tmp_path / "a.docx"))
    document = load(tmp_path / "a.docx")
    assert document.title == "Lease"
    assert document.text == (
        "Lease\n\nMade on 3 March 2021 between Northfold Ltd. and Ana Roe.\n\n1. Rent\n\n"
        "The Tenant shall:\n\n- pay £950 a month;\n1. keep no pets.\n"
        "Item | Amount\nRent | £950\n\n"
        "1.1 Notice\n\nNotice is given\nin writing.\n\nPage 1 of 1"
    )


def test_labelled_lines_of_one_paragraph_are_fields_each(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Landlord: Ana Roe\nTenant: Ben Ray, who came\nlate\nRent: £950")
    document.save(str(tmp_path / "a.docx"))
    loaded = load(tmp_path / "a.docx")
    assert [loaded.text[block.start : block.end] for block in loaded.blocks] == [
        "Landlord: Ana Roe", "Tenant: Ben Ray, who came\nlate", "Rent: £950"
    ]  # fmt: skip


def test_the_title_is_the_properties_if_it_is_one(tmp_path: Path) -> None:
    document = contract()
    document.core_properties.title = "The Lease of 2021"
    document.save(str(tmp_path / "a.docx"))
    assert load(tmp_path / "a.docx").title == "The Lease of 2021"
    document.core_properties.title = "Document1"
    document.save(str(tmp_path / "b.docx"))
    assert load(tmp_path / "b.docx").title == "Lease"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins></w:p>", "kept"),
        (
            "<w:p><w:r><w:t>rent </w:t></w:r><w:del><w:r><w:delText>900</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>950</w:t></w:r></w:ins></w:p>",
            "rent 950",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>", "a link"),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>field</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "field",
        ),
        (
            "<w:p><w:r><w:t>before</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t>"
            "</w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            "before\n\nboxed",
        ),
        (
            "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r>"
            "</w:p>",
            "- one",
        ),
    ],
    ids=["insertion", "change", "link", "content control", "text box", "numbered"],
)
def test_what_word_wraps_text_in(tmp_path: Path, body: str, text: str) -> None:
    document = docx.Document()
    document.save(str(tmp_path / "a.docx"))
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    repack(tmp_path / "a.docx", {"word/document.xml": xml.encode()})
    assert load(tmp_path / "a.docx").text == text


def repack(path: Path, parts: dict[str, bytes]) -> None:
    """Put other parts into a package."""
    with zipfile.ZipFile(path) as package:
        old = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**old, **parts}.items():
            package.writestr(name, data)


def test_a_password_and_an_old_word_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "shut.docx").write_bytes(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(999))
    with pytest.raises(
        DocumentProtectedError, match=r"shut\.docx asks for a password.*save a copy without one"
    ):
        load(tmp_path / "shut.docx")
    (tmp_path / "old.docx").write_bytes(OLE + "WordDocument".encode("utf-16-le") + bytes(999))
    with pytest.raises(DocumentUnreadableError, match=r"old\.docx is a \.doc of an old Word.*DOCX"):
        load(tmp_path / "old.docx")


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    contract().save(str(tmp_path / "bomb.docx"))
    repack(tmp_path / "bomb.docx", {"word/media/a.bin": bytes(100_000_000)})
    assert (tmp_path / "bomb.docx").stat().st_size < 1_000_000
    with pytest.raises(
        DocumentTooLargeError, match=r"bomb\.docx unpacks to 100,\d+,\d+ bytes.*100,000,000.*split"
    ):
        load(tmp_path / "bomb.docx")


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"",
        b"no xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    ],
)
def test_a_damaged_part_is_told(tmp_path: Path, xml: bytes) -> None:
    contract().save(str(tmp_path / "bad.docx"))
    repack(tmp_path / "bad.docx", {"word/document.xml": xml})
    with pytest.raises(
        DocumentUnreadableError, match=r"bad\.docx is not a DOCX file, or a damaged"
    ):
        load(tmp_path / "bad.docx")


def test_another_zip_archive_is_no_word_document(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("a.txt", "words")
    (tmp_path / "zip.docx").write_bytes(archive.getvalue())
    with pytest.raises(DocumentUnreadableError, match=r"zip\.docx is not a DOCX file"):
        load(tmp_path / "zip.docx")


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_package_cut_short_is_damaged(tmp_path: Path, keep: float) -> None:
    contract().save(str(tmp_path / "cut.docx"))
    data = (tmp_path / "cut.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(
        DocumentUnreadableError, match=r"cut\.docx is not a DOCX file, or a damaged"
    ):
        load(tmp_path / "cut.docx")


@pytest.mark.parametrize(("field", "value"), [(6, 113), (46, 0x80)], ids=["version", "name"])
def test_a_directory_with_broken_bytes_is_damaged(tmp_path: Path, field: int, value: int) -> None:
    contract().save(str(tmp_path / "bad.docx"))
    data = bytearray((tmp_path / "bad.docx").read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8 : entry + 10] = (0x800).to_bytes(2, "little")  # names are in UTF-8
    data[entry + field] = value
    (tmp_path / "bad.docx").write_bytes(data)
    with pytest.raises(
        DocumentUnreadableError, match=r"bad\.docx is not a DOCX file, or a damaged"
    ):
        load(tmp_path / "bad.docx")


def test_a_package_with_broken_bytes_is_damaged(tmp_path: Path) -> None:
    contract().save(str(tmp_path / "bad.docx"))
    with zipfile.ZipFile(tmp_path / "bad.docx") as package:
        offset = package.getinfo("word/document.xml").header_offset
    data = bytearray((tmp_path / "bad.docx").read_bytes())
    data[offset + 60 : offset + 160] = bytes(100)
    (tmp_path / "bad.docx").write_bytes(data)
    with pytest.raises(
        DocumentUnreadableError, match=r"bad\.docx is not a DOCX file, or a damaged"
    ):
        load(tmp_path / "bad.docx")
