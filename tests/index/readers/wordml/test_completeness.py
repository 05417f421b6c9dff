"""Every visible word is in one block, and reading takes linear time."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import DocumentEmptyError
from index.readers.docx import DocxReader
from tests.support.growth import assert_linear
from tests.support.wordml import (
    BEGIN,
    END,
    LEGAL,
    SEPARATE,
    box,
    build_docx,
    numbered,
    paragraph,
    read,
    table,
    texts,
)

pieces = st.sampled_from(
    ["run", "link", "inserted", "control", "deleted", "hidden", "code", "result", "box", "raised"]
)


class Writer:
    """Writes random content out of words of its own: "v7" can be seen, "h7" can't."""

    def __init__(self) -> None:
        self.count = 0

    def word(self, kind: str = "v") -> str:
        self.count += 1
        return f"{kind}{self.count}x"

    def run(self, kind: str = "v", properties: str = "") -> str:
        return (
            f"<w:r><w:rPr>{properties}</w:rPr>"
            f'<w:t xml:space="preserve"> {self.word(kind)} </w:t></w:r>'
        )

    def piece(self, kind: str) -> str:
        match kind:
            case "link":
                return f"<w:hyperlink>{self.run()}</w:hyperlink>"
            case "inserted":
                return f"<w:ins>{self.run()}</w:ins>"
            case "control":
                return f"<w:sdt><w:sdtContent>{self.run()}</w:sdtContent></w:sdt>"
            case "deleted":
                return f"<w:del>{self.run('h')}{self.run('h').replace('w:t', 'w:delText')}</w:del>"
            case "hidden":
                return self.run("h", "<w:vanish/>")
            case "code":
                return f"{BEGIN}{self.run('h')}{END}"
            case "result":
                return f"{BEGIN}{self.run('h')}{SEPARATE}{self.run()}{END}"
            case "box":
                return box(f"<w:p>{self.run()}</w:p>")
            case "raised":
                return self.run("v", '<w:vertAlign w:val="superscript"/>')
        return self.run()

    def body(self, tree: object) -> str:
        if isinstance(tree, tuple):
            properties, kinds = tree
            return f"<w:p>{properties}{''.join(map(self.piece, kinds))}</w:p>"
        assert isinstance(tree, list)
        cells = "".join(f"<w:tc>{self.body(part)}<w:p/></w:tc>" for part in tree)
        return f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells and ''}</w:tr></w:tbl>"


properties = st.sampled_from([
    "", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
])  # fmt: skip
paragraphs = st.tuples(properties, st.lists(pieces, max_size=4))
trees = st.recursive(paragraphs, lambda inner: st.lists(inner, min_size=1, max_size=3))


@given(st.lists(trees, min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_visible_word_is_in_one_block(forest: list[object]) -> None:
    writer = Writer()
    body = "".join(map(writer.body, forest))
    try:
        draft = read(body, numbering=LEGAL)
    except DocumentEmptyError:
        assert ">v" not in body.replace("> v", ">v")
        return
    words = [w for text in texts(draft) for w in unicodedata.normalize("NFKC", text).split()]
    first_copies = body.replace("<mc:Fallback>", "\0").split("\0")
    written = {w for part in first_copies for w in part.replace("<", " ").split() if w[:1] == "v"}
    seen = Counter(w for w in words if w[0] == "v" and w.endswith("x"))
    assert seen == Counter({w for w in written if w.endswith("x")})
    assert not [w for w in words if w[0] == "h"]
    for place, block in enumerate(draft.blocks):
        assert block.parent is None or 0 <= block.parent < place


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Words of some length, and more.", '<w:pStyle w:val="s2999"/>'),
        numbered("Words", 2),
        "<w:p>" + '<w:r><w:t>a </w:t></w:r>' * 10 + "</w:p>",
        table("a|b|c"),
    ],
)  # fmt: skip
def test_the_time_grows_as_the_text_does(body: str) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(3000)
    )
    assert_linear(
        lambda count: build_docx(body * (count // 4), styles=styles, numbering=LEGAL),
        lambda data: DocxReader().read(data, "the file"),
    )
