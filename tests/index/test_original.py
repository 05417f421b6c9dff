"""The file that a document was read from: what is known of it, and that it is still the same."""

from pathlib import Path

import pytest

from index.loading import load
from index.original import Original, OriginalChangedError


@pytest.mark.parametrize(("name", "suffix"), [("a.txt", ".txt"), ("B.HTM", ".htm"), ("c", ".txt")])
def test_a_file_is_its_documents_original(tmp_path: Path, name: str, suffix: str) -> None:
    data = b"<p>The bridge opened in 1932."
    (tmp_path / name).write_bytes(data)
    original = load(tmp_path / name).original
    assert original == Original.of(data, suffix, tmp_path / name)
    assert (original.read(), original.size) == (data, len(data))
    assert original.name == f"{original.sha256}{suffix}"


def test_a_file_that_has_changed_or_gone_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The bridge opened in 1932.")
    original = load(path).original
    assert original
    path.write_bytes(b"The bridge opened in 1933.")
    with pytest.raises(OriginalChangedError, match=r"a\.txt was changed.*Index it again"):
        original.read()
    path.unlink()
    with pytest.raises(OriginalChangedError, match=r"a\.txt can't be read any longer"):
        original.read()


def test_bytes_are_their_own_original() -> None:
    assert Original.of(b"words", ".md").read() == b"words"
