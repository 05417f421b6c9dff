"""Tables as text: CSV and TSV."""

import csv
import io

from index.block import Draft
from index.document import DocumentEmptyError, DocumentUnreadableError, check_length
from index.readers.base import FileReader
from index.readers.tables import add_table, count_heads, has_named_columns
from index.readers.text import decode
from index.whitespace import collapse_spaces

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 20


class CsvReader(FileReader):
    """A table, its cells parted by commas, semicolons, tabs or bars."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; the first row is one of heads unless it holds numbers."""
        text = decode(data, name, self.charset)
        check_length(text, name)
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
        add_table(draft, rows, count_heads(rows) or int(has_named_columns(rows)))
        return draft


def _find_delimiter(text: str) -> str:
    """Return the character that parts the cells: as often in all lines, and the most often."""
    lines = text[:100_000].splitlines()[:_SAMPLE_LINES]
    counts = {
        delimiter: [line.count(delimiter) for line in lines if line.strip()]
        for delimiter in _DELIMITERS
    }
    even = [d for d, c in counts.items() if c and min(c) == max(c) > 0]
    return max(even or _DELIMITERS, key=lambda delimiter: sum(counts[delimiter]))
