"""Fonts of symbols: the characters that their codes stand for."""

BOXES = "☐☒"
"""An empty box and a ticked one."""

_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_GREEK |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOL = _GREEK | dict(zip(range(0x20, 0x41), " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅", strict=True))
_SYMBOL |= dict(zip(range(0x5B, 0x61), "[∴]⊥_‾", strict=True))
_SYMBOL |= dict(zip(range(0x7B, 0x7F), "{|}∼", strict=True))
_SYMBOL |= dict(zip(range(0xA0, 0xFF), (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
    "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"), strict=True))  # fmt: skip
_WINGDINGS = {0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)}
_WINGDINGS |= {0x8B + number: chr(0x2776 + number - 1) for number in range(1, 11)}
_WINGDINGS |= {
    0x20: " ", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x41: "✌", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x54: "❄", 0x6C: "●", 0x6E: "■",
    0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x76: "❖", 0x78: "☒", 0x80: "⓪",
    0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☒",
}  # fmt: skip
_WINGDINGS_2 = {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒",
                0xA3: "☐", 0x2A: "☐"}  # fmt: skip
_WEBDINGS = {0x20: " ", 0x61: "✓", 0x63: "☐", 0x72: "✗"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}


def is_symbol_font(font: str) -> bool:
    """Return whether a font has symbols in place of letters."""
    return font.lower() in _FONTS


def map_symbols(text: str, font: str) -> str:
    """Return what a text in that font shows; what has no character of its own as a bullet.

    Word writes such codes plainly or, from U+F000 on, as private characters.
    """
    table = _FONTS.get(font.lower())
    if table is None:
        return text
    return "".join(
        table.get(code, "•") if (code := _code(character)) < 0x100 else character
        for character in text
    )


def _code(character: str) -> int:
    code = ord(character)
    return code - 0xF000 if 0xF000 <= code < 0xF100 else code
