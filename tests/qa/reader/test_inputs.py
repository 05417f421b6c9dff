import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.reader.inputs import (
    INPUT_TOKENS,
    MPNET,
    QUESTION_TOKENS,
    InputEncoder,
    Inputs,
    join_followup,
)
from qa.reader.spans import (
    INSIDE_WEIGHT,
    MAX_ANSWER_TOKENS,
    TokenSpan,
    find_best_spans,
    find_tagged_spans,
)

ENCODER = InputEncoder()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_what_can_be_read_is_the_text_of_the_passage(
    question: str, heading: str, passages: list[tuple[str, str]]
) -> None:
    inputs = ENCODER.encode([question] * len(passages), [(heading, text) for _, text in passages])
    assert inputs.ids.shape == inputs.mask.shape == inputs.types.shape == inputs.readable.shape
    for row, (_, text) in enumerate(passages):
        spans = inputs.spans[row][inputs.readable[row]]
        assert (spans[:, 0] >= 0).all()
        assert (spans[:, 1] <= len(text)).all()
        assert (spans[:, 0] <= spans[:, 1]).all()
        assert (np.diff(spans[:, 0]) >= 0).all()
        assert inputs.types[row][inputs.readable[row]].all()
        assert inputs.mask[row][inputs.readable[row]].all()


def test_a_passage_is_framed_with_its_question_and_heading() -> None:
    inputs = ENCODER.encode(["Who?"], [("Rivers", "The Sajur.")])
    words = [t for t, ok in zip(inputs.ids[0], inputs.readable[0], strict=True) if ok]
    plain = ENCODER.encode(["Who?"], [("", "The Sajur.")])
    assert words == plain.ids[0][plain.readable[0]].tolist()
    assert inputs.ids.shape[1] == plain.ids.shape[1] + 2  # "rivers", ":"
    assert ["The Sajur."[a:b] for a, b in inputs.spans[0][inputs.readable[0]]] == [
        "The",
        "Sa",
        "ju",
        "r",
        ".",
    ]
    assert inputs.types[0].tolist() == [0] * 4 + [1] * (inputs.ids.shape[1] - 4)
    start, end = inputs.ids[0, 0], inputs.ids[0, -1]
    assert inputs.ids[0].tolist().count(start) == 1
    assert inputs.ids[0].tolist().count(end) == 2


def test_mpnet_numbers_the_same_tokens_otherwise_and_frames_them_with_its_own() -> None:
    passages = [("Rivers", "The Sajur."), ("", "It flows.")]
    plain = ENCODER.encode(["Who?"] * 2, passages)
    framed = InputEncoder(MPNET).encode(["Who?"] * 2, passages)
    # As the tokenizer that is published with all-mpnet-base-v2 encodes the question and "It flows."
    assert framed.ids[1].tolist() == [0, 2044, 1033, 2, 2, 2013, 6227, 1016, 2, 1, 1, 1, 1]
    for row in range(2):
        texts = [inputs.ids[row][inputs.readable[row]] for inputs in (plain, framed)]
        assert (texts[0] + 4 == texts[1]).all()
        spans = [inputs.spans[row][inputs.readable[row]] for inputs in (plain, framed)]
        assert (spans[0] == spans[1]).all()
    assert framed.mask.sum() == plain.mask.sum() + 2


def test_of_a_long_question_the_end_is_read_and_of_a_long_passage_the_beginning() -> None:
    inputs = ENCODER.encode(["first " * 100 + "last"], [("", "word " * 1000)])
    assert inputs.ids.shape[1] == INPUT_TOKENS
    last = ENCODER.encode(["last"], [("", "")]).ids[0, 1]
    assert inputs.ids[0, QUESTION_TOKENS] == last
    assert inputs.spans[0][inputs.readable[0]][0].tolist() == [0, 4]


def test_a_followup_stands_behind_what_it_follows() -> None:
    assert join_followup("Who came? Ana", "And when?").endswith("And when?")


def brute_force(
    inputs: Inputs, tokens: np.ndarray, sentences: list[list[tuple[int, int]]]
) -> list[float]:
    """Score of the best pair of a first and a last token of each sentence, highest first."""
    scores = []
    for row, spans in enumerate(sentences):
        for start, end in spans:
            inside = [
                t
                for t in range(inputs.ids.shape[1])
                if inputs.readable[row, t]
                and inputs.spans[row, t, 0] < end
                and inputs.spans[row, t, 1] > start
            ]
            pairs = [(i, j) for i in inside for j in inside if i <= j < i + MAX_ANSWER_TOKENS]
            if pairs:
                best = max(
                    pairs,
                    key=lambda pair: (
                        tokens[row, pair[0], 0]
                        + tokens[row, pair[1], 1]
                        + INSIDE_WEIGHT * tokens[row, pair[0] : pair[1] + 1, 2].sum()
                    ),
                )
                scores.append(float(tokens[row, best[0], 0] + tokens[row, best[1], 1]))
    return sorted(scores, reverse=True)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31))
def test_the_best_span_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    texts = ["Ana left early. " + "It rained a lot. " * int(rng.integers(1, 20)) for _ in range(3)]
    inputs = ENCODER.encode(["When?"] * 3, [("Day", text) for text in texts])
    sentences = [[(0, 15), *((i, i + 16) for i in range(16, len(text) - 1, 17))] for text in texts]
    tokens = rng.normal(size=(*inputs.ids.shape, 3)).astype(np.float32)
    spans = find_best_spans(inputs, tokens, sentences)
    assert np.allclose([s.score for s in spans], brute_force(inputs, tokens, sentences))
    assert len({(s.passage, s.sentence) for s in spans}) == len(spans)
    for span in spans:
        start, end = sentences[span.passage][span.sentence]
        assert start <= span.start < span.end <= end


def test_no_answer_is_longer_than_it_may_be() -> None:
    text = "word " * 120
    inputs = ENCODER.encode(["What?"], [("", text)])
    tokens = np.zeros((*inputs.ids.shape, 3), dtype=np.float32)
    first, last = np.flatnonzero(inputs.readable[0])[[0, -1]]
    tokens[0, first, 0] = tokens[0, last, 1] = 10
    (span,) = find_best_spans(inputs, tokens, [[(0, len(text))]])
    assert isinstance(span, TokenSpan)
    assert span.score == 10
    assert len(text[span.start : span.end].split()) <= MAX_ANSWER_TOKENS


def test_what_is_tagged_comes_in_runs_within_sentences() -> None:
    text = "Ana, Bo and Cy came. Di left."
    inputs = ENCODER.encode(["Who?"], [("", text)])
    tokens = np.full((*inputs.ids.shape, 3), -1, dtype=np.float32)
    for name in ("Ana", "Bo", "Cy", ".", "Di"):
        tokens[0, inputs.spans[0, :, 0] == text.index(name), 2] = 2
    tokens[0, ~inputs.readable[0], 2] = 5
    found = find_tagged_spans(inputs, tokens, [[(0, 20), (21, 29)]])
    assert [text[s.start : s.end] for s in found] == ["Ana", "Bo", "Cy", ".", "Di"]
    assert [(s.sentence, s.score) for s in found] == [(0, 2.0)] * 4 + [(1, 2.0)]


def test_an_endless_heading_leaves_room_for_the_passage() -> None:
    inputs = ENCODER.encode(["Who?"], [("heading " * 500, "Ana came.")])
    spans = inputs.spans[0][inputs.readable[0]]
    assert "Ana came."[spans[0, 0] : spans[-1, 1]] == "Ana came."
