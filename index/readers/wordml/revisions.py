"""Tracked changes, taken as if all were accepted, and other repairs of a part before it is read.

Insertions and what was moved here stay; deletions and what was moved away go. A paragraph whose
mark was deleted runs on into the next, as does a drop cap, which Word keeps as a paragraph.
"""

from typing import Any

from index.readers.wordml.names import W

_GONE = tuple(f"{W}{name}" for name in (
    "del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange",
    "sectPrChange", "numberingChange", "tblPrExChange", "tblGridChange",
))  # fmt: skip
_P, _PPR = f"{W}p", f"{W}pPr"


def settle(root: Any) -> Any:
    """Accept a part's changes and drop its fields' loose ends, in place; return the part."""
    _join_paragraphs(root)
    gone = []
    for element in root.iter(*_GONE):
        parent = element.getparent()
        if parent.tag == f"{W}trPr":  # the row itself was deleted
            gone.append(parent.getparent())
        elif parent.tag != f"{W}rPr":
            gone.append(element)
    gone += [mark.getparent().getparent() for mark in root.iter(f"{W}cellDel")]
    for element in gone:
        if element.getparent() is not None:
            element.getparent().remove(element)
    _drop_loose_fields(root)
    return root


def _join_paragraphs(root: Any) -> None:
    chains = []
    for paragraph in root.iter(_P):
        if _runs_on(paragraph) and not _runs_on(paragraph.getprevious()):
            chain = [paragraph]
            while _runs_on(chain[-1]) and (after := chain[-1].getnext()) is not None:
                if after.tag != _P:
                    break
                chain.append(after)
            chains.append(chain)
    for chain in chains:
        _join(chain)


def _runs_on(paragraph: Any) -> bool:
    properties = None if paragraph is None else paragraph.find(_PPR)
    if properties is None or paragraph.tag != _P:
        return False
    frame, mark = properties.find(f"{W}framePr"), properties.find(f"{W}rPr")
    if frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin"):
        return True
    return mark is not None and (
        mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    )


def _join(paragraphs: list[Any]) -> None:
    """Move everything into the first paragraph, under the properties of the last one."""
    first, last = paragraphs[0], paragraphs[-1]
    properties = last.find(_PPR)
    content = [child for p in paragraphs for child in p if child.tag != _PPR]
    for child in list(first):
        first.remove(child)
    if properties is not None:
        first.append(properties)
    for child in content:
        first.append(child)
    for paragraph in paragraphs[1:]:
        paragraph.getparent().remove(paragraph)


def _drop_loose_fields(root: Any) -> None:
    """Take out the signs of fields that lack a beginning or an end."""
    stack: list[Any] = []
    loose = []
    for sign in root.iter(f"{W}fldChar"):
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            stack.append(sign)
        elif not stack:
            loose.append(sign)
        elif kind == "end":
            stack.pop()
    for sign in loose + stack:
        sign.getparent().remove(sign)
