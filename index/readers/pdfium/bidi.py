"""Text that runs from right to left, put into the order that it is read in.

PDFs keep the places of characters, and their order as it happens to be. Where most of a page runs
from right to left, its frame is turned over, so that x grows as one reads.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.readers.pdfium.characters import Character
from index.readers.pdfium.page import PageFrame, Word

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FORMS = [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]  # Arabic as it is drawn
_LIGATURES = frozenset(
    form for form in (unicodedata.normalize("NFKC", chr(code)) for code in _FORMS) if len(form) > 1
)
_SAME_PLACE = 0.05  # points
_SAME_LINE = 0.1  # of the type's size
_WORD_GAP = 1.5  # of the type's size, within a line
_LEFT_TO_RIGHT = re.compile(r"[^\W_]+(?:[.,:/'’_-][^\W_]+)*")
_SIGNS = ".,:;!?()[]-"


def is_rtl(text: str) -> bool:
    """Return whether there is a letter in a text that is read from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def order_letters(letters: Sequence[Character]) -> str:
    """Return the text of a word with letters that are read from right to left.

    Its numbers and other words still run from left to right.
    """
    clusters: list[list[Character]] = []
    for letter in letters:
        if clusters and _stand_together(clusters[-1][0], letter):
            clusters[-1].append(letter)
        else:
            clusters.append([letter])
    clusters.sort(key=lambda cluster: -(cluster[0].left + cluster[0].right))
    text = "".join(map(_write_cluster, clusters))
    return _LEFT_TO_RIGHT.sub(lambda run: run[0] if is_rtl(run[0]) else run[0][::-1], text)


def _stand_together(first: Character, second: Character) -> bool:
    """Return whether characters are parts of one glyph, or a sign and the letter below it."""
    if abs(first.left - second.left) + abs(first.right - second.right) < _SAME_PLACE:
        return True
    middle = (second.left + second.right) / 2
    return bool(unicodedata.combining(second.text)) and first.left <= middle <= first.right


def _write_cluster(cluster: Sequence[Character]) -> str:
    text = "".join(character.text for character in cluster)
    return text[::-1] if text not in _LIGATURES and text[::-1] in _LIGATURES else text


def order_words(frame: PageFrame) -> PageFrame:
    """Return a frame in which words stand in the order that they are read in.

    What runs against the direction of most of the text changes places: names in Latin letters in
    an Arabic text, or the other way round.
    """
    rtl = sum(len(word.text) for word in frame.words if is_rtl(word.text))
    if not rtl:
        return frame
    if rtl * 2 > sum(len(word.text) for word in frame.words if any(map(str.isalpha, word.text))):
        frame = replace(frame, is_rtl=True, words=[_turn_over(word) for word in frame.words])
    for line in _split_lines(frame.words):
        if frame.is_rtl:
            _pair_brackets(line)
        for run in _find_opposed(line, frame.is_rtl):
            left, right = min(w.left for w in run), max(w.right for w in run)
            for word in run:
                word.left, word.right = left + right - word.right, left + right - word.left
    return frame


def _turn_over(word: Word) -> Word:
    text = word.text
    if not any(map(str.isalpha, text)):  # full stops follow their numbers
        number = text.strip(_SIGNS)
        before, _, after = text.partition(number) if number else (text, "", "")
        text = after[::-1] + number + before[::-1]
    return replace(word, text=text, left=-word.right, right=-word.left)


def _pair_brackets(line: Sequence[Word]) -> None:
    """Let brackets open and close by turns; PDFs have them as drawn, or as read."""
    for pair in ("()", "[]"):
        count = sum(word.text.count(bracket) for word in line for bracket in pair)
        turns = iter(pair * (count // 2) if count % 2 == 0 else "")
        for word in line if count and count % 2 == 0 else ():
            word.text = "".join(next(turns) if sign in pair else sign for sign in word.text)


def _split_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words that stand close together on one line."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (round(word.baseline), word.left)):
        if line and (
            abs(word.baseline - line[-1].baseline) > _SAME_LINE * word.size
            or word.left - line[-1].right > _WORD_GAP * word.size
        ):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _find_opposed(line: Sequence[Word], frame_is_rtl: bool) -> Iterator[list[Word]]:
    """Yield the runs of two or more words that are read against the direction of their line.

    A number belongs to the Latin letters on its left.
    """
    run: list[Word] = []
    for word in [*(reversed(line) if frame_is_rtl else line), None]:
        letters = word is not None and any(map(str.isalpha, word.text))
        if word is not None and (is_rtl(word.text) != frame_is_rtl if letters else run):
            run.append(word)
            continue
        last = str.isalnum if frame_is_rtl else str.isalpha
        while run and not any(map(last, run[-1].text)):
            run.pop()
        if len(run) > 1:
            yield run
        run = []
