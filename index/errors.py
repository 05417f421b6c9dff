"""What can go wrong, by type. Every message says what is wrong and what to do about it."""


class FootnoteError(Exception):
    """Base of every error that bad input or a bad state raises; its text is meant for the user."""


class DocumentError(FootnoteError):
    """A document can't be turned into text."""


class DocumentNotFoundError(DocumentError):
    """There is no such file."""


class DocumentEmptyError(DocumentError):
    """The document holds no text."""


class DocumentUnreadableError(DocumentError):
    """The file is binary, damaged, or not what its ending says."""


class DocumentProtectedError(DocumentError):
    """The document asks for a password."""


class DocumentTooLargeError(DocumentError):
    """The document is over the size limit."""


class UnsupportedFormatError(DocumentError):
    """No reader for files of this kind."""


class UrlRefusedError(DocumentError):
    """The address is not one that Footnote fetches: not http(s), or not public."""


class UrlUnreachableError(DocumentError):
    """The server did not give the page: an HTTP error, a time-out, an unknown host."""


class QuestionError(FootnoteError):
    """A question that can't be asked: empty, too long, without words, or in another language."""


class IndexFolderError(FootnoteError):
    """The index on disk can't be used as it is."""


class IndexReadOnlyError(IndexFolderError):
    """The index folder can't be written to."""


class IndexDamagedError(IndexFolderError):
    """A file of the index is missing, truncated or altered."""


class IndexVersionError(IndexFolderError):
    """The index was written by another version of the format."""


class IndexBusyError(IndexFolderError):
    """Another process holds the index for longer than we wait."""


class EmbedderMismatchError(IndexFolderError):
    """The index was built with another embedding model."""


class EmbedderError(FootnoteError):
    """The embedding model can't be loaded, or isn't the published one."""


class QuestionSetError(FootnoteError):
    """A question set does not have the documented form."""


class FloorsError(FootnoteError):
    """The floors for an evaluation's figures can't be read."""


class EvaluationFileError(FootnoteError):
    """A file is no evaluation that ``footnote eval --json`` wrote."""


class FeedbackError(FootnoteError):
    """The file of thumbs up and down can't be read or written."""


class LLMError(FootnoteError):
    """Something is wrong with the local LLM."""


class LLMSpecError(LLMError):
    """What is to name an LLM doesn't have the form that one is named in."""


class LLMUnavailableError(LLMError):
    """The LLM can't be had: no server, no such model, no memory, a package that isn't installed."""


class LLMFailedError(LLMError):
    """The LLM stopped in the middle of its work."""
