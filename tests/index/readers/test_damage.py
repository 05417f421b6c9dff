"""What is wrong with a file is told from what is wrong with our own code."""

import io
import itertools
import random
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from index import FootnoteError
from index.document import DocumentUnreadableError
from index.readers import archive, make_reader
from index.readers.pdfium import parser, reader
from index.readers.pdfium.reader import PdfiumReader
from index.readers.wordml import document, package
from tests.index.readers.test_docx import contract
from tests.index.readers.test_pdf import write
from tests.support.archives import build_book, build_presentation, build_workbook
from tests.support.damage import damage, damage_part
from tests.support.wordml import box, paragraph, read, texts


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    contract().save(str(folder / "a.docx"))
    write(folder / "a.pdf", [["Nine boats came in."]] * 3)
    return {
        "docx": (folder / "a.docx").read_bytes(),
        "pdf": (folder / "a.pdf").read_bytes(),
        "pptx": build_presentation(),
        "xlsx": build_workbook(),
        "epub": build_book(
            {"a.xhtml": "<h1>One</h1><p>It rained.</p>", "b.xhtml": "<p>Then no.</p>"}
        ),
    }


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("kind", "how"),
    [("pdf", damage), *itertools.product(("docx", "pptx", "xlsx", "epub"), (damage, damage_part))],
)
def test_a_damaged_file_is_read_or_refused(
    files: dict[str, bytes], kind: str, how: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    choices = random.Random(seed)
    for _ in range(5):
        try:
            make_reader(kind).read(how(files[kind], choices), "the file")
        except FootnoteError as error:
            assert "the file" in str(error)  # noqa: PT017


BUGS = pytest.mark.parametrize("bug", [KeyError, AttributeError, ValueError, RuntimeError])


def put_bug(patch: pytest.MonkeyPatch, module: object, function: str, bug: type[Exception]) -> None:
    def broken(*_: object) -> None:
        raise bug("a bug")

    patch.setattr(module, function, broken)


@BUGS
@pytest.mark.parametrize(
    ("module", "function"),
    [
        (archive.Archive, "relations"),
        (package, "_parse_parts"),
        (document, "settle"),
        (document, "Styles"),
        (document, "Emitter"),
    ],
)
def test_a_bug_of_our_own_is_not_taken_for_damage(
    files: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    function: str,
    bug: type[Exception],
) -> None:
    put_bug(monkeypatch, module, function, bug)
    with pytest.raises(bug, match="a bug"):
        make_reader("docx").read(files["docx"], "the file")


@BUGS
@pytest.mark.parametrize(
    ("module", "function"),
    [
        (parser, "read_frames"),
        (parser, "read_rules"),
        (parser, "_read_properties"),
        (reader, "build_draft"),
    ],
)
def test_a_bug_beside_pdfium_is_not_taken_for_damage(
    files: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    function: str,
    bug: type[Exception],
) -> None:
    put_bug(monkeypatch, module, function, bug)
    with pytest.raises(bug, match="a bug"):
        PdfiumReader().read(files["pdf"], "the file")


def test_properties_in_broken_utf_16_are_read(files: dict[str, bytes]) -> None:
    subject = b"(\xfe\xff\xd8\x00\x00A\xdc\x00)"  # half characters around an A
    data = files["pdf"].replace(b"(unspecified)", subject.ljust(13))
    assert subject in data
    assert PdfiumReader().read(data, "the file").metadata["subject"].strip("\ufffd") == "A"


@pytest.mark.parametrize("method", [12, 14, 97])
def test_a_package_compressed_as_word_never_does_is_damaged(
    files: dict[str, bytes], method: int
) -> None:
    data = bytearray(files["docx"])
    for mark, field in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.find(mark)
        while place >= 0:
            data[place + field : place + field + 2] = method.to_bytes(2, "little")
            place = data.find(mark, place + 1)
    with pytest.raises(DocumentUnreadableError, match=r"the file is not a DOCX file, or a damaged"):
        make_reader("docx").read(bytes(data), "the file")


def test_a_part_that_unpacks_to_more_than_it_claims_takes_no_memory_for_it() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", bytes(300_000_000))
    data = packed.getvalue().replace((300_000_000).to_bytes(4, "little"), b"\x10\0\0\0")
    tracemalloc.start()
    try:
        with pytest.raises(DocumentUnreadableError, match=r"the file is not a DOCX file"):
            make_reader("docx").read(data, "the file")
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    inner = f"<w:p>{box(paragraph('Inner.'))}<w:r><w:t>Outer.</w:t></w:r></w:p>"
    draft = read(f"<w:p><w:r><w:t>Around.</w:t></w:r>{box(inner)}</w:p>")
    assert sorted(texts(draft)) == ["Around.", "Inner.", "Outer."]
