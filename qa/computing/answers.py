"""Answers that are computed from the one table, or list, that a question can be about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from index import Corpus, Document
from qa.answer import Citation, Segment
from qa.computing.confidence import find_measured
from qa.computing.dated_headings import find_dated_headings
from qa.computing.dated_lines import find_dated_lines
from qa.computing.derived import derive_tables
from qa.computing.labelled_lines import find_labelled_lines
from qa.computing.operations import compute
from qa.computing.prose import find_prose_tables, may_compute_from_prose
from qa.computing.questions import Calculation, read_calculation
from qa.computing.results import Computed
from qa.computing.sections import find_section_tables
from qa.computing.tables import RowTable, find_tables
from qa.computing.wording import word_computed

SOURCES = (find_tables, find_section_tables, find_dated_lines)
"""What reads the tables of a document."""

LOOSE_SOURCES = (find_dated_headings, find_labelled_lines)
"""What reads other tables, where those compute nothing."""


@dataclass(frozen=True, slots=True)
class ComputedAnswer:
    """An answer that was computed; the fields are those of ``Answer``.

    ``result`` is the bare result: "7", "24.50 €", the name of the row.
    """

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    result: str
    confidence: float
    calibration_note: str

    name = "computed from a table"


def answer_by_computing(
    question: str, corpus: Corpus, document_ids: Sequence[str]
) -> ComputedAnswer | None:
    """Compute the answer to a question from one table or list.

    Args:
        question: what is asked.
        corpus: where the documents are.
        document_ids: of the documents that are asked.

    Returns:
        None if nothing is to be computed, or no table bears it out, or several do.
    """
    computed = find_computed(question, (corpus.document(i) for i in document_ids))
    if computed is None:
        return None
    measured = find_measured(computed.operation, computed.is_loose)
    sentences = corpus.sentences(computed.table.document.id)
    segments, citations = word_computed(computed, sentences)
    return ComputedAnswer(segments, citations, computed.result, measured.confidence, measured.note)


def find_computed(question: str, documents: Iterable[Document]) -> Computed | None:
    """Compute a result from the one table of the documents that a question can be about."""
    documents, calculation = [*documents], read_calculation(question)
    if calculation is None:
        return None
    sources = [*SOURCES]
    sources += [find_prose_tables] if may_compute_from_prose(calculation) else []
    tables = [table for document in documents for find in sources for table in find(document)]
    results = _compute_all(calculation, tables)
    if not results:
        others = [
            table for document in documents for find in LOOSE_SOURCES for table in find(document)
        ]
        derived = (table for own in tables for table in derive_tables(own, calculation.operation))
        results = _compute_all(calculation, chain(others, derived))
    return results[0] if len(results) == 1 else None


def _compute_all(calculation: Calculation, tables: Iterable[RowTable]) -> list[Computed]:
    found = (compute(calculation, table) for table in tables)
    return [computed for computed in found if computed and computed.fits]
