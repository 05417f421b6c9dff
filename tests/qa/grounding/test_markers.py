"""Markers out of a stream."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.grounding.markers import Marker, MarkerParser
from tests.support.growth import assert_linear
from tests.support.scripted import parsed

KNOWN = set(range(1, 20))


def parse(*pieces: str) -> list[str | Marker]:
    """The pieces, with texts that follow one another joined."""
    joined: list[str | Marker] = []
    for piece in parsed(pieces, KNOWN):
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[S12]", (12,)),
        ("[S3, S7]", (3, 7)),
        ("[S3–S5]", (3, 4, 5)),
        ("[S3-5]", (3, 4, 5)),
        ("[S3 to S5]", (3, 4, 5)),
        ("【S12】", (12,)),
        ("［S12］", (12,)),
        ("[12]", (12,)),
        ("[[S12]]", (12,)),
        ("((S12))", (12,)),
        ("(S12)", (12,)),
        ("[s 12]", (12,)),
        ("[S.12]", (12,)),
        ("[^12]", (12,)),
        ("[S3; 4]", (3, 4)),
        ("[S3 S4]", (3, 4)),
        ("[S3,\nS4]", (3, 4)),
        ("[S3, S3]", (3,)),
        ("[Sentence 12]", (12,)),
        ("[Sentences 3 and 4]", (3, 4)),
        ("[source: 3]", (3,)),
        ("【12†source】", (12,)),
        ("[S12", (12,)),
        ("[S99]", ()),
        ("[S3, S99]", (3,)),
        ("[S1–S999999]", ()),
        ("[S0]", ()),
    ],
)
def test_what_is_a_marker(text: str, numbers: tuple[int, ...]) -> None:
    assert parse(f"So it is {text}") == ["So it is ", Marker(numbers)]
    if text != "[S12":
        assert parse(f"{text}. Then") == [Marker(numbers), ". Then"]


@pytest.mark.parametrize(
    "text",
    ["[it]", "(12)", "(1932)", "[1,200 people]", "[S", "[", "[]", "[S]", "[Sic!]", "[S12th of",
     "a[b", "(see S3)", "[S3: a phone]", "]", "S12", "[-]", "[1932–33 season]"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert parse(f"So {text} is") == [f"So {text} is"]
    assert parse(text) == [text]


def test_a_marker_that_nobody_closed_ends_where_it_can() -> None:
    assert parse("It began [S12. Then [S3]") == [
        "It began ",
        Marker((12,)),
        ". Then ",
        Marker((3,)),
    ]


def test_text_comes_as_soon_as_it_is_certain() -> None:
    parser = MarkerParser(KNOWN)
    assert parser.feed("It began") == ["It began"]
    assert parser.feed(" [") == [" "]
    assert parser.feed("S1") == []
    assert parser.feed("2] now") == [Marker((12,)), " now"]
    assert parser.feed(" [S1") == [" "]
    assert parser.close() == [Marker((1,))]


TEXTS = st.lists(
    st.sampled_from([*"[]()【】S129,–- \n.†^\\xé", "[S3]", "[S1, S2]", "and", "source", "[[S4]]"])
).map("".join)


@given(TEXTS, st.lists(st.integers(0, 60)))
def test_any_split_gives_what_one_piece_gives(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert parse(*pieces) == parse(text)


@given(TEXTS)
def test_nothing_but_markers_is_lost_and_only_known_numbers_come_out(text: str) -> None:
    pieces = parse(text)
    left = text
    for piece in pieces:
        if isinstance(piece, str):
            assert piece in left
            left = left[left.index(piece) + len(piece) :]
        else:
            assert set(piece.numbers) <= KNOWN
    if "[" not in text and "(" not in text and "【" not in text:
        assert "".join(str(piece) for piece in pieces) == text


@pytest.mark.heavy
@pytest.mark.parametrize(
    "text", ["[", "[S1", "[S1,", "[S3 1 1 ", "[1   1   ", "[1 - ", "([【", "[S1-", "[[S1]"]
)
def test_hostile_input_takes_linear_time(text: str) -> None:
    assert_linear(lambda size: text * (size // len(text)), parse)
