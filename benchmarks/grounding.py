"""False statements that the checks let pass, and true ones that they strike out.

``python -m benchmarks.grounding``. From ``documents.dev``: 2,000 true statements and 2,000
corrupted copies, each with one edit (``benchmarks/edits.py``) and citing the sentence that it was
made of; the evidence is the whole document, so that another sentence may be found to support it.
Then the complete answers written by hand, whose words are further from the document's, and the
same answers citing a wrong sentence.
"""

import random
import time
from collections.abc import Sequence

from benchmarks.edits import CORRUPTING_EDITS, FAITHFUL_EDITS
from benchmarks.results import ResultTable, format_interval, save
from benchmarks.statements import CitedStatement, DocumentStatements, edit_evidence, take_answers
from benchmarks.timing import format_milliseconds
from index import Document, Kind, Sentence
from qa import Citation
from qa.grounding import Grounder
from qa.grounding.markers import Marker
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import load_documents

STATEMENTS, SEED = 2_000, 0


def cite_sentences(document: Document, sentences: Sequence[Sentence]) -> dict[int, Citation]:
    """Return a citation of every sentence, by its number."""
    return {
        s.number: Citation(0, document.id, s.number, s.start, s.end, document.text[s.start : s.end])
        for s in sentences
        if s.kind is Kind.SENTENCE
    }


def is_struck_out(
    grounder: Grounder,
    statement: CitedStatement,
    citations: dict[int, Citation],
    document: Document,
) -> bool:
    """Check a statement; return whether any of it is removed."""
    draft: list[str | Marker] = [statement.text, Marker(statement.cited)]
    grounded = grounder.ground(draft, citations, dict.fromkeys(citations, document.title))
    return bool(grounded.removed) or not grounded.citations


def check_all(
    grounder: Grounder, sets: Sequence[DocumentStatements], seconds: list[float]
) -> dict[str, list[bool]]:
    """Check all statements.

    Returns:
        For each edit, whether each statement was struck out; ``seconds`` gets the times.
    """
    struck: dict[str, list[bool]] = {}
    for one in sets:
        citations = cite_sentences(one.document, one.sentences)
        for statement in one.statements:
            begin = time.perf_counter()
            removed = is_struck_out(grounder, statement, citations, one.document)
            seconds.append(time.perf_counter() - begin)
            struck.setdefault(statement.edit, []).append(removed)
    return struck


def tabulate(title: str, struck: dict[str, list[bool]]) -> ResultTable:
    """Make a row for each edit and one for all."""
    every = [removed for values in struck.values() for removed in values]
    rows = [
        (edit, f"{len(values):,}", format_interval([float(v) for v in values], digits=1))
        for edit, values in [*sorted(struck.items()), ("all", every)]
    ]
    return ResultTable(title, ("", "n", "struck out, %"), rows)


def main() -> None:
    """Check and save."""
    grounder = Grounder(load_embedder(str(Settings.model_fields["embedder"].default)))
    records = load_documents("dev")
    seconds: list[float] = []
    sets = {
        "True statements": edit_evidence(records, FAITHFUL_EDITS, STATEMENTS, SEED),
        "Corrupted statements": edit_evidence(records, CORRUPTING_EDITS, STATEMENTS, SEED),
        "Complete answers with their evidence": take_answers(records, None),
        "Complete answers with a wrong citation": take_answers(records, random.Random(SEED)),
    }
    tables = [tabulate(title, check_all(grounder, each, seconds)) for title, each in sets.items()]
    label = "checking a statement: median, 95th percentile"
    save("grounding", {label: format_milliseconds(seconds, digits=1)}, tables)


if __name__ == "__main__":
    main()
