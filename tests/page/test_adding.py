"""Documents of one visitor are read while all others, and he himself, go on."""

import re
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
from page.adding import Adding
from page.limits import Allowance
from page.shared import Shared
from page.turn import Turn
from page.visitor import StillAddingError, Visitor
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.support.doubles import HashingEmbedder

Begun = tuple[Adding, str, "Future[Any]"]

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


def states(visitor: Visitor) -> list[str]:
    """What a visitor sees of the sources that are being read."""
    return [
        ": ".join(filter(None, [source.state.value, source.note])) for source in visitor.incoming
    ]


def request(address: str = "192.0.2.7") -> Any:
    return SimpleNamespace(username=None, client=SimpleNamespace(host=address))


def adding_of(everybody: Visitors, seconds: float = 1_000.0) -> Adding:
    return Adding(everybody, Allowance(seconds, 3_600), private_urls=False)


def titles(visitor: Visitor) -> list[str]:
    return [info.title for info in visitor.documents()]


@pytest.fixture
def adding(everybody: Visitors, embedder: Holding, pool: ThreadPoolExecutor) -> Iterator[Begun]:
    """The handler, the token of a visitor whose long text is being indexed, and that work."""
    handler, token = adding_of(everybody), everybody.token("")
    embedder.let.clear()
    work = pool.submit(handler.paste, LONG, token, request())
    assert embedder.reached.wait(SECONDS)
    yield handler, token, work
    embedder.let.set()


def test_meanwhile_all_that_is_there_can_be_seen_asked_and_changed(
    adding: Begun,
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
    assert everybody.get(token).is_adding
    embedder.let.set()
    work.result(SECONDS)
    assert len(titles(everybody.get(token))) == 2
    assert not everybody.get(token).is_adding


def test_it_can_be_stopped_and_goes_on_where_it_was(
    adding: Begun,
    everybody: Visitors,
    embedder: Holding,
) -> None:
    handler, token, work = adding
    handler.stop(token)
    embedder.let.set()
    with pytest.raises(gr.Error, match="Stopped"):
        work.result(SECONDS)
    assert titles(everybody.get(token)) == ["The bridge"]
    done = len(embedder.embedded)
    handler.paste(LONG, token, request())
    assert len(titles(everybody.get(token))) == 2
    assert len(embedder.embedded) - done < 2_000


def test_one_after_the_other_is_indexed_and_told_how_many_wait(
    adding: Begun,
    everybody: Visitors,
    embedder: Holding,
    pool: ThreadPoolExecutor,
) -> None:
    handler, token, work = adding
    with pytest.raises(gr.Error, match="being read"):
        handler.paste("Mine, too.", token, request())
    other = everybody.token("")
    waiting = pool.submit(handler.paste, "A ferry.", other, request("192.0.2.8"))
    while states(everybody.get(other)) != ["Waiting: 1 before you"]:
        assert not waiting.done()
        time.sleep(0.01)
    more = [everybody.token("") for _ in range(2)]
    second = pool.submit(handler.paste, "Two.", more[0], request("192.0.2.8"))
    while not everybody.get(more[0]).is_adding:
        time.sleep(0.01)
    time.sleep(0.2)  # until it stands in the queue
    with pytest.raises(gr.Error, match="2 documents under way"):
        handler.paste("Three.", more[1], request("192.0.2.8"))
    embedder.let.set()
    for added in (work, waiting, second):
        added.result(SECONDS)
    assert len(titles(everybody.get(other))) == len(titles(everybody.get(more[0]))) == 2


def test_who_keeps_the_server_busy_for_long_is_told_to_come_again(everybody: Visitors) -> None:
    handler, token = adding_of(everybody, seconds=0.001), everybody.token("")
    with pytest.raises(gr.Error, match="minutes within an hour"):
        handler.paste(LONG, token, request())
    assert titles(everybody.get(token)) == ["The bridge"]
    with everybody.get(token).adding(), pytest.raises(StillAddingError):
        everybody.get(token).adding().__enter__()


def test_each_file_has_a_state_and_a_broken_one_says_why(
    everybody: Visitors, embedder: Holding, pool: ThreadPoolExecutor, tmp_path: Path
) -> None:
    handler, token = adding_of(everybody), everybody.token("")
    contents = {"ferry.txt": "The ferry leaves at noon.", "empty.txt": "", "list.txt": LONG}
    for name, content in {**contents, "lamp.txt": "The lamp is lit."}.items():
        (tmp_path / name).write_text(content)
    files = [str(tmp_path / name) for name in (*contents, "lamp.txt")]
    embedder.let.clear()
    work = pool.submit(handler.upload, files, token, request())
    assert embedder.reached.wait(SECONDS)
    visitor = everybody.get(token)
    done, failed, indexing, waiting = states(visitor)
    assert (done, waiting) == ("Done", "Waiting")
    assert failed.startswith("Not read: empty.txt is empty")
    assert re.fullmatch(r"Indexing(: [\d,]+ of 16,000 words)?", indexing)
    shown, chip, *_, listed, _, _ = handler.watch(token)
    assert "Not read: empty.txt is empty" in shown
    assert "Reading 3 of 4" in chip
    assert "ferry.txt" not in str(listed)  # the list stands still meanwhile
    embedder.let.set()
    with pytest.warns(UserWarning, match=r"empty.txt"):
        work.result(SECONDS)
    assert len(titles(visitor)) == 4
    shown, chip, *_, listed, _, _ = handler.finish(token)
    assert "empty.txt" in shown
    assert "lamp" not in shown
    assert chip == ""
    assert "Remove lamp" in listed
    handler.begin(token)
    assert states(visitor) == []


def test_stopped_among_several_those_that_were_done_stay(
    everybody: Visitors, embedder: Holding, pool: ThreadPoolExecutor, tmp_path: Path
) -> None:
    handler, token = adding_of(everybody), everybody.token("")
    for name, content in {"a.txt": "The ferry leaves.", "b.txt": LONG, "c.txt": "A lamp."}.items():
        (tmp_path / name).write_text(content)
    embedder.let.clear()
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    work = pool.submit(handler.upload, files, token, request())
    assert embedder.reached.wait(SECONDS)
    handler.stop(token)
    embedder.let.set()
    with pytest.warns(UserWarning, match="Stopped"):
        work.result(SECONDS)
    done, *others = states(everybody.get(token))
    assert done == "Done"
    assert {state.split(".")[0] for state in others} == {"Not read: Stopped"}
    assert len(titles(everybody.get(token))) == 2
