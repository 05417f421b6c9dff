"""An empty database, and an index in it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from index import Index
from tests.support.doubles import HashingEmbedder
from tests.support.postgres import LocalServer


@pytest.fixture
def address(postgres: LocalServer) -> str:
    return postgres.create()


@pytest.fixture
def index(address: str, hashing: HashingEmbedder) -> Iterator[Index]:
    with closing(Index.connect(address, hashing)) as opened:
        yield opened
