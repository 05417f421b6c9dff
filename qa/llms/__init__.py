"""LLMs of LlamaIndex by their specs."""

from qa.llms.specs import make_llm

__all__ = ["make_llm"]
