"""HTML into blocks: files whole, pages of the web without their menus."""

import re
import textwrap
import unicodedata
from collections.abc import Callable

import lxml.html  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.html import HtmlReader
from tests.support.growth import assert_linear
from tests.support.outline import outline


def read(html: str, *, from_web: bool = False) -> Draft:
    return HtmlReader(from_web=from_web).read(html.encode(), "a.html")


CASES = {
    "headings and paragraphs": (
        "<h1>Boats</h1><p>One\n two.<h2>Sails</h2><div>Old <div>and new</div> ones</div>",
        "h Boats\n  p One two.\n  h Sails\n    p Old\n    p and new\n    p ones",
    ),
    "lists in lists": (
        "<p>Bring</p><ul><li>rope<ol type=a start=3><li>thick<li>thin</ol>or wire<li><p>tar</p><p>Lots.</p></ul>",
        """
        p Bring
          i - rope
            i c. thick
            i d. thin
            p or wire
          i - tar
            p Lots.
        """,
    ),
    "numbers as they are drawn": (
        "<ol reversed><li>a<li>b</ol><ol><li value=7>c<li>d</ol><ol type=I start=9><li>e<li>f</ol>"
        "<ol style='list-style: none'><li>(a) g</ol>",
        "i 2. a\ni 1. b\ni 7. c\ni 8. d\ni IX. e\ni X. f\ni (a) g",
    ),
    "a paragraph that is over leads in to nothing": (
        "<p>It is closed.</p><ul><li>a</ul><p>You need the following.</p><ul><li>b</ul>",
        "p It is closed.\ni - a\np You need the following.\n  i - b",
    ),
    "terms": (
        "<dl><div><dt>Cat<dd>54 crowns<dd>more<dt>May I pay later?<dd>No.</div></dl>",
        "p Cat\n  p 54 crowns\n  p more\nq May I pay later?\n  p No.",
    ),
    "a table with heads in two rows": (
        "<table><caption>Dues</caption><thead><tr><th rowspan=2>Boat<th colspan=2>2022<tr><th>May<th>June"
        "<tbody><tr><th>Anna<td>1<td>2<tr><td rowspan=2>Cora<td colspan=2>none<tr><td>3<td>4</table>",
        """
        c Dues
          t Boat | 2022 May | 2022 June
            r Anna | 1 | 2
            r Cora | none |
            r | 3 | 4
        """,
    ),
    "a table of names and values": (
        "<table><tr><th>Name<td>Anna<tr><th>Built<td>1980</table>",
        "r Name | Anna\nr Built | 1980",
    ),
    "a table without marked heads": (
        "<table><tr><td>Boat<td>Age<tr><td>Anna<td>12</table>",
        "t Boat | Age\n  r Anna | 12",
    ),
    "a table that lays out a page": (
        "<table><tr><td><h2>Dues</h2><table><tr><th>Boat<th>Age<tr><td>Anna<td>12</table><td>By Ana Roe</table>",
        "h Dues\n  t Boat | Age\n    r Anna | 12\n  p By Ana Roe",
    ),
    "the foot of a table stands last": (
        "<table><tfoot><tr><td>Sum<td>3</tfoot><tr><th>Boat<th>Age<tr><td>Anna<td>3</table>",
        "t Boat | Age\n  r Anna | 3\n  r Sum | 3",
    ),
    "details": (
        "<h2>Help</h2><details><summary>Why?</summary><p>So.</p></details>"
        "<details><summary>Terms</summary><p>All sold.</p></details><p>Bye.</p>",
        "h Help\n  q Why?\n    p So.\n  h Terms\n    p All sold.\n  p Bye.",
    ),
    "an aside keeps its heading to itself": (
        "<h2>Dues</h2><aside><h3>Note</h3><p>No.</p></aside><p>Pay.</p>",
        "h Dues\n  h Note\n    p No.\n  p Pay.",
    ),
    "headings by their looks": (
        "<h1>Rules</h1><div><b>Loans</b></div><div>Four weeks.</div><p><strong>Fees</strong><br>50 cents.</p>"
        "<p><b>Never.</b> It is <b>so</b>.</p><p><b>Nobody may borrow more than ten things.</b></p>",
        """
        h Rules
          h Loans
            p Four weeks.
          h Fees
            p 50 cents.
            p Never. It is so.
            p Nobody may borrow more than ten things.
        """,
    ),
    "questions in bold type": (
        "<p><b>May I swim?</b></p><p>Yes.</p><p><b>May I dive?</b></p><p>No.</p>",
        "q May I swim?\n  p Yes.\nq May I dive?\n  p No.",
    ),
    "questions and answers in one paragraph": (
        "<p>Q: May I?<br>A: No.</p>",
        "q Q: May I?\n  p A: No.",
    ),
    "line breaks": (
        "<address>Elm Road 4<br>Tilbury</address><p>Monday 10–19<br>Sunday closed</p>"
        "<p>A line that<br>runs on</p><p>One.<br><br>Two.</p>",
        "p Elm Road 4⏎Tilbury\np Monday 10–19⏎Sunday closed\np A line that runs on\np One.\np Two.",
    ),
    "code": ("<p>Run</p><pre>a = 1\n  b</pre>", "p Run\nk a = 1⏎  b"),
    "figures": (
        "<figure><img src=a.png alt='Two boats at sea'><figcaption>Boats.</figcaption></figure>"
        "<img src=b.gif alt='b.gif'><img alt='Dot' width=1>",
        "p Two boats at sea\nc Boats.",
    ),
    "raised and lowered": (
        "<p>18,400<sup>12</sup> m<sup>2</sup>, 9<sup>th</sup>, CO<sub>2</sub>, log<sub>2</sub>8, 5<sup>ab*</sup></p>",
        "p 18,400¹² m², 9th, CO2, log₂8, 5ᵃᵇ*",
    ),
    "footnotes": (
        "<p>Nine boats<sup><a href='#n1'>1</a></sup> came.</p><table><tr><th>Boat<th>Age<tr><td>Anna"
        "<td>12 <a href='#n2' class=noteref>*</a></table><h2>Notes</h2>"
        "<ol><li id=n1>Ledger. <a href='#r1'>↩</a></ol><p id=n2>* About.</p>",
        """
        p Nine boats¹ came.
          n ¹ Ledger.
        t Boat | Age
          r Anna | 12 *
            n * About.
        h Notes
        """,
    ),
    "fields of a form": (
        "<form><label for=n>Name:</label><input id=n value='Ana Roe'><input type=checkbox id=c checked>"
        "<label for=c>I agree</label><label><input type=radio> No</label>"
        "<label>Town <select><option>Rome<option selected>Oslo</select></label>"
        "<p>Age <input value=33></p><input type=hidden value=x><textarea>Long text</textarea><button>Send</button></form>",
        "f Name: Ana Roe\nf ☒ I agree\nf ☐ No\nf Town: Oslo\nf Age 33\nf Long text\nb Send",
    ),
    "hidden": (
        "<p hidden>a</p><p style='display: none'>b</p><i aria-hidden=true>c</i><script>d</script>"
        "<template>e</template><!-- f --><p>Seen<span hidden>g</span>.</p>",
        "p Seen.",
    ),
    "menus go last": (
        "<nav><ul><li>Home</ul></nav><h1>Boats</h1><div class='cookie-banner'>We use cookies.</div><p>Nine.</p>",
        "h Boats\n  p Nine.\nb - Home\nb We use cookies.",
    ),
    "a quotation in a line": ("<p>He said <q>no</q>.</p>", "p He said “no”."),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(html: str, expected: str) -> None:
    lines = textwrap.dedent(expected).strip().split("\n")
    assert [line.replace("\n", "⏎") for line in outline(read(html))] == lines


def test_what_a_page_says_about_itself() -> None:
    draft = read(
        "<html lang=de><title>Sturm | Tilbury Times</title><meta property=og:site_name content='Tilbury Times'>"
        "<meta name=author content='Ana Roe'><meta name=description content='Neun Boote.'>"
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-05-03"}, {"author": 3}]}</script>'
        "<script type='application/ld+json'>{broken</script><h1>Sturm</h1><p>Neun Boote.</p>"
    )
    assert draft.title == "Sturm"
    assert draft.metadata == {
        "title": "Sturm",
        "author": "Ana Roe",
        "description": "Neun Boote.",
        "date": "2021-05-03",
        "site": "Tilbury Times",
        "language": "de",
    }
    assert outline(draft) == [
        "m Author: Ana Roe",
        "m Date: 2021-05-03",
        "m Site: Tilbury Times",
        "h Sturm",
        "  p Neun Boote.",
    ]


def test_an_undeclared_encoding_is_detected() -> None:
    text = "Лодка утонула ночью. Команда доплыла до берега. Никто не пострадал, и утром все ушли."
    html = f"<html><body><p>{text}</p></body></html>"
    draft = HtmlReader().read(html.encode("cp1251"), "a.html")
    assert [block.text for block in draft.blocks] == [text]


PROSE = "The harbour office said on Monday that nine boats had left the bay before the storm came. "
SITE = f"""<html><title>Storm</title><body><header><a href=/>Tilbury Times</a></header>
<nav><a href=/n>News</a></nav><div class=share>Share this story with friends</div>
<main><article><h1>Storm closes the bay</h1><p>{PROSE * 6}</p><ul><li>Rope</li><li>Tar</li></ul>
<p>{PROSE * 6}</p><table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Anna</td><td>4</td></tr></table>
<aside><p>The office is closed in May.</p></aside><p>{PROSE * 6}</p>
<div class=newsletter>Get our letter every day.</div></article>
<section class=related><h2>Related</h2><a href=/1>A ferry floats again in the bay of Tilbury</a></section></main>
<footer>{"Imprint and privacy. " * 60}</footer></body></html>"""


def test_a_page_of_the_web_keeps_lists_tables_and_asides_and_moves_the_rest_to_the_end() -> None:
    draft = read(SITE, from_web=True)
    kinds = [(block.kind, block.text[:30]) for block in draft.blocks]
    content = [text for kind, text in kinds if kind is not BlockKind.BOILERPLATE]
    assert content == [
        "Storm closes the bay",
        PROSE[:30],
        "- Rope",
        "- Tar",
        PROSE[:30],
        "Boat | Crew",
        "Anna | 4",
        "The office is closed in May.",
        PROSE[:30],
    ]
    rest = " ".join(text for kind, text in kinds if kind is BlockKind.BOILERPLATE)
    for text in ("Tilbury Times", "News", "Share this", "Get our", "Related", "A ferry", "Imprint"):
        assert text in rest
    assert all(kind is BlockKind.BOILERPLATE for kind, _ in kinds[len(content) :])


def test_a_file_is_taken_whole() -> None:
    kept = {b.text for b in read(SITE).blocks if b.kind is not BlockKind.BOILERPLATE}
    assert {"Tilbury Times", "Get our letter every day.", "Related"} <= kept


def test_a_short_page_of_the_web_is_taken_whole() -> None:
    html = (
        "<h1>Clinic</h1><p>We treat cats.</p><dl><dt>Chip<dd>39</dl><footer>Phone 0555 77</footer>"
    )
    assert outline(read(html, from_web=True)) == outline(read(html))


@pytest.mark.parametrize("html", ["<html></html>", "<script>render()</script>", "<p>…</p>", " "])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.html"):
        read(html)


@pytest.mark.parametrize("tags", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_deep_nesting_is_read_or_refused(tags: str) -> None:
    for depth in (300, 10_000):
        try:
            assert "deep words" in read(tags * depth + "deep words").blocks[0].text
        except DocumentUnreadableError as error:
            assert "nests its elements too deeply" in str(error)  # noqa: PT017


TAGS = (
    "p div ul ol li table tr td th h2 b span dl dt dd br pre details summary sup a label q".split()
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of random elements, in which every word is another."""
    parts, count = [], 0
    for _ in range(draw(st.integers(1, 40))):
        tag = draw(st.sampled_from(TAGS))
        close = "/" if draw(st.booleans()) else ""
        words = draw(st.integers(0, 3))
        names = " ".join(f"word{count + i}x" for i in range(words))
        parts.append(f"<{close}{tag}>{names}{draw(st.sampled_from(['', ' ', chr(10)]))}")
        count += words
    return "<body>" + "".join(parts) + "<p>end"


@given(pages())
def test_every_visible_word_is_in_the_blocks_once(html: str) -> None:
    tree = lxml.html.document_fromstring(html)
    expected = re.findall(r"word\d+x", tree.text_content())
    raised = "\n".join(block.text for block in read(html).blocks)
    found = re.findall(r"word\d+x", unicodedata.normalize("NFKC", raised))
    assert sorted(found) == sorted(expected)


HOSTILE: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "<p>x" * n,
    "rows": lambda n: "<table>" + "<tr><td>x<td>1" * n,
    "spans of columns": lambda n: "<table>" + "<tr><td colspan=9999>x<td>y" * n,
    "spans of rows": lambda n: "<table>" + "<tr><td rowspan=9999>x<td>y" * n,
    "tables": lambda n: "<table><tr><td>" * 200 + "<table><tr><td>x<td>y</table>" * n,
    "notes": lambda n: "<p>" + "<sup><a href='#x'>1</a></sup>" * n + "<p id=x>Note",
    "many notes": lambda n: "".join(
        f"<p>x<sup><a href='#x{i}'>1</a></sup><p id=x{i}>Note" for i in range(n)
    ),
    "labels": lambda n: "<label for=x>y</label><input id=x value=z>" * n,
    "line breaks": lambda n: "<p>" + "x<br>" * n,
    "one paragraph": lambda n: "<b>x</b>" * n,
    "menus": lambda n: "<nav>x</nav>" * n,
    "metadata": lambda n: "<meta name=author content=x>" * n + "<p>y",
}


@pytest.mark.heavy
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("from_web", [False, True])
def test_time_grows_as_the_page_does(make: Callable[[int], str], from_web: bool) -> None:
    assert_linear(make, lambda html: read(html, from_web=from_web))
