"""Documents and models that all visitors share."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import DocumentQA, Settings
from qa.loading import index_files, load_reader, open_index
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

        Args:
            sources: paths and addresses; none for what is in the database of the settings.
            settings: options.

        Raises:
            FootnoteError: as ``DocumentQA.from_files`` and ``DocumentQA.open``.
        """
        reader = load_reader()
        index = index_files(sources, None, settings) if sources else open_index(None, settings)
        return cls(DocumentQA(index, settings, reader), reader)
