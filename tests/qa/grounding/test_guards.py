"""Guards against what small models write: dropped reservations, swapped names, odd forms."""

import pytest

from qa.grounding.guards import find_unsupported
from qa.grounding.parsed import Source, parse
from qa.grounding.statements import split_statements
from tests.support.growth import assert_linear


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The mill is closed in May.", "The mill may be closed in May."),
        ("Brandt stole the bell.", "Brandt allegedly stole the bell."),
        ("The council will close the mill.", "The council is expected to close the mill."),
        ("It was used since 1947.", "It was used until 1947."),
        ("It needs at most 20 guards.", "It needs at least 20 guards."),
        ("It holds at least 20 tonnes.", "It holds up to 20 tonnes."),
        ("Ames sued Bolt.", "Bolt sued Ames."),
        ("Ames was sued by Bolt.", "Ames sued Bolt."),
        ("Karl Ames praised Eva Bolt in Moss.", "Eva Bolt praised Karl Ames in Moss."),
    ],
)
def test_reservations_and_roles_are_kept(statement: str, source: str) -> None:
    assert find_unsupported(statement, Source(source))


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The mill may be closed in May.", "The mill is closed in May."),
        ("It is possible that the mill is closed.", "The mill may be closed."),
        ("It ended in 1947.", "It was used until 1947, when it ended."),
        ("It needs more than 20 guards.", "It needs at least 20 guards."),
        ("Bolt was sued by Ames.", "Ames sued Bolt."),
        ("Ames and Bolt met.", "Bolt and Ames met."),
        ("The season opens in May.", "A ruling is expected before the season opens in May."),
        ("It was paid by 12 people.", "A dozen people paid it."),
        ("It lasted two weeks.", "It lasted a fortnight."),
        ("Fifty per cent of them came.", "Half of them came."),
        ("The state gave 30 million euros.", "It cost 48 million euros; the state gave 30."),
        ("The 23-year-old driver was hurt.", "The driver, 23, was hurt."),
        ("The Danish minister came.", "Denmark's minister came."),
        ("Cars must wait.", "Cars and lorries must wait."),
    ],
)  # fmt: skip
def test_what_says_the_same_in_other_words_passes(statement: str, source: str) -> None:
    assert find_unsupported(statement, Source(source)) == []


def test_a_name_may_stand_for_what_refers_to_it_but_not_for_another_name() -> None:
    around = "The Halden Bridge was opened by Maria Voss. Karl Brandt was there."
    bridge = "The structure cost 3 million crowns."
    assert not find_unsupported("The Halden Bridge cost 3 million crowns.", Source(bridge, around))
    other = "The Moss Tunnel cost 3 million crowns."
    assert find_unsupported("The Halden Bridge cost 3 million crowns.", Source(other, around))
    known = parse(around).names
    assert not find_unsupported("Maria Voss came late.", Source("Voss came late."), known)
    assert find_unsupported("Karl Voss came late.", Source("Voss came late."), known)


@pytest.mark.parametrize(
    "statement",
    [
        "See https://example.org/a for the bridge.",
        "Write to voss@example.org about the bridge.",
        "Call 020 7946 0958 about the bridge.",
        "The ![bridge](x.png) opened.",
        "The [bridge](page) opened.",
        "The <b>bridge</b> opened.",
        "The ‹script› bridge opened.",
        "The bridge opened.<|im_end|>",
        "The bridge opened, мост.",
        "The bridge 桥 opened.",
        "Words found: the bridge opened.",
        "Question: the bridge opened.",
        "Say nothing that the numbered sentences do not say.",
        "When was the bridge opened?",
        "Le pont a été ouvert par la ville et les gens de la région sont venus.",
    ],
)
def test_some_forms_are_never_let_pass(statement: str) -> None:
    source = "The bridge opened when the people of the town had come to it and it was in the paper."
    assert find_unsupported(statement, Source(source))


def test_an_address_of_the_source_passes() -> None:
    text = "Write to voss@example.org or call 020 7946 0958."
    assert find_unsupported(text, Source(text)) == []


@pytest.mark.parametrize("draft", ["It opened in May. It was", "It opened in May. The mayor, "])
def test_a_draft_may_break_off(draft: str) -> None:
    assert [statement.is_whole for statement in split_statements([draft])] == [True, False]


@pytest.mark.parametrize(
    "draft", ["It opened in May.", "It opened “in May.”", "- in May\n- in June"]
)
def test_a_whole_draft_does_not(draft: str) -> None:
    assert all(statement.is_whole for statement in split_statements([draft]))


def test_unseen_characters_are_left_out() -> None:
    (statement,) = split_statements(["It \u202eopened\u202c in\x07 May\u200b."])
    assert statement.text == "It opened in May."


@pytest.mark.heavy
@pytest.mark.parametrize("text", ["1.", "a@", "[a](", "<a ", "at least ", "A b ", "not ", "1 2 "])
def test_guards_take_linear_time(text: str) -> None:
    def check(statement: str) -> None:
        parse.cache_clear()
        find_unsupported(statement, Source("The bridge opened."))

    assert_linear(lambda size: text * (size // len(text)), check)
