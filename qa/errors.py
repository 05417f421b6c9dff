"""What can go wrong with an LLM, by type; other errors stand where they are raised."""

from index.errors import FootnoteError


class LLMError(FootnoteError):
    """Something is wrong with the local LLM."""


class LLMSpecError(LLMError):
    """The spec of an LLM is malformed."""


class LLMUnavailableError(LLMError):
    """The LLM can't be had: no server, no such model, no memory, a package that isn't installed."""


class LLMFailedError(LLMError):
    """The LLM stopped in the middle of its work."""
