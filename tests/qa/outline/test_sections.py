"""Places in a Markdown file, where numbered clauses are paragraphs in a row."""

from pathlib import Path

import pytest

from index.loading import load
from index.sentences import split_sentences
from qa.outline.blocks import DocumentOutline
from qa.outline.english import plain_form
from qa.outline.sections import is_missing, make_heading_lookup, make_place_lookup
from qa.place_request import find_place_request

HALL = """# Hire of the Tolland hall

## 1. Hours

1.1 The club may use the hall on Tuesdays.

1.2 In August the hall is closed.

## 2. Duties

2.1 The club sweeps the floor.

2.2 The club shall:

(a) pay by bank transfer;

(b) leave a deposit of £150;

(c) pay for broken lamps.

2.3 The caretaker:

- opens the doors at 18:45;
- locks up at 22:15.

## Small oven

### First use

1. Take the tray out, the rack out and the paper out.
2. Rub the seal with oil from the bottle, not with butter.

### Guarantee

Four years.

## Large oven

### First use

1. Screw the feet on.
2. Set the clock with the left knob.
3. Run programme P9.
"""


@pytest.fixture(scope="module")
def outline(tmp_path_factory: pytest.TempPathFactory) -> DocumentOutline:
    path: Path = tmp_path_factory.mktemp("places") / "hall.md"
    path.write_text(HALL, encoding="utf-8")
    document = load(path)
    return DocumentOutline(document, split_sentences(document.text, document.blocks))


def quote(outline: DocumentOutline, question: str) -> list[str]:
    """Return the sentences that are quoted for a question."""
    lookups = [make_place_lookup(question), make_heading_lookup(plain_form(question))]
    for lookup in filter(None, lookups):
        if found := lookup(outline):
            return [outline.document.text[words.start : words.end] for words in found]
    return []


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What does clause 2.1 say?", ["2.1 The club sweeps the floor."]),
        ("What does clause clause 2.1 say?", ["2.1 The club sweeps the floor."]),
        ("What does 2.2 (b) say?", ["(b) leave a deposit of £150;"]),
        ("what is part a of clause 2.2", ["(a) pay by bank transfer;"]),
        ("point (c) of clause 2.2?", ["(c) pay for broken lamps."]),
        ("What is the last item of clause 2.3?", ["- locks up at 22:15."]),
        ("What is the second item in clause 2.2?", ["(b) leave a deposit of £150;"]),
        ("What is step 2 of the first use of the small oven?",
         ["2. Rub the seal with oil from the bottle, not with butter."]),
        ("the last step of the first use of the large oven", ["3. Run programme P9."]),
        ("step two of first use", []),
        ("step three of first use", ["3. Run programme P9."]),
        ("Guarantee", ["### Guarantee", "Four years."]),
        ("What does the guarantee section say?", ["### Guarantee", "Four years."]),
        ("How much is the deposit in clause 2.2?", []),
    ],
)  # fmt: skip
def test_a_place_is_quoted_whole(
    outline: DocumentOutline, question: str, quoted: list[str]
) -> None:
    assert [text.lstrip("# ") for text in quote(outline, question)] == [
        text.lstrip("# ") for text in quoted
    ]


def test_a_clause_is_quoted_with_what_it_leads_in(outline: DocumentOutline) -> None:
    assert quote(outline, "What does clause 2.2 say?") == [
        "2.2 The club shall:",
        "(a) pay by bank transfer;",
        "(b) leave a deposit of £150;",
        "(c) pay for broken lamps.",
    ]


def test_a_step_beyond_the_last_one_is_missing(outline: DocumentOutline) -> None:
    def missing(question: str) -> bool:
        request = find_place_request(question)
        return request is not None and is_missing(outline, request)

    assert missing("What is step 7 of the first use of the large oven?")
    assert not missing("What is step 3 of the first use of the large oven?")
    assert not missing("What happens to the oven in step 7 of the parade?")
