from pathlib import Path

import pytest

from qa import Settings
from qa.llms.catalog import CATALOG
from qa.loading import load_writer
from tests.support.command import assert_one_sentence, footnote


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and no network."""
    monkeypatch.setenv("FOOTNOTE_CACHE_FOLDER", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return tmp_path


def test_models_are_listed_with_what_is_installed() -> None:
    code, out, err = footnote("models")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    for number, model in enumerate(CATALOG):
        assert lines[2 * number] == f"{model.name}: {model.title}"
        assert lines[2 * number + 1].startswith(f"  {model.size / 1e6:,.0f} MB, ")
    assert [line.rpartition(", ")[2] for line in lines[1:6:2]] == [
        "installed", "not installed", "not installed",
    ]  # fmt: skip


def test_a_fetched_model_counts_as_installed(cache_folder: Path) -> None:
    (cache_folder / "models").mkdir()
    (cache_folder / "models" / CATALOG[1].file).write_bytes(b"")
    assert footnote("models").out.splitlines()[3].endswith("Apache-2.0, installed")


def test_what_there_is_not_is_one_sentence() -> None:
    assert_one_sentence(footnote("models", "get", "gpt-5"), "no model 'gpt-5'")


@pytest.mark.parametrize("spec", ["none", " None ", ""])
def test_none_is_no_llm_whatever_the_environment_says(
    spec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM", spec)
    assert load_writer(Settings()) is None
    monkeypatch.setenv("FOOTNOTE_LLM", "ollama:qwen3")
    assert load_writer(Settings(llm=spec)) is None
