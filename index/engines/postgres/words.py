"""BM25 by a table of terms, with the terms and the scores that SQLite's FTS5 has.

FTS5 itself takes the texts apart, in memory, so that words and stems are the same to the letter.
"""

import math
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing

import psycopg

from index.words import TOKENIZER, extract_query_words, pick_rarest

Terms = dict[str, int]
"""How often each term is in a text."""

_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6  # FTS5 keeps the inverse document frequency from falling to zero or below

# PostgreSQL takes a number with a point for a decimal one, with which it is ten times as slow.
_SEARCH = f"""
SELECT passage, sum(idf * frequency * {_K1 + 1}::float8
    / (frequency + {_K1}::float8 * ({1 - _B}::float8 + {_B}::float8 * words / %s::float8))) AS score
FROM unnest(%s::integer[], %s::float8[]) AS asked (term, idf) JOIN postings USING (term)
{{among}} GROUP BY passage ORDER BY score DESC, passage LIMIT %s
"""
_AMONG = """
WHERE passage IN (SELECT p.id FROM passages p JOIN documents d ON d.key = p.document
    WHERE d.id = ANY(%s))
"""


def count_terms(texts: Sequence[str]) -> list[Terms]:
    """Return the terms of each text, as FTS5 makes them of its words.

    >>> count_terms(["The towns' captured town", "!"])
    [{'captur': 1, 'the': 1, 'town': 2}, {}]
    """
    counts: list[Terms] = [{} for _ in texts]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', tokenize = '{TOKENIZER}')"
        )
        db.execute("CREATE VIRTUAL TABLE instances USING fts5vocab (texts, instance)")
        db.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))
        for place, term, count in db.execute(
            "SELECT doc, term, count(*) FROM instances GROUP BY doc, term"
        ):
            counts[place][term] = count
    return counts


def add_terms(db: psycopg.Connection, counts: Sequence[Terms]) -> dict[str, int]:
    """Count the terms of new passages, and return the ids of all of them by term."""
    passages: Terms = {}
    for terms in counts:
        for term in terms:
            passages[term] = passages.get(term, 0) + 1
    rows = db.execute(
        "INSERT INTO terms (term, passages) SELECT * FROM unnest(%s::text[], %s::integer[]) "
        "ON CONFLICT (term) DO UPDATE SET passages = terms.passages + excluded.passages "
        "RETURNING term, id",
        (list(passages), list(passages.values())),
    )
    return dict(rows.fetchall())


def add_postings(
    db: psycopg.Connection, counts: Mapping[int, Terms], term_ids: Mapping[str, int]
) -> None:
    """Add the postings of passages.

    Args:
        db: in a transaction.
        counts: the terms by passage id.
        term_ids: what ``add_terms`` returned for them.
    """
    with db.cursor().copy("COPY postings (term, passage, frequency, words) FROM STDIN") as copy:
        for passage, terms in counts.items():
            words = sum(terms.values())
            for term, frequency in terms.items():
                copy.write_row((term_ids[term], passage, frequency, words))


def delete_postings(db: psycopg.Connection, document_id: str) -> None:
    """Delete the postings of a document's passages, and count their terms no longer."""
    db.execute(
        "WITH gone AS (SELECT p.id AS passage, unnest(p.terms) AS term "
        "FROM passages p JOIN documents d ON d.key = p.document WHERE d.id = %s), "
        "deleted AS (DELETE FROM postings USING gone WHERE postings.term = gone.term "
        "AND postings.passage = gone.passage), "
        "counted AS (SELECT term, count(*) AS passages FROM gone GROUP BY term) "
        "UPDATE terms SET passages = terms.passages - counted.passages "
        "FROM counted WHERE terms.id = counted.term",
        [document_id],
    )


def search(
    db: psycopg.Connection, query: str, k: int, only: Collection[str] | None = None
) -> list[tuple[int, float]]:
    """Return the ``k`` best passages; as ``index.storage.Store.search_words``.

    A word that FTS5 takes for several, such as "max_size", is looked for by each of them; FTS5
    itself would look for them side by side.
    """
    words = extract_query_words(query)
    terms_of = dict(zip(words, count_terms(words), strict=True))
    every = sorted({term for terms in terms_of.values() for term in terms})
    rows = db.execute(
        "SELECT m.passages, m.words, t.term, t.id, t.passages FROM meta m "
        "LEFT JOIN terms t ON t.term = ANY(%s) AND t.passages > 0",
        [every],
    ).fetchall()
    total, length = rows[0][:2]
    known = {term: (key, having) for *_, term, key, having in rows if term is not None}
    matches = {
        word: sum(known[term][1] for term in terms if term in known)
        for word, terms in terms_of.items()
    }
    asked = [
        known[term] for word in pick_rarest(matches) for term in terms_of[word] if term in known
    ]
    if not asked:
        return []
    among, ids = ("", []) if only is None else (_AMONG, [list(only)])
    keys, idfs = [key for key, _ in asked], [_idf(total, having) for _, having in asked]
    found = db.execute(
        _SEARCH.format(among=among), (length / total, keys, idfs, *ids, k)
    ).fetchall()
    return [(int(passage), float(score)) for passage, score in found]


def _idf(total: int, having: int) -> float:
    idf = math.log((total - having + 0.5) / (having + 0.5))
    return idf if idf > 0 else _LEAST_IDF


def find_faults(db: psycopg.Connection, document_id: str, counts: Mapping[int, Terms]) -> list[int]:
    """Return the ids of a document's passages whose postings aren't those of their text.

    Args:
        db: the database.
        document_id: of the document.
        counts: the terms by passage id, as their texts have them.
    """
    stored: dict[int, Terms] = {passage: {} for passage in counts}
    for passage, term, frequency in db.execute(
        "SELECT p.id, t.term, o.frequency FROM passages p "
        "JOIN LATERAL unnest(p.terms) AS u (term) ON true "
        "JOIN postings o ON o.term = u.term AND o.passage = p.id AND o.words = p.words "
        "JOIN terms t ON t.id = u.term JOIN documents d ON d.key = p.document WHERE d.id = %s",
        [document_id],
    ):
        stored[passage][term] = frequency
    return [passage for passage, terms in counts.items() if stored[passage] != terms]
