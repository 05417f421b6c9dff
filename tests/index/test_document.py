"""Text is normalised once for all, and its title and id are found."""

import hashlib
import re
import unicodedata
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind, Box, Draft
from index.document import (
    MAX_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    Document,
    DocumentEmptyError,
    DocumentTooLargeError,
    normalise,
)

Boxes = tuple[Box, ...]
TRICKY = (
    " \n\r\t\f\v\x00\x85\u00a0\u00ad\u0300\u0301\u0323\u093c\u094d\u0915\u05d0\u0627\u200b\u200c"
    "\u200d\u200e\u202e\u2028\u2066\u3000\ufeff\ufe0f\U0001f469\U0001f680\U000e0041\ud83d\ude00eA1"
)
any_text = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)))
ordinary_text = st.text(
    st.one_of(st.characters(categories=["L", "M", "N", "P", "Zs"]), st.just("\n"))
)
with_words = any_text.filter(lambda text: any(map(str.isalnum, normalise(text))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "one\r\ntwo\rthree\u2028four\u2029five\fsix\x85seven",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven",
        ),
        ("Cafe\u0301", "Café"),
        ("\ufeffstart", "start"),
        ("soft\u00adly zero\u200bwidth word\u2060joiner", "softly zerowidth wordjoiner"),
        ("a\u202eb\u2066c\u2069d\u200e", "abcd"),
        ("hid\U000e0048\U000e0049den", "hidden"),
        ("bell\x07 nul\x00 escape\x1b[0m", "bell nul escape[0m"),
        ("tab\tnbsp\u00a0thin\u2009wide\u3000end", "tab nbsp thin wide end"),
        ("line  \n \n\n \nnext", "line\n\nnext"),
        ("\n\n  padded \n", "padded"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("inner  spaces\n    and indent stay", "inner  spaces\n    and indent stay"),
    ],
)
def test_normalise(before: str, after: str) -> None:
    assert normalise(before) == after


def test_a_space_run_that_ends_no_line_takes_linear_time() -> None:
    assert normalise("a" + " " * 1_000_000 + "b") == "a" + " " * 1_000_000 + "b"


def test_long_runs_of_combining_marks_take_linear_time() -> None:
    # Each mark on its own is kept; the second of each pair sorts before the first.
    text = normalise("x" + "\u0301\u0323" * 200_000)
    assert (text.count("\u0301"), text.count("\u0323")) == (200_000, 200_000)
    assert text.startswith("x" + "\u0323" * 15 + "\u0301" * 15 + "\u034f")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: the non-joiner is spelling
        "क्\u200dष",  # Hindi: the joiner picks the half form
        "അവന്\u200d",  # Malayalam: at the end of a word too
        "👩\u200d🚀 ❤️\u200d🔥",
    ],
)
def test_joiners_stay_where_a_script_or_an_emoji_needs_them(text: str) -> None:
    assert normalise(text) == text


def test_joiners_go_where_nothing_needs_them() -> None:
    assert normalise("pass\u200cword pass\u200dword 👩\u200d!") == "password password 👩!"


@given(any_text)
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(any_text)
def test_normalised_text_is_clean(text: str) -> None:
    clean = normalise(text)
    assert clean == unicodedata.normalize("NFC", clean)
    assert not re.search(r"[^\S \n]| \n|\n{3}|^\s|\s$|[\ud800-\udfff]", clean)
    assert not any(unicodedata.category(c) == "Cc" for c in clean.replace("\n", ""))


@given(ordinary_text)
def test_normalise_keeps_every_letter_and_digit(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert [c for c in normalise(text) if c.isalnum()] == [c for c in composed if c.isalnum()]


@given(with_words)
def test_the_id_is_the_hash_of_the_text_and_the_text_is_a_fixed_point(text: str) -> None:
    document = Document.from_text(text)
    assert document.id == hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    assert document.is_intact
    again = Document.from_text(document.text)
    assert (again.id, again.text) == (document.id, document.text)


def test_an_altered_text_is_not_intact() -> None:
    document = Document.from_text("The wall is 3 m high.")
    assert not replace(document, text="The wall is 4 m high.").is_intact


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Sajur Dam\n\nIt was built in 1936.", "The Sajur Dam"),
        ("It was built in 1936.\n\n## History of it\nMore.", "History of it"),
        ("Built in 1936,\n\nit stood for long.\n\nIt fell.", "Untitled"),
        ("A first line that is wrapped\nand goes on here.", "Untitled"),
        ("It was built in 1936.", "Untitled"),
        ("=====\n\nIt was built in 1936.", "Untitled"),
    ],
)
def test_the_title_falls_back_to_what_looks_like_a_heading(text: str, title: str) -> None:
    assert Document.from_text(text).title == title


def test_a_given_title_becomes_one_short_line() -> None:
    document = Document.from_text(
        "Some text.", title=" A\n title\u00a0here " + "x" * 500, source="s"
    )
    assert document.title.startswith("A title here xxx")
    assert document.title.endswith("…")
    assert len(document.title) == MAX_TITLE_CHARACTERS
    assert document.source == "s"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "…!? --"])
def test_a_text_without_words_is_empty(text: str) -> None:
    with pytest.raises(DocumentEmptyError, match="holds no words"):
        Document.from_text(text)


def test_a_text_over_the_limit_is_refused() -> None:
    Document.from_text("x" * MAX_CHARACTERS)
    with pytest.raises(DocumentTooLargeError, match=r"10,000,001 characters.*10,000,000.*Split"):
        Document.from_text("x" * (MAX_CHARACTERS + 1))


# Documents of blocks

drafts = st.lists(
    st.tuples(
        st.sampled_from(BlockKind),
        st.one_of(any_text, st.sampled_from(["\u200d", "\u0301x", "A" + "\u0301" * 40, "\u200b"])),
        st.integers(0, 6),
        st.integers(-1, 20),
    ),
    max_size=12,
)


def draft_of(parts: list[tuple[BlockKind, str, int, int]]) -> Draft:
    draft = Draft()
    for kind, text, level, parent in parts:
        draft.add(kind, text, level=level, parent=parent if parent >= 0 else None)
    return draft


@given(drafts)
def test_the_text_of_blocks_is_normalised_and_each_is_its_slice(
    parts: list[tuple[BlockKind, str, int, int]],
) -> None:
    draft = draft_of([(BlockKind.PARAGRAPH, "Words.", 0, -1), *parts])
    document = Document.from_draft(draft)
    assert normalise(document.text) == document.text
    visible = [block for block in draft.blocks if normalise(block.text)]
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        normalise(block.text) for block in visible
    ]
    assert [(b.kind, b.level) for b in document.blocks] == [(b.kind, b.level) for b in visible]
    assert "".join(document.text.split()) == "".join(
        "".join(document.text[b.start : b.end].split()) for b in document.blocks
    )
    for place, block in enumerate(document.blocks):
        assert block.parent is None or block.parent < place


def test_what_hangs_on_a_block_without_visible_text_hangs_on_its_parent() -> None:
    draft = Draft()
    draft.add(BlockKind.HEADING, "Rules", level=1)
    hidden = draft.add(BlockKind.PARAGRAPH, "\u200b\u202e")
    draft.add(BlockKind.LIST_ITEM, "- pay", parent=hidden)
    document = Document.from_draft(draft)
    assert [(document.text[b.start : b.end], b.parent) for b in document.blocks] == [
        ("Rules", None),
        ("- pay", 0),
    ]


def test_what_hangs_on_nothing_visible_at_the_top_hangs_on_nothing() -> None:
    draft = Draft()
    hidden = draft.add(BlockKind.HEADING, "\u200b", level=1)
    draft.add(BlockKind.PARAGRAPH, "It stands.", parent=hidden)
    assert [b.parent for b in Document.from_draft(draft).blocks] == [None]


def test_lists_tables_and_forms_stand_close_and_the_rest_apart() -> None:
    draft = Draft()
    draft.add(BlockKind.PARAGRAPH, "You need:")
    draft.add(BlockKind.LIST_ITEM, "- a card")
    draft.add(BlockKind.LIST_ITEM, "- a PIN")
    draft.add(BlockKind.PARAGRAPH, "Nothing else.")
    assert Document.from_draft(draft).text == "You need:\n\n- a card\n- a PIN\n\nNothing else."


@given(st.lists(ordinary_text.map(lambda text: f"x{text.strip()}"), min_size=1, max_size=6))
def test_boxes_stay_with_their_lines(lines: list[str]) -> None:
    draft, starts = Draft(), [0, *accumulate(len(line) + 1 for line in lines)]
    draft.add(BlockKind.CAPTION, "It stands.")
    boxes = tuple(Box(1, 0, 0, 0, 0, start) for start, _ in zip(starts, lines, strict=False))
    draft.add(BlockKind.CODE, "\n".join(lines), boxes=boxes)
    document = Document.from_draft(draft)
    found = [box.start for box in document.blocks[1].boxes]
    for start, line in zip(found, lines, strict=True):
        assert document.text.startswith(normalise(line), start)


def test_the_fingerprint_changes_with_the_blocks_and_not_with_the_name() -> None:
    def fingerprint(
        kind: BlockKind, level: int = 0, title: str = "", source: str = "", boxes: Boxes = ()
    ) -> str:
        draft = Draft()
        draft.add(BlockKind.HEADING, "Rules", level=1)
        draft.add(kind, "It stands.", level=level, boxes=boxes)
        return Document.from_draft(draft, title, source).fingerprint

    plain = fingerprint(BlockKind.PARAGRAPH)
    others = {fingerprint(BlockKind.CAPTION), fingerprint(BlockKind.HEADING, 2)}
    others |= {fingerprint(BlockKind.HEADING, 1), Document.from_text("It stands.").fingerprint}
    others |= {fingerprint(BlockKind.PARAGRAPH, boxes=(Box(p, 0, 0, 0, 0),)) for p in (1, 2)}
    assert len(others | {plain}) == 7
    assert fingerprint(BlockKind.PARAGRAPH, title="Other", source="a.pdf") == plain


def test_a_version_of_the_structure_has_fingerprints_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = Document.from_text("It stands.")
    before = document.fingerprint
    monkeypatch.setattr("index.document.STRUCTURE_VERSION", 99)
    assert document.fingerprint != before


@pytest.mark.parametrize(
    ("given_title", "of_file", "title"),
    [("Given", "Of file", "Given"), ("", "Of file", "Of file"), ("", "", "A heading")],
)
def test_the_title_of_blocks(given_title: str, of_file: str, title: str) -> None:
    draft = Draft(of_file)
    draft.add(BlockKind.PARAGRAPH, "It stands.")
    draft.add(BlockKind.HEADING, "A heading", level=2)
    assert Document.from_draft(draft, given_title).title == title


def test_blocks_without_words_or_with_too_many_are_refused() -> None:
    empty, huge = Draft(), Draft()
    empty.add(BlockKind.PARAGRAPH, "* * *")
    with pytest.raises(DocumentEmptyError, match=r"a\.pdf holds no words"):
        Document.from_draft(empty, source="a.pdf")
    huge.add(BlockKind.PARAGRAPH, "x" * MAX_CHARACTERS)
    Document.from_draft(huge)
    huge.add(BlockKind.LIST_ITEM, "y")
    with pytest.raises(DocumentTooLargeError, match=r"a\.pdf has 10,000,003 characters.*Split"):
        Document.from_draft(huge, source="a.pdf")
