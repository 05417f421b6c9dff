import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import Box
from qa import NO_ANSWER, Answer, Citation, Segment, Verdict

CITATION = Citation(1, "d", 3, 10, 15, "Hello", ((11, 13),))


def answer(
    *segments: Segment,
    citations: tuple[Citation, ...] = (CITATION,),
    verdict: Verdict | None = None,
) -> Answer:
    return Answer("q", segments, citations, (), 0.5, "b", "q", {"total": 0.1}, verdict=verdict)


def citing(marker: int) -> Citation:
    return Citation(marker, "d", marker, 0, 1, "x")


def test_an_answer_cites_each_of_its_citations_and_an_abstention_has_none() -> None:
    assert answer(Segment("Hello.", (1,))).answered
    assert not answer(citations=()).answered
    for segments, citations in (
        ((Segment("Hello."),), ()),
        ((Segment("Hello."),), (CITATION,)),
        ((Segment("Hello.", (1, 2)),), (CITATION,)),
        ((), (CITATION,)),
    ):
        with pytest.raises(ValueError, match="an abstention has none"):
            answer(*segments, citations=citations)


def test_text_is_made_of_the_segments_and_their_markers() -> None:
    made = answer(
        Segment("Ana, Bo", (1,)), Segment(", Cy.", (2, 3)), citations=tuple(map(citing, (1, 2, 3)))
    )
    assert made.text == "Ana, Bo [1], Cy. [2] [3]"
    assert made.plain_text == made.reasons == "Ana, Bo, Cy."


def test_an_abstention_says_so() -> None:
    made = answer(citations=())
    assert made.text == made.plain_text == NO_ANSWER


def test_the_document_s_own_marks_are_no_markers() -> None:
    made = answer(Segment("In 1932 [1] [citation needed] and [2].", (1,)))
    assert made.text == "In 1932 [1] [citation needed] and [2]. [1]"
    assert made.plain_text == "In 1932 [1] [citation needed] and [2]."


def test_what_a_verdict_rests_on_comes_without_it() -> None:
    made = answer(Segment("No: "), Segment("it is closed.", (1,)), verdict=Verdict.NO)
    assert made.text == "No: it is closed. [1]"
    assert made.reasons == "it is closed."


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "Sure"), (0.9, "Sure"), (0.89, "Fairly sure"), (0.7, "Fairly sure"), (0.0, "Not sure")],
)
def test_confidence_is_said_in_words(confidence: float, words: str) -> None:
    made = Answer("q", (), (), (), confidence, "b", "q", {})
    assert made.confidence_in_words == words


@pytest.mark.parametrize(
    ("count", "note"),
    [
        (0, ""),
        (1, "1 unsupported statement removed"),
        (2, "2 unsupported statements removed"),
    ],
)
def test_removed_statements_are_counted(count: int, note: str) -> None:
    assert Answer("q", (), (), (), 0, "b", "q", {}, removed=("x",) * count).removal_note == note


def test_all_fields_go_into_json_by_name() -> None:
    fields = json.loads(json.dumps(answer(Segment("Hello.", (1,))).to_dict()))
    assert set(fields) >= {
        "question", "text", "citations", "evidence", "answered", "confidence", "backend",
        "searched_for", "timings", "answerable", "removed",
    }  # fmt: skip
    assert fields["text"] == "Hello. [1]"
    assert fields["answered"] is True
    assert fields["segments"] == [{"text": "Hello.", "markers": [1]}]
    assert fields["citations"] == [
        {
            "marker": 1, "document_id": "d", "sentence": 3, "start": 10, "end": 15,
            "quote": "Hello", "spans": [[11, 13]], "boxes": [], "page": None,
        }
    ]  # fmt: skip


def test_a_citation_has_the_page_that_its_first_line_is_on() -> None:
    cited = replace(CITATION, boxes=(Box(7, 72, 100, 300, 112, 9), Box(8, 72, 90, 90, 102, 14)))
    assert (cited.page, cited.place) == (7, "p. 7, sentence 3")
    assert (CITATION.page, CITATION.place) == (None, "sentence 3")
    made = answer(Segment("Hello.", (1,)), citations=(cited,))
    (fields,) = json.loads(json.dumps(made.to_dict()))["citations"]
    assert fields["page"] == 7
    assert fields["boxes"][1] == {
        "page": 8, "left": 72, "top": 90, "right": 90, "bottom": 102, "start": 14,
    }  # fmt: skip


@given(st.text(min_size=1, max_size=40), st.data())
def test_the_runs_of_a_quote_are_the_quote(quote: str, data: st.DataObject) -> None:
    bounds = data.draw(st.lists(st.integers(0, len(quote)), unique=True, max_size=6).map(sorted))
    spans = tuple((5 + a, 5 + b) for a, b in zip(bounds[::2], bounds[1::2], strict=False))
    citation = Citation(1, "d", 1, 5, 5 + len(quote), quote, spans)
    assert "".join(run.text for run in citation.runs) == quote
    words = [run.text for run in citation.runs if run.emphasised]
    inner = [span for span in spans if span != (citation.start, citation.end)]
    assert words == [quote[start - 5 : end - 5] for start, end in inner]
