"""Documents that come: read one by one, refused with a reason, dropped; in a real Chromium."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from page.uploads import MAX_FILES
from tests.support.visitor import Visitor, served

MILL = "The old mill\n\nThe old mill stands in Oslo. It was built by Hanna Berg in 1950."


def test_one_broken_file_does_not_keep_out_the_others(visitor: Visitor, tmp_path: Path) -> None:
    (mill := tmp_path / "mill.txt").write_text(MILL)
    (broken := tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    visitor.read(files=[mill, broken])
    toasts = visitor.page.locator(".toast-body")
    expect(toasts.filter(has_text="broken.pdf")).to_be_visible(timeout=60_000)
    expect(toasts.filter(has_text="Read: The old mill")).to_be_visible()


def test_each_source_says_how_far_it_is_also_after_a_reload(
    anybody: Visitor, tmp_path: Path
) -> None:
    (mill := tmp_path / "mill.txt").write_text(MILL)
    (lamp := tmp_path / "lamp.txt").write_text("The lamp is lit.")
    (broken := tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    long = "".join(f"Item {i} of the list costs {i} crowns.\n\n" for i in range(6_000))
    (slow := tmp_path / "list.txt").write_text(long)
    anybody.read(files=[mill, broken, slow, lamp])
    chip = anybody.page.locator(".chip.busy")
    expect(chip).to_have_text("Reading 3 of 4")
    chip.click()
    if not anybody.narrow:
        anybody.to_documents()
    rows = anybody.page.locator(".incoming li")
    expect(rows).to_contain_text(["Done", "Not read: broken.pdf", "of 48,000 words", "Waiting"])
    anybody.reload()
    expect(chip).to_have_text("Reading 3 of 4")
    anybody.to_documents()
    anybody.page.get_by_role("button", name="Stop reading").click()
    expect(chip).to_have_count(0)
    expect(anybody.page.locator(".source-title").filter(has_text="The old mill")).to_be_visible()


def test_files_that_are_dropped_anywhere_are_read(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], 'mill.txt', {type: 'text/plain'}));
          const fire = name => document.querySelector('.chat, .welcome').dispatchEvent(
            new DragEvent(name, {dataTransfer: carried, bubbles: true, cancelable: true}));
          fire('dragenter');
          if (!document.body.classList.contains('dropping')) throw Error('nothing is shown');
          fire('drop');
        }""",
        MILL,
    )
    expect(visitor.page.locator(".toast-body")).to_contain_text(
        "Read: The old mill", timeout=60_000
    )
    assert "Hanna Berg" in visitor.ask("Who built the old mill?")


def test_a_file_that_finds_no_room_is_said_once_and_asked_all_the_same(
    browser: Browser, tmp_path: Path
) -> None:
    (file := tmp_path / "mill.html").write_text(f"<p>{MILL}</p><!--{' ' * 1_000_000}-->")
    with served(tmp_path / "page", FOOTNOTE_ORIGINALS_MB="1") as url, browser.new_context() as tab:
        visitor = Visitor(tab, url)
        visitor.read(files=[file])
        warning = visitor.page.locator(".toast-body").filter(has_text="for want of room")
        expect(warning).to_contain_text("mill", timeout=60_000)
        assert "Hanna Berg" in visitor.ask("Who built the old mill?")
        assert not list((tmp_path / "page" / "visitors").rglob("originals/*"))


def test_what_cannot_be_read_gets_a_sentence(visitor: Visitor, tmp_path: Path) -> None:
    (empty := tmp_path / "empty.txt").write_bytes(b"")
    (binary := tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    many = [tmp_path / f"{i}.txt" for i in range(MAX_FILES + 1)]
    for i, file in enumerate(many):
        file.write_text(f"Text number {i} is here.")
    before = visitor.title()
    for files, address, text, said in (
        ([empty], "", "", "empty.txt is empty"),
        ([binary], "", "", "binary.txt is binary"),
        (many, "", "", f"up to {MAX_FILES} are read at a time"),
        ([], "http://127.0.0.1/", "", "not a public address"),
        ([], "/etc/passwd", "", "not an http or https address"),
        ([], " ", "", "There is no address yet"),
        ([], "", "?!", "no words"),
    ):
        visitor.read(files=files, address=address, text=text)
        expect(visitor.page.locator(".toast-body").last).to_contain_text(said, timeout=20_000)
        visitor.page.locator(".toast-close").last.click()
    assert visitor.title() == before
    assert visitor.choices() == [before]


def test_text_without_a_heading_is_called_by_its_first_words(visitor: Visitor) -> None:
    visitor.bring("The ferry to Kiel leaves at noon", text="The ferry to Kiel leaves at noon.")
    assert visitor.title() == "The ferry to Kiel leaves at noon."
