"""Text, Markdown and web pages as they lie on disks: whole, damaged and hostile."""

import codecs
import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind
from index.document import (
    DocumentEmptyError,
    DocumentTooLargeError,
    DocumentUnreadableError,
    normalise,
)
from index.loading import load
from index.readers.html import HtmlReader
from index.readers.markdown import MarkdownReader
from tests.support.outline import outline

SWEDISH = "Färjan låg vid kajen. Ägaren betalade 40 kronor för “natten” — till slut."
POLISH = "Łódź leży nad rzeką. Żeglarze wrócili później, niż się spodziewano. Źródło wyschło."
RUSSIAN = "Лодка утонула ночью. Команда доплыла до берега. Никто не пострадал, и утром все ушли."
JAPANESE = "船は夜に沈んだ。乗組員は岸まで泳いだ。誰もけがをしなかった。朝には皆が去った。" * 3


def loaded(tmp_path: Path, name: str, content: str | bytes) -> str:
    """The text of a document made of a file with this content."""
    data = content.encode() if isinstance(content, str) else content
    (tmp_path / name).write_bytes(data)
    return load(tmp_path / name).text


# --- Plain text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SWEDISH, "utf-8"),
        (SWEDISH, "utf-8-sig"),
        (SWEDISH, "utf-16"),
        (SWEDISH, "utf-32"),
        (SWEDISH, "cp1252"),
        (SWEDISH.replace("“", "").replace("”", "").replace("—", "-"), "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift-jis"),
    ],
)
def test_text_in_many_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert loaded(tmp_path, "a.txt", text.encode(encoding)) == text


def test_big_endian_text_with_its_mark(tmp_path: Path) -> None:
    data = codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be")
    assert loaded(tmp_path, "a.txt", data) == SWEDISH


def test_a_few_broken_characters_leave_the_others_whole(tmp_path: Path) -> None:
    data = (SWEDISH * 5).encode() + b" and \xff the end."
    assert loaded(tmp_path, "a.txt", data) == SWEDISH * 5 + " and \ufffd the end."


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\f")))
def test_any_text_in_utf_8_keeps_its_letters_and_digits(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_text(f"Åland {text}", encoding="utf-8", newline="")
    wanted, kept = normalise(f"Åland {text}"), load(path).text
    assert kept == normalise(kept)
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, wanted))


def test_a_text_file_of_50_mb_takes_little_memory_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes("Ein Satz über Boote.\n".encode() * 2_300_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DocumentTooLargeError, match=r"big\.txt has 48,300,000 characters.*Split"):
        load(tmp_path / "big.txt")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000  # KiB


# --- Markdown -------------------------------------------------------------------------------------

MARKDOWN = """---
title: "The Pump"
tags: [water, steel]
---
# Pump

[![tests](https://img.example/x.svg)](https://ci.example)

**Pump** moves [water](https://example.org). It runs
on `python>=3.11`.

Install
-------

```bash
pip install pump
  pump --start   # begins
```

1. Open the valve:
   - slowly, then
   - *fully*.
2. Wait.

> Never run it dry.

| Option | Meaning |
|--------|---------|
| speed  | litres a minute |
| `log`  | ~~off~~ on |

An <b>odd</b> tag, a line<br>break &amp; a<!-- hidden --> note.

<script>alert("x")</script>
"""


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8", newline="\r\n")
    document = load(tmp_path / "a.md")
    assert document.title == "The Pump"
    assert document.text == (
        "Title: The Pump\nTags: water, steel\n\n"
        "Pump\n\nPump moves water. It runs on python>=3.11.\n\nInstall\n\n"
        "pip install pump\n  pump --start   # begins\n\n"
        "1. Open the valve:\n- slowly, then\n- fully.\n2. Wait.\n\nNever run it dry.\n\n"
        "Option | Meaning\nspeed | litres a minute\nlog | off on\n\n"
        "An odd tag, a line break & a note."
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("---\nNot a head.\n---\nText.", ["h Not a head.", "  p Text."]),
        ("+++\ntitle = 'Boats'\n+++\nText.", ["m Title: Boats", "p Text."]),
        ("An <b unclosed tag.\n\nMore text.", ["p An <b unclosed tag.", "p More text."]),
        ("<div>\n\n# In a box\n\n</div>\n\nText.", ["h In a box", "  p Text."]),
        ("3. three\n4. four", ["i 3. three", "i 4. four"]),
        (f'<ol start="{"9" * 5_000}"><li>x</li></ol>', ["i 1. x"]),
    ],
)
def test_odd_markdown(markdown: str, expected: list[str]) -> None:
    assert outline(MarkdownReader().read(markdown.encode(), "a.md")) == expected


# --- Web pages ------------------------------------------------------------------------------------

NEWS = """<!doctype html><html><head><title>Storm closes the bay | Tilbury Times</title>
<meta property="og:site_name" content="Tilbury Times"><script>track("x")</script></head><body>
<header><a href="/">Tilbury Times</a><nav><a href="/n">News</a></nav></header>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main><article><h1>Storm closes the bay</h1><p class="byline">By Ana Roe</p>
<figure><img src="w.jpg" alt="Waves"><figcaption>Waves break. Photo: Ben Moss</figcaption></figure>
<p>The harbour office said on Monday that nine boats had left the bay before the storm.</p>
<h2>A long night</h2>
<p>Nobody had seen <a href="/f">the ferries</a> leave, although the clerk counts them at six.</p>
<blockquote>“We counted nine,” said the clerk, who has kept the ledger for years.</blockquote>
<ul><li>Ferries stay in port until Friday.</li><li>Two boats are missing, owners say.</li></ul>
<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Anna</td><td>4</td></tr></table>
<p>The next sailing is planned for Saturday at noon, if the wind allows it.</p></article>
<section id="comments" class="comments"><h3>Comments</h3><p>First! I was there.</p></section></main>
<aside class="related"><h3>Related</h3><a href="/1">A ferry floats</a></aside>
<footer>© 2020 Tilbury Times. <a href="/p">Privacy</a></footer></body></html>"""


CONTENT = [
    "h Storm closes the bay",
    "  p By Ana Roe",
    "  p Waves",
    "  c Waves break. Photo: Ben Moss",
    "  p The harbour office said on Monday that nine boats had left the bay before the storm.",
    "  h A long night",
    "    p Nobody had seen the ferries leave, although the clerk counts them at six.",
    "    p “We counted nine,” said the clerk, who has kept the ledger for years.",
    "    i - Ferries stay in port until Friday.",
    "    i - Two boats are missing, owners say.",
    "    t Boat | Crew",
    "      r Anna | 4",
    "    p The next sailing is planned for Saturday at noon, if the wind allows it.",
]


def test_a_news_page_comes_first_and_its_menus_and_comments_at_the_end() -> None:
    draft = HtmlReader(from_web=True).read(NEWS.encode(), "a.html")
    assert draft.title == "Storm closes the bay"
    shown = outline(draft)
    assert shown[: len(CONTENT)] == CONTENT
    assert {line[:2] for line in shown[len(CONTENT) :]} == {"b "}
    rest = " ".join(shown[len(CONTENT) :])
    for text in ("Tilbury Times", "News", "cookies", "First! I was there.", "Related", "© 2020"):
        assert text in rest


def test_of_a_saved_news_page_only_menus_move_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(NEWS, encoding="utf-8")
    document = load(tmp_path / "a.html")
    assert document.title == "Storm closes the bay"
    menus = [block for block in document.blocks if block.kind is BlockKind.BOILERPLATE]
    assert [document.text[block.start : block.end] for block in menus] == [
        "News",
        "We use cookies. Accept",
    ]
    draft = HtmlReader().read(NEWS.encode(), "a.html")
    assert outline(draft)[1 : 1 + len(CONTENT)] == CONTENT


def test_a_short_page_keeps_its_form() -> None:
    page = (
        "<title>Notes</title><nav>Home</nav><h1>Notes<a class=headerlink href=#n>¶</a></h1>"
        "<p>One.<p>Two.<ol><li>rope<li>tar</ol><pre>run\n  fast</pre><footer>(c) us</footer>"
    )
    assert outline(HtmlReader().read(page.encode(), "a.html")) == [
        "h Notes",
        "  p One.",
        "  p Two.",
        "  i 1. rope",
        "  i 2. tar",
        "  k run\n  fast",
        "  p (c) us",
        "b Home",
    ]


@pytest.mark.parametrize("tag", ["main", "section", "article", "my-app"])
def test_a_page_may_leave_its_body_out(tmp_path: Path, tag: str) -> None:
    page = f"<!doctype html><meta charset=utf-8><title>Notes</title><{tag}>One.</{tag}> Two."
    assert loaded(tmp_path, "a.html", page) == "Title: Notes\n\nOne.\n\nTwo."


def test_a_page_in_its_declared_encoding(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'
    assert loaded(tmp_path, "a.html", page.encode("koi8-r")) == RUSSIAN


@pytest.mark.heavy
@pytest.mark.parametrize("tags", ["<div>", "<b>", "<ul><li>", "<blockquote>"])
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_ten_thousand_nested_tags_are_read_or_refused(tmp_path: Path, name: str, tags: str) -> None:
    try:
        text = loaded(tmp_path, name, tags * 10_000 + "deep words")
    except DocumentUnreadableError as error:
        assert f"{name} nests its elements too deeply. Save it as plain text" in str(error)  # noqa: PT017
    else:
        assert text == "deep words"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<div id=root></div><script>render('words')</script>", "<p>…</p>"]
)
def test_a_page_that_scripts_fill_in_says_what_to_do(tmp_path: Path, page: str) -> None:
    with pytest.raises(
        DocumentEmptyError, match=r"a\.html\. If scripts fill it in.*save it as PDF"
    ):
        loaded(tmp_path, "a.html", page)
