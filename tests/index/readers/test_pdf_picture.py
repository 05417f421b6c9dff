"""Pages of a PDF as pictures: the whole page, whatever the file is."""

import io
from pathlib import Path

from PIL import Image

from index import load
from index.worker import draw_page
from tests.support.pdf import write_mill


def test_a_page_is_drawn_with_letters_where_its_boxes_are(tmp_path: Path) -> None:
    path = write_mill(tmp_path / "mill.pdf")
    document = load(path)
    boxes = [box for block in document.blocks for box in block.boxes if box.page == 2]
    picture = draw_page(path, 2)
    assert picture
    image = Image.open(io.BytesIO(picture.jpeg)).convert("L")
    scale = image.width / picture.width
    assert abs(image.height / picture.height - scale) < 0.01
    for box in boxes:
        sides = (box.left, box.top, box.right, box.bottom)
        inside = image.crop(tuple(round(side * scale) for side in sides))  # type: ignore[arg-type]
        assert min(inside.tobytes()) < 100, "no letters in the box"
    above = image.crop((0, 0, image.width, round(boxes[0].top * scale) - 4))
    assert min(above.tobytes()) > 200


def test_what_cannot_be_drawn_is_none(tmp_path: Path) -> None:
    path = write_mill(tmp_path / "mill.pdf")
    (broken := tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    assert draw_page(path, 3) is None
    assert draw_page(broken, 1) is None
    assert draw_page(tmp_path / "none.pdf", 1) is None
    assert draw_page(path, 1)
