"""What is wrong with a file is told from what is wrong with our own code."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index import FootnoteError
from index.readers import READERS, docx, pdf
from tests.index.readers.test_docx import contract
from tests.index.readers.test_pdf import write

INSERTED = b"0123456789<>/[]() "


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    contract().save(str(folder / "a.docx"))
    write(folder / "a.pdf", [["Nine boats came in."]] * 3)
    return {kind: (folder / f"a.{kind}").read_bytes() for kind in ("docx", "pdf")}


def damage(data: bytes, choices: random.Random) -> bytes:
    """Cut the end off, or change, drop and insert bytes."""
    if choices.random() < 0.2:
        return data[: choices.randrange(len(data))]
    damaged = bytearray(data)
    for _ in range(choices.choice([1, 3, 10, 100])):
        place = choices.randrange(len(damaged))
        match choices.randrange(3):
            case 0:
                damaged[place] = choices.randrange(256)
            case 1:
                del damaged[place : place + choices.randrange(1, 20)]
            case 2:
                damaged[place:place] = bytes(choices.choices(INSERTED, k=5))
    return bytes(damaged)


def damage_part(data: bytes, choices: random.Random) -> bytes:
    """Damage one part of a package, and pack it whole again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        victim = choices.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damage(part, choices) if name == victim else part)
    return packed.getvalue()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("kind", "how"), [("pdf", damage), ("docx", damage), ("docx", damage_part)]
)
def test_a_damaged_file_is_read_or_refused(
    files: dict[str, bytes], kind: str, how: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    choices = random.Random(seed)
    for _ in range(5):
        try:
            READERS[kind]().extract(how(files[kind], choices), "the file")
        except FootnoteError as error:
            assert "the file" in str(error)  # noqa: PT017


@pytest.mark.parametrize("bug", [KeyError, AttributeError, ValueError, TypeError, RuntimeError])
@pytest.mark.parametrize(
    ("kind", "module", "function"),
    [
        ("pdf", pdf, "_lines"),
        ("pdf", pdf, "_with_headings"),
        ("docx", docx, "_text"),
        ("docx", docx, "_mark"),
        ("docx", docx, "_read_styles"),
    ],
)
def test_a_bug_of_our_own_is_not_taken_for_damage(
    files: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    module: object,
    function: str,
    bug: type[Exception],
) -> None:
    def broken(*_: object) -> None:
        raise bug("a bug")

    monkeypatch.setattr(module, function, broken)
    with pytest.raises(bug, match="a bug"):
        READERS[kind]().extract(files[kind], "the file")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("how", [damage, damage_part])
def test_a_damaged_word_document_is_read_into_blocks_or_refused(
    files: dict[str, bytes], how: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    choices = random.Random(seed)
    for _ in range(5):
        try:
            docx.DocxReader().read(how(files["docx"], choices), "the file")
        except FootnoteError as error:
            assert "the file" in str(error)  # noqa: PT017


def test_a_text_box_in_a_text_box_is_read_once(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    document = contract()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "<w:r><w:txbxContent><w:p><w:r><w:t>Inner.</w:t></w:r></w:p></w:txbxContent></w:r>"
    outer = (
        f"<w:r><w:txbxContent><w:p><w:r><w:t>Outer.</w:t></w:r>{inner}</w:p></w:txbxContent></w:r>"
    )
    document.element.body.insert(0, parse_xml(f"<w:p {space}>{outer}</w:p>"))
    document.save(str(tmp_path / "box.docx"))
    text = READERS["docx"]().extract((tmp_path / "box.docx").read_bytes(), "box.docx").text
    assert (text.count("Outer."), text.count("Inner.")) == (1, 1)
