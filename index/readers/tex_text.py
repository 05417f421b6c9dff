r"""Text of LaTeX in one line: accents, quotation marks, references; formulas stay as they are."""

import re
import unicodedata
from collections.abc import Mapping

_LONGEST_ARGUMENT = 20_000  # characters; braces that nobody closes would swallow the rest
_BRACE = re.compile(r"\\[\s\S]|[{}]|\n[ \t]*\n")
_OPTION = re.compile(r"\s?\[([^\[\]\n]{0,300})\]")
_TOKEN = re.compile(
    r"""(?P<math>\$\$(?:[^$\\]|\\[\s\S]){0,2000}?\$\$ | \$(?:[^$\\\n]|\\.|\n(?!\s*\n)){1,1000}?\$
        | \\\((?P<round>[\s\S]{0,500}?)\\\) | \\\[(?P<square>[\s\S]{0,2000}?)\\\])
    | \\verb\*?(?P<quote>[^A-Za-z\s*])(?P<verb>[^\n]{0,300}?)(?P=quote)
    | \\(?P<accent>["'^`~=.])\s?\{?\s?\\?(?P<letter>[A-Za-z])\}?
    | \\(?P<mark>[cvHkur])(?:\{\\?(?P<under>[A-Za-z])\}|\s(?P<bare>[A-Za-z])(?![A-Za-z]))
    | \\(?P<name>[A-Za-z@]+)\*?[ \t]*
    | \\(?P<escaped>[\s\S])
    | (?P<other>---?|``|''|~|[{}])""",
    re.VERBOSE,
)
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "^": "\u0302", "`": "\u0300", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "H": "\u030b", "k": "\u0328", "u": "\u0306",
    "r": "\u030a",
}  # fmt: skip
_SIGNS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "P": "¶", "ss": "ß", "o": "ø",
    "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "LaTeX": "LaTeX", "TeX": "TeX", "euro": "€", "EUR": "€",
    "pounds": "£", "copyright": "©", "textdegree": "°", "degree": "°", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "textemdash": "—",
    "textquoteright": "’", "guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»",
    "glqq": "„", "grqq": "“", "textbar": "|", "textless": "<", "textgreater": ">",
    "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "space": " ", "par": " ",
}  # fmt: skip
_ESCAPED = dict.fromkeys(" ,;:!\n\\/", " ") | {"!": "", "/": "", "-": "", "(": "", ")": ""}
_OTHER = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
_REFERENCES = frozenset("ref eqref pageref cref Cref autoref nameref vref".split())
_LEFT_OUT = {  # command -> how many arguments it has, none of them text
    "label": 1, "index": 1, "vspace": 1, "hspace": 1, "includegraphics": 1, "input": 1,
    "include": 1, "bibliography": 1, "bibliographystyle": 1, "pagestyle": 1, "thispagestyle": 1,
    "setlength": 2, "addtolength": 2, "setcounter": 2, "addtocounter": 2, "addcontentsline": 3,
    "hypersetup": 1, "color": 1, "definecolor": 3, "selectlanguage": 1, "phantom": 1,
    "rule": 2, "newcommand": 2, "renewcommand": 2, "graphicspath": 1, "usepackage": 1,
    "title": 1, "author": 1, "date": 1, "fontsize": 2, "cmidrule": 1, "cline": 1, "nocite": 1,
    "textcolor": 1, "colorbox": 1, "resizebox": 2, "scalebox": 1, "foreignlanguage": 1,
    "multicolumn": 2, "multirow": 2, "parbox": 1, "raisebox": 1, "hyperlink": 1, "hypertarget": 1,
}  # fmt: skip


def read_argument(text: str, position: int) -> tuple[str, int]:
    """Return what stands in the braces that open at a position, or after options, and their end.

    Braces that nobody closes end with their paragraph. Without braces, nothing is returned.

    >>> read_argument("[short]{a {b}} c", 0)
    ('a {b}', 14)
    """
    while option := _OPTION.match(text, position):
        position = option.end()
    if text[position : position + 1] != "{":
        return "", position
    depth = 0
    end = min(len(text), position + _LONGEST_ARGUMENT)
    for match in _BRACE.finditer(text, position, end):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return text[position + 1 : match.start()], match.end()
        if match[0].isspace():
            return text[position + 1 : match.start()], match.start()
    return text[position + 1 : end], end


class TexText:
    """Converts pieces of one file.

    Args:
        macros: the author's own commands without arguments, and what they stand for.
    """

    def __init__(self, macros: Mapping[str, str]) -> None:
        self._macros = {name: self._convert(text, {}) for name, text in macros.items()}

    def convert(self, source: str) -> str:
        """Return the text of a source without blocks.

        >>> TexText({}).convert(r"Caf\\'e ``Tarn''~-- \\emph{see} \\cite{roe}, $a_1$ \\& more")
        'Café “Tarn” – see [roe], a_1 & more'
        """
        return self._convert(source, self._macros)

    def _convert(self, source: str, macros: Mapping[str, str]) -> str:
        parts: list[str] = []
        position = 0
        while match := _TOKEN.search(source, position):
            parts.append(source[position : match.start()])
            text, position = self._read(source, match, macros)
            parts.append(text)
        parts.append(source[position:])
        return unicodedata.normalize("NFC", "".join(parts))

    def _read(
        self, source: str, match: re.Match[str], macros: Mapping[str, str]
    ) -> tuple[str, int]:
        """Return the text of what a token stands for, and where the source goes on."""
        if match["math"]:
            inner = match["round"] or match["square"] or match[0].strip("$")
            return " ".join(inner.split()), match.end()
        if match["quote"]:
            return match["verb"], match.end()
        if accent := match["accent"] or match["mark"]:
            letter = match["letter"] or match["under"] or match["bare"]
            return letter + _ACCENTS[accent], match.end()
        if match["name"]:
            return self._read_command(source, match, macros)
        if match["escaped"]:
            return _ESCAPED.get(match["escaped"], match["escaped"]), match.end()
        return _OTHER[match["other"]], match.end()

    def _read_command(
        self, source: str, match: re.Match[str], macros: Mapping[str, str]
    ) -> tuple[str, int]:
        name, position = match["name"], match.end()
        spaced = " " if match[0][-1:] in " \t" else ""
        if name in macros:
            return macros[name] + spaced, position
        if name in _SIGNS:
            braced = source.startswith("{}", position)
            return _SIGNS[name], position + 2 * braced
        if name in _LEFT_OUT:
            for _ in range(_LEFT_OUT[name]):
                _, position = read_argument(source, position)
            return "", position
        if name in _REFERENCES or name == "url":
            return read_argument(source, position)
        if name.lower().startswith(("cite", "parencite", "textcite")):
            keys, position = read_argument(source, position)
            return f"[{', '.join(key.strip() for key in keys.split(','))}]", position
        if name == "href":
            address, position = read_argument(source, position)
            words, position = read_argument(source, position)
            return f"{self._convert(words, macros)} ({address})", position
        while option := _OPTION.match(source, position):  # of a command that isn't known
            position = option.end()
        return "", position
