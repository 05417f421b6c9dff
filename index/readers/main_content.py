"""Which parts of a page of the web are its content, and which ones the site's boilerplate.

Trafilatura finds the article, but drops short lists, small tables, asides and footers within it.
So its text serves as a mask: the smallest element that holds nearly all of it is the content, with
everything in it except what is plainly a menu, comments and the like.
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree  # type: ignore[import-untyped]

from index.readers.html_tree import BOILERPLATE_MARK, is_block, is_hidden, is_menu

_WORDS_OF_SHINGLE = 4
_LEAST_KNOWN = 0.6  # of a text's shingles, for trafilatura to have taken it
_NEARLY_ALL = 0.9
_SHORT_PAGE = 3_000  # characters of visible text without menus
_LEAST_TAKEN = 0.4  # of the visible text; where less was taken the page is kept whole
_MOST_LINKED = 0.6
_NO_CONTENT = re.compile(
    r"(?i)(?:\A|[\s_-])(?:comments?|disqus|share|sharing|social|related|recommended|newsletter|"
    r"subscribe|promo|sponsor(?:ed)?|advert(?:isement)?s?|ads?|sidebar|popular|trending|paywall|"
    r"signup|sign-up|login|byline-social|site-?(?:header|footer))(?:\Z|[\s_-])"
)
_SITE = frozenset("footer header aside form".split())
_WORD = re.compile(r"\w+")


def mark_boilerplate(tree: Any, article: str) -> None:
    """Mark the elements of a page that aren't part of its content.

    Args:
        tree: the page; its elements get the attribute ``BOILERPLATE_MARK``.
        article: the text that trafilatura took, or nothing.
    """
    sizes = _Sizes(tree, article)
    total = sizes.visible.get(tree, 0)
    taken = sizes.taken.get(tree, 0)
    if not taken or (total <= _SHORT_PAGE and not _is_mostly(taken, total)):
        return
    if taken < total * _LEAST_TAKEN:
        return
    content = _find_content(tree, sizes, taken)
    titled = _find_titled(tree)
    for node in _outside(content):
        for part in _around_titles(node, titled):  # trafilatura drops what repeats the title
            if not _is_mostly(sizes.taken.get(part, 0), sizes.visible.get(part, 0)):
                part.set(BOILERPLATE_MARK, "")
    for node in content.iter("*"):
        if node is not content and node not in titled and _is_boilerplate(node, sizes):
            node.set(BOILERPLATE_MARK, "")


class _Sizes:
    """Characters in each element: visible ones, those that trafilatura took, those of links."""

    def __init__(self, tree: Any, article: str) -> None:
        self.visible: dict[Any, int] = {}
        self.taken: dict[Any, int] = {}
        self.linked: dict[Any, int] = {}
        known = set(_shingles(article))
        texts: list[list[str]] = []
        links = 0
        walker = lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        stack: list[Any] = []
        for event, node in walker:
            if event == "start":
                stack.append(node)
                self.visible[node] = self.taken[node] = self.linked[node] = 0
                if is_hidden(node) or is_menu(node):
                    walker.skip_subtree()
                    continue
                links += node.tag == "a"
                if is_block(node.tag) or not texts:
                    texts.append([])
                self._add(stack, node.text, links > 0, texts)
            elif event == "end":
                stack.pop()
                skipped = is_hidden(node) or is_menu(node)
                links -= node.tag == "a" and not skipped
                if not skipped and (is_block(node.tag) or not stack):
                    self._judge(node, "".join(texts.pop()), known)
                if stack:
                    for sizes in (self.visible, self.taken, self.linked):
                        sizes[stack[-1]] += sizes[node]
            if event != "start" and stack:
                self._add(stack, node.tail, links > 0, texts)

    def _add(
        self, stack: list[Any], text: str | None, linked: bool, texts: list[list[str]]
    ) -> None:
        if text and text.strip():
            size = len("".join(text.split()))
            self.visible[stack[-1]] += size
            self.linked[stack[-1]] += size if linked else 0
            texts[-1].append(text)
        elif text:
            texts[-1].append(" ")

    def _judge(self, node: Any, text: str, known: set[tuple[str, ...]]) -> None:
        shingles = list(_shingles(text))
        if shingles and sum(s in known for s in shingles) >= _LEAST_KNOWN * len(shingles):
            self.taken[node] += len("".join(text.split()))


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of a few words in a text; of a shorter one, all of its words."""
    words = _WORD.findall(text.casefold())
    for start in range(max(1, len(words) - _WORDS_OF_SHINGLE + 1) if words else 0):
        yield tuple(words[start : start + _WORDS_OF_SHINGLE])


def _find_content(tree: Any, sizes: _Sizes, taken: int) -> Any:
    """Return the smallest element with nearly all that was taken."""
    content = tree
    while True:
        inner = next(
            (child for child in content if sizes.taken.get(child, 0) >= _NEARLY_ALL * taken), None
        )
        if inner is None:
            return content
        content = inner


def _outside(content: Any) -> Iterator[Any]:
    """Yield the largest elements of a page that lie beside an element."""
    node = content
    while (parent := node.getparent()) is not None:
        yield from (child for child in parent if child is not node and isinstance(child.tag, str))
        node = parent


def _find_titled(tree: Any) -> set[Any]:
    """Return the headings of the highest level, and all that they stand in."""
    titled: set[Any] = set()
    for heading in tree.iter("h1"):
        node = heading
        while node is not None and node not in titled:
            titled.add(node)
            node = node.getparent()
    return titled


def _around_titles(node: Any, titled: set[Any]) -> Iterator[Any]:
    """Yield an element, or the largest ones in it that hold no heading of the highest level."""
    inside = [node]
    while inside:
        part = inside.pop()
        if part.tag == "h1":
            continue
        if part not in titled:
            yield part
        else:
            inside += [child for child in part if isinstance(child.tag, str)]


def _is_boilerplate(node: Any, sizes: _Sizes) -> bool:
    """Say whether an element within the content is none of it."""
    visible = sizes.visible.get(node, 0)
    if not visible or sizes.taken.get(node, 0) * 2 > visible:
        return False
    names = f"{node.get('class', '')} {node.get('id', '')}"
    if len(names) > 1 and _NO_CONTENT.search(names):
        return True
    linked = sizes.linked.get(node, 0) > _MOST_LINKED * visible
    return linked and node.tag in _SITE


def _is_mostly(part: int, whole: int) -> bool:
    return part * 2 > whole
