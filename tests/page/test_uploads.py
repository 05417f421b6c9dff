"""What a visitor brings along: read, or refused with a reason that says no more than it may."""

import logging
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from index.document import (
    DocumentEmptyError,
    DocumentTooLargeError,
    UnsupportedFormatError,
    UrlRefusedError,
)
from page.adding import Adding
from page.limits import Allowance
from page.shared import Shared
from page.uploads import (
    ENDINGS,
    MAX_FILES,
    check_number,
    delete_uploads,
    fetch_page,
    read_file,
    read_text,
)
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader

SECRET = "The vault opens at noon."


def test_files_are_known_by_their_names(tmp_path: Path) -> None:
    (file := tmp_path / "a.txt").write_text(SECRET)
    assert read_file(str(file)).source == "a.txt"


def test_an_upload_s_own_place_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_text(SECRET)
    with pytest.raises(UnsupportedFormatError) as refused:
        read_file(str(tmp_path / "a.exe"))
    assert "a.exe" in str(refused.value)
    assert str(tmp_path) not in str(refused.value)
    assert all(ending in str(refused.value) for ending in ENDINGS)


def test_uploads_are_deleted_and_no_other_file_that_a_client_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    upload, own = tmp_path / "uploads" / "0a1b" / "a.txt", tmp_path / "own.txt"
    upload.parent.mkdir(parents=True)
    for file in (upload, own):
        file.write_text(SECRET)
    delete_uploads([str(upload), str(upload.parents[1] / ".." / "own.txt"), str(own)])
    assert own.exists()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_text_is_called_by_its_heading_or_its_first_words() -> None:
    assert read_text("# The vault\n\nIt opens at noon.").title == "The vault"
    assert (
        read_text("It opens at noon. " * 9).title
        == "It opens at noon. It opens at noon. It opens at …"
    )


def test_too_many_files_and_nothing_at_all() -> None:
    with pytest.raises(DocumentTooLargeError, match=f"{MAX_FILES + 1} files"):
        check_number(["a.txt"] * (MAX_FILES + 1))
    for read in (read_text, lambda text: fetch_page(text, private_urls=False)):
        with pytest.raises(DocumentEmptyError):
            read(" \n")


def test_an_address_is_never_a_path_on_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SECRET)
    for address in (str(tmp_path / "a.txt"), f"file://{tmp_path}/a.txt", "http://127.0.0.1:9/"):
        with pytest.raises(UrlRefusedError):
            fetch_page(address, private_urls=False)


def test_a_refused_document_is_logged_by_its_reason_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shared: Future[Shared] = Future()
    shared.set_result(Shared(DocumentQA.from_text(SECRET), load_reader()))
    visitors = Visitors(tmp_path / "visitors", shared, Settings())
    adding = Adding(visitors, Allowance(1_000, 1_000), private_urls=False)
    who: Any = SimpleNamespace(username=None, client=SimpleNamespace(host="192.0.2.7"))
    token = visitors.token("")
    (tmp_path / "vault.exe").write_text(SECRET)
    caplog.set_level(logging.INFO)
    with pytest.raises(gr.Error):
        adding.upload([str(tmp_path / "vault.exe")], token, who)
    with pytest.raises(gr.Error):
        adding.fetch("http://127.0.0.1:9/?vault", token, who)
    with pytest.raises(gr.Error):
        adding.paste("🎉 \u200b", token, who)
    assert caplog.messages == [
        "Refused files: UnsupportedFormatError",
        "Refused a web page: UrlRefusedError",
        "Refused pasted text: DocumentEmptyError",
    ]
