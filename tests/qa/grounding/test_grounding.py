"""Grounding: what a source supports, what is cited instead, and what falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, Embedder, Kind
from index.sentences import split_sentences
from qa import NO_ANSWER, Citation
from qa.grounding import Grounded, Grounder
from qa.grounding.guards import find_unsupported
from qa.grounding.markers import Marker
from qa.grounding.numbers import find_quantities
from qa.grounding.parsed import Source
from tests.support.outcomes import written
from tests.support.scripted import parsed

TEXT = (
    "The Halden bridge opened on 3 April 1932. It was painted green, and 1,200 people came. "
    "Engineer Maria Voss said that it would not need repairs for fifty years. "
    "The river below is nine metres deep. "
    "Tolls were 20 cents for a car and 5 cents for a bicycle. "
    "“Nobody believed in it,” Voss told the Morning Post in 1951. "
    "Mayor Karl Brandt called the tolls a disgrace."
)


@pytest.fixture
def grounder(embedder: Embedder) -> Grounder:
    return Grounder(embedder)


def citable(text: str = TEXT) -> dict[int, Citation]:
    document = Document.from_text(text, "The bridge")
    return {
        s.number: Citation(
            s.number, document.id, s.number, s.start, s.end, document.text[s.start : s.end]
        )
        for s in split_sentences(document.text)
        if s.kind is Kind.SENTENCE
    }


def ground(grounder: Grounder, draft: str, text: str = TEXT) -> Grounded:
    sentences = citable(text)
    contexts = dict.fromkeys(sentences, "")
    return grounder.ground(parsed([draft], sentences), sentences, contexts)


def cited(grounded: Grounded) -> list[int]:
    return [citation.sentence for citation in grounded.citations]


def test_a_true_statement_keeps_its_citation(grounder: Grounder) -> None:
    grounded = ground(grounder, "The bridge opened on 3 April 1932 [S1].")
    assert written(grounded.segments) == "The bridge opened on 3 April 1932. [1]"
    assert cited(grounded) == [1]
    assert grounded.removed == ()
    (citation,) = grounded.citations
    assert TEXT[citation.start : citation.end] == citation.quote
    ((start, end),) = citation.spans
    assert TEXT[start:end] == "bridge opened on 3 April 1932"


def test_markers_are_numbered_by_their_order_and_shared(grounder: Grounder) -> None:
    draft = (
        "The river is nine metres deep. [S4] The bridge opened in 1932. [S1] "
        "The river below the bridge is nine metres deep [S4, S1]."
    )
    grounded = ground(grounder, draft)
    assert cited(grounded) == [4, 1]
    assert written(grounded.segments).endswith("nine metres deep. [1] [2]")


def test_a_wrong_citation_is_put_right(grounder: Grounder) -> None:
    assert cited(ground(grounder, "The river is nine metres deep [S1].")) == [4]


def test_a_statement_without_a_marker_gets_one(grounder: Grounder) -> None:
    assert cited(ground(grounder, "The river is nine metres deep.")) == [4]


def test_what_a_statement_does_not_need_is_not_cited(grounder: Grounder) -> None:
    assert cited(ground(grounder, "The river is nine metres deep [S2, S4, S5].")) == [4]


def test_each_main_clause_may_have_its_own_sentence(grounder: Grounder) -> None:
    draft = "The bridge opened on 3 April 1932, and the river below is nine metres deep."
    assert cited(ground(grounder, draft)) == [1, 4]


def test_a_blend_of_two_sentences_falls(grounder: Grounder) -> None:
    text = "The council, which owns the tower, rents it out. Its lamp burned rape oil for years."
    blend = "The council that owns the tower rents it burned rape oil [S1]."
    assert ground(grounder, blend, text).removed
    foreign = "The council that owns the tower rents it with much pleasure indeed [S1]."
    assert cited(ground(grounder, foreign, text)) == [1]  # no other sentence says so


def test_one_false_statement_falls_and_is_counted(grounder: Grounder) -> None:
    grounded = ground(grounder, "The bridge opened in 1932 [S1]. It cost 3 million crowns [S1].")
    assert written(grounded.segments) == "The bridge opened in 1932. [1]"
    assert grounded.removed == ("It cost 3 million crowns.",)


def test_what_is_said_twice_is_written_once(grounder: Grounder) -> None:
    draft = "The bridge opened in 1932 [S1]. The bridge opened in 1932 [S1]. It was painted green"
    grounded = ground(grounder, draft)
    assert written(grounded.segments) == "The bridge opened in 1932. [1]"
    assert grounded.removed == ("It was painted green",)


def test_nothing_supported_is_nothing(grounder: Grounder) -> None:
    assert ground(grounder, "The moon is made of cheese [S1].") == Grounded(
        (), (), ("The moon is made of cheese.",)
    )
    for empty in ("", "  ", "[S1]", "...", NO_ANSWER, "Here is what I found:"):
        assert ground(grounder, empty) == Grounded((), (), ())


def test_invented_numbers_cite_nothing(grounder: Grounder) -> None:
    grounded = ground(grounder, "The bridge is haunted by ghosts [S99] [S7000].")
    assert grounded.citations == ()
    assert len(grounded.removed) == 1


def test_lists_and_markdown_come_out_plain(grounder: Grounder) -> None:
    draft = "- **The bridge** opened in 1932 [S1]\n- The river is `nine` metres deep [S4]\n"
    assert written(ground(grounder, draft).segments) == (
        "The bridge opened in 1932. [1]\nThe river is nine metres deep. [2]"
    )


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("It opened on 4 April 1932.", "It opened on 3 April 1932."),
        ("It opened on 3 May 1932.", "It opened on 3 April 1932."),
        ("It took eleven hours.", "It took twelve hours."),
        ("It took 12 days.", "It took twelve hours."),
        ("It cost 20 euros.", "It cost $20."),
        ("It cost $20 million.", "It cost $20 billion."),
        ("It is 5 km long.", "It is five miles long."),
        ("Bicycles paid 20 cents.", "Cars paid 20 dollars, bicycles 5 cents."),
        ("Voss repaired it.", "Brandt repaired it."),
        ("It stands in Halden.", "It stands in Moss."),
        ("Brandt said that it was safe.", "Voss said that it was safe, and Brandt listened."),
        ("It was not repaired.", "It was repaired."),
        ("It was repaired.", "It was never repaired."),
        ("It won't be repaired.", "It will be repaired."),
        ("Nobody was hurt.", "Twelve people were hurt."),
        ("“Everybody believed in it,” she said.", "“Nobody believed in it,” she said."),
        ("Prices rose sharply.", "Prices fell sharply."),
        ("It opened before the war.", "It opened after the war."),
        ("It opened on Tuesday.", "It opened on Monday."),
    ],
)
def test_the_guards_see(statement: str, source: str) -> None:
    assert find_unsupported(statement, Source(source))


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("It opened on April 3, 1932.", "It opened on 3 April 1932."),
        ("It took 12 hours.", "It took twelve hours."),
        ("It cost 1,200,000 euros.", "It cost €1.2 million."),
        ("It cost 40 % more.", "It cost 40 per cent more."),
        ("Between 2 and 5 km.", "Between two and five kilometres."),
        ("It hasn't been repaired.", "It has not been repaired."),
        ("No, it was not repaired.", "It was not repaired."),
        ("No more than six people came.", "At most six people came."),
        ("The Icelandic minister came.", "Iceland's minister came."),
        ("The CSNS warned.", "The Council for the Study of Northern Seas warned."),
        ("“Nobody believed in it”, she said.", '"Nobody believed in it," she said.'),
        ("The two engineers met.", "Both engineers met."),
        ("He is ninety-one.", "He is 91."),
    ],
)
def test_the_guards_let_pass(statement: str, source: str) -> None:
    assert find_unsupported(statement, Source(source)) == []


def test_a_name_may_stand_for_a_pronoun_only_if_it_stands_right_before() -> None:
    source = "She said that it was safe."
    assert not find_unsupported("Voss said that it was safe.", Source(source, "Maria Voss came."))
    assert find_unsupported("Brandt said that it was safe.", Source(source, "Maria Voss came."))
    assert find_unsupported(
        "It was safe in Moss, she said.", Source(source, "Voss came from Moss.")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and fifty-one people", [(251.0, "")]),
        ("a million euros", [(1e6, "euro")]),
        ("$4m and 30 m", [(4e6, "dollar"), (30.0, "metre")]),
        ("one of them, first or second", []),
        ("at 4:30 and 16.5 per cent", [("4:30", ""), (16.5, "%")]),
        ("24, 25 and 26 August 2016", [(24.0, "august"), (25.0, "august"), (26.0, "august"),
                                       (2016.0, "")]),
    ],
)  # fmt: skip
def test_numbers_and_their_measures(text: str, expected: list[tuple[float | str, str]]) -> None:
    assert [(q.value, q.measure) for q in find_quantities(text)] == expected


@given(st.integers(2, 999_999), st.sampled_from(["{}", "{:,}", "around {} people", "({})"]))
def test_a_number_is_read_as_it_was_written(number: int, form: str) -> None:
    assert [q.value for q in find_quantities(form.format(number))] == [float(number)]


PIECES = st.lists(
    st.sampled_from(TEXT.split())
    | st.text(max_size=8)
    | st.integers(0, 12).map(lambda number: Marker((number,)))
)


@given(PIECES)
def test_whatever_is_drafted_the_citations_are_true(pieces: list[str | Marker]) -> None:
    """With an embedder that finds everything close, so that nothing is saved by it."""
    from tests.support.doubles import HashingEmbedder

    sentences = citable()
    draft = [piece if isinstance(piece, Marker) else f"{piece} " for piece in pieces]
    grounded = Grounder(HashingEmbedder()).ground(draft, sentences, {})
    assert bool(grounded.segments) == bool(grounded.citations)
    for place, citation in enumerate(grounded.citations, start=1):
        assert citation.marker == place
        assert any(place in segment.markers for segment in grounded.segments)
        assert TEXT[citation.start : citation.end] == citation.quote
        for start, end in citation.spans:
            assert citation.start <= start < end <= citation.end
