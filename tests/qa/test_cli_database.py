"""FOOTNOTE_INDEX: the command line, Python and the page on an index in a PostgreSQL database."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from data import SAMPLE
from index.storage import StorageError
from page.shared import Shared
from qa import DocumentQA, Settings
from qa.loading import open_index
from tests.conftest import ROOT
from tests.support.command import QUESTION, assert_one_sentence, footnote
from tests.support.postgres import LocalServer

MUSEUM = "# The clock museum\n\nThe clock museum in Tarn owns 812 clocks. It is free on Mondays."


@pytest.fixture
def address(postgres: LocalServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of an empty database, which FOOTNOTE_INDEX names."""
    created = postgres.create()
    monkeypatch.setenv("FOOTNOTE_INDEX", created)
    return created


@pytest.fixture
def museum(tmp_path: Path) -> Path:
    path = tmp_path / "museum.md"
    path.write_text(MUSEUM)
    return path


def test_commands_use_the_database(address: str, museum: Path) -> None:
    indexed = footnote("index", SAMPLE, museum)
    assert indexed.code == 0, indexed.err
    assert indexed.out.splitlines()[-1].startswith("Documents: 2. Passages: ")
    assert footnote("index") == indexed
    assert "55 kilometers" in footnote("ask", QUESTION).out
    assert "812" in footnote("ask", museum, "How many clocks does the clock museum own?").out
    talked = footnote("chat", stdin=b"How many clocks does the clock museum own?\n")
    assert "812" in talked.out
    assert "Documents: 1." in footnote("index", "--remove", museum).out
    with psycopg.connect(address) as db:
        rows = db.execute(
            "SELECT source, suffix FROM footnote.documents JOIN footnote.originals "
            "ON document = key"
        ).fetchall()
    assert rows == [(str(SAMPLE), ".md")]


@pytest.mark.usefixtures("address")
def test_a_folder_that_is_named_comes_before_the_database(museum: Path, tmp_path: Path) -> None:
    assert "Documents: 1." in footnote("index", museum, "--folder", tmp_path / "index").out
    assert "812" in footnote("ask", "How many clocks?", "--folder", tmp_path / "index").out
    assert footnote("index").out == "Documents: 0. Passages: 0.\n"


def test_python_opens_it(address: str, museum: Path) -> None:
    bot = DocumentQA.from_files(museum)
    assert bot.ask("How many clocks does the clock museum own?").short == "812."
    again = DocumentQA.open(settings=Settings(index=SecretStr(address)))
    answer = again.ask("When is the museum free?")
    assert answer.citations[0].quote == "It is free on Mondays."
    assert address not in repr(Settings())


@pytest.mark.usefixtures("address")
def test_the_page_serves_what_it_holds(museum: Path) -> None:
    assert footnote("index", museum).code == 0
    shared = Shared.load([], Settings())
    assert list(shared.bot.index.titles().values()) == ["The clock museum"]
    (document_id,) = shared.bot.index.titles()
    path = shared.bot.index.original(document_id)
    assert path
    assert path.read_text() == MUSEUM


def test_where_neither_documents_nor_an_index_are_named_it_is_said() -> None:
    for command in (["ask", QUESTION], ["chat"]):
        code, _, err = footnote(*command)
        assert code == 2
        assert "Name documents to ask" in err
    with pytest.raises(StorageError, match="No index was named"):
        DocumentQA.open()


def test_a_database_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_INDEX", "postgresql://ann:hush@127.0.0.1:1/docs")
    result = footnote("ask", QUESTION)
    assert_one_sentence(result, "The database 'docs' on 127.0.0.1: connection failed")
    assert "hush" not in result.err


@pytest.mark.usefixtures("address")
def test_the_evaluation_leaves_it_alone(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text((ROOT / "data" / "questions.jsonl").read_text().splitlines()[0] + "\n")
    assert footnote("eval", questions).code == 0
    with closing(open_index(None, Settings())) as index:
        assert index.documents() == []


@pytest.mark.usefixtures("address")
def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("index.engines.postgres.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert_one_sentence(footnote("ask", QUESTION), 'pip install "footnote-qa[postgres]"')


def test_nothing_of_it_is_imported_unless_it_is_used() -> None:
    code = (
        "import sys; from qa import DocumentQA; DocumentQA.from_text('The mill stands in Oslo.'); "
        "print([name for name in sys.modules if name.startswith('psycopg')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
