"""Word documents."""

from index.block import Draft
from index.readers.base import FileReader


class DocxReader(FileReader):
    """A Word document: what ``index.readers.wordml`` finds in it."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        from index.readers.wordml.document import read_document  # lxml: only for these files

        return read_document(data, name)
