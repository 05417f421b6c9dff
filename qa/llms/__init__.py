"""LLMs of LlamaIndex by their specs."""

from qa.llms.specs import make_llm, make_token_counter

__all__ = ["make_llm", "make_token_counter"]
