"""Figures of a writer on development questions."""

import re
from collections.abc import Callable, Sequence
from statistics import fmean

import torch
from llama_index.core.llms import LLM, ChatMessage
from transformers import LlamaForCausalLM

from qa.evaluation.metrics import f1
from training.writer.batching import BatchEncoder
from training.writer.examples import AnsweredQuestion, WriterExample

_MARKER = re.compile(r"\s*\[(\d+)\]")
_NUMBER = re.compile(r"\d+")
_MAX_NEW_TOKENS = 60
_BATCH_SIZE = 30

Write = Callable[[Sequence[str]], list[str]]
"""Writes the answers to prompts."""


def measure(write: Write, questions: Sequence[AnsweredQuestion]) -> dict[str, float]:
    """Measure a writer on questions for which the reader found something.

    Args:
        write: the writer.
        questions: what is asked; those that the reader abstains from are left out.

    Returns:
        Figures from 0 to 1. The mean F1 of the words with the complete answer that people wrote:
        ``written``, of what it writes; ``words``, of the bare words that the reader found;
        ``sentences``, of their sentences. Shares of the written texts: ``cited``, those that
        cite the right sentences; ``invented``, those with a number that the prompt hasn't.
    """
    pairs = [(question, example) for question in questions if (example := question.ask())]
    texts = write([example.prompt for _, example in pairs])
    scored = [
        _score(question, example, text)
        for (question, example), text in zip(pairs, texts, strict=True)
    ]
    return {name: fmean(scores[name] for scores in scored) for name in scored[0]}


def _score(question: AnsweredQuestion, example: WriterExample, text: str) -> dict[str, float]:
    answer, bare = [question.full_answer], _MARKER.sub("", text)
    invented = set(_NUMBER.findall(bare)) - set(_NUMBER.findall(example.prompt))
    return {
        "written": f1(bare, answer),
        "words": f1(question.words_of(question.read), answer),
        "sentences": f1(question.sentences_of(question.read), answer),
        "cited": float(set(_MARKER.findall(text)) == set(_MARKER.findall(example.target))),
        "invented": float(bool(invented)),
    }


def write_with_llm(llm: LLM, prompts: Sequence[str]) -> list[str]:
    """Write with an LLM as the product does, one prompt after the other."""
    return [str(llm.chat([ChatMessage(content=prompt)]).message.content) for prompt in prompts]


def write_with_network(
    network: LlamaForCausalLM, encoder: BatchEncoder, prompts: Sequence[str]
) -> list[str]:
    """Write with a network the likeliest words, in batches of prompts of alike lengths."""
    encoded = [encoder.encode_prompt(prompt) for prompt in prompts]
    order = sorted(range(len(encoded)), key=lambda place: len(encoded[place]))
    texts = [""] * len(encoded)
    for begin in range(0, len(order), _BATCH_SIZE):
        places = order[begin : begin + _BATCH_SIZE]
        written = _write_batch(network, [encoded[place] for place in places], encoder.end)
        for place, ids in zip(places, written, strict=True):
            texts[place] = encoder.decode(ids)
    return texts


@torch.inference_mode()
def _write_batch(
    network: LlamaForCausalLM, prompts: Sequence[Sequence[int]], end: int
) -> list[list[int]]:
    device = next(network.parameters()).device
    length = max(map(len, prompts))
    ids = torch.tensor([[end] * (length - len(prompt)) + list(prompt) for prompt in prompts])
    mask = torch.tensor([[0] * (length - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    network.train(mode=False)
    output = network.generate(
        ids.to(device),
        attention_mask=mask.to(device),
        max_new_tokens=_MAX_NEW_TOKENS,
        do_sample=False,
        pad_token_id=end,
        eos_token_id=end,
    )
    rows: list[list[int]] = output[:, length:].tolist()
    return [row[: row.index(end)] if end in row else row for row in rows]
