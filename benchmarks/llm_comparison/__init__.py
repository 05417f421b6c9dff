"""Comparison with other systems where all write with the same LLM, each in its own environment."""
