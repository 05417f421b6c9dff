"""Tables as text: CSV and TSV."""

import csv
import io

from index.block import Draft
from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.base import Extracted, FileReader, collapse_spaces, refuse_long
from index.readers.tables import add_table, count_heads
from index.readers.text import decode

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 20


class CsvReader(FileReader):
    """A table, its cells parted by commas, semicolons, tabs or bars."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; the first row is one of heads unless it holds numbers."""
        text = decode(data, name, self.charset)
        refuse_long(text, name)
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
            rows = [[collapse_spaces(cell) for cell in row] for row in reader]
        except csv.Error as error:
            raise DocumentUnreadableError(
                f"{name} is no table that can be read ({error}). Save it again as CSV in UTF-8."
            ) from error
        rows = [row for row in rows if any(row)]
        if not rows:
            raise DocumentEmptyError(f"{name} holds no cells. Give a table with text in it.")
        draft = Draft()
        add_table(draft, rows, max(count_heads(rows), _count_heads(rows)))
        return draft

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``."""
        return Extracted("\n".join(block.text for block in self.read(data, name).blocks))


def _count_heads(rows: list[list[str]]) -> int:
    """Return 1 if the first row is complete and holds words only, as by custom it does, else 0."""
    first = rows[0]
    named = all(any(map(str.isalpha, cell)) for cell in first)
    return int(named and len(first) > 1 and len(set(first)) == len(first) and len(rows) > 1)


def _find_delimiter(text: str) -> str:
    """Return the character that parts the cells: as often in all lines, and the most often."""
    lines = text[:100_000].splitlines()[:_SAMPLE_LINES]
    counts = {
        delimiter: [line.count(delimiter) for line in lines if line.strip()]
        for delimiter in _DELIMITERS
    }
    even = [d for d, c in counts.items() if c and min(c) == max(c) > 0]
    return max(even or _DELIMITERS, key=lambda delimiter: sum(counts[delimiter]))
