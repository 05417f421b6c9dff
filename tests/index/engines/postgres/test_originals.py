"""Files in the database: kept up to the limit, copied when their path is needed, gone in time."""

from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from index import Document, Index
from index.original import Original
from index.storage import OriginalDamagedError
from tests.support.doubles import HashingEmbedder


def document(text: str, data: bytes = b"file", source: str = "/a.txt") -> Document:
    return replace(Document.from_text(text, source=source), original=Original.of(data, ".txt"))


def test_a_copy_has_the_bytes_and_goes_with_the_index(
    address: str, hashing: HashingEmbedder
) -> None:
    bridge = document("A bridge.", bytes(range(256)) * 100)
    with closing(Index.connect(address, hashing)) as index:
        assert index.update([bridge]) == []
    with closing(Index.connect(address, hashing)) as index:
        path = index.original(bridge.id)
        assert path
        assert path.suffix == ".txt"
        assert path.read_bytes() == bytes(range(256)) * 100
        assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
        assert index.original(bridge.id) == path
    assert not path.parent.exists()


def test_what_is_kept_is_what_fits(address: str, hashing: HashingEmbedder) -> None:
    with closing(Index.connect(address, hashing, 100)) as index:
        assert index.update([document("A bridge.", b"1" * 60)]) == []
        ferry = document("A ferry.", b"2" * 60, "/b.txt")
        assert index.update([ferry]) == [ferry]
        assert index.original(ferry.id) is None
        mill = document("A mill.", b"3" * 30)  # in the bridge's place
        assert index.update([mill, ferry]) == []
        path = index.original(ferry.id)
        assert path
        assert path.read_bytes() == b"2" * 60
        index.check_integrity()
        index.remove(ferry.id)
        with pytest.raises(KeyError):
            index.original(ferry.id)
    with psycopg.connect(address) as db:
        assert db.execute("SELECT size FROM footnote.originals").fetchall() == [(30,)]


def test_none_are_kept_where_there_is_no_room_at_all(
    address: str, hashing: HashingEmbedder
) -> None:
    bridge = document("A bridge.")
    with closing(Index.connect(address, hashing, 0)) as index:
        assert index.update([bridge]) == []
        assert index.original(bridge.id) is None


def test_an_altered_file_is_noticed_and_the_index_goes_on(address: str, index: Index) -> None:
    index.update([document("A bridge.")])
    with psycopg.connect(address) as db:
        db.execute("UPDATE footnote.originals SET content = 'other'")
    with pytest.raises(OriginalDamagedError, match=r"'Untitled'.* was altered"):
        index.check_integrity()
    assert index.search("bridge", 1)
