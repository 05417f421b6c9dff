"""``footnote index``: documents in, listed and out; and index folders that can't be used."""

import os
import sqlite3
from pathlib import Path

import pytest

from data import SAMPLE
from index.engines.local.folder import FAISS_FILE, SQLITE_FILE
from tests.support.command import QUESTION, assert_one_sentence, footnote

MUSEUM = "# The clock museum\n\nThe clock museum in Tarn owns 812 clocks. It is free on Mondays."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the index of the sample."""
    assert footnote("index", SAMPLE, "--folder", tmp_path / "index").code == 0
    return tmp_path / "index"


def test_documents_are_added_listed_and_taken_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "museum.md").write_text(MUSEUM)
    monkeypatch.chdir(tmp_path)
    added = footnote("index", "museum.md", "--folder", folder)
    listed = footnote("index", "--folder", folder)
    assert added == listed
    sample, museum, total = listed.out.splitlines()
    assert str(SAMPLE) in sample
    assert museum.endswith(f"The clock museum  {tmp_path / 'museum.md'}")
    assert total.startswith("Documents: 2. Passages: ")
    by_source = footnote("index", "--folder", folder, "--remove", "museum.md")
    assert by_source.out.splitlines()[0] == sample
    assert "Documents: 1." in by_source.out
    by_id = footnote("index", "--folder", folder, "--remove", sample.split()[0])
    assert by_id.out == "Documents: 0. Passages: 0.\n"


def test_files_are_kept_beside_the_index_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (museum := tmp_path / "museum.md").write_text(MUSEUM)
    (ferry := tmp_path / "ferry.html").write_text(f"<p>A ferry.</p><!--{' ' * 1_000_000}-->")
    folder = tmp_path / "index"
    monkeypatch.setenv("FOOTNOTE_ORIGINALS_MB", "1")
    done = footnote("index", museum, ferry, "--folder", folder)
    assert (done.code, done.out.splitlines()[-1]) == (0, "Documents: 2. Passages: 2.")
    assert done.err == (
        "The file of 'ferry' isn't kept beside the index: it would be over the limit of 1 MB "
        "together (FOOTNOTE_ORIGINALS_MB). All else works.\n"
    )
    (kept,) = (folder / "originals").iterdir()
    assert kept.read_text() == MUSEUM
    assert footnote("index", "--folder", folder).err == ""
    assert footnote("index", museum, "--folder", folder).err == ""
    monkeypatch.setenv("FOOTNOTE_ORIGINALS_MB", "2")
    assert footnote("index", ferry, "--folder", folder).err == ""
    assert len(list((folder / "originals").iterdir())) == 2
    footnote("index", "--folder", folder, "--remove", ferry)
    assert list((folder / "originals").iterdir()) == [kept]
    monkeypatch.setenv("FOOTNOTE_ORIGINALS_MB", "0")
    assert footnote("index", ferry, "--folder", folder).err == ""
    assert list((folder / "originals").iterdir()) == [kept]


@pytest.mark.parametrize("name", ["", "f", "museum.md", "ffffffffffff"])
def test_only_what_is_there_can_be_taken_out(folder: Path, name: str) -> None:
    assert_one_sentence(footnote("index", "--folder", folder, "--remove", name), "no document")
    assert "Documents: 1." in footnote("index", "--folder", folder).out


def test_a_lost_vectors_file_is_said_and_made_again(folder: Path) -> None:
    before = footnote("index", "--folder", folder)
    (folder / FAISS_FILE).unlink()
    for command in (["index"], ["ask", SAMPLE, QUESTION]):
        assert_one_sentence(footnote(*command, "--folder", folder), "--repair")
    assert footnote("index", "--folder", folder, "--repair") == before
    assert "55 kilometers" in footnote("ask", SAMPLE, QUESTION, "--folder", folder).out


def test_a_lost_database_is_said(folder: Path) -> None:
    (folder / SQLITE_FILE).unlink()
    for command in (["index"], ["ask", SAMPLE, QUESTION], ["index", "--repair"]):
        assert_one_sentence(footnote(*command, "--folder", folder), "missing")


def test_an_index_of_another_version_is_said_and_left_alone(folder: Path) -> None:
    with sqlite3.connect(folder / SQLITE_FILE) as database:
        database.execute("PRAGMA user_version = 999")
    # What is still in SQLite's log would move into the file when it is next closed.
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    before = (folder / SQLITE_FILE).read_bytes()
    assert_one_sentence(footnote("ask", SAMPLE, QUESTION, "--folder", folder), "999")
    same = (folder / SQLITE_FILE).read_bytes() == before  # a difference is too long to print
    assert same


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "index"):
        result = footnote("ask", SAMPLE, QUESTION, "--folder", folder)
        assert_one_sentence(result, "can't be made")
    assert (tmp_path / "file").read_text() == "no folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert_one_sentence(footnote("ask", SAMPLE, QUESTION, "--folder", tmp_path), "writable")
    tmp_path.chmod(0o700)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert_one_sentence(footnote("index", "--folder", tmp_path / "none"), "no index")
    assert not (tmp_path / "none").exists()
