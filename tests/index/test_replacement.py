"""A document that is replaced: the old version or the new one, never both, never none."""

import subprocess
from collections.abc import Sequence
from contextlib import closing

import pytest

from benchmarks.replacing import kill_and_look, replace_again_and_again
from index import Document
from tests.index.conftest import NewIndex, NewPlace
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place

OLD = Document.from_text("The mill stands in Oslo.", source="/mill.txt")
NEW = Document.from_text("The mill burned in 1932.", source="/mill.txt")
OTHER = Document.from_text("The ferry runs on Sundays.", source="/ferry.txt")


@pytest.mark.heavy
def test_killed_at_any_moment_one_version_is_there(new_place: NewPlace) -> None:
    place = new_place()
    assert [kill_and_look(place, attempt) for attempt in range(8)] == [1] * 8


@pytest.mark.heavy
def test_processes_that_replace_one_document_at_once_leave_one_version(
    new_place: NewPlace,
) -> None:
    place = new_place()
    workers = [replace_again_and_again(place, first) for first in (0, 1_000)]
    versions = [read_versions(worker, 3) for worker in workers]
    for worker in workers:
        worker.kill()
        worker.communicate()
    assert versions == [[first, first + 1, first + 2] for first in (0, 1_000)]
    with closing(open_place(place, HashingEmbedder())) as index:
        index.check_integrity()
        (info,) = index.documents()
        assert index.original(info.id)


def read_versions(worker: "subprocess.Popen[str]", count: int) -> list[int]:
    assert worker.stdout
    return [int(worker.stdout.readline()) for _ in range(count)]


def test_whoever_looks_while_it_is_embedded_finds_the_old_version(new_place: NewPlace) -> None:
    seen: list[list[str]] = []

    class Looking(HashingEmbedder):
        def embed(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
            seen.append(sorted(index.titles()))
            return super().embed(texts)

    index = open_place(new_place(), Looking())
    index.update([OLD, OTHER])
    seen.clear()
    index.update([NEW])
    assert seen == [sorted([OLD.id, OTHER.id])]
    assert sorted(index.titles()) == sorted([NEW.id, OTHER.id])
    index.check_integrity()
    index.close()


def test_where_anything_fails_the_old_version_stays(
    new_place: NewPlace, hashing: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_place(new_place(), hashing)
    index.update([OLD])
    with monkeypatch.context() as patch:
        patch.setattr(index._storage.store, "insert", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.update([NEW])
    assert list(index.titles()) == [OLD.id]
    index.update([NEW])
    assert list(index.titles()) == [NEW.id]
    index.check_integrity()
    index.close()


def test_documents_keep_the_order_in_which_they_are_given(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    index.update([NEW, OTHER, Document.from_text("It is a clock.", source="/clock.txt")])
    assert [info.source for info in index.documents()] == ["/mill.txt", "/ferry.txt", "/clock.txt"]


def test_several_documents_of_one_source_are_replaced_together(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    parts = [Document.from_text(f"Part {i} of it.", source="/a.txt") for i in range(3)]
    index.update(parts)
    index.update([parts[0], OTHER, NEW, parts[2]])
    assert index.titles().keys() == {parts[0].id, parts[2].id, OTHER.id, NEW.id}
