from pathlib import Path
from typing import Any

import httpx
import pytest
import xllamacpp

from qa.llms.catalog import CATALOG
from tests.support import tinygguf
from training.writer.weights import BaseModel


@pytest.fixture(scope="session")
def smollm2() -> Path:
    path = CATALOG[0].find(None)
    assert path
    return path


@pytest.fixture(scope="session")
def smollm2_base(smollm2: Path) -> BaseModel:
    return BaseModel(smollm2)


@pytest.fixture(scope="session")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tinygguf.make(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="session")
def tiny_base(tiny_gguf: Path) -> BaseModel:
    return BaseModel(tiny_gguf)


class Oracle:
    """llama.cpp itself, with or without an adapter."""

    def __init__(self, path: Path, adapter: Path | None = None) -> None:
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = 512
        params.verbosity = -1
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
        if adapter:
            info = xllamacpp.CommonAdapterLoraInfo()
            info.path, info.scale = str(adapter), 1.0
            params.lora_adapters = [info]
        self.server: Any = xllamacpp.Server(params)

    def tokenize(self, text: str) -> list[int]:
        """Return the token numbers of a text."""
        tokens: list[int] = self._post("/tokenize", {"content": text})["tokens"]
        return tokens

    def write_chat(self, prompt: str) -> str:
        """Return a prompt in the model's chat template."""
        messages = [{"role": "user", "content": prompt}]
        return str(self._post("/apply-template", {"messages": messages})["prompt"])

    def _post(self, path: str, request: dict[str, Any]) -> Any:
        address = f"{self.server.listening_address}{path}"
        return httpx.post(address, json=request, trust_env=False).raise_for_status().json()

    def next_tokens(self, ids: list[int], count: int = 5) -> dict[int, float]:
        """Return the likeliest next tokens with the logarithms of their probabilities."""
        request = {"prompt": ids, "max_tokens": 1, "temperature": 0, "logprobs": count}
        content = self.server.handle_completions(request)["choices"][0]["logprobs"]["content"]
        return {one["id"]: one["logprob"] for one in content[0]["top_logprobs"]}
