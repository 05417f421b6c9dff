"""What explains the words of a question that no column, cell or condition does."""

import re

from qa.computing.binding import Binding
from qa.computing.english import GENERIC_NOUNS, NEUTRAL_VERBS, RESULT_NOUNS, ROW_NOUNS, TABLE_NOUNS
from qa.computing.questions import Operation
from qa.computing.tables import RowTable
from qa.computing.words import has_same_stem

_OF_ROWS = (Operation.COUNT, Operation.SELECTION, Operation.EXTREME)
_WORD = re.compile(r"\w+")


def explain_rest(binding: Binding) -> bool:
    """Explain the words left over by what names the rows; False if one isn't explained."""
    words, table = binding.words, binding.table
    key = table.key.names if table.key else frozenset()
    for place in [*words.contents()]:
        lemma = words.lemma(place)
        is_noun = place in binding.calculation.noun or not binding.calculation.counts
        is_title = lemma in TABLE_NOUNS and words.words[place - 2 : place - 1] in [("on",), ("in",)]
        if is_title or lemma in key or (is_noun and _is_generic(table, lemma)):
            continue
        word = words.words[place]
        is_joint = bool(binding.conditions) and (
            word in NEUTRAL_VERBS
            or _is_formed_alike(binding, word)
            or _is_last_verb(binding, place)
        )
        if lemma not in table.above and not is_joint and not _is_guess(binding, place):
            return False
        binding.loose += 1
    return True


def _is_last_verb(binding: Binding, place: int) -> bool:
    """Say whether a word is the verb at the end: "Which rooms does Ann clean?"."""
    words = binding.words.words
    is_last = all(not word.isalnum() for word in words[place + 1 :])
    selects = binding.calculation.operation is Operation.SELECTION
    return selects and is_last and not {"do", "does", "did"}.isdisjoint(words[:place])


def _is_formed_alike(binding: Binding, word: str) -> bool:
    """Say whether a word is formed as the head of a column with a condition: "supplied"."""
    heads = (binding.table.heads[place].lower() for place in binding.conditions)
    return any(has_same_stem(word, name) for head in heads for name in _WORD.findall(head))


def _is_generic(table: RowTable, lemma: str) -> bool:
    """Say whether any row may be called so: none where the same is named in several rows."""
    if lemma in ROW_NOUNS:
        return True
    texts = [c for c in table.columns if c.kind is None and not c.is_rank]
    return lemma in GENERIC_NOUNS and bool(texts) and texts[0] is table.key


def _is_guess(binding: Binding, place: int) -> bool:
    """Say whether a word may be what the rows are, though nothing in the document calls them so.

    It is the one word that says what is counted, and several of the rows fulfil a condition.
    """
    calculation, lemma = binding.calculation, binding.words.lemma(place)
    if calculation.operation not in _OF_ROWS or calculation.noun != (place,):
        return False
    if not (binding.table.key and binding.table.key.head):
        return False
    in_heads = any(lemma in column.names for column in binding.table.columns)
    is_extreme = calculation.operation is Operation.EXTREME
    is_narrowed = is_extreme or (bool(binding.conditions) and len(binding.kept) > 1)
    return is_narrowed and not in_heads and lemma not in RESULT_NOUNS
