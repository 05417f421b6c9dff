"""Files kept beside an index: the limit, what removes them, and what a killed process leaves."""

import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, Index, Selection
from index.engines.local.database import IndexFolderError
from index.engines.local.originals import ORIGINALS_FOLDER
from index.original import Original, OriginalChangedError
from index.storage import OriginalDamagedError
from qa.loading import update_index
from tests.support.doubles import HashingEmbedder

ROOT = Path(__file__).resolve().parents[4]


def document(text: str, data: bytes = b"file", source: str = "/a.txt") -> Document:
    return replace(Document.from_text(text, source=source), original=Original.of(data, ".txt"))


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / ORIGINALS_FOLDER).glob("*")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path, hashing: HashingEmbedder) -> Index:
    return Index.open(folder, hashing, 100)


given_files = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.integers(1, 70) | st.none()), max_size=8
)


@settings(max_examples=20)
@given(given_files)
def test_what_is_kept_is_what_fits_of_the_newest(steps: list[tuple[str, int, int | None]]) -> None:
    """A step gives a version of a source, whose file has so many bytes, or removes the source."""
    kept: dict[str, tuple[str, bytes | None]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = Index.open(folder, HashingEmbedder(), 100)
        for source, version, size in steps:
            if size is None:
                if source in kept:
                    index.remove(kept.pop(source)[0])
                continue
            data = bytes([version]) * size
            given_document = document(f"Version {version} of {source}.", data, source)
            unkept = update_index(index, [given_document])
            kept.pop(source, None)
            used = sum(len(other or b"") for _, other in kept.values())
            fits = used + size <= 100
            assert unkept == ([] if fits else [given_document])
            kept[source] = (given_document.id, data if fits else None)
        for _ in range(2):
            index.check_integrity()
            for document_id, data_kept in kept.values():
                path = index.original(document_id)
                assert (path.read_bytes() if path else None) == data_kept
            assert len(files(folder)) == len({d for _, d in kept.values() if d})
            index.close()
            index = Index.open(folder, HashingEmbedder())
        index.close()


def test_the_file_is_the_documents_until_the_document_goes(index: Index, folder: Path) -> None:
    bridge, ferry = document("A bridge.", b"1"), document("A ferry.", b"2", "/b.txt")
    update_index(index, [bridge, ferry])
    path = index.original(bridge.id)
    assert path == folder / ORIGINALS_FOLDER / Original.of(b"1", ".txt").name
    assert path.stat().st_mode & 0o077 == 0
    assert Selection([index]).original(ferry.id) == index.original(ferry.id)
    index.remove(bridge.id)
    assert files(folder) == {Original.of(b"2", ".txt").name}
    for corpus in (index, Selection([index])):
        with pytest.raises(KeyError):
            corpus.original(bridge.id)


def test_a_file_with_the_same_text_takes_the_place_of_the_earlier(
    index: Index, folder: Path
) -> None:
    update_index(index, [document("A bridge.", b"1")])
    update_index(index, [document("A bridge.", b"2")])
    assert files(folder) == {Original.of(b"2", ".txt").name}
    update_index(index, [document("A bridge.", b"3", "/copy.txt")])  # the source stays the first
    assert files(folder) == {Original.of(b"2", ".txt").name}


def test_two_documents_may_have_the_same_file(index: Index, folder: Path) -> None:
    first, second = document("A bridge."), document("A ferry.", source="/b.txt")
    update_index(index, [first, second])
    index.remove(first.id)
    assert index.original(second.id)
    assert len(files(folder)) == 1


def test_none_are_kept_of_texts_in_memory_or_where_there_is_no_room_at_all(
    tmp_path: Path, hashing: HashingEmbedder
) -> None:
    bridge = document("A bridge.")
    text = Document.from_text("A text.")
    for index in (Index.in_memory(hashing), Index.open(tmp_path / "none", hashing, 0)):
        assert update_index(index, [bridge, text]) == []
        assert index.original(bridge.id) is None
        with pytest.raises(KeyError):
            index.original("0" * 64)
    assert not (tmp_path / "none" / ORIGINALS_FOLDER).exists()


def test_a_missing_or_altered_file_is_noticed_and_the_index_goes_on(
    index: Index, folder: Path, hashing: HashingEmbedder
) -> None:
    bridge = document("A bridge.", b"12")
    update_index(index, [bridge])
    path = index.original(bridge.id)
    assert path
    for data, fault in ((None, "is missing"), (b"1", "was altered"), (b"21", "was altered")):
        path.unlink()
        if data:
            path.write_bytes(data)
        with closing(Index.open(folder, hashing)) as opened:
            with pytest.raises(OriginalDamagedError, match=f"'Untitled'.*{fault}"):
                opened.check_integrity()
            assert opened.search("bridge", 1)
            assert (opened.original(bridge.id) is None) == (data != b"21")
            if data == b"21":  # of the right length: the message says to delete it
                path.unlink()
            update_index(opened, [bridge])
            opened.check_integrity()


def test_files_that_are_not_ours_are_left_alone(index: Index, folder: Path) -> None:
    (folder / ORIGINALS_FOLDER).mkdir()
    own = "0" * 64
    for name in ("thesis.pdf", f"{own}.pdf", f"{own}.pdfx1_y.tmp", f"{own}", "a.tmp"):
        (folder / ORIGINALS_FOLDER / name).write_bytes(b"x")
    update_index(index, [document("A bridge.")])
    left = {"thesis.pdf", own, "a.tmp"}
    assert files(folder) == left | {Original.of(b"file", ".txt").name}


def test_where_a_file_was_changed_meanwhile_nothing_is(index: Index, tmp_path: Path) -> None:
    update_index(index, [document("A ford.")])
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    original = Original.of(b"1", ".txt", path)
    path.write_bytes(b"2")
    bridge = replace(document("A bridge."), original=original)
    with pytest.raises(OriginalChangedError, match="was changed"):
        update_index(index, [bridge])
    (ford,) = index.documents()
    assert index.document(ford.id).text == "A ford."
    assert index.original(ford.id)


def test_a_folder_that_cannot_be_made_is_said(index: Index, folder: Path) -> None:
    (folder / ORIGINALS_FOLDER).write_bytes(b"in the way")
    with pytest.raises(IndexFolderError, match="can't be written"):
        update_index(index, [document("A bridge.")])


WORKER = """
import sys
from pathlib import Path
from index import Index
from qa.loading import update_index
from tests.index.engines.local.test_originals import large
from tests.support.doubles import HashingEmbedder

index = Index.open(Path(sys.argv[1]), HashingEmbedder())
print("open", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    update_index(index, [large(number)])
    print(number, flush=True)
"""


def large(number: int) -> Document:
    """Version of one of three files, each some megabytes long."""
    data = number.to_bytes(4, "big") * 2_000_000
    return document(f"Version {number}.", data, f"/{number % 3}.txt")


def is_writing(folder: Path) -> bool:
    return any(name.endswith(".tmp") for name in files(folder))


@pytest.mark.heavy
def test_a_process_that_is_killed_leaves_whole_files_and_no_others(folder: Path) -> None:
    torn, number = 0, 0
    reported: set[int] = set()
    for attempt in range(8):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder), str(number)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout
        steps = [worker.stdout.readline() for _ in range(1 + attempt // 2)]
        while attempt % 2 and not is_writing(folder):
            pass
        worker.kill()
        steps += worker.communicate()[0].splitlines()
        reported |= set(map(int, steps[1:]))
        torn += is_writing(folder)
        with closing(Index.open(folder, HashingEmbedder())) as index:
            index.check_integrity()
            kept = [index.original(info.id) for info in index.documents()]
            assert files(folder) == {path.name for path in kept if path}
            there = {large(n).id for n in reported} & set(index.titles())
            assert all(map(index.original, there))
            assert len(there) > 1 or len(reported) < 4
        number = max(reported, default=0) + 2
    assert torn


def test_the_limit_holds_over_several_processes(folder: Path, hashing: HashingEmbedder) -> None:
    one, other = Index.open(folder, hashing, 100), Index.open(folder, hashing, 100)
    assert update_index(one, [document("A bridge.", b"1" * 60)]) == []
    ferry = document("A ferry.", b"2" * 60, "/b.txt")
    assert update_index(other, [ferry]) == [ferry]
    assert len(files(folder)) == 1
