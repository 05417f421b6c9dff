"""JSON lines on disk, also when the process that writes them is cut off."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from qa.json_lines import BadRecordError, JsonLines

Pair = tuple[int, str]
PAIR: TypeAdapter[Pair] = TypeAdapter(Pair)
PAIRS = st.lists(st.tuples(st.integers(), st.text(st.characters(codec="utf-8"))), max_size=5)


@pytest.fixture
def lines(tmp_path: Path) -> JsonLines[Pair]:
    return JsonLines(tmp_path / "new" / "pairs.jsonl", PAIR)


@given(PAIRS, PAIRS)
def test_records_come_back_in_their_order(
    lines: JsonLines[Pair], first: list[Pair], then: list[Pair]
) -> None:
    lines.rewrite(first)
    for pair in then:
        lines.append(pair)
    assert lines.read() == [*first, *then]


def test_without_a_file_there_are_none(lines: JsonLines[Pair]) -> None:
    assert lines.read() == []
    lines.delete()
    assert not lines.path.parent.exists()


def test_a_torn_last_line_is_left_out_and_overwritten(lines: JsonLines[Pair]) -> None:
    lines.append((1, "first"))
    size = lines.path.stat().st_size
    lines.append((2, "sécond"))
    content = lines.path.read_bytes()
    for end in range(len(content) + 1):
        lines.path.write_bytes(content[:end])
        whole = [(1, "first"), (2, "sécond")][: (end >= size) + (end == len(content))]
        assert lines.read() == whole
        assert lines.path.read_bytes() == content[:end]
        lines.append((3, "third"))
        assert lines.read() == [*whole, (3, "third")]


def test_a_line_of_another_kind_is_named(lines: JsonLines[Pair]) -> None:
    lines.rewrite([(1, "a"), (2, "b")])
    with lines.path.open("ab") as file:
        file.write(b'{"question": 5}\n')
    with pytest.raises(BadRecordError, match=r"Line 3 of .*pairs\.jsonl"):
        lines.read()


def test_threads_that_write_at_once_keep_each_record(lines: JsonLines[Pair]) -> None:
    def write(number: int) -> None:
        for _ in range(20):
            JsonLines(lines.path, PAIR).append((number, "x" * 20_000))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for number, _ in lines.read()) == sorted([*range(4)] * 20)


WRITING = """
import sys
from pathlib import Path
from pydantic import TypeAdapter
from qa.json_lines import JsonLines
lines = JsonLines(Path(sys.argv[1]), TypeAdapter(tuple[int, str]))
for number in range(100_000):
    lines.append((number, "x" * 100_000))
    print(number, flush=True)
"""


def test_killed_while_it_writes_it_keeps_what_was_written(lines: JsonLines[Pair]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(lines.path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        written = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
    numbers = [number for number, _ in lines.read()]
    assert numbers[: len(written)] == written
    lines.append((-1, "after"))
    assert [number for number, _ in lines.read()] == [*numbers, -1]
