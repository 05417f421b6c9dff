"""Documents of one visitor are read while all others, and he himself, go on."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from index import Document, Index
from index.embedding import Matrix
from page.library import Library
from page.limits import Allowance
from page.shared import Shared
from page.turn import Turn
from page.visitor import StillAddingError, Visitor
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.support.doubles import HashingEmbedder

SECONDS = 20.0
LONG = "\n\n".join(f"Item {i} of the list costs {i} crowns." for i in range(2_000))
HELD = "Item"


class Holding(HashingEmbedder):
    """Embeds items of a list only while it is let; all else at once."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.let = threading.Event(), threading.Event()
        self.let.set()

    def embed(self, texts: Sequence[str]) -> Matrix:
        if any(HELD in text for text in texts):
            self.reached.set()
            assert self.let.wait(SECONDS)
        return super().embed(texts)


@pytest.fixture
def embedder() -> Holding:
    return Holding()


@pytest.fixture
def everybody(tmp_path: Path, embedder: Holding) -> Visitors:
    index = Index.in_memory(embedder)
    index.add([Document.from_text("The bridge opened in 1932.", "The bridge")])
    shared: Future[Shared] = Future()
    shared.set_result(Shared(DocumentQA(index, Settings(), load_reader()), load_reader()))
    return Visitors(tmp_path / "visitors", shared, Settings())


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as executor:
        yield executor


class Reports:
    """What a visitor sees of the progress."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def __call__(self, _: float, desc: str) -> None:
        self.shown.append(desc)


def request(address: str = "192.0.2.7") -> Any:
    return SimpleNamespace(username=None, client=SimpleNamespace(host=address))


def library_of(everybody: Visitors, seconds: float = 1_000.0) -> Library:
    return Library(everybody, Allowance(seconds, 3_600), private_urls=False)


def titles(visitor: Visitor) -> list[str]:
    return [info.title for info in visitor.documents()]


@pytest.fixture
def adding(
    everybody: Visitors, embedder: Holding, pool: ThreadPoolExecutor
) -> "Iterator[tuple[Library, str, Future[Any]]]":
    """A library, the token of a visitor whose long text is being indexed, and that work."""
    library, token = library_of(everybody), everybody.token("")
    embedder.let.clear()
    work = pool.submit(library.paste, LONG, token, request(), Reports())
    assert embedder.reached.wait(SECONDS)
    yield library, token, work
    embedder.let.set()


def test_meanwhile_all_that_is_there_can_be_seen_asked_and_changed(
    adding: "tuple[Library, str, Future[Any]]",
    everybody: Visitors,
    embedder: Holding,
    pool: ThreadPoolExecutor,
) -> None:
    _, token, work = adding
    for who in (token, everybody.token("")):
        visitor = everybody.get(who)

        def use(visitor: Visitor = visitor) -> str:
            visitor.chats.get().keep(Turn("Where?", notice="Here."))
            visitor.tick(visitor.documents()[0].id, on=True)
            assert titles(visitor) == ["The bridge"]
            return visitor.bot().ask("When did the bridge open?").text

        assert "1932" in pool.submit(use).result(SECONDS)
        again = Visitors(everybody._folder, everybody._shared, Settings()).get(who)
        assert titles(again) == ["The bridge"]
    assert not work.done()
    assert everybody.get(token).share_added is not None
    embedder.let.set()
    work.result(SECONDS)
    assert len(titles(everybody.get(token))) == 2
    assert everybody.get(token).share_added is None


def test_it_can_be_stopped_and_goes_on_where_it_was(
    adding: "tuple[Library, str, Future[Any]]",
    everybody: Visitors,
    embedder: Holding,
) -> None:
    library, token, work = adding
    library.stop(token)
    embedder.let.set()
    with pytest.raises(gr.Error, match="Stopped"):
        work.result(SECONDS)
    assert titles(everybody.get(token)) == ["The bridge"]
    done = len(embedder.embedded)
    library.paste(LONG, token, request(), Reports())
    assert len(titles(everybody.get(token))) == 2
    assert len(embedder.embedded) - done < 2_000


def test_one_after_the_other_is_indexed_and_told_how_many_wait(
    adding: "tuple[Library, str, Future[Any]]",
    everybody: Visitors,
    embedder: Holding,
    pool: ThreadPoolExecutor,
) -> None:
    library, token, work = adding
    with pytest.raises(gr.Error, match="being read"):
        library.paste("Mine, too.", token, request(), Reports())
    reports, other = Reports(), everybody.token("")
    waiting = pool.submit(library.paste, "A ferry.", other, request("192.0.2.8"), reports)
    while "Waiting; 1 before you" not in reports.shown:
        assert not waiting.done()
        time.sleep(0.01)
    more = [everybody.token("") for _ in range(2)]
    second = pool.submit(library.paste, "Two.", more[0], request("192.0.2.8"), Reports())
    while everybody.get(more[0]).share_added is None:
        time.sleep(0.01)
    time.sleep(0.2)  # until it stands in the queue
    with pytest.raises(gr.Error, match="2 documents under way"):
        library.paste("Three.", more[1], request("192.0.2.8"), Reports())
    embedder.let.set()
    for added in (work, waiting, second):
        added.result(SECONDS)
    assert len(titles(everybody.get(other))) == len(titles(everybody.get(more[0]))) == 2


def test_who_keeps_the_server_busy_for_long_is_told_to_come_again(everybody: Visitors) -> None:
    library, token = library_of(everybody, seconds=0.001), everybody.token("")
    with pytest.raises(gr.Error, match="minutes within an hour"):
        library.paste(LONG, token, request(), Reports())
    assert titles(everybody.get(token)) == ["The bridge"]
    with everybody.get(token).adding(), pytest.raises(StillAddingError):
        everybody.get(token).adding().__enter__()
