"""Both engines, for every test of an index that isn't about one of them."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Embedder, Index
from index.engines.postgres.storage import PostgresStorage
from tests.support.doubles import HashingEmbedder
from tests.support.postgres import LocalServer, empty

NewIndex = Callable[[Embedder], Index]
NewPlace = Callable[[], str]

POSTGRES = pytest.param("postgres", marks=pytest.mark.heavy)
AT_ONCE = 3


@pytest.fixture(params=["local", POSTGRES])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Gives places for an index, each an empty one."""
    if request.param == "postgres":
        server: LocalServer = request.getfixturevalue("postgres")
        return server.create
    numbers = itertools.count()
    return lambda: str(tmp_path / f"index-{next(numbers)}")


@pytest.fixture(scope="session")
def storages(postgres: LocalServer) -> Iterator[list[PostgresStorage]]:
    """As many indexes in PostgreSQL as a test of ``new_index`` uses at a time."""
    opened = [PostgresStorage(postgres.create(), HashingEmbedder(), 0) for _ in range(AT_ONCE)]
    yield opened
    for storage in opened:
        storage.close()


@pytest.fixture(params=["local", POSTGRES])
def new_index(request: pytest.FixtureRequest) -> NewIndex:
    """Gives empty indexes, in memory or in a database that is used again and again."""
    if request.param == "local":
        return Index.in_memory
    turns = itertools.cycle(request.getfixturevalue("storages"))

    def begin(embedder: Embedder) -> Index:
        storage: PostgresStorage = next(turns)
        empty(storage.store.database)
        return Index(storage, embedder)

    return begin
