"""JSON to blocks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Document, DocumentEmptyError, DocumentUnreadableError
from index.readers.json import JsonReader
from tests.support.outline import outline


def blocks(text: str) -> list[str]:
    return outline(JsonReader().read(text.encode(), "a.json"))


def test_values_stand_behind_their_paths() -> None:
    text = (
        '{"name": "Tarn", "fee": {"day": 4.50, "open": true, "to": null}, "pets": ["cat", "dog"]}'
    )
    assert blocks(text) == [
        "f name: Tarn",
        "f fee.day: 4.50",
        "f fee.open: true",
        "f fee.to: null",
        "f pets: cat, dog",
    ]


def test_records_are_a_table() -> None:
    text = '{"boats": [{"id": 1, "name": "Anna"}, {"id": 2, "port": "Ode"}]}'
    assert blocks(text) == [
        "c boats",
        "  t id | name | port",
        "    r 1 | Anna |",
        "    r 2 |  | Ode",
    ]


def test_records_within_records_have_numbers() -> None:
    text = '[{"name": "Anna", "crew": [{"of": {"age": 3}}, 7]}, []]'
    assert blocks(text) == [
        "f [0].name: Anna",
        "f [0].crew[0].of.age: 3",
        "f [0].crew[1]: 7",
        "f [1]: []",
    ]


def test_a_long_text_is_a_paragraph_of_sentences() -> None:
    document = Document.from_draft(
        JsonReader().read(json.dumps({"about": "It rained. " * 40}).encode(), "a.json")
    )
    assert [block.kind.value for block in document.blocks] == ["paragraph"]


def test_lines_of_json_are_a_list() -> None:
    assert blocks('{"a": 1, "b": "x"}\n\n{"a": 2, "b": "y"}\n') == [
        "t a | b",
        "  r 1 | x",
        "  r 2 | y",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1"),
        ('{"a": 1}\n{"b"}', "line 2, column 5"),
        ("It rained.", r"line 1.*\.txt"),
        ("[" * 100_000, "too deeply"),
        ('{"a": ' * 100_000, "too deeply"),
    ],
)
def test_what_is_no_json_is_told(text: str, message: str) -> None:
    with pytest.raises(DocumentUnreadableError, match=rf"a\.json.*{message}"):
        blocks(text)


def test_an_empty_file_is_told() -> None:
    with pytest.raises(DocumentUnreadableError, match=r"a\.json is not JSON"):
        blocks(" ")
    with pytest.raises(DocumentEmptyError, match=r"a\.json holds no values"):
        blocks('""')


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=300),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_every_word_of_any_value_is_there(value: object) -> None:
    try:
        draft = JsonReader().read(json.dumps(value).encode(), "a.json")
    except DocumentEmptyError:
        return
    shown = " ".join(block.text for block in draft.blocks)

    def check(part: object) -> None:
        if isinstance(part, dict):
            for key, child in part.items():
                assert " ".join(key.split()) in " ".join(shown.split()) or not key.strip()
                check(child)
        elif isinstance(part, list):
            for child in part:
                check(child)
        elif isinstance(part, str):
            assert all(word in shown for word in part.split() if word != "|")

    check(value)
