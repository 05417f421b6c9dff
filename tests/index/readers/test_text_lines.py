"""What lines of plain text are told by."""

import pytest

from index.block import BlockKind
from index.document import Document
from index.readers.text_lines import names_people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Present: Ann Lee, Ben Oak (chair) and Cy Roe", True),
        ("Apologies for absence: Ann Lee, Ben Oak", True),
        ("Chair: Ann Lee", False),
        ("Findings: costs, benefits and risks", False),
        ("Part 2: Bread, Butter", False),
    ],
)
def test_a_label_with_several_names(line: str, names: bool) -> None:
    assert names_people(line) == names


def test_it_is_no_heading() -> None:
    text = "Minutes\n\nPresent: Ann Lee, Ben Oak\n\nThe board met in Tarn."
    kinds = [block.kind for block in Document.from_text(text).blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
