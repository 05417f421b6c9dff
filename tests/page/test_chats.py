"""Conversations of a visitor: on disk, one file each, whatever happens to the process."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from page.chat import MAX_TURNS
from page.chats import MAX_CHATS, ChatBusyError, Chats, NoRoomError
from page.kept import CONVERSATION_PUT_ASIDE
from page.turn import TURN, Turn

notices: list[str] = []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notices.clear()
    return tmp_path / "visitor"


def open_chats(folder: Path) -> Chats:
    """The conversations kept there, as after a restart."""

    def say(notice: str) -> None:
        if notice:
            notices.append(notice)

    return Chats(folder / "chats", folder / "turns.jsonl", say)


def ask(chats: Chats, *questions: str) -> str:
    """Ask in a new conversation, and return its id."""
    chat = chats.begin()
    for question in questions:
        chat.keep(Turn(question, notice="x"))
    return chat.id


def asked(chats: Chats, chat_id: str = "") -> list[str]:
    return [turn.question for turn in chats.get(chat_id).turns]


def titles(chats: Chats) -> list[str]:
    return [info.title for info in chats.list_infos()]


def test_nothing_is_written_before_something_is_asked(folder: Path) -> None:
    chats = open_chats(folder)
    assert chats.begin().turns == []
    assert chats.get().turns == []
    assert titles(chats) == []
    assert not folder.exists()


def test_each_is_there_after_a_restart_the_last_one_first(folder: Path) -> None:
    chats = open_chats(folder)
    first, second = ask(chats, "Where?", "And why?"), ask(chats, "How?")
    os.utime(chats._file(first), (1, 1))
    again = open_chats(folder)
    assert titles(again) == ["How?", "Where?"]
    assert asked(again, first) == ["Where?", "And why?"]
    assert asked(again) == asked(again, second) == ["How?"]
    assert asked(again, "not an id/..") == ["How?"]


def test_what_an_earlier_version_kept_becomes_one_of_them(folder: Path) -> None:
    folder.mkdir()
    lines = [TURN.dump_json(Turn(f"{number}?", notice="x")) for number in range(MAX_TURNS + 5)]
    (folder / "turns.jsonl").write_bytes(b"\n".join([*lines, b""]))
    chats = open_chats(folder)
    assert titles(chats) == ["0?"]
    assert asked(chats)[0] == "5?"  # as many as were shown
    assert not (folder / "turns.jsonl").exists()
    chats.get().keep(Turn("And?", notice="x"))
    assert asked(open_chats(folder))[-1] == "And?"


def test_a_deleted_one_comes_back_until_it_is_purged(folder: Path) -> None:
    chats = open_chats(folder)
    first, second = ask(chats, "Where?"), ask(chats, "How?")
    assert chats.delete(first) == "Where?"
    assert titles(chats) == titles(open_chats(folder)) == ["How?"]
    chats.restore(first)
    assert asked(chats, first) == ["Where?"]
    for chat_id in (first, second):
        chats.delete(chat_id)
    chats.purge(first)
    for chat_id in (first, second):
        chats.restore(chat_id)
    assert titles(chats) == ["How?"]
    chats.delete(second)
    chats.purge()
    assert list((folder / "chats").iterdir()) == []
    with pytest.raises(KeyError):
        chats.delete(second)


def test_one_whose_question_is_being_answered_is_not_deleted(folder: Path) -> None:
    chats = open_chats(folder)
    chat = chats.get(ask(chats, "Where?"))
    with chat.asking(), pytest.raises(ChatBusyError):
        chats.delete(chat.id)
    chats.delete(chat.id)
    assert titles(chats) == []


def test_there_is_a_limit_to_conversations_and_to_their_questions(folder: Path) -> None:
    chats = open_chats(folder)
    ids = [ask(chats, f"{number}?") for number in range(MAX_CHATS)]
    with pytest.raises(NoRoomError, match=r"50 conversations.*Delete one"):
        chats.check_room(chats.begin(), 0)
    chats.check_room(chats.get(ids[3]), MAX_TURNS - 1)
    with pytest.raises(NoRoomError, match="200 questions"):
        chats.check_room(chats.get(ids[3]), MAX_TURNS)
    chats.delete(ids[0])
    chats.check_room(chats.begin(), 0)


def test_a_turn_that_is_dropped_stays_dropped(folder: Path) -> None:
    chats = open_chats(folder)
    chat_id = ask(chats, "0?", "1?", "2?", "3?")
    chats.get(chat_id).forget(2)
    chats.get(chat_id).keep(Turn("Last?", notice="x"))
    assert asked(open_chats(folder)) == ["0?", "1?", "Last?"]


def test_a_turn_is_replaced_where_it_stands(folder: Path) -> None:
    chats = open_chats(folder)
    chat = chats.get(ask(chats, "0?", "1?", "2?"))
    chat.replace_turn(chat.turns[1], replace(chat.turns[1], liked=True))
    assert [turn.liked for turn in open_chats(folder).get().turns] == [None, True, None]
    gone = chat.turns[2]
    chat.forget(2)
    chat.replace_turn(gone, replace(gone, liked=True))
    assert len(chat.turns) == 2


def test_what_another_version_wrote_is_put_aside_and_said_to_be(folder: Path) -> None:
    chats = open_chats(folder)
    good, bad = ask(chats, "Where?"), ask(chats, "How?")
    file = chats._file(bad)
    file.write_text('{"question": 5}\n')
    again = open_chats(folder)
    assert titles(again) == ["A conversation that can't be read", "Where?"]
    assert asked(again, bad) == []
    assert notices == [CONVERSATION_PUT_ASIDE]
    assert file.with_suffix(".old").read_text() == '{"question": 5}\n'
    assert asked(again, good) == ["Where?"]


WRITING = """
import sys
from pathlib import Path
from page.chats import Chats
from page.turn import Turn
folder = Path(sys.argv[1])
chat = Chats(folder / "chats", folder / "turns.jsonl", print).begin()
for number in range(10_000):
    chat.keep(Turn(f"Question {number}?", notice="An answer. " * 2_000))
    print(number, flush=True)
"""


def test_killed_at_any_moment_it_keeps_what_was_kept(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()  # that there is nothing to tell
        said = [int(process.stdout.readline()) for _ in range(30)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout if line.strip().isdecimal()]
    (file,) = folder.rglob("*.jsonl")
    with file.open("ab") as end:
        end.write(b'{"question": "cut of')
    turns = open_chats(folder).get().turns
    assert [turn.question for turn in turns][: len(said)] == [f"Question {n}?" for n in said]
    open_chats(folder).get().keep(Turn("After?", notice="x"))
    assert open_chats(folder).get().turns == [*turns, Turn("After?", notice="x")]
