"""How Word writes the number of a list's item, a page or a note."""

from collections.abc import Callable

_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth",
             "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HAN = "〇一二三四五六七八九"
_LARGEST = 999  # above it, only figures: letters and words would grow without end


def format_number(number: int, form: str) -> str:
    """Return a number as the ``w:numFmt`` named ``form`` has it; in figures for unknown ones.

    >>> [format_number(4, form) for form in ("lowerRoman", "upperLetter", "ordinalText")]
    ['iv', 'D', 'Fourth']
    """
    if form in ("none", "bullet"):
        return ""
    if form in ("decimalZero", "numberInDash"):
        return f"{number:02}" if form == "decimalZero" else f"- {number} -"
    if 0 < number <= _LARGEST and form in _FORMATS:
        return _FORMATS[form](number)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int, alphabet: str = _LATIN) -> str:
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" {_words(rest)}" if rest else "")


def _ordinal_words(number: int) -> str:
    head, dash, last = _words(number).rpartition("-")
    if not dash:
        head, dash, last = _words(number).rpartition(" ")
    ending = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return head + dash + _ORDINALS.get(last, ending)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _symbols(number: int) -> str:
    return _letters(number, "*†‡§")


def _han(number: int) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_HAN[tens] if tens > 1 else "") + "十" * (tens > 0) + (_HAN[ones] if ones else "")


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "russianLower": lambda number: _letters(number, _RUSSIAN),
    "russianUpper": lambda number: _letters(number, _RUSSIAN).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _capitalised(_words(number)),
    "ordinalText": lambda number: _capitalised(_ordinal_words(number)),
    "decimalEnclosedCircle": _circled,
    "chicago": _symbols,
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "ideographDigital": lambda number: "".join(_HAN[int(figure)] for figure in str(number)),
    "japaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
}
