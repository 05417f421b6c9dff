import random

from training.embedder.batches import DISTRACTORS, DOCUMENTS, EPOCHS, make_batches


def test_a_step_asks_questions_whose_evidence_is_among_its_sentences() -> None:
    records = [
        {
            "domain": "world",
            "sentences": [f"Sentence {i} of {name}." for i in range(8)],
            "questions": [
                {"question": f"What is sentence {i} of {name}?", "evidence": [i]} for i in (2, 5)
            ]
            + [{"question": "What else?", "evidence": []}],
        }
        for name in map(str, range(DOCUMENTS))
    ]
    steps = list(make_batches(records, random.Random(0)))
    assert len(steps) == EPOCHS
    for step in steps:
        assert len(step.questions) == 2 * DOCUMENTS
        assert len(step.sentences) == (2 + DISTRACTORS) * DOCUMENTS
        for question, (place,) in zip(step.questions, step.evidence, strict=True):
            said = step.sentences[place].removesuffix(".").lower()
            assert question.removesuffix("?").removeprefix("What is ") == said
