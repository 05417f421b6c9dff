"""Pages of the web: their title, and their length."""

import pytest

from index.block import BlockKind, Draft
from index.document import DocumentTooLargeError
from index.readers.html import HtmlReader

PROSE = "The harbour office said on Monday that nine boats had left the bay before the storm came. "
PAGE = f"""<html><title>Storm</title><body><header><a href=/>Tilbury Times</a></header>
<main><article><p>{PROSE * 6}</p><p>{PROSE * 6}</p><p>{PROSE * 6}</p></article></main>
<footer>{"Imprint and privacy. " * 60}</footer></body></html>"""


def read(html: str, *, from_web: bool = False) -> Draft:
    return HtmlReader(from_web=from_web).read(html.encode(), "a.html")


def test_the_title_in_a_sites_header_is_a_heading() -> None:
    title = "<h1>Storm closes the bay</h1>"
    for tag in ("<header class=site-header>", "<div id=site-header><div>"):
        page = PAGE.replace("<header>", f"{tag}{title}<p>Subscribe today</p>")
        draft = read(page, from_web=True)
        (heading,) = [b for b in draft.blocks if b.kind is BlockKind.HEADING]
        assert (heading.text, heading.level) == ("Storm closes the bay", 1)
        rest = [b.text for b in draft.blocks if b.kind is BlockKind.BOILERPLATE]
        assert {"Subscribe today", "Tilbury Times"} <= set(rest)


def test_a_page_that_is_too_long_is_refused_before_it_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.document.MAX_CHARACTERS", 1_000)
    script = f"<script>{'x' * 2_000}</script>"
    assert read(f"{script}<p>{'word ' * 100}</p>").blocks
    with pytest.raises(DocumentTooLargeError, match=r"a\.html has 1,\d{3} characters"):
        read("<p>Nine boats left.</p>" * 100)
