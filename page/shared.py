"""Documents and models that all visitors share."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import DocumentQA, Settings
from qa.loading import index_files, load_reader
from qa.reader import Reader


@dataclass(frozen=True, slots=True)
class Shared:
    """Documents and models that all visitors share, loaded once.

    Attributes:
        bot: answers questions about the documents that everybody finds here.
        reader: the built-in reader, for the visitors' own bots.
    """

    bot: DocumentQA
    reader: Reader

    @classmethod
    def load(cls, sources: Sequence[str | Path], settings: Settings) -> "Shared":
        """Load the models, and index the documents or open the index that they have.

        Raises:
            FootnoteError: as ``DocumentQA.from_files``.
        """
        reader = load_reader()
        return cls(DocumentQA(index_files(sources, None, settings), settings, reader), reader)
