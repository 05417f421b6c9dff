"""Languages and scripts: which one a text is in, by the commonest words of languages."""

import re
from collections import Counter

UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
)
"""A letter or a punctuation mark of the scripts that write no spaces between words."""

_COMMON_WORDS = {
    "en": "the of and to in a is that for it was on with as be at by this are from or an not have "
    "were which has but they his her he she you we their its been will would there",
    "de": "der die das und ist in den von zu mit sich auf für nicht ein eine dem des im als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum "
    "war haben nur oder aber vor zur bis mehr durch man sein wurde",
    "fr": "le la les l de des du d et à un une est en que qui qu dans pour pas au sur il elle ce "
    "c se s ne n plus par avec son sa ses on sont être ont été aux cette mais ou nous vous leur",
    "es": "el la los las de del y en un una que es se por con para no su al lo como más pero sus "
    "le ha este esta entre cuando muy sin sobre también fue hay está son ser desde todo nos o",
    "it": "il lo la l i gli le di del della dell dei delle e in un una che è per con non si da al "
    "alla all nel nella nell sono più come ma anche su ha questo questa dal dalla essere o se ci",
    "pt": "o a os as de do da dos das e em no na nos nas um uma que é para com não por se mais "
    "como mas ao à foi ser são sua seu pelo pela ou também até ele ela está isso",
    "nl": "de het een en van in is op te dat die voor met niet zijn aan er om ook als bij door "
    "uit maar naar was heeft over nog worden werd wordt ze hij tot deze meer dan of kan zich",
}
_LANGUAGES_OF = {
    word: [language for language, words in _COMMON_WORDS.items() if word in words.split()]
    for words in _COMMON_WORDS.values()
    for word in words.split()
}
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"\b[^\W\d_]+\b")  # not the letter of "S1"
_SCRIPTS = {  # a language, and the letters that it is told by
    "ja": re.compile("[ぁ-ヿ]"),
    "zh": re.compile("[㐀-鿿]"),
    "ko": re.compile("[가-힣]"),
    "ar": re.compile("[ء-ۓ]"),
    "hi": re.compile("[ऄ-ह]"),
}
_URDU, _PERSIAN = re.compile("[ٹڈڑےں]"), re.compile("[پچژگ]")
_HINDI = re.compile("है|में|और|नहीं")
_SAMPLES, _SAMPLE_CHARACTERS = 10, 2_000
_FEWEST_WORDS, _FEWEST_DIFFERENT = 5, 3
_LEAST_SHARE = 0.15  # of the words that are common ones of the language
_LEAST_LEAD = 1.4  # times as many as of any other language
_LEAST_LETTERS = 0.5  # of the letters that are of the script
_LEAST_OWN_LETTERS = 0.01  # of the letters that only one language of the script has
_LEAST_KANA = 0.1


def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language by its code; none of one that isn't known."""
    return frozenset(_COMMON_WORDS.get(language, "").split())


def find_language(text: str) -> str:
    """Return the code of a text's language by ISO 639-1; empty if unknown or mixed.

    It looks at ten samples across the text, so that a text in two languages has none.

    >>> find_language("Der Hund ist im Haus, und die Katze sitzt auf dem Dach.")
    'de'
    >>> find_language("Tarn Ode 12")
    ''
    """
    step = max(_SAMPLE_CHARACTERS, len(text) // _SAMPLES)
    sample = " ".join(text[i : i + _SAMPLE_CHARACTERS] for i in range(0, len(text), step))
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return ""
    if len(_LATIN.findall(sample)) >= letters * _LEAST_LETTERS:
        return _find_by_words(_WORD.findall(sample.lower()))
    return _find_by_script(sample, letters)


def _find_by_words(words: list[str]) -> str:
    counts = Counter(
        language for word in words for language in _LANGUAGES_OF.get(word, ())
    ).most_common(2)
    if not counts:
        return ""
    language, count = counts[0]
    second = counts[1][1] if len(counts) > 1 else 0
    leads = count >= second * _LEAST_LEAD and count >= len(words) * _LEAST_SHARE
    different = sum(language in _LANGUAGES_OF.get(word, ()) for word in set(words))
    enough = count >= _FEWEST_WORDS and different >= _FEWEST_DIFFERENT
    return language if leads and enough else ""


def _find_by_script(sample: str, letters: int) -> str:
    counts = {name: len(script.findall(sample)) for name, script in _SCRIPTS.items()}
    if counts["ja"] >= (counts["ja"] + counts["zh"]) * _LEAST_KANA and counts["ja"]:
        counts["ja"] += counts.pop("zh")
    language = max(counts, key=lambda name: counts[name])
    if counts[language] < letters * _LEAST_LETTERS:
        return ""
    if language == "ar":
        for other, own in (("ur", _URDU), ("fa", _PERSIAN)):
            if len(own.findall(sample)) >= letters * _LEAST_OWN_LETTERS:
                return other
    if language == "hi" and not _HINDI.search(sample):
        return ""
    return language
