"""Tables of the SQLite file, and how those of earlier formats are brought up to date."""

from index.words import TOKENIZER

FORMAT = 6
"""Version of the SQLite file."""

_ORIGINALS = """
CREATE TABLE originals (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    sha256 TEXT NOT NULL, suffix TEXT NOT NULL, size INTEGER NOT NULL)"""

MIGRATIONS = {
    2: "UPDATE sentences SET kind = 'boilerplate' WHERE kind NOT IN ('sentence', 'heading')",
    # Documents get no blocks: their fingerprint says that they are to be indexed anew.
    3: """
ALTER TABLE documents ADD COLUMN blocks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';
ALTER TABLE documents ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE passages RENAME COLUMN heading TO headings;
UPDATE passages SET headings = CASE headings WHEN '' THEN '[]' ELSE json_array(headings) END""",
    # Of a PDF, too, the fingerprint says that it is to be indexed anew.
    4: "ALTER TABLE sentences ADD COLUMN boxes TEXT NOT NULL DEFAULT '[]'",
    5: _ORIGINALS,
}
"""Older format -> statements that lead from it to the next one."""

SCHEMA = f"""
{_ORIGINALS};
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT NOT NULL, blocks TEXT NOT NULL, metadata TEXT NOT NULL,
    fingerprint TEXT NOT NULL);
CREATE TABLE sentences (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL,
    boxes TEXT NOT NULL, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE pending (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, first_sentence INTEGER NOT NULL,
    last_sentence INTEGER NOT NULL, headings TEXT NOT NULL,
    vectors BLOB NOT NULL);
CREATE INDEX passages_by_document ON passages (document);
CREATE VIRTUAL TABLE words USING fts5 (
    heading, text, tokenize = '{TOKENIZER}')
"""
"""Statements that make an empty index."""
