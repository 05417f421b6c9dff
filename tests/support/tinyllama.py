"""A tiny Llama with random weights, a tokenizer and a chat template: real, small, and silly.

``python -m tests.support.tinyllama FOLDER PORT`` serves it as OpenAI's protocol and Ollama's have
it, for the tests of a server in another process. What it writes is gibberish; with ``--says TEXT``
it is that text, word by word, and with ``--dies`` the server breaks off in the middle.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

TEMPLATE = (
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
TEXT = "The bridge opened in 1932 [S1]. It is painted green, and nobody knows why it is [S2]. "
WINDOW = 2_048


def make(folder: Path, *, template: bool = True) -> Path:
    """Save the model to a folder, as ``transformers`` does."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        special_tokens=["<|end|>", "<|user|>", "<|assistant|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([TEXT] * 4, trainer)
    make_fast: Any = PreTrainedTokenizerFast
    fast = make_fast(tokenizer_object=tokenizer, eos_token="<|end|>")
    if template:
        fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(fast),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=WINDOW,
        eos_token_id=fast.eos_token_id,
        bos_token_id=None,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def server(folder: Path, says: str, dies: bool, log: Path) -> FastAPI:
    """The model behind ``/v1/models`` and ``/v1/chat/completions``."""
    from qa.llms.local import TransformersLLM

    app = FastAPI()
    llm = TransformersLLM(str(folder), most_written=40)

    @app.get("/v1/models")
    def list_models(request: Request) -> JSONResponse:
        if request.headers.get("authorization") == "Bearer wrong":
            return JSONResponse({"error": "no such key"}, status_code=401)
        return JSONResponse({"data": [{"id": "tiny", "max_model_len": WINDOW}]})

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> StreamingResponse:
        body = await request.json()
        assert body["stream"]
        return StreamingResponse(answer(body["messages"]), media_type="text/event-stream")

    @app.get("/api/tags")
    def tags() -> dict[str, object]:
        return {"models": [{"name": "tiny:latest"}]}

    @app.post("/api/chat")
    async def ollama_chat(request: Request) -> StreamingResponse:
        body = await request.json()
        assert body["stream"]
        assert body["options"]["num_ctx"] > WINDOW
        lines = (
            json.dumps({"model": "tiny", "message": {"role": "assistant", "content": piece}}) + "\n"
            for piece in pieces(body["messages"])
        )
        return StreamingResponse(lines, media_type="application/x-ndjson")

    def answer(messages: list[dict[str, str]]) -> Iterator[str]:
        with log.open("a", encoding="utf-8") as record:
            record.write(json.dumps(messages) + "\n")
            for place, piece in enumerate(pieces(messages)):
                if dies and place == 3:
                    raise RuntimeError("the model is out of order")
                record.write(json.dumps(piece) + "\n")
                record.flush()
                yield f"data: {json.dumps(chunk(piece))}\n\n"
            yield "data: [DONE]\n\n"

    def pieces(messages: list[dict[str, str]]) -> Iterator[str]:
        if says:
            for word in says.split(" "):
                time.sleep(0.05)
                yield f"{word} "
        else:
            prompt = llm._tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True
            )
            yield from (r.delta or "" for r in llm.stream_complete(prompt, formatted=True))

    def chunk(text: str) -> dict[str, object]:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "tiny",
                "choices": [choice]}  # fmt: skip

    return app


def main() -> None:
    """Serve a model that ``make`` has saved."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--says", default="")
    parser.add_argument("--dies", action="store_true")
    options = parser.parse_args()
    app = server(options.folder, options.says, options.dies, options.folder / "served.jsonl")
    uvicorn.run(app, port=options.port, log_level="warning")


if __name__ == "__main__":
    main()
