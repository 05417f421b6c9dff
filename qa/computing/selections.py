"""The rows of which something is so: "Which rooms have a balcony?", "Who lives in Tarn?"."""

from qa.computing.binding import Binding, bind_cells
from qa.computing.columns import Column
from qa.computing.extremes import find_label, take_other, take_target
from qa.computing.leftovers import explain_rest
from qa.computing.results import Computed


def select_rows(binding: Binding) -> Computed | None:
    """Select all rows that a question's conditions hold of; None unless they are several.

    A single row is looked up by the reader's own rules.
    """
    if not binding.table.is_headed:
        return None
    named = None if _names_condition(binding) else take_target(binding)
    if named and binding.calculation.limit and named.place in binding.conditions:
        named = None  # "results" are too high, and what they are of is asked for
    if not bind_cells(binding):
        return None
    target = named or _take_asked(binding)
    label = target or find_label(binding, None)
    if label is None or label.place in binding.conditions or _is_no_person(binding, label):
        return None
    is_key = label is binding.table.key and label.kind is None
    if named is None and not (label.is_worded or is_key):
        return None  # "what" asks for a thing
    if not binding.conditions and target is None:
        return None
    if not explain_rest(binding):
        return None
    texts = dict.fromkeys(row.cells[label.place].text for row in binding.kept)
    if not all(texts) or not texts:
        return None
    return Computed(binding, ", ".join(texts), binding.kept, label=label)


def _names_condition(binding: Binding) -> bool:
    """Say whether the condition is in the column that is named: "which afternoons are closed"."""
    words, noun = binding.words, binding.calculation.noun
    lemmas = {words.lemma(p) for p in noun}
    named = [c for c in binding.table.columns if c.names and c.names <= lemmas]
    keys = {(words.lemma(p),) for p in words.contents() if p not in noun}
    return len(named) == 1 and not keys.isdisjoint(named[0].known)


def _take_asked(binding: Binding) -> Column | None:
    """Take the column that the question names besides its conditions."""
    columns = [c for c in binding.table.columns if c.place not in binding.conditions]
    return take_other(binding, columns)


def _is_no_person(binding: Binding, label: Column) -> bool:
    """Say whether somebody is asked for, and a column has numbers or dates."""
    return binding.words.words[:1] == ("who",) and not label.is_worded
