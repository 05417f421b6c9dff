"""Text is normalised once for all, and every source becomes a document or says why not."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import (
    FORMATS,
    MAX_CHARACTERS,
    MAX_FILE_BYTES,
    MAX_TITLE_CHARACTERS,
    Document,
    load,
    normalise,
)
from index.errors import (
    DocumentEmptyError,
    DocumentError,
    DocumentNotFoundError,
    DocumentTooLargeError,
    DocumentUnreadableError,
    UnsupportedFormatError,
    UrlRefusedError,
)

TRICKY = (
    " \n\r\t\f\v\x00\x85\u00a0\u00ad\u0300\u0301\u0323\u093c\u094d\u0915\u05d0\u0627\u200b\u200c"
    "\u200d\u200e\u202e\u2028\u2066\u3000\ufeff\ufe0f\U0001f469\U0001f680\U000e0041\ud83d\ude00eA1"
)
any_text = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)))
ordinary_text = st.text(
    st.one_of(st.characters(categories=["L", "M", "N", "P", "Zs"]), st.just("\n"))
)
with_words = any_text.filter(lambda text: any(map(str.isalnum, normalise(text))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "one\r\ntwo\rthree\u2028four\u2029five\fsix\x85seven",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven",
        ),
        ("Cafe\u0301", "Café"),
        ("\ufeffstart", "start"),
        ("soft\u00adly zero\u200bwidth word\u2060joiner", "softly zerowidth wordjoiner"),
        ("a\u202eb\u2066c\u2069d\u200e", "abcd"),
        ("hid\U000e0048\U000e0049den", "hidden"),
        ("bell\x07 nul\x00 escape\x1b[0m", "bell nul escape[0m"),
        ("tab\tnbsp\u00a0thin\u2009wide\u3000end", "tab nbsp thin wide end"),
        ("line  \n \n\n \nnext", "line\n\nnext"),
        ("\n\n  padded \n", "padded"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("inner  spaces\n    and indent stay", "inner  spaces\n    and indent stay"),
    ],
)
def test_normalise(before: str, after: str) -> None:
    assert normalise(before) == after


def test_a_space_run_that_ends_no_line_takes_linear_time() -> None:
    assert normalise("a" + " " * 1_000_000 + "b") == "a" + " " * 1_000_000 + "b"


def test_long_runs_of_combining_marks_take_linear_time() -> None:
    # Each mark on its own is kept; the second of each pair sorts before the first.
    text = normalise("x" + "\u0301\u0323" * 200_000)
    assert (text.count("\u0301"), text.count("\u0323")) == (200_000, 200_000)
    assert text.startswith("x" + "\u0323" * 15 + "\u0301" * 15 + "\u034f")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: the non-joiner is spelling
        "क्\u200dष",  # Hindi: the joiner picks the half form
        "അവന്\u200d",  # Malayalam: at the end of a word too
        "👩\u200d🚀 ❤️\u200d🔥",
    ],
)
def test_joiners_stay_where_a_script_or_an_emoji_needs_them(text: str) -> None:
    assert normalise(text) == text


def test_joiners_go_where_nothing_needs_them() -> None:
    assert normalise("pass\u200cword pass\u200dword 👩\u200d!") == "password password 👩!"


@given(any_text)
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(any_text)
def test_normalised_text_is_clean(text: str) -> None:
    clean = normalise(text)
    assert clean == unicodedata.normalize("NFC", clean)
    assert not re.search(r"[^\S \n]| \n|\n{3}|^\s|\s$|[\ud800-\udfff]", clean)
    assert not any(unicodedata.category(c) == "Cc" for c in clean.replace("\n", ""))


@given(ordinary_text)
def test_normalise_keeps_every_letter_and_digit(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert [c for c in normalise(text) if c.isalnum()] == [c for c in composed if c.isalnum()]


@given(with_words)
def test_the_id_is_the_hash_of_the_text_and_the_text_is_a_fixed_point(text: str) -> None:
    document = Document.from_text(text)
    assert document.id == hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    assert document.is_intact
    again = Document.from_text(document.text)
    assert (again.id, again.text) == (document.id, document.text)


def test_an_altered_text_is_not_intact() -> None:
    document = Document.from_text("The wall is 3 m high.")
    assert not Document(document.id, document.title, "The wall is 4 m high.", "").is_intact


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Sajur Dam\n\nIt was built in 1936.", "The Sajur Dam"),
        ("It was built in 1936.\n\n## History of it\nMore.", "History of it"),
        ("Built in 1936,\n\nit stood for long.\n\nIt fell.", "Untitled"),
        ("A first line that is wrapped\nand goes on here.", "Untitled"),
        ("It was built in 1936.", "Untitled"),
        ("=====\n\nIt was built in 1936.", "Untitled"),
    ],
)
def test_the_title_falls_back_to_what_looks_like_a_heading(text: str, title: str) -> None:
    assert Document.from_text(text).title == title


def test_a_given_title_becomes_one_short_line() -> None:
    document = Document.from_text(
        "Some text.", title=" A\n title\u00a0here " + "x" * 500, source="s"
    )
    assert document.title.startswith("A title here xxx")
    assert document.title.endswith("…")
    assert len(document.title) == MAX_TITLE_CHARACTERS
    assert document.source == "s"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "…!? --"])
def test_a_text_without_words_is_empty(text: str) -> None:
    with pytest.raises(DocumentEmptyError, match="holds no words"):
        Document.from_text(text)


def test_a_text_over_the_limit_is_refused() -> None:
    Document.from_text("x" * MAX_CHARACTERS)
    with pytest.raises(DocumentTooLargeError, match=r"10,000,001 characters.*10,000,000.*Split"):
        Document.from_text("x" * (MAX_CHARACTERS + 1))


def test_load_names_the_file_by_its_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("The wall is 3 m high.\r\nIt stands.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = load("note.txt")
    assert document.text == "The wall is 3 m high.\nIt stands."
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
            "Intro.\n\n# Big Dam\n\nIt is big.",
        ),
        ("a.MarkDown", "## Small\n\nIt is big.", "Small", "## Small\n\nIt is big."),
        ("a.html", "<title>Big Dam</title><p>It is big.", "Big Dam", "It is big."),
        ("a.htm", "<p>It is big.", "a", "It is big."),
        ("a.xhtml", "<html><body><p>It is big.</p></body></html>", "a", "It is big."),
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
        ("blank.md", b" \n\t\n", DocumentEmptyError, "holds no text"),
        (
            "image.txt",
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            DocumentUnreadableError,
            "a PNG image",
        ),
        ("image.html", b"\xff\xd8\xff\xe0" + bytes(99), DocumentUnreadableError, "a JPEG image"),
        ("archive.md", b"PK\x03\x04" + bytes(99), DocumentUnreadableError, "a ZIP archive"),
        ("program", b"\x7fELF" + bytes(99), DocumentUnreadableError, "a program"),
        ("report.txt", b"%PDF-1.4\n", DocumentUnreadableError, "a PDF, not what its ending says"),
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
        ("sheet.xlsx", b"PK", UnsupportedFormatError, r"\.xlsx.*" + ", ".join(FORMATS)),
    ],
)
def test_bad_files_say_what_is_wrong(
    tmp_path: Path, name: str, content: bytes, error: type[DocumentError], message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message) as caught:
        load(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


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
