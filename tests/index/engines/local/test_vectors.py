from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.engines.local.vectors import Stamp, Vectors
from index.storage import IndexDamagedError, IndexVersionError

STAMP = Stamp(b"0123456789abcdef", 7)


def unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def some(n: int, dimension: int = 8, seed: int = 0) -> np.ndarray:
    return unit(np.random.default_rng(seed).normal(size=(n, dimension)))


def filled(n: int = 20) -> Vectors:
    vectors = Vectors.empty(8)
    vectors.add(range(100, 100 + n), some(n))
    return vectors


def test_nothing_is_found_in_nothing() -> None:
    assert Vectors.empty(8).search(some(1)[0], 5) == []


@given(
    arrays(np.float32, (12, 4), elements=st.floats(-1, 1, width=16)),
    st.sets(st.integers(0, 10)),
    st.integers(1, 15),
)
def test_search_finds_what_brute_force_finds(rows: np.ndarray, removed: set[int], k: int) -> None:
    rows = unit(rows + 1e-2)
    vectors = Vectors.empty(4)
    vectors.add(range(11), rows[:11])
    vectors.remove(removed)
    kept = [i for i in range(11) if i not in removed]
    scores = sorted((float(rows[i] @ rows[11]) for i in kept), reverse=True)[:k]
    found = vectors.search(rows[11], k)
    assert [score for _, score in found] == pytest.approx(scores, abs=1e-5)
    assert {i for i, _ in found} <= set(kept)
    assert len(vectors) == len(kept)


def test_a_saved_file_comes_back_the_same(tmp_path: Path) -> None:
    filled().save(tmp_path / "v", STAMP)
    loaded, stamp = Vectors.load(tmp_path / "v")
    assert stamp == STAMP
    assert loaded.ids.tolist() == list(range(100, 120))
    assert np.array_equal(loaded.vector(105), some(20)[5])
    assert list(tmp_path.iterdir()) == [tmp_path / "v"]


def test_faiss_itself_reads_the_file(tmp_path: Path) -> None:
    filled().save(tmp_path / "v", STAMP)
    assert faiss.read_index(str(tmp_path / "v")).ntotal == 20


@pytest.mark.parametrize("position", [0, 40, -200, -65, -50, -30, -1])
def test_any_altered_byte_is_noticed(tmp_path: Path, position: int) -> None:
    path = tmp_path / "v"
    filled().save(path, STAMP)
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="--repair"):
        Vectors.load(path)


@pytest.mark.parametrize("kept", [0, 10, 70, -1])
def test_a_truncated_file_is_noticed(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "v"
    filled().save(path, STAMP)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(IndexDamagedError, match="--repair"):
        Vectors.load(path)


def test_another_format_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.local.vectors.FORMAT", 2)
    filled().save(tmp_path / "v", STAMP)
    monkeypatch.undo()
    with pytest.raises(IndexVersionError, match=r"format 2, .* reads 1"):
        Vectors.load(tmp_path / "v")
