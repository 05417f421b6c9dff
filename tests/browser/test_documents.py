"""Documents of one's own: added, chosen, asked together, removed; in a real Chromium."""

from pathlib import Path

import pytest
from docx import Document as Docx
from playwright.sync_api import Browser, expect

from data import SAMPLE
from index import load
from tests.support.pdf import write_mill
from tests.support.visitor import Visitor

MILL = "The old mill\n\nThe old mill stands in Oslo. It was built by Hanna Berg in 1950."
FERRY = "The ferry\n\nThe ferry to Kiel leaves at noon. Its captain is Jonas Lund."
HOSTILE = """
The mayor <img src=x onerror="window.hacked=1"> opened the bridge in 1932 </span></div><script>window.hacked=2</script>.

[Click](javascript:window.hacked=3) **The tower** was built ![x](http://evil.example/x.png) by <svg onload=window.hacked=4> Jones.

<a href="javascript:window.hacked=5">The key</a> lies &lt;b&gt; under \u202eeht\u202c mat, http://evil.example/bare $$x^2$$ <iframe src="http://evil.example/"></iframe>.
"""  # noqa: E501


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    (text := tmp_path / "mill.txt").write_text(MILL)
    (markdown := tmp_path / "ferry.md").write_text(f"# {FERRY}")
    (html := tmp_path / "lamp.html").write_text(
        "<html><head><title>The lamp</title></head><body><h1>The lamp</h1>"
        "<p>The lamp of the harbour was lit by Signe Dahl in 1888.</p></body></html>"
    )
    docx = Docx()
    docx.add_heading("The clock", 1)
    docx.add_paragraph("The clock of the town hall was made by Otto Vik in 1901.")
    docx.save(str(word := tmp_path / "clock.docx"))
    return [text, markdown, html, word]


def test_several_files_are_asked_together_or_alone(anybody: Visitor, files: list[Path]) -> None:
    anybody.bring("The clock", files=files)
    sample = load(SAMPLE).title
    assert anybody.choices() == [sample, "The old mill", "The ferry", "The lamp", "The clock"]
    asking = anybody.page.locator(".asking .chip")
    expect(asking).to_have_text("Asking: 4 of 5 sources")  # the sample is asked no longer
    anybody.tick(sample, "The old mill", "The ferry", "The lamp", "The clock")
    expect(asking).to_have_text("Asking: all 5 sources")
    for question, said in (
        ("Who made the clock of the town hall?", "Otto Vik"),
        ("Who lit the lamp of the harbour?", "Signe Dahl"),
        ("When did Operation Euphrates Shield begin?", "August 24"),
    ):
        assert said in anybody.ask(question)
        assert said in anybody.follow()
        anybody.to_chat()
    anybody.tick("The ferry")
    expect(asking).to_have_text("Asking: The ferry")
    assert "Jonas Lund" in anybody.ask("Who is the captain of the ferry?")
    assert anybody.ask("Who made the clock of the town hall?").startswith("The document doesn't")


def test_a_source_says_what_it_is_and_is_opened(visitor: Visitor, tmp_path: Path) -> None:
    visitor.bring("mill", files=[write_mill(tmp_path / "mill.pdf")])
    visitor.to_documents()
    row = visitor.page.locator(".source-list li").last
    expect(row.locator(".kind")).to_have_text("PDF")
    expect(row.locator(".size")).to_contain_text("2 pages · ")
    visitor.page.locator(".source-list li").first.locator(".source-title").click()
    expect(visitor.page.locator(".source-name")).to_have_text(load(SAMPLE).title)


def test_pasted_text_is_asked_at_once(visitor: Visitor) -> None:
    visitor.bring("The old mill", text=MILL)
    assert "Oslo" in visitor.ask("Where does the old mill stand?")
    assert visitor.follow() == "The old mill stands in Oslo."


def test_a_footnote_to_a_pdf_names_its_page(anybody: Visitor, tmp_path: Path) -> None:
    anybody.bring("mill", files=[write_mill(tmp_path / "mill.pdf")])
    assert "Hanna Berg" in anybody.ask("Who made the lock?")
    note = anybody.page.get_by_test_id("bot").last.locator(".notes li")
    expect(note).to_contain_text("p. 2, sentence ")
    assert anybody.follow().startswith("The lock beside it opened in 1932")


def test_a_removed_document_is_gone_and_its_footnotes_say_so(anybody: Visitor) -> None:
    anybody.bring("The old mill", text=MILL)
    anybody.ask("Who built the old mill?")
    anybody.remove("The old mill")
    assert anybody.choices() == [load(SAMPLE).title]
    anybody.to_chat()
    reply = anybody.page.get_by_test_id("bot").last
    expect(reply.locator(".gone")).to_have_text("sentence 3; the document has since been removed")
    expect(reply.locator("sup a")).to_have_count(0)
    assert anybody.ask("Who built the old mill?").startswith("The document doesn't say.")


def test_a_removal_is_undone(visitor: Visitor) -> None:
    visitor.bring("The old mill", text=MILL)
    visitor.ask("Who built the old mill?")
    visitor.remove("The old mill")
    reply = visitor.page.get_by_test_id("bot").last
    expect(reply.locator(".gone")).to_be_attached()
    # As a person would: without waiting until the message has stopped moving.
    visitor.page.locator(".toast-body .undo").dispatch_event("click")
    expect(reply.locator("sup a")).to_be_visible()
    assert visitor.choices() == [load(SAMPLE).title, "The old mill"]


def test_all_documents_can_be_removed_and_the_sample_comes_back(visitor: Visitor) -> None:
    visitor.remove(load(SAMPLE).title)
    expect(visitor.page.locator(".document")).to_contain_text("There is no source yet")
    expect(visitor.page.locator(".welcome-card")).to_contain_text("drop a PDF")
    assert visitor.ask("Who built the old mill?").startswith("The document doesn't say.")
    visitor.page.get_by_role("button", name="Bring back").click()
    expect(visitor.page.locator(".source-title")).to_have_text(load(SAMPLE).title)
    visitor.remove(load(SAMPLE).title)
    assert visitor.ask("Who built the old mill?").startswith("The document doesn't say.")
    visitor.bring("The old mill", text=MILL)
    assert "Hanna Berg" in visitor.ask("Who built the old mill?")


def test_a_new_version_takes_the_place_of_the_old(visitor: Visitor, tmp_path: Path) -> None:
    (file := tmp_path / "mill.txt").write_text(MILL)
    visitor.bring("The old mill", files=[file])
    visitor.ask("Who built the old mill?")
    file.write_text(MILL.replace("Hanna Berg", "Ida Strand"))
    visitor.read(files=[file])
    reply = visitor.page.get_by_test_id("bot").last
    changed = "sentence 3; the document has since changed"
    expect(reply.locator(".gone")).to_have_text(changed, timeout=60_000)
    expect(reply).to_contain_text("Hanna Berg")
    assert "Ida Strand" in visitor.ask("Who built the old mill?")


def test_a_hostile_document_stays_inert(visitor: Visitor, tmp_path: Path) -> None:
    name = "<img src=x onerror=window.hacked=6>\u202etxt.txt"
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    visitor.bring("onerror", files=[tmp_path / name])
    for question in ("When was the bridge opened?", "Who built the tower?", "Where is the key?"):
        visitor.ask(f"{question} <img src=x onerror=window.hacked=7>")
    visitor.ask("When was the bridge opened?")
    assert '<img src=x onerror="window.hacked=1">' in visitor.follow()
    inside = visitor.page.locator(".document, [data-testid=bot], [data-testid=user], .source-list")
    assert inside.locator("img, script, iframe, a[href^=javascript], .katex").count() == 0
    assert visitor.page.locator(".document svg, .message-content svg").count() == 0
    assert visitor.page.locator(".welcome svg, .source-head img").count() == 0
    assert "\u202e" not in visitor.page.content()
    assert visitor.page.evaluate("window.hacked") is None


def test_one_visitor_does_not_see_what_another_brings(
    visitor: Visitor, browser: Browser, address: str
) -> None:
    visitor.bring("My own paper", text="My own paper\n\nThe secret word is rhubarb, says Ann.")
    assert "rhubarb" in visitor.ask("What is the secret word?").lower()
    assert "rhubarb" in visitor.follow()
    with browser.new_context() as context:
        other = Visitor(context, address)
        assert "rhubarb" not in other.ask("What is the secret word?")
        assert "My own paper" not in other.choices()
        assert "rhubarb" not in other.page.content()
        assert other.page.get_by_test_id("bot").count() == 1


def test_the_part_of_a_long_document_is_shown_that_a_footnote_is_in(visitor: Visitor) -> None:
    filler = " ".join(f"Line {i} says nothing of note." for i in range(4_000))
    visitor.bring("A long text", text=f"A long text\n\n{filler} The key is under the red mat.")
    assert "red mat" in visitor.ask("Where is the key?")
    assert visitor.follow() == "The key is under the red mat."


TABLE = """# Prices

The ferry runs daily:

- to Kiel
- to Oslo

| Harbour | Price |
| --- | --- |
| Kiel | 40 crowns |
| Oslo | 90 crowns |
"""


def test_tables_and_lists_are_drawn_as_such(visitor: Visitor, tmp_path: Path) -> None:
    (file := tmp_path / "prices.md").write_text(TABLE)
    visitor.bring("Prices", files=[file])
    document = visitor.page.locator(".document")
    expect(document.locator("th")).to_have_text(["Harbour", "Price"])
    expect(document.locator("td")).to_have_text(["Kiel", "40 crowns", "Oslo", "90 crowns"])
    expect(document.locator("li")).to_have_count(2)
    assert "|" not in document.inner_text()
    assert "90" in visitor.ask("What is the price of Oslo?")
    expect(document.locator("tr.lit strong")).to_contain_text("90")


def test_words_are_found_and_headings_lead_to_their_place(anybody: Visitor) -> None:
    page = anybody.page
    page.keyboard.press("Control+k")
    box = page.get_by_label("Find in the source").locator("visible=true").last
    box.fill("al-rai")
    page.keyboard.press("Enter")
    expect(page.locator(".find-bar [role=status]")).to_have_text("1 of 3")
    assert "Al-Rai" in anybody.lit()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".find-bar [role=status]")).to_have_text("2 of 3")
    page.locator(".source-head summary").click()
    page.get_by_role("link", name="Kurdish fighters, the other target").click()
    assert anybody.lit() == "Kurdish fighters, the other target"


def test_a_pdfs_page_is_shown_with_the_cited_sentence_marked(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.bring("mill", files=[write_mill(tmp_path / "mill.pdf")])
    visitor.ask("Who made the lock?")
    lit = visitor.page.locator(".document .lit")
    expect(lit).to_contain_text("The lock beside it opened in 1932")
    expect(visitor.page.locator(".page-now")).to_have_text("p. 2 / 2")
    visitor.page.get_by_role("button", name="Pages").click()
    sheet = visitor.page.locator(".pictures [data-page='2']")
    expect(sheet.locator("img")).to_be_visible(timeout=60_000)
    mark = sheet.locator(".mark").first
    expect(mark).to_be_in_viewport()
    sheet.locator("img").evaluate("image => image.decode()")
    dark = sheet.evaluate(
        """sheet => {
          const image = sheet.querySelector('img'), canvas = document.createElement('canvas');
          canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const all = sheet.getBoundingClientRect();
          const box = sheet.querySelector('.mark').getBoundingClientRect();
          const scale = image.naturalWidth / all.width;
          const pixels = context.getImageData((box.left - all.left) * scale,
            (box.top - all.top) * scale, box.width * scale, box.height * scale).data;
          return pixels.filter((value, i) => i % 4 === 0 && value < 100).length;
        }"""
    )
    assert dark > 50, "no letters under the mark"
