import random

from benchmarks.edits import CORRUPTING_EDITS, FAITHFUL_EDITS
from benchmarks.statements import edit_evidence, take_answers
from training.data.documents import load_documents


def test_statements_are_edited_copies_of_what_they_cite() -> None:
    records = load_documents("dev")[:10]
    for edits in (FAITHFUL_EDITS, CORRUPTING_EDITS):
        made = edit_evidence(records, edits, 100, 0)
        statements = [(one, s) for one in made for s in one.statements]
        assert 80 < len(statements) <= 100
        assert {s.edit for _, s in statements} <= set(edits)
        for one, statement in statements:
            (number,) = statement.cited
            sentence = one.sentences[number - 1]
            original = one.document.text[sentence.start : sentence.end]
            assert (statement.text == original) == (statement.edit == "as it is")


def test_a_complete_answer_cites_its_evidence_or_another_sentence() -> None:
    records = load_documents("dev")
    right, wrong = take_answers(records, None), take_answers(records, random.Random(0))
    pairs = [
        (a, b)
        for one, other in zip(right, wrong, strict=True)
        for a, b in zip(one.statements, other.statements, strict=True)
    ]
    assert pairs
    for a, b in pairs:
        assert a.text == b.text
        assert not set(a.cited) & set(b.cited)
