"""Every source becomes a document or says why not."""

import os
from pathlib import Path

import pytest

from index.document import (
    MAX_FILE_BYTES,
    DocumentEmptyError,
    DocumentError,
    DocumentNotFoundError,
    DocumentTooLargeError,
    DocumentUnreadableError,
    UnsupportedFormatError,
    UrlRefusedError,
)
from index.formats import CONTENT_TYPES, FORMATS
from index.loading import load
from index.readers import READERS
from index.readers.base import OLE


def test_load_names_the_file_by_its_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("The wall is 3 m high.\r\nIt stands.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = load("note.txt")
    assert document.text == "The wall is 3 m high.\n\nIt stands."
    assert document.source == str(tmp_path / "note.txt")
    assert document.title == "note"
    assert load(Path("note.txt")) == document


@pytest.mark.parametrize(
    ("name", "content", "title", "text"),
    [
        ("a.TXT", "Big Dam\n\nIt is big.", "Big Dam", "Big Dam\n\nIt is big."),
        ("a.text", "It is big.", "a", "It is big."),
        ("README", "It is big.", "README", "It is big."),
        (
            "a.md",
            "Intro.\n\n# Big *Dam*\n\nIt is big.",
            "Big Dam",
            "Intro.\n\nBig Dam\n\nIt is big.",
        ),
        ("a.MarkDown", "## Small\n\nIt is big.", "Small", "Small\n\nIt is big."),
        (
            "a.html",
            "<title>Big Dam</title><p>It is big.",
            "Big Dam",
            "Title: Big Dam\n\nIt is big.",
        ),
        ("a.htm", "<p>It is big.", "a", "It is big."),
        ("a.xhtml", "<html><body><p>It is big.</p></body></html>", "a", "It is big."),
        ("a.csv", "Dam,Height\nBig,90\n", "a", "Dam | Height\nBig | 90"),
        ("a.tsv", "Dam\tHeight\nBig\t90\n", "a", "Dam | Height\nBig | 90"),
    ],
)
def test_load_picks_the_reader_by_the_ending(
    tmp_path: Path, name: str, content: str, title: str, text: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    document = load(tmp_path / name)
    assert (document.title, document.text) == (title, text)


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("empty.txt", b"", DocumentEmptyError, "is empty"),
        ("empty.pdf", b"", DocumentEmptyError, "is empty"),
        ("blank.txt", b" \n\t\n", DocumentEmptyError, "holds no words"),
        ("blank.md", b" \n\t\n", DocumentEmptyError, "holds no words"),
        (
            "image.txt",
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            DocumentUnreadableError,
            "a PNG image",
        ),
        ("image.html", b"\xff\xd8\xff\xe0" + bytes(99), DocumentUnreadableError, "a JPEG image"),
        ("archive.md", b"PK\x03\x04" + bytes(99), DocumentUnreadableError, "a ZIP archive"),
        ("program", b"\x7fELF" + bytes(99), DocumentUnreadableError, "a program"),
        (
            "report.txt",
            b"%PDF-1.4\n",
            DocumentUnreadableError,
            "a PDF, and its name doesn't say so",
        ),
        ("noise.txt", bytes(range(1, 256)) * 4, DocumentUnreadableError, "is binary"),
        ("nul.txt", b"some text\0 and more", DocumentUnreadableError, "is binary"),
        ("utf16.txt", "no mark".encode("utf-16-le"), DocumentUnreadableError, "such as UTF-16"),
        ("cut.txt", b"\xff\xfea\0b", DocumentUnreadableError, "looks like utf-16.*UTF-8"),
        (
            "bad.pdf",
            b"%PDF-1.7\n1 0 obj\n<<",
            DocumentUnreadableError,
            "not a PDF file, or a damaged",
        ),
        (
            "bad.docx",
            b"PK\x03\x04 nothing",
            DocumentUnreadableError,
            "not a DOCX file, or a damaged",
        ),
        ("plain.docx", b"just text", DocumentUnreadableError, "not a DOCX file"),
        ("report", b"%PDF-1.4\n", DocumentUnreadableError, "a PDF, and its name doesn't say so"),
        ("bad.json", b'{"a": 1,\n "b"}', DocumentUnreadableError, "not JSON: .* in line 2"),
        ("a.bin", b"\0", UnsupportedFormatError, r"in \.bin, .*Convert it to one of these"),
        ("a.doc", OLE, UnsupportedFormatError, r"in \.doc, .*save it as \.docx"),
        ("a.odt", b"PK", UnsupportedFormatError, r"in \.odt, .*save it as \.docx"),
        ("a.xls", OLE, UnsupportedFormatError, r"in \.xls, .*save it as \.xlsx"),
        ("a.PAGES", b"PK", UnsupportedFormatError, r"in \.PAGES, .*export it as Word or PDF"),
        ("a.jpg", b"\xff\xd8", UnsupportedFormatError, r"in \.jpg, .*recognises text"),
        ("a.zip", b"PK", UnsupportedFormatError, r"in \.zip, .*Unpack it"),
        ("a.mp3", b"ID3", UnsupportedFormatError, r"in \.mp3, .*subtitles"),
    ],
)
def test_bad_files_say_what_is_wrong(
    tmp_path: Path, name: str, content: bytes, error: type[DocumentError], message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message) as caught:
        load(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_what_is_not_read_names_what_is(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(OLE)
    with pytest.raises(UnsupportedFormatError, match=r"It reads: " + ", ".join(FORMATS) + r"\."):
        load(tmp_path / "a.doc")


def test_every_format_has_a_reader() -> None:
    assert {*FORMATS.values(), *CONTENT_TYPES.values()} == READERS.keys()


def test_bad_paths_say_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(DocumentNotFoundError, match=r"There is no file .*missing\.txt"):
        load(tmp_path / "missing.txt")
    with pytest.raises(DocumentUnreadableError, match="is a folder"):
        load(tmp_path)
    with pytest.raises(DocumentUnreadableError, match=r"can't be read: .*too long"):
        load(tmp_path / ("x" * 1_000))
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentUnreadableError, match="a device or a pipe"):
        load(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="file permissions don't hold for root")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("words")
    (tmp_path / "secret.txt").chmod(0)
    with pytest.raises(DocumentUnreadableError, match="Permission denied"):
        load(tmp_path / "secret.txt")


def test_a_text_file_of_50_mb_is_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a line of text.\n\n\n" * (50_000_000 // 18))
    with pytest.raises(DocumentTooLargeError, match=r"49,999,986 characters.*10,000,000.*Split it"):
        load(tmp_path / "big.txt")


def test_a_file_over_the_byte_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.pdf").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(DocumentTooLargeError, match=r"100,000,001 bytes.*100,000,000.*Split it"):
        load(tmp_path / "big.pdf")


@pytest.mark.parametrize("url", ["ftp://example.com/a.txt", "file:///etc/passwd"])
def test_an_address_is_never_taken_for_a_path(url: str) -> None:
    with pytest.raises(UrlRefusedError, match="not an http or https address"):
        load(url)


def test_a_name_that_is_not_utf8_is_written_down_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    path.write_text("A café opened.")
    document = load(path)
    assert document.source == str(tmp_path / "caf\ufffd.md")
    assert document.title == "caf\ufffd"
