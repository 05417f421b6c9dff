"""How many false statements the verifier lets pass, and how many true ones it loses.

``python -m benchmarks.grounding``. From ``documents.dev``: 2,000 true statements and 2,000 mutants
(see ``benchmarks/mutants.py``), each with the citation of the sentence that it was made of; the
evidence is all of the document, so that the verifier may look for another sentence. A mutant
is detected if it is struck out. Beside them the complete answers written by hand, whose words are
further from the document's, and the same answers with the citation of a wrong sentence.
"""

import random
import time
from collections.abc import Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.mutants import FALSE, TRUE, Statement, full_answers, statements
from index import Document, Kind, Sentence
from qa import Citation
from qa.evaluation import metrics
from qa.grounding import Grounder
from qa.grounding.markers import Marker
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import documents

STATEMENTS, SEED = 2_000, 0


def citable(document: Document, sentences: Sequence[Sentence]) -> dict[int, Citation]:
    """Every sentence of a document, by its number."""
    return {
        s.number: Citation(0, document.id, s.number, s.start, s.end, document.text[s.start : s.end])
        for s in sentences
        if s.kind is Kind.SENTENCE
    }


def struck_out(
    grounder: Grounder,
    document: Document,
    sentences: Sequence[Sentence],
    made: Sequence[Statement],
    seconds: list[float],
) -> list[bool]:
    """Of each statement whether nothing of it is left, or less than all."""
    cited = citable(document, sentences)
    found = []
    for statement in made:
        draft: list[str | Marker] = [statement.text, Marker(statement.cited)]
        begin = time.perf_counter()
        grounded = grounder.ground(draft, cited, {document.id: document.title})
        seconds.append(time.perf_counter() - begin)
        found.append(bool(grounded.removed) or not grounded.citations)
    return found


def main(split: str = "dev") -> None:
    """Print the table."""
    grounder = Grounder(load_embedder(str(Settings.model_fields["embedder"].default)))
    every = documents(split)
    console = Console(width=100)
    seconds: list[float] = []
    sets = (
        ("true statements", statements(every, TRUE, STATEMENTS, SEED)),
        ("mutants", statements(every, FALSE, STATEMENTS, SEED)),
        *(
            (f"complete answers {cited}", full_answers(split, cited, random.Random(SEED)))
            for cited in ("with their evidence", "with a wrong citation")
        ),
    )
    for title, made in sets:
        struck: dict[str, list[bool]] = {}
        for document, sentences, chosen in made:
            for statement, gone in zip(
                chosen, struck_out(grounder, document, sentences, chosen, seconds), strict=True
            ):
                struck.setdefault(statement.change, []).append(gone)
        console.print(_table(title, struck))
    console.print(
        f"a statement takes {1000 * median(seconds):.1f} ms (median), "
        f"{1000 * sorted(seconds)[int(0.95 * len(seconds))]:.1f} ms (95th percentile)"
    )


def _table(title: str, struck: dict[str, list[bool]]) -> Table:
    table = Table(title=f"{title}: struck out, % (95 % interval)", min_width=60)
    for heading in ("", "n", "struck out"):
        table.add_column(heading, justify="right" if heading else "left")
    every = [gone for values in struck.values() for gone in values]
    for name, values in [*struck.items(), ("all", every)]:
        mean, low, high = (100 * v for v in metrics.interval([float(gone) for gone in values]))
        table.add_row(name, f"{len(values):,}", f"{mean:.1f} ({low:.1f}–{high:.1f})")
    return table


if __name__ == "__main__":
    main()
