"""What a document says about itself, apart from its visible text."""

import re
from dataclasses import replace

from index.block import BlockKind, Draft, DraftBlock
from index.whitespace import collapse_spaces

_LONGEST_TITLE = 200
_HEAD_BLOCKS = 15
_LONGEST_LINE = 200
_LONGEST = 2_000  # characters of a value


def prepend_metadata(draft: Draft, properties: dict[str, str]) -> None:
    """Keep a document's properties; put those that its text doesn't show in front as blocks.

    Args:
        draft: the finished draft of the document.
        properties: values by name, "date" -> "2024-05-17".
    """
    texts = [block.text for block in draft.blocks]
    head = _one_line([text for text in texts[:_HEAD_BLOCKS] if len(text) <= _LONGEST_LINE])
    whole = _one_line(texts)
    blocks = []
    for name, raw in properties.items():
        value = collapse_spaces(raw)[:_LONGEST]
        if not any(map(str.isalnum, value)):
            continue
        draft.metadata.setdefault(name.lower(), value)
        # A name further down may be that of anybody; the author's stands near the title.
        visible = head if name in ("title", "author", "date") else whole
        if name != "language" and not _shows(visible, value.casefold()):
            label = name[:1].upper() + name[1:].replace("_", " ")
            blocks.append(DraftBlock(BlockKind.METADATA, f"{label}: {value}"))
    if blocks:
        draft.blocks[:] = blocks + [
            block if block.parent is None else replace(block, parent=block.parent + len(blocks))
            for block in draft.blocks
        ]
        draft.open_headings = [place + len(blocks) for place in draft.open_headings]


def _shows(text: str, value: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text))


def _one_line(texts: list[str]) -> str:
    return collapse_spaces(" ".join(texts)).casefold()


def find_title(draft: Draft) -> str:
    """Return the first heading of level 1 near the beginning, or else the first one, or nothing."""
    headings = [block for block in draft.blocks[:50] if block.kind is BlockKind.HEADING]
    top = [block for block in headings if block.level == 1]
    return collapse_spaces((top or headings)[0].text)[:_LONGEST_TITLE] if headings else ""
