"""Documents as they are drawn: by their blocks, every sentence whole, words found in place."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index import Document, Index
from page.document_view import GroupView, find_places, outline, part_groups, view_blocks
from tests.support.doubles import HashingEmbedder

TEXT = """# Prices

The ferry runs daily:

- to Kiel
- to Oslo

| Harbour | Price |
| --- | --- |
| Kiel | 40 crowns |
| Oslo | 90 crowns |

## Winter

There is no ferry. Oslo is cold."""


def indexed(text: str) -> tuple[Index, Document]:
    document = Document.from_text(text)
    index = Index.in_memory(HashingEmbedder())
    index.add([document])
    return index, document


def shape(groups: Sequence[GroupView]) -> list[tuple[str, list[str]]]:
    return [(group.tag, [block.tag for block in group.blocks]) for group in groups]


def test_lists_and_tables_are_groups_of_their_own() -> None:
    index, document = indexed(TEXT)
    groups = view_blocks(document, index.sentences(document.id))
    assert shape(groups) == [
        ("", ["p"]), ("ul", ["li", "li"]), ("table", ["tr", "tr", "tr"]), ("", ["h3", "p"]),
    ]  # fmt: skip
    rows = [[piece.text for piece in row.sentences[0].pieces] for row in groups[2].blocks]
    assert rows == [["Harbour", "Price"], ["Kiel", "40 crowns"], ["Oslo", "90 crowns"]]
    item = groups[1].blocks[0].sentences[0].pieces
    assert [(piece.text, piece.css) for piece in item] == [("- ", "marker"), ("to Kiel", "")]


def test_the_number_of_a_clause_stands_where_other_items_have_their_mark() -> None:
    index, document = indexed(
        "2.1 The rent is due.\n2.2 The deposit is kept:\n(a) for rent;\n(iv) no."
    )
    groups = view_blocks(document, index.sentences(document.id))
    pieces = [block.sentences[0].pieces[0] for group in groups for block in group.blocks]
    assert [(piece.text, piece.css) for piece in pieces] == [
        ("2.1 ", "marker"), ("2.2 ", "marker"), ("(a) ", "marker"), ("(iv) ", "marker")
    ]  # fmt: skip


def test_the_outline_has_the_headings_with_their_levels() -> None:
    index, document = indexed(TEXT)
    headings = outline(document, index.sentences(document.id))
    assert [(heading.text, heading.level) for heading in headings] == [("Prices", 1), ("Winter", 2)]


@given(st.text(alphabet="ab |.#-*\n1", min_size=1, max_size=120))
def test_a_piece_is_a_slice_of_its_sentence(text: str) -> None:
    index, document = indexed(f"{text}\n\nEnd.")
    sentences = index.sentences(document.id)
    by_anchor = {str(sentence.number): sentence for sentence in sentences}
    words = [(sentence.start, sentence.start + 1) for sentence in sentences]
    for group in view_blocks(document, sentences, words):
        for view in (view for block in group.blocks for view in block.sentences):
            sentence = by_anchor[view.anchor.rsplit("-", 1)[1]]
            for piece in view.pieces:
                start = sentence.start + piece.at
                assert document.text[start : start + len(piece.text)] == piece.text
            if group.tag != "table":
                whole = "".join(piece.text for piece in view.pieces)
                assert whole == document.text[sentence.start : sentence.end]


def test_words_are_found_in_their_sentences() -> None:
    index, document = indexed(TEXT)
    places = find_places(index, document.id, "oslo")
    found = []
    for place in places:
        anchor, span = place.split(":")
        (sentence,) = index.sentences(document.id, *[int(anchor.rsplit("-", 1)[1])] * 2)
        begin, end = map(int, span.split("-"))
        found.append(document.text[sentence.start + begin : sentence.start + end])
    assert found == ["Oslo", "Oslo", "Oslo"]
    assert find_places(index, document.id, "(nothing") == []


def test_a_long_document_is_in_parts() -> None:
    index, document = indexed("\n\n".join(f"# Chapter {i}\n\nIt is told here." for i in range(90)))
    groups = view_blocks(document, index.sentences(document.id))
    parts = part_groups([GroupView("", (block,)) for group in groups for block in group.blocks])
    assert [len(part) for part in parts] == [40, 40, 40, 40, 19]  # the title is left out
