"""Sentences in languages other than English, and in other scripts."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import Draft
from index.document import Document
from index.languages import SENTENCE_WORDS
from index.readers.text import TextReader
from index.sentences import split_sentences

# Each stands for itself; in a row with any others, it still does.
SENTENCES = {
    "de": [
        "Das gilt z. B. Holz und u. a. Stein, d. h. Baustoffen.",
        "Am 3. Mai kam Dr. Wu mit Prof. Lind nach Tarn.",
        "Er blieb bis zum 12. Juni 2021.",
        "Nach Abs. 2 und § 5 Nr. 5 haftet der Mieter.",
        "Das Haus Hauptstr. 12 liegt am See.",
        "Im 19. Jahrhundert stand es leer.",
        "Ludwig XIV. König von Frankreich kam 1990.",
        "Es geschah am 3.5.2024 um 14 Uhr.",
        "Die Tarn GmbH & Co. KG zahlt ggf. Zinsen i. H. v. 5 %.",
        "Danach kam der 2. Weltkrieg.",
        "Sie zahlten 5 Mio. Euro usw.",
        "Es war Plan B.",
        "Die Grube war 5 m.",
        "Die Stadt entstand 52 v. Chr.",
        "„Warum?“ fragte Ana.",
        "Er wartete 5 Min.",
        "Sie kamen nur zu 3.",
        "Die Fläche beträgt ca. 78,5 m².",
    ],
    "fr": [
        "M. Dupont et Mme Roe virent MM. Le Gall et Petit.",
        "L'art. 3 de la loi, p. 5, cite p. ex. Paris.",
        "Il naquit en 52 av. J.-C.",
        "Elle acheta du pain, du vin, etc.",
        "Où est-il ?",
        "Il rit.",
        "« Je pars. »",
        "C'était le plan B.",
        "La fosse faisait 5 m.",
        "Le Dr. Petit vit St. Jean à 9 h.",
        "Voir cf. Annexe 2 et fig. 4 du livre.",
    ],
    "es": [
        "El Sr. López y la Dra. Ruiz vinieron.",
        "Vea, p. ej. Madrid o Lima.",
        "La pág. 5 y el art. 3 lo dicen.",
        "Llegó a las 5 p. m.",
        "¿Dónde está?",
        "¡Aquí!",
        "Ana vive en EE. UU.",
        "Compró pan, queso, etc.",
        "Medía 5 m.",
        "Era el plan B.",
        "Le dijo que no.",
    ],
    "it": [
        "Il sig. Rossi e l'avv. Bianchi arrivarono.",
        "L'art. 3 e pag. 5 lo dicono.",
        "Comprò pane, vino, ecc.",
        "Dov'è?",
        "Ad es. Roma è grande.",
        "Il Dott. Verdi e la Sig.ra Neri c'erano.",
        "Era largo 5 m.",
        "La Tarn S.p.A. Holding fallì.",
        "Il dott. Verdi non c'è.",
    ],
    "hi": ["डॉ. शर्मा आए।", "क्या यह सच है?", "सं. 5 में है।", "नाव १२ कि.मी. दूर थी।"],
    "ar": ["وصل د. حداد.", "أين هو؟", "انظر ص. 5 من الكتاب.", "هو هنا!"],
    "ur": ["وہ آیا۔", "کیا یہ سچ ہے؟", "ہاں، یہ بڑی ہے۔"],
    "zh": ["他来了。", "她说：「走吧。」", "真的？", "他们离开了!", "（参照第３页。）"],
    "ja": ["船が来た。", "彼は「行く。」と言った。", "誰も見なかった？", "『海』は終わった。"],
}
UNSPACED = ("zh", "ja")
STARTERS = {
    "de": "Danach kam Ana.", "fr": "Puis Ana partit.", "es": "Luego vino Ana.",
    "it": "Poi venne Ana.", "hi": "वह आई।", "ar": "ثم جاءت آنا.", "ur": "پھر وہ آئی۔",
    "zh": "然后安娜来了。", "ja": "そして来た。",
}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("language", SENTENCES)


def split(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, None, language)]


@LANGUAGES
def test_each_sentence_is_one_before_another(language: str) -> None:
    gap = "" if language in UNSPACED else " "
    for sentence in SENTENCES[language]:
        text = f"{sentence}{gap}{STARTERS[language]}"
        assert split(text, language) == [sentence, STARTERS[language]]


@LANGUAGES
@given(data=st.data())
def test_a_wrapped_text_has_the_sentences_of_the_text(language: str, data: st.DataObject) -> None:
    """And they are those that it was made of, each before one that no abbreviation goes on with."""
    chosen = data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=3, max_size=8))
    sentences = [part for sentence in chosen for part in (sentence, STARTERS[language])]
    width = data.draw(st.integers(55, 90))
    text = ("" if language in UNSPACED else " ").join(sentences)
    if language in UNSPACED:
        lines = re.findall(
            rf".{{1,{width // 2}}}(?![。？！!：」』）])", text
        )  # as printers wrap it
    else:
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    for shown in (text, "\n".join(lines)):
        document = Document.from_draft(read(shown))
        found = split_sentences(document.text, document.blocks, language)
        assert [document.text[s.start : s.end] for s in found] == sentences


def read(text: str) -> Draft:
    return TextReader().read(text.encode(), "a.txt")


PIECES = st.sampled_from(
    [
        *".!?…。！？؟۔।॥ \n",
        *"«»“”„「」『』（）'’’-–".strip(),
        *(word for language in SENTENCES.values() for text in language for word in text.split()),
    ]
)


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["", "xx", *SENTENCES]))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    position = 0
    for number, sentence in enumerate(split_sentences(text, None, language), start=1):
        assert sentence.number == number
        assert not text[position : sentence.start].strip()
        span = text[sentence.start : sentence.end]
        assert span
        assert span == span.strip()
        position = sentence.end
    assert not text[position:].strip()


def test_a_date_may_have_spaces_and_a_number_may_end_a_sentence() -> None:
    text = "Es war am 3. 5. 2024 um 14 Uhr. Dort waren nur 3. Boote fehlten."
    assert split(text, "de") == [
        "Es war am 3. 5. 2024 um 14 Uhr.",
        "Dort waren nur 3.",
        "Boote fehlten.",
    ]


def test_another_language_goes_by_the_english_rules() -> None:
    text = "They met Mr. Roe in St. Ives. It rained."
    assert split(text, "pt") == split(text, "") == ["They met Mr. Roe in St. Ives.", "It rained."]


@pytest.mark.parametrize("language", SENTENCE_WORDS)
def test_abbreviations_are_written_once_and_without_their_stop(language: str) -> None:
    words = SENTENCE_WORDS[language]
    kinds = [words.leading, words.numbered, words.shortened]
    assert not any(word.endswith(".") for kind in kinds for word in kind)
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))
    assert all(word == word.lower() or word.isupper() for kind in kinds for word in kind)
