import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import LLMUnavailableError
from qa.llms import make_llm
from qa.llms.catalog import CATALOG, find_model
from qa.weights.published import MODELS_FOLDER, WeightsDamagedError, hash_file

BUILT_IN = CATALOG[0]


def put(cache_folder: Path, content: bytes) -> Path:
    folder = cache_folder / MODELS_FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / "tiny.gguf"
    path.write_bytes(content)
    return path


TINY = replace(
    BUILT_IN, name="tiny", file="tiny.gguf", sha256=hashlib.sha256(b"weights").hexdigest(),
    package="",
)  # fmt: skip


def test_the_built_in_model_is_found_without_importing_its_package(tmp_path: Path) -> None:
    import sys

    path = BUILT_IN.find(tmp_path)
    assert path
    assert BUILT_IN.package not in sys.modules
    assert (path.stat().st_size, hash_file(path)) == (BUILT_IN.size, BUILT_IN.sha256)


def test_a_fetched_model_is_found_before_an_installed_one(tmp_path: Path) -> None:
    assert TINY.find(tmp_path) is None
    path = put(tmp_path, b"weights")
    assert TINY.find(tmp_path) == path


def test_a_model_is_checked_once_until_its_file_changes(tmp_path: Path) -> None:
    path = put(tmp_path, b"weights")
    TINY.verify(path, tmp_path)
    status = path.stat()
    path.write_bytes(b"WEIGHTS")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    TINY.verify(path, tmp_path)  # the same size and time: it isn't read again
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    with pytest.raises(WeightsDamagedError, match=r"tiny\.gguf isn't .*footnote models get tiny"):
        TINY.verify(path, tmp_path)


def test_what_is_remembered_of_a_model_is_not_believed_of_another(tmp_path: Path) -> None:
    path = put(tmp_path, b"weights")
    TINY.verify(path, tmp_path)
    with pytest.raises(WeightsDamagedError):
        replace(TINY, sha256="0" * 64).verify(path, tmp_path)


def test_every_entry_can_be_told_apart_and_checked() -> None:
    assert len({model.name for model in CATALOG}) == len(CATALOG)
    assert [model.size for model in CATALOG] == sorted(model.size for model in CATALOG)
    for model in CATALOG:
        assert len(bytes.fromhex(model.sha256)) == 32
        assert ":" not in model.name  # else it would be a kind of LLM
        assert model.url.startswith("https://huggingface.co/")
        assert model.url.endswith(model.file)
        assert all("==" in package for package in model.packages)


def test_a_name_that_is_not_there_says_which_are() -> None:
    with pytest.raises(LLMUnavailableError, match=r"no model 'gpt'.*smollm2-135m"):
        find_model("gpt")


def test_a_model_that_is_not_installed_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(LLMUnavailableError, match=r"footnote models get qwen2\.5-coder-1\.5b"):
        make_llm("qwen2.5-coder-1.5b", cache_folder=tmp_path)
