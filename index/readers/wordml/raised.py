"""Raised figures and letters, written so that none is taken for a part of the number before it."""

_FIGURES = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LETTERS = str.maketrans("abcdefghijklmoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_WITH_FIGURES = frozenset("0123456789+-−–=()n,; \u00a0")
_SIGNS = frozenset("*†‡§‖¶")


def raise_text(text: str) -> str:
    """Return superscript text: figures and single letters raised, words ("th") as they are.

    >>> raise_text("12"), raise_text("a"), raise_text("th")
    ('¹²', 'ᵃ', 'th')
    """
    stripped = text.strip()
    figures = any(map(str.isdigit, stripped)) and _WITH_FIGURES.issuperset(stripped)
    if figures or len(stripped) == 1:
        return text.translate(_FIGURES).translate(_LETTERS)
    return text


def raise_mark(mark: str) -> str:
    """Return the mark of a note as it stands in the text: raised, or in brackets.

    >>> raise_mark("3"), raise_mark("iv"), raise_mark("*"), raise_mark("Б")
    ('³', 'ⁱᵛ', '*', ' [Б]')
    """
    raised = mark.translate(_FIGURES).translate(_LETTERS)
    unchanged = set(raised) & set(mark)
    return raised if unchanged <= _SIGNS else f" [{mark}]"
