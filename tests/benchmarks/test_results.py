from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.results import ResultTable, load_results, save


def test_what_is_saved_is_printed_and_loaded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    save("x", {"speed": "5 ms"}, [ResultTable("Shares", ("", "%"), [("a", "97.5")])], "FOLDER")
    printed = capsys.readouterr().out
    assert "5 ms" in printed
    assert "97.5" in printed
    loaded = load_results()["x"]
    assert loaded.command == "python -m benchmarks.x FOLDER"
    assert loaded.figures == {"speed": "5 ms"}
    assert loaded.tables == [ResultTable("Shares", ["", "%"], [["a", "97.5"]])]
