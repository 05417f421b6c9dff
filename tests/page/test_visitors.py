"""All visitors: who is remembered, who is forgotten, who is let in, who can look at them."""

import gc
import os
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from page import visitors as module
from page.cleaning import delete_old_uploads, use_private_uploads
from page.turn import Turn
from page.visitor import Visitor
from page.visitors import KEPT_DAYS, TooManyVisitorsError, Visitors
from qa import Settings

DAY = 24 * 60 * 60
TURN = Turn("Where?", notice="Here.")


@pytest.fixture
def everybody(tmp_path: Path) -> Visitors:
    return Visitors(tmp_path / "visitors", Future(), Settings())


def let_pass(visitor: Visitor, days: float) -> None:
    """Make everything of a visitor older."""
    past = time.time() - days * DAY
    os.utime(visitor._folder, (past, past))
    visitor._noted -= days * DAY


def test_who_comes_daily_stays_however_long_the_server_runs(everybody: Visitors) -> None:
    daily, once = everybody.token(""), everybody.token("")
    for token in (daily, once):
        everybody.get(token).chats.get().keep(TURN)
    for _ in range(3):
        let_pass(everybody.get(daily), KEPT_DAYS - 1)
        everybody.get(daily)  # it is only looked at
        everybody.clean()
    let_pass(everybody.get(once), KEPT_DAYS + 1)
    everybody.clean()
    again = Visitors(everybody._folder, Future(), Settings())
    assert [len(again.get(token).chats.get().turns) for token in (daily, once)] == [1, 0]


def test_what_is_no_visitors_folder_is_left_alone(everybody: Visitors, tmp_path: Path) -> None:
    everybody.get(everybody.token("")).chats.get().keep(TURN)
    past = time.time() - 2 * KEPT_DAYS * DAY
    (everybody._folder / "note.txt").write_text("x")
    (everybody._folder / ("a" * 32)).write_text("a file with a visitor's name")
    (everybody._folder / "thesis").mkdir()
    (everybody._folder / ("b" * 32)).symlink_to(tmp_path / "nowhere")
    for name in ("note.txt", "a" * 32, "thesis"):
        os.utime(everybody._folder / name, (past, past))
    everybody.clean()
    assert len(list(everybody._folder.iterdir())) == 5


def test_nobody_is_forgotten_while_something_of_his_is_under_way(
    everybody: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_OPEN_VISITORS", 1)
    asking, *others = (everybody.token("") for _ in range(4))
    held = everybody.get(asking)
    for token in others:
        everybody.get(token)
    held.chats.get().keep(TURN)
    assert everybody.get(asking) is held
    del held
    everybody.get(others[0])
    gc.collect()
    assert len(everybody._held) == 1
    assert len(everybody.get(asking).chats.get().turns) == 1


def test_new_visitors_are_bounded_by_their_address_and_in_all(
    everybody: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def come(caller: str) -> None:
        visitor = everybody.get(everybody.token(""))
        everybody.admit(visitor, caller)
        visitor.chats.get().keep(TURN)
        everybody.admit(visitor, caller)  # who is known costs nothing

    monkeypatch.setattr(module, "MAX_VISITORS", module.NEW_VISITORS + 2)
    for _ in range(module.NEW_VISITORS):
        come("@192.0.2.7")
    with pytest.raises(TooManyVisitorsError, match="your address"):
        come("@192.0.2.7")
    come("@192.0.2.8")
    come("@192.0.2.8")
    with pytest.raises(TooManyVisitorsError, match="no more"):
        come("@192.0.2.9")


def test_no_other_user_can_look_into_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "cache" / "footnote"
    before = os.umask(0)
    try:
        monkeypatch.setenv("GRADIO_TEMP_DIR", "")  # to be as before afterwards
        monkeypatch.delenv("GRADIO_TEMP_DIR")
        use_private_uploads(root / "uploads")
        everybody = Visitors(root / "visitors", Future(), Settings())
        visitor = everybody.get(everybody.token(""))
        visitor.tick("a", on=True)
        visitor.chats.get().keep(TURN)
    finally:
        os.umask(before)
    folders = [root.parent, root, *(path for path in root.rglob("*") if path.is_dir())]
    assert len(folders) == 6
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_folders_of_an_earlier_version_are_closed(tmp_path: Path) -> None:
    (tmp_path / "visitors").mkdir(mode=0o755)
    Visitors(tmp_path / "visitors", Future(), Settings())
    assert (tmp_path / "visitors").stat().st_mode & 0o777 == 0o700


def test_uploads_that_a_killed_server_left_are_deleted(tmp_path: Path) -> None:
    for name, days in (("old", 2.0), ("new", 0.0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("x")
        past = time.time() - days * DAY
        os.utime(tmp_path / name, (past, past))
    past = time.time() - 2 * DAY
    for name, content in (("stray.txt", ""), ("tmpa_bcd123", ""), ("tmpthesis01", "x")):
        (tmp_path / name).write_text(content)
        os.utime(tmp_path / name, (past, past))
    delete_old_uploads(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "stray.txt", "tmpthesis01"]
