"""Backends: from a question and its evidence to a result.

Like ``qa.pipeline`` they wire stages; the pipeline doesn't know which of the two it has.
"""

from qa.backends.base import Backend, BackendResult, ResolvedQuestion
from qa.backends.extractive import ExtractiveBackend
from qa.backends.generative import GenerativeBackend

__all__ = ["Backend", "BackendResult", "ExtractiveBackend", "GenerativeBackend", "ResolvedQuestion"]
