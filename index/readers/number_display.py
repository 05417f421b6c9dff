"""Numbers as a spreadsheet displays them: "4,50 €", "12 %", "3 May 2024"."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

GENERAL = "General"
"""Code of the format of cells to which nobody has given one."""

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0",
    5: "$#,##0;($#,##0)", 6: "$#,##0;($#,##0)", 7: "$#,##0.00;($#,##0.00)",
    8: "$#,##0.00;($#,##0.00)", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: '#,##0;(#,##0);"-"',
    42: '$#,##0;($#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"', 44: '$#,##0.00;($#,##0.00);"-"',
    # What these look like depends on the computer; the international form can't be misread.
    14: "yyyy-mm-dd", 22: "yyyy-mm-dd h:mm",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd")  # fmt: skip
"""Number of a built-in format -> its code."""

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | [_*]. | (?P<bracket>\[[^\]]*\])
    | (?P<general>General) | (?P<exponent>E[+-]0+) | (?P<noon>AM/PM|A/P)
    | (?P<clock>y+|m+|d+|h+|s+(?:\.0+)?) | (?P<digit>[0\#?]) | (?P<sign>[.,%/@]) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_UNIT = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MOST_DECIMALS = 30
_LAST_DAY = 2_958_465  # 31 December 9999
_SECONDS = 86_400
_MONTHS = ("January February March April May June July August September October November "
           "December").split()  # fmt: skip
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

Token = tuple[str, str]
"""Group of ``_TOKEN`` that matched, and its text."""


def display_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as a spreadsheet shows it, without padding.

    Args:
        value: the number; of a date, days since the beginning of 1900 or 1904.
        code: its format's code.
        since_1904: the workbook counts days from 1904, as old Macs do.

    >>> display_number(0.125, "0.0%"), display_number(-1234.5, "#,##0.00 [$€-407]")
    ('12.5%', '-1,234.50 €')
    >>> display_number(45415, "d mmmm yyyy"), display_number(7, "000"), display_number(0.1, "")
    ('3 May 2024', '007', '0.1')
    """
    section, signed = _choose_section(value, _split_sections(code))
    tokens = _tokenise(section)
    kinds = {kind for kind, _ in tokens}
    if "clock" in kinds or "elapsed" in kinds:
        days = value + 1462 if since_1904 else value
        return _display_date(days, tokens) if 0 <= days < _LAST_DAY else _display_general(value)
    if not code or "general" in kinds or ("sign", "@") in tokens:
        rest = "".join(text for kind, text in tokens if kind == "literal")
        return _display_general(value) + rest
    text = _display_digits(abs(value), tokens)
    is_negative = signed and value < 0 and any(map(str.isdigit, text.strip("0.,%")))
    return f"-{text}" if is_negative else text


def _split_sections(code: str) -> list[str]:
    """Return the parts of a code, for positive and negative numbers and for zero."""
    sections = [""]
    for unit in _UNIT.findall(code):
        if unit == ";":
            sections.append("")
        else:
            sections[-1] += unit
    return sections


def _choose_section(value: float, sections: Sequence[str]) -> tuple[str, bool]:
    """Return the part of a code for this number, and whether the minus has to be written."""
    for section in sections:
        if condition := _CONDITION.search(section):
            limit = float(condition[2])
            holds = {
                "<": value < limit, ">": value > limit, "=": value == limit,
                "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
            }  # fmt: skip
            if holds[condition[1]]:
                return section, True
    if any(map(_CONDITION.search, sections)):
        return sections[-1], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _tokenise(section: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "", match[0]
        if kind == "quoted":
            tokens.append(("literal", text.strip('"')))
        elif kind in ("escaped", "other"):
            tokens.append(("literal", text[-1]))
        elif kind == "bracket":
            if currency := _CURRENCY.fullmatch(text):
                tokens.append(("literal", currency[1]))
            elif elapsed := _ELAPSED.fullmatch(text):
                tokens.append(("elapsed", elapsed[1].lower()))
        elif kind:
            tokens.append((kind, text.lower() if kind == "clock" else text))
    return tokens


# --- Numbers --------------------------------------------------------------------------------------


def _display_general(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".upper()


def _display_digits(value: float, tokens: list[Token]) -> str:
    """Return a number that isn't negative in the places that a code has for its digits."""
    signs = [text for kind, text in tokens if kind == "sign"]
    places = [i for i, (kind, _) in enumerate(tokens) if kind in ("digit", "exponent")]
    if not places:
        return "".join(text for kind, text in tokens if kind == "literal" or text == "%").strip()
    value *= 100 ** signs.count("%")
    first, last = places[0], places[-1]
    inner = tokens[first : last + 1]
    if ("sign", "/") in inner:
        shown = _display_fraction(value, inner)
    else:
        after = tokens[last + 1 :]
        while after and after[0] == ("sign", ","):  # each shows thousands of what it is
            value, after = value / 1000, after[1:]
        shown = _display_decimal(value, inner)
    before = "".join(_write(token) for token in tokens[:first])
    behind = "".join(_write(token) for token in tokens[last + 1 :])
    return f"{before}{shown}{behind}".strip()


def _write(token: Token) -> str:
    kind, text = token
    return text if kind == "literal" or text == "%" else ""


def _display_decimal(value: float, tokens: list[Token]) -> str:
    exponent = next((text for kind, text in tokens if kind == "exponent"), "")
    point = tokens.index(("sign", ".")) if ("sign", ".") in tokens else len(tokens)
    decimals = "".join(text for kind, text in tokens[point:] if kind == "digit")[:_MOST_DECIMALS]
    if exponent:
        return f"{value:.{len(decimals)}E}"
    exact = Decimal(f"{value:.15g}")  # what is behind that are errors of binary fractions
    rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP) if (
        exact.adjusted() < 25
    ) else exact  # fmt: skip
    whole, _, part = f"{rounded:f}".partition(".")
    kept = len(part.rstrip("0"))
    needed = max([i + 1 for i, mark in enumerate(decimals) if mark == "0"], default=0)
    part = part[: max(kept, needed)]
    places = [token for token in tokens[:point] if token != ("sign", ",")]
    least = sum(token == ("digit", "0") for token in places)
    whole = whole.lstrip("0").rjust(least, "0")
    if any(kind == "literal" for kind, _ in places):
        whole = _fill(whole, places)
    elif ("sign", ",") in tokens[:point]:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", whole)
    return f"{whole}.{part}" if part else whole


def _fill(digits: str, places: list[Token]) -> str:
    """Return digits in a pattern such as "000-00", from the right."""
    rest = list(digits)
    filled: list[str] = []
    for kind, text in reversed(places):
        if kind == "literal":
            filled.append(text)
        elif rest:
            filled.append(rest.pop())
    return "".join([*rest, *reversed(filled)])


def _display_fraction(value: float, tokens: list[Token]) -> str:
    slash = tokens.index(("sign", "/"))
    width = sum(kind == "digit" for kind, _ in tokens[slash:])
    whole, part = divmod(Fraction(value).limit_denominator(10 ** min(width, 5) - 1), 1)
    if not part:
        return str(whole)
    return f"{whole} {part}" if whole else str(part)


# --- Dates ----------------------------------------------------------------------------------------


def _display_date(days: float, tokens: list[Token]) -> str:
    finest = max(
        (len(text.partition(".")[2]) for kind, text in tokens if kind == "clock"), default=0
    )
    seconds = round(days * _SECONDS, finest)
    # Day 60 is 29 February 1900, which there never was.
    first = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    moment = first + timedelta(seconds=seconds)
    has_noon = any(kind == "noon" for kind, _ in tokens)
    clocks = [i for i, (kind, _) in enumerate(tokens) if kind in ("clock", "elapsed")]
    parts = []
    for i, (kind, text) in enumerate(tokens):
        if kind == "noon":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif kind == "elapsed":
            unit = {"h": 3_600, "m": 60, "s": 1}[text[0]]
            parts.append(str(int(seconds // unit)).rjust(len(text), "0"))
        elif kind == "clock":
            at = clocks.index(i)
            before = tokens[clocks[at - 1]][1][0] if at else ""
            after = tokens[clocks[at + 1]][1][0] if at + 1 < len(clocks) else ""
            is_minute = text[0] == "m" and (before == "h" or after == "s")
            parts.append(_write_clock(moment, text, is_minute=is_minute, has_noon=has_noon))
        else:
            parts.append(text)
    return "".join(parts).strip()


def _write_clock(moment: datetime, text: str, *, is_minute: bool, has_noon: bool) -> str:
    length = len(text)
    match text[0]:
        case "y":
            return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
        case "m" if not is_minute and length > 2:
            name = _MONTHS[moment.month - 1]
            return {3: name[:3], 5: name[0]}.get(length, name)
        case "d" if length > 2:
            name = _DAYS[moment.weekday()]
            return name[:3] if length == 3 else name
        case "s" if "." in text:
            decimals = len(text.partition(".")[2])
            return f"{moment.second + moment.microsecond / 1e6:0{3 + decimals}.{decimals}f}"
    hour = (moment.hour - 1) % 12 + 1 if has_noon else moment.hour
    number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour,
              "s": moment.second}[text[0]]  # fmt: skip
    return str(number).rjust(min(length, 2), "0")
