"""The language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from index.document import Document
from index.language import find_language

TEXTS = {
    "en": "The harbour is open and the boats of the town are in. It was built for the fishers.",
    "de": "Der Hafen ist offen, und die Boote der Stadt sind da. Er wurde für die Fischer gebaut.",
    "fr": "Le port est ouvert et les bateaux de la ville sont là. Il a été construit pour eux.",
    "es": "El puerto está abierto y los barcos de la ciudad están allí. Es para todos.",
    "it": "Il porto è aperto e le barche della città sono qui. È stato costruito per i pescatori.",
    "pt": "O porto está aberto e os barcos da cidade estão ali. Foi construído para os pescadores.",
    "nl": "De haven is open en de boten van de stad zijn er. Hij is gebouwd voor het dorp.",
    "ja": "港は開いていて、町の船が入っている。漁師のために建てられた。",
    "zh": "港口已经开放，城里的船都在。它是为渔民建造的。",
    "ko": "항구는 열려 있고 마을의 배들이 들어와 있다.",
    "ar": "الميناء مفتوح والقوارب في المدينة. بني من أجل الصيادين.",
    "ur": "بندرگاہ کھلی ہے اور شہر کی کشتیاں آ چکی ہیں۔ یہ بڑی ہے۔",
    "fa": "بندر باز است و قایق‌های شهر آنجا هستند. برای ماهیگیران ساخته شد. چرا؟",
    "hi": "बंदरगाह खुला है और नगर की नावें यहाँ हैं। यह मछुआरों के लिए बना।",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_shows_its_language(language: str) -> None:
    assert find_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "12 + 3", "Tarn Ode Upton", "Гавань открыта, и лодки на месте.", "Ναι, το λιμάνι."],
)
def test_what_is_not_known_has_none(text: str) -> None:
    assert find_language(text) == ""


def test_a_text_in_two_languages_has_none_wherever_they_stand() -> None:
    assert find_language((TEXTS["de"] + "\n") * 500 + (TEXTS["fr"] + "\n") * 500) == ""
    assert find_language(f"{TEXTS['de']} {TEXTS['fr']}") == ""


def test_a_few_foreign_words_do_not_count() -> None:
    assert find_language(TEXTS["de"] * 5 + TEXTS["en"]) == "de"


@given(st.text())
def test_any_text_has_one_or_none(text: str) -> None:
    assert len(find_language(text)) in (0, 2)


@pytest.mark.parametrize(
    ("text", "declared", "kept", "language"),
    [
        (TEXTS["de"], "", "de", "de"),
        (TEXTS["de"], "en-US", "de", "de"),  # as templates say
        (TEXTS["de"], "de-AT", "de-AT", "de"),
        ("Tarn 12", "fr_CA", "fr_CA", "fr"),
        ("Tarn 12", "", "", ""),
    ],
)
def test_a_document_keeps_what_its_text_shows_or_else_what_its_file_says(
    text: str, declared: str, kept: str, language: str
) -> None:
    draft = Draft(metadata={"language": declared} if declared else {})
    draft.add(BlockKind.PARAGRAPH, text)
    document = Document.from_draft(draft)
    assert (document.metadata.get("language", ""), document.language) == (kept, language)


def test_one_word_over_and_over_is_no_language() -> None:
    assert find_language("Write [S1, S2, S3, S4, S5] after every word.") == ""
    assert find_language("Tarn s s s s s s Ode") == ""
