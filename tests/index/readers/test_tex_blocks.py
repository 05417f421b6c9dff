"""LaTeX to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.tex import TexReader
from tests.support.growth import assert_linear
from tests.support.outline import outline


def blocks(source: str) -> list[str]:
    return outline(TexReader().read(source.encode(), "a.tex"))


CASES = {
    "headings": (
        r"\chapter{Boats} A. \section*{Sails}\label{s} B. \subsection[Short]{Long \emph{ropes}} C.",
        ["h Boats", "  p A.", "  h Sails", "    p B.", "    h Long ropes", "      p C."],
    ),
    "paragraphs and wrapped lines": ("One\ntwo.\n\nThree.\\par Four.", ["p One two.", "p Three.", "p Four."]),
    "comments": ("It rained. % no\n% nor this\n5\\% of it%\n  s rain.", ["p It rained. 5% of its rain."]),
    "lists": (
        "You need:\n\\begin{itemize}\n\\item a rope\n\\item tar:\n\\begin{enumerate}\\item black\n"
        "\\item red\\end{enumerate}\\item[c)] oil\\end{itemize}",
        ["p You need:", "  i - a rope", "  i - tar:", "    i 1. black", "    i 2. red", "  i c) oil"],
    ),
    "formulas as they are": (
        "So\n\\begin{equation}\\label{e}\nE = mc^2\n\\end{equation}\nholds for $a_1 < b$ and \\(x~y\\).",
        ["p So E = mc^2 holds for a_1 < b and x~y."],
    ),
    "characters": (
        r"""M\"arz, caf\'{e}, \c{c}a, \v s, na\"{\i}ve, ``so''---1--2, \S~5, \$3 \& more\ldots""",
        ["p März, café, ça, š, naïve, “so”—1–2, § 5, $3 & more…"],
    ),
    "references": (
        r"See \cite[p.~3]{roe, lind}, \ref{fig:a}, \url{https://a.example/b_c} and \href{https://d.example}{the \textbf{site}}.",
        ["p See [roe, lind], fig:a, https://a.example/b_c and the site (https://d.example)."],
    ),
    "notes": (
        r"It sank.\footnote{In \emph{March}.} All swam.",
        ["p It sank.¹ All swam.", "  n ¹ In March."],
    ),
    "tables": (
        "\\begin{table}[h]\\centering\\begin{tabular}{l|r}\\hline Boat & Crew\\\\ \\hline\nAnna & 4\\\\[2pt]"
        " Bella \\& Co & 5\\\\ \\hline\\end{tabular}\\caption{Boats}\\end{table} End.",
        ["c Boats", "  t Boat | Crew", "    r Anna | 4", "    r Bella & Co | 5", "p End."],
    ),
    "code": (
        "\\begin{verbatim}\nx = 50 % 3\n\\end{verbatim}\nUse \\verb|a_b| now.",
        ["k x = 50 % 3", "p Use a_b now."],
    ),
    "what is drawn and what isn't": (
        "\\begin{abstract}Short.\\end{abstract}\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}"
        "\\begin{theorem}[Roe] All float.\\end{theorem}\\includegraphics[width=3cm]{a.png}",
        ["h Abstract", "  p Short.", "  p Theorem (Roe). All float."],
    ),
    "literature": (
        "\\begin{thebibliography}{9}\\bibitem{roe} Roe, A. Weirs.\\end{thebibliography}",
        ["h References", "  i [roe] Roe, A. Weirs."],
    ),
    "commands nobody knows": (r"\foo[opt]{Bar} \baz and {\it old} ways.", ["p Bar and old ways."]),
    "what nobody closes": (r"\section{Boats" + "\n\nAll sail {home.", ["h Boats", "  p All sail home."]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


def test_the_head_gives_title_author_date_and_abbreviations() -> None:
    source = (
        "\\documentclass{article}\n\\newcommand{\\harb}{Tarn Harbour}\n\\title{The weir of \\harb}\n"
        "\\author{Ana Roe\\thanks{Paid} \\and Ben Lind}\\date{4 May 2021}\n"
        "\\begin{document}\\maketitle At \\harb{} it rains.\\end{document} Not this."
    )
    draft = TexReader().read(source.encode(), "a.tex")
    assert outline(draft) == [
        "m Author: Ana Roe, Ben Lind",
        "m Date: 4 May 2021",
        "h The weir of Tarn Harbour",
        "  p At Tarn Harbour it rains.",
    ]
    assert draft.title == "The weir of Tarn Harbour"


TOKENS = (
    r"\begin{itemize} \item \end{itemize} \section{ } { $ $$ \( \) \[ \] % \\ \footnote{ \href{a}{ \verb| "
    r"\begin{tabular} & \end{tabular} \begin{verbatim} \end{verbatim} \caption{ \" \c{ boat \cite{ ~ [ ]"
).split(" ")


@given(st.lists(st.sampled_from([*TOKENS, "\n", "\n\n"]), max_size=60).map(" ".join))
def test_any_source_is_read(source: str) -> None:
    TexReader().read(source.encode(), "a.tex")


WORDS = st.lists(st.sampled_from("boats sail home 12 fog, bay. März".split()), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_word_of_plain_paragraphs_is_there(paragraphs: list[list[str]]) -> None:
    source = "\n\n".join("\n".join(words) for words in paragraphs)
    assert blocks(source) == ["p " + " ".join(words) for words in paragraphs]


@pytest.mark.heavy
@pytest.mark.parametrize("unit", ["$a ", r"\[ ", r"\footnote{", r"\section{", r"\begin{figure}",
                                  r"\begin{verbatim}", r"\item x ", "{", r"\href{a}{b} ", "%\n"])  # fmt: skip
def test_time_grows_as_the_source_does(unit: str) -> None:
    assert_linear(
        lambda n: unit * n, lambda text: TexReader().read((text + " x").encode(), "a.tex")
    )
