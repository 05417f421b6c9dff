"""Words of a page: its characters, in the frames that they are drawn in."""

import ctypes
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.readers.pdfium.accents import compose_accents
from index.readers.pdfium.bidi import is_rtl, order_letters, order_words
from index.readers.pdfium.characters import Character, PageTransform, read_characters
from index.readers.pdfium.page import PageFrame, Word

_WORD_GAP = 0.16  # of the type's size
_SPACED_OUT = 0.08  # gap between the letters of one word that is set with wide spaces
_MOST_SPACED = 0.6
_RUN_GAP = 4.0
_LEAST_SPACE = 0.02  # of a space that the file names
_OVERLAP = 0.2  # of the type's size, of characters that can't be in one word
_TAIL = 0.65  # of the width of a letter, to the next one below its tail


def read_frames(text_page: ctypes.c_void_p, transform: PageTransform) -> list[PageFrame]:
    """Return the words of a page by the direction that they are drawn in, the commonest first."""
    frames: dict[tuple[float, float], PageFrame] = {}
    lengths: Counter[tuple[float, float]] = Counter()
    characters = compose_accents(list(read_characters(text_page, transform)))
    for run in _split_runs(characters):
        style = next(character.strip.style for character in run if character is not None)
        key = style.dx, style.dy
        frame = frames.setdefault(key, PageFrame(*key))
        words = _split_words(run)
        frame.words.extend(words)
        lengths[key] += sum(len(word.text) for word in words)
    return [order_words(frames[key]) for key, _ in lengths.most_common() if frames[key].words]


def _split_runs(characters: Iterable[Character | None]) -> Iterator[list[Character | None]]:
    """Yield characters that follow one another on one line; the first and last are visible."""
    run: list[Character | None] = []
    last: Character | None = None
    for character in characters:
        if character is None:
            if run and run[-1] is not None:
                run.append(None)
            continue
        if last is not None and not _follows(last, character):
            yield run if run[-1] is not None else run[:-1]
            run = []
        run.append(character)
        last = character
    if run:
        yield run if run[-1] is not None else run[:-1]


def _follows(last: Character, character: Character) -> bool:
    first, second = last.strip, character.strip
    size = first.style.size
    if first is not second:
        size = max(size, second.style.size)
        least = min(first.style.size, second.style.size)
        if (first.style.dx, first.style.dy) != (second.style.dx, second.style.dy):
            return False
        if abs(first.baseline - second.baseline) > 0.1 * least:
            return False
    gap = character.left - last.right
    if -0.5 * size < gap < _RUN_GAP * size or character.left == last.left:
        return True
    return _goes_left(last, character) and abs(last.left - character.right) < _RUN_GAP * size


def _goes_left(last: Character, character: Character) -> bool:
    return is_rtl(last.text) or is_rtl(character.text)


def _split_words(run: list[Character | None]) -> list[Word]:
    gaps = [
        right.left - left.right
        for left, right in pairwise(run)
        if left is not None and right is not None
    ]
    size = next(character.strip.style.size for character in run if character is not None)
    spaced = statistics.median(gaps) if len(gaps) >= 5 else 0.0
    threshold = _WORD_GAP * size
    if _SPACED_OUT * size <= spaced <= _MOST_SPACED * size:
        threshold = 1.5 * spaced + 0.1 * size
    words: list[Word] = []
    letters: list[Character] = []
    last: Character | None = None
    is_apart = False
    for character in [*run, None]:
        if character is None:
            words += [_build_word(letters, is_apart)] if letters else []
            letters = []
            continue
        gap, overlaps = 0.0, False
        own = character.strip.style.size
        if last is not None:
            gap = character.left - last.right
            if gap < -_OVERLAP * own:
                gap = _gap(last, character)
                overlaps = gap < -_OVERLAP * own and _collides(last, character)
            if letters and last.text == character.text and _is_double(last, character):
                continue
        if letters and (overlaps or gap > threshold * own / size):
            words.append(_build_word(letters, is_apart))
            letters, is_apart = [], overlaps
        elif not letters:
            is_apart = overlaps or gap > _LEAST_SPACE * own
        letters.append(character)
        last = character
    return words


def _collides(last: Character, character: Character) -> bool:
    """Return whether characters that overlap can't be in one word.

    Those that may are parts of one glyph, signs on others, and letters with a long tail.
    """
    step = (character.left - last.left) / max(last.right - last.left, 0.1)
    return 0.1 < step < _TAIL and last.text.isalnum() and character.text.isalnum()


def _gap(last: Character, character: Character) -> float:
    """Return the distance of two characters; below 0 if they overlap."""
    gap = character.left - last.right
    return max(gap, last.left - character.right) if _goes_left(last, character) else gap


def _is_double(last: Character, character: Character) -> bool:
    """Return whether two like characters are one that is drawn twice there, to look bold.

    The parts of a ligature, as "ff" is one, have exactly the same place in one text object.
    """
    if last.left == character.left and last.strip.style is character.strip.style:
        return False
    size = character.strip.style.size
    return abs(last.left - character.left) < 0.1 * size and last.right - last.left > 0.15 * size


def _build_word(letters: list[Character], is_apart: bool) -> Word:
    strips = [letters[0].strip]
    for letter in letters:
        if letter.strip is not strips[-1]:
            strips.append(letter.strip)
    text = "".join([letter.text for letter in letters])
    left, right = letters[0].left, letters[-1].right
    if is_rtl(text):
        text = order_letters(letters)
        left = min(letter.left for letter in letters)
        right = max(letter.right for letter in letters)
    return Word(
        text[:-1].replace("\u00ad", "") + text[-1],
        min(left, letters[-1].left),
        min(strip.top for strip in strips),
        max(right, letters[0].right),
        max(strip.bottom for strip in strips),
        strips[0].baseline,
        max(strip.style.size for strip in strips),
        all(strip.style.bold for strip in strips),
        all(strip.style.mono for strip in strips),
        is_apart=is_apart,
    )
