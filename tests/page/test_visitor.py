"""What is kept of a visitor: on disk, for them alone, whatever happens to the process."""

import os
import time
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from index import Document, FootnoteError
from page import visitors
from page.shared import Shared
from page.turn import Turn
from page.uploads import read_file
from page.visitor import TooManyDocumentsError
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.errors import LLMSpecError
from qa.loading import load_reader
from tests.support.pdf import write_mill

BRIDGE = "The bridge opened in 1932. It is painted green."
MILL = Document.from_text("The old mill stands in Oslo.", "The mill", "mill.txt")


@pytest.fixture(scope="module")
def shared() -> "Future[Shared]":
    future: Future[Shared] = Future()
    future.set_result(Shared(DocumentQA.from_text(BRIDGE, "The bridge"), load_reader()))
    return future


@pytest.fixture
def everybody(tmp_path: Path, shared: "Future[Shared]") -> Visitors:
    return Visitors(tmp_path / "visitors", shared, Settings())


def quiet(_: float) -> None:
    pass


def again(everybody: Visitors) -> Visitors:
    """The same after a restart."""
    return Visitors(everybody._folder, everybody._shared, everybody._settings)


def test_nothing_is_written_before_there_is_something_to_keep(everybody: Visitors) -> None:
    visitor = everybody.get(everybody.token(""))
    assert [info.title for info in visitor.documents()] == ["The bridge"]
    assert "1932" in visitor.bot().ask("When did the bridge open?").text
    assert not everybody._folder.exists()


def test_the_llm_of_the_settings_answers_until_another_is_chosen(
    tmp_path: Path, shared: "Future[Shared]"
) -> None:
    visitors = Visitors(tmp_path / "visitors", shared, Settings(llm="gpt"))
    visitor = visitors.get(visitors.token(""))
    with pytest.raises(LLMSpecError, match="'gpt' names no LLM"):
        visitor.bot()
    visitor.llm = "none"
    assert "1932" in visitor.bot().ask("When did the bridge open?").text


def test_all_of_it_is_there_after_a_restart(everybody: Visitors) -> None:
    token = everybody.token("")
    visitor = everybody.get(token)
    visitor.add([MILL], quiet)
    answer = visitor.bot().ask("Where does the old mill stand?")
    visitor.chats.get().keep(Turn("Where?", answer, sources={MILL.id: "mill.txt"}))
    visitor.chats.get().keep(Turn("How?", notice="Stopped."))
    visitor.tick(MILL.id, on=False)
    visitor.tick(visitor.documents()[0].id, on=True)
    found = again(everybody).get(token)
    assert found.chats.get().turns == visitor.chats.get().turns
    assert found.chats.get().turns[0].answer == answer
    assert found.documents() == visitor.documents()
    assert found.choices == visitor.choices
    assert [info.title for info in found.corpus().documents()] == ["The bridge"]


def test_an_uploaded_file_is_kept_with_its_visitors_documents_alone(
    everybody: Visitors, tmp_path: Path
) -> None:
    one, other = (everybody.get(everybody.token("")) for _ in range(2))
    uploaded = read_file(str(write_mill(tmp_path / "mill.pdf")))
    assert one.add([uploaded, MILL], quiet) == []
    path = one.everything().original(uploaded.id)
    assert path
    assert one._folder in path.parents
    assert path.read_bytes() == (tmp_path / "mill.pdf").read_bytes()
    assert one.everything().original(MILL.id) is None  # pasted
    with pytest.raises(KeyError):
        other.everything().original(uploaded.id)
    one.remove(uploaded.id)
    assert path.exists()  # it can still be brought back
    one.restore([uploaded.id])
    assert uploaded.id in one.everything().titles()
    one.remove(uploaded.id)
    one.purge()
    assert not path.exists()
    one.restore([uploaded.id])
    assert uploaded.id not in one.everything().titles()


def test_tokens_cannot_be_guessed_and_lead_to_one_visitor_alone(everybody: Visitors) -> None:
    tokens = {everybody.token("") for _ in range(100)}
    assert len(tokens) == 100
    token, other = sorted(tokens)[:2]
    everybody.get(token).chats.get().keep(Turn("Where?", notice="Here."))
    assert everybody.get(other).chats.get().turns == []
    assert everybody.token(token) == token
    assert token not in str(list(everybody._folder.iterdir()))
    for wrong in ("", "..", "../" + token, token + "x", 5, None, ["x"], "a" * 21 + "/"):
        assert everybody.token(wrong) not in tokens
    with pytest.raises(FootnoteError, match="Load the page again"):
        everybody.get("../secrets")


def test_a_shared_document_is_removed_for_one_visitor_alone(everybody: Visitors) -> None:
    one, other = (everybody.get(everybody.token("")) for _ in range(2))
    (bridge,) = [info.id for info in one.documents()]
    one.remove(bridge)
    assert one.documents() == []
    assert not one.bot().ask("When did the bridge open?").answered
    assert "1932" in other.bot().ask("When did the bridge open?").text
    with pytest.raises(KeyError):
        one.remove(bridge)
    assert one.removed_shared() == [bridge]
    one.restore(one.removed_shared())
    assert "1932" in one.bot().ask("When did the bridge open?").text
    one.remove(bridge)
    one.add([Document.from_text(BRIDGE, "The bridge", "b.txt")], quiet)
    assert "1932" in one.bot().ask("When did the bridge open?").text


def test_what_is_ticked_is_asked(everybody: Visitors) -> None:
    visitor = everybody.get(everybody.token(""))
    (bridge,) = [info.id for info in visitor.documents()]
    visitor.add([MILL], quiet)
    assert list(visitor.corpus().titles()) == [MILL.id]
    visitor.tick(bridge, on=True)
    assert list(visitor.corpus().titles()) == [bridge, MILL.id]
    ferry = Document.from_text("The ferry leaves at noon.", "The ferry", "ferry.txt")
    visitor.tick(bridge, on=False)
    visitor.add([ferry], quiet)
    assert list(visitor.corpus().titles()) == [MILL.id, ferry.id]
    visitor.remove(MILL.id)
    visitor.remove(ferry.id)
    assert list(visitor.corpus().titles()) == [bridge]  # what is left is asked


def test_a_new_version_replaces_the_old_one(everybody: Visitors) -> None:
    visitor = everybody.get(everybody.token(""))
    visitor.add([MILL], quiet)
    new = replace(Document.from_text("The mill burned.", "The mill"), source="mill.txt")
    visitor.add([new], quiet)
    assert [info.id for info in visitor.documents()][1:] == [new.id]


def test_there_is_a_limit_to_documents(
    everybody: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("page.visitor.MAX_DOCUMENTS", 2)
    visitor = everybody.get(everybody.token(""))
    many = [Document.from_text(f"Text {i} is here.", source=f"{i}.txt") for i in range(3)]
    with pytest.raises(TooManyDocumentsError, match="3 documents; up to 2"):
        visitor.add(many, quiet)
    visitor.add(many[:2], quiet)
    visitor.add(many[:2], quiet)
    with pytest.raises(TooManyDocumentsError):
        visitor.add(many[2:], quiet)
    assert len(visitor.documents()) == 3


def test_who_does_not_come_for_long_is_forgotten(everybody: Visitors) -> None:
    tokens = [everybody.token("") for _ in range(2)]
    for token in tokens:
        everybody.get(token).chats.get().keep(Turn("Where?", notice="Here."))
    old = sorted(everybody._folder.iterdir())[0]
    long_ago = time.time() - (visitors.KEPT_DAYS + 1) * 24 * 60 * 60
    os.utime(old, (long_ago, long_ago))
    everybody.clean()
    assert len(list(everybody._folder.iterdir())) == 1
    assert sorted(len(again(everybody).get(token).chats.get().turns) for token in tokens) == [0, 1]
