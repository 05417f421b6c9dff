"""Backends: from a question and its evidence to a result.

The extractive one finds; the generative one has an LLM write what was found. Like ``qa.pipeline``
they wire stages.
"""

from qa.backends.base import BackendResult, Finding, ResolvedQuestion
from qa.backends.extractive import ExtractiveBackend
from qa.backends.generative import GenerativeBackend

__all__ = ["BackendResult", "ExtractiveBackend", "Finding", "GenerativeBackend", "ResolvedQuestion"]
