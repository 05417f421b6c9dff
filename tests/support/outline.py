"""A document's blocks, written so that a test can show them."""

from index.block import BlockKind, Draft

MARKS = {
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "i",
    BlockKind.TABLE_HEAD: "t",
    BlockKind.TABLE_ROW: "r",
    BlockKind.CAPTION: "c",
    BlockKind.QUESTION: "q",
    BlockKind.TURN: "s",
    BlockKind.FOOTNOTE: "n",
    BlockKind.CODE: "k",
    BlockKind.FORM_FIELD: "f",
    BlockKind.METADATA: "m",
    BlockKind.BOILERPLATE: "b",
}


def outline(draft: Draft) -> list[str]:
    """Each block's kind and text, indented by how much it hangs on."""

    def depth(place: int | None) -> int:
        count = 0
        while place is not None:
            parent = draft.blocks[place].parent
            assert parent is None or parent < place
            count, place = count + 1, parent
        return count

    return [
        f"{'  ' * depth(block.parent)}{MARKS[block.kind]} {block.text}" for block in draft.blocks
    ]
