"""The body of a LaTeX file to blocks."""

import re
from dataclasses import dataclass

from index.block import BlockKind, Draft
from index.readers.lead_in import leads_in
from index.readers.tables import add_table, count_heads, has_named_columns
from index.readers.tex_text import TexText, read_argument
from index.readers.wordml.raised import raise_text
from index.whitespace import collapse_spaces

_LEVELS = {
    "part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6,
    "subparagraph": 6, "frametitle": 3,
}  # fmt: skip
_STRUCTURE = re.compile(
    rf"""\\(?P<edge>begin|end)\{{(?P<environment>[A-Za-z]+\*?)\}}
    | \\(?P<heading>{"|".join(_LEVELS)})\*?(?=[\[{{])
    | \\(?P<command>item|bibitem|caption|footnote)(?![A-Za-z])
    | (?P<blank>\n[ \t]*\n\s*|\\par(?![A-Za-z]))""",
    re.VERBOSE,
)
_LISTS = frozenset("itemize enumerate description thebibliography".split())
_CODE = frozenset("verbatim verbatim* Verbatim lstlisting minted".split())
_TABLES = frozenset("tabular tabular* tabularx tabulary longtable".split())
_MATH = frozenset(
    f"{name}{star}"
    for name in "equation align gather multline eqnarray displaymath math flalign".split()
    for star in ("", "*")
)
_DRAWINGS = frozenset("tikzpicture picture pspicture comment filecontents filecontents*".split())
_FLOATS = frozenset("table table* figure figure* longtable wraptable wrapfigure".split())
_DRAWN = {"abstract": "Abstract", "thebibliography": "References"}
_STATEMENTS = frozenset(
    "theorem lemma proof definition corollary proposition remark example".split()
)
_CAPTION = re.compile(r"\\caption(?=[\[{])")
_ROW_END = re.compile(r"\\\\\*?(?:\[[^\]]*\])?|\\tabularnewline\b")
_RULE = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot)\b")
_CELL_END = re.compile(r"(?<!\\)&")
_LABEL = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)")
_OPTION = re.compile(r"\s?\[([^\[\]\n]{0,300})\]")
_LONGEST_FLOAT = 50_000  # characters


@dataclass(slots=True)
class _List:
    """An open list: what it hangs on, and how many items it has so far."""

    kind: str
    parent: int | None
    count: int = 0
    item: int | None = None


class TexBlocks:
    """Writes the body of a file into a draft.

    Args:
        draft: takes the blocks.
        text: converts what stands within a block.
    """

    def __init__(self, draft: Draft, text: TexText) -> None:
        self._draft = draft
        self._text = text
        self._paragraph: list[str] = []
        self._notes: list[tuple[int, str]] = []
        self._note_count = 0
        self._lists: list[_List] = []
        self._marker = ""
        self._caption: int | None = None
        self._opening = ""  # of a theorem

    def write(self, source: str) -> None:
        """Append the blocks of a body."""
        position = 0
        while match := _STRUCTURE.search(source, position):
            self._paragraph.append(source[position : match.start()])
            position = self._read(source, match)
        self._paragraph.append(source[position:])
        self._flush()

    def _read(self, source: str, match: re.Match[str]) -> int:
        """Read what a match opens or closes; return where the source goes on."""
        if match["blank"]:
            self._flush()
            return match.end()
        if match["heading"]:
            self._flush()
            title, end = read_argument(source, match.end())
            self._draft.add(BlockKind.HEADING, self._line(title), level=_LEVELS[match["heading"]])
            return end
        if match["environment"]:
            is_begin = match["edge"] == "begin"
            return self._begin(source, match) if is_begin else self._end(match)
        if match["command"] == "footnote":
            return self._note(source, match.end())
        if match["command"] == "caption":
            return read_argument(source, match.end())[1]  # it was written where its float began
        return self._item(source, match)

    def _begin(self, source: str, match: re.Match[str]) -> int:
        name, end = match["environment"], match.end()
        if name in _MATH:
            formula, end = _read_environment(source, end, name)
            formula = collapse_spaces(_LABEL.sub("", formula)).replace("$", "")
            self._paragraph.append(f" ${formula}$ ")
            return end
        self._flush()
        if name in _CODE:
            code, end = _read_environment(source, end, name)
            code = code.partition("\n")[2] if "\n" in code else code  # options stand before it
            self._draft.add(BlockKind.CODE, code.strip("\n").rstrip(), parent=self._parent)
            return end
        if name in _DRAWINGS:
            return _read_environment(source, end, name)[1]
        if name in _FLOATS:
            self._caption = self._write_caption(source, end, name)
        if name in _TABLES:
            table, end = _read_environment(source, end, name)
            self._write_table(table, arguments=1 if name in ("tabular", "longtable") else 2)
            return end
        if name in _DRAWN:
            self._draft.add(BlockKind.HEADING, _DRAWN[name], level=_LEVELS["section"])
        if name in _LISTS:
            self._lists.append(_List(name, self._find_lead_in()))
        if name in _STATEMENTS:
            option = _OPTION.match(source, end)
            said = f" ({option[1]})" if option else ""
            self._opening = f"{name.capitalize()}{said}. "
        return _skip_options(source, end, name)

    def _end(self, match: re.Match[str]) -> int:
        self._flush()
        if match["environment"] in _LISTS and self._lists:
            self._lists.pop()
        if match["environment"] in _FLOATS:
            self._caption = None
        return match.end()

    @property
    def _parent(self) -> int | None:
        """Place of the list item that a paragraph belongs to, or None for the heading above."""
        return self._lists[-1].item if self._lists else None

    def _find_lead_in(self) -> int | None:
        above = self._draft.blocks[-1] if self._draft.blocks else None
        if above and above.kind is BlockKind.PARAGRAPH and leads_in(above.text):
            return len(self._draft.blocks) - 1
        return self._parent

    def _item(self, source: str, match: re.Match[str]) -> int:
        self._flush()
        option = _OPTION.match(source, match.end())
        end = option.end() if option else match.end()
        label = self._line(option[1]) if option else ""
        if match["command"] == "bibitem":
            label, end = read_argument(source, end)
            label = f"[{label}]"
        if self._lists:
            self._lists[-1].count += 1
            numbered = self._lists[-1].kind == "enumerate"
            self._marker = label or (f"{self._lists[-1].count}." if numbered else "-")
        return end

    def _note(self, source: str, position: int) -> int:
        """Keep a note for below its paragraph; where it was referred to, put its number."""
        note, end = read_argument(source, position)
        self._note_count += 1
        self._notes.append((self._note_count, self._line(note)))
        self._paragraph.append(raise_text(str(self._note_count)))
        return end

    def _line(self, source: str) -> str:
        return collapse_spaces(self._text.convert(source))

    def _flush(self) -> None:
        """Write the paragraph or the list item that ends here, and its notes."""
        text = self._line("".join(self._paragraph))
        self._paragraph.clear()
        if not text:
            return
        if self._marker and self._lists:
            inner = self._lists[-1]
            inner.item = self._draft.add(
                BlockKind.LIST_ITEM,
                f"{self._marker} {text}",
                level=len(self._lists),
                parent=inner.parent,
            )
            self._marker = ""
        else:
            opening, self._opening = self._opening, ""
            self._draft.add(BlockKind.PARAGRAPH, opening + text, parent=self._parent)
        place = len(self._draft.blocks) - 1
        for number, note in self._notes:
            mark = raise_text(str(number))
            self._draft.add(BlockKind.FOOTNOTE, f"{mark} {note}" if note else "", parent=place)
        self._notes.clear()

    # --- Tables -----------------------------------------------------------------------------------

    def _write_caption(self, source: str, position: int, name: str) -> int | None:
        """Write the caption of a table or figure before what it is of."""
        end = source.find(rf"\end{{{name}}}", position, position + _LONGEST_FLOAT)
        match = _CAPTION.search(source, position, end) if end >= 0 else None
        if not match:
            return None
        text = self._line(read_argument(source, match.end())[0])
        return self._draft.add(BlockKind.CAPTION, text) if text else None

    def _write_table(self, table: str, *, arguments: int) -> None:
        position = 0
        for _ in range(arguments):
            _, position = read_argument(table, position)
        rows: list[list[str]] = []
        ruled = 0  # rows above the first rule within
        for line in _ROW_END.split(table[position:]):
            if _RULE.search(line) and rows and not ruled:
                ruled = len(rows)
            cells = [self._line(cell) for cell in _CELL_END.split(_RULE.sub("", line))]
            if any(cells):
                rows.append(cells)
        if not rows:
            return
        heads = ruled if ruled and ruled * 2 <= len(rows) else 0
        heads = heads or count_heads(rows) or int(has_named_columns(rows))
        add_table(self._draft, rows, heads, self._caption)


def _read_environment(source: str, position: int, name: str) -> tuple[str, int]:
    """Return what stands in an environment, and where the source goes on after it."""
    mark = rf"\end{{{name}}}"
    end = source.find(mark, position)
    return (source[position:], len(source)) if end < 0 else (
        source[position:end], end + len(mark)
    )  # fmt: skip


def _skip_options(source: str, position: int, name: str) -> int:
    """Return where the content of an environment begins, after its options and arguments."""
    while option := _OPTION.match(source, position):
        position = option.end()
    if name in ("minipage", "thebibliography", "multicols", "wrapfigure", "adjustbox"):
        return read_argument(source, position)[1]
    return position
