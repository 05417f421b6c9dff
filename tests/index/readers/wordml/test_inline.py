"""What Word wraps text in."""

import time
from collections import Counter

import pytest

from tests.support.wordml import (
    BEGIN,
    END,
    SEPARATE,
    box,
    outline,
    paragraph,
    read,
    texts,
)

BOLD = "<w:b/>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{BEGIN}<w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r>{SEPARATE}"
         f"<w:r><w:t>7</w:t></w:r>{END}</w:p>", ["7"]),
        (f"<w:p>{BEGIN}<w:r><w:t>never ended</w:t></w:r></w:p>", ["never ended"]),
        ("<w:p><w:r><w:t>rent </w:t></w:r><w:del><w:r><w:delText>900</w:delText></w:r></w:del>"
         "<w:ins><w:r><w:t>950</w:t></w:r></w:ins></w:p>", ["rent 950"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>"
         "<w:p><w:r><w:t>two</w:t></w:r></w:p>", ["one two"]),
        ("<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>"
         "<w:p><w:r><w:t>nce</w:t></w:r></w:p>", ["Once"]),
        ("<w:p><w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
         ["a b c"]),
        ("<w:p><w:r><w:t>12 Weir Street</w:t><w:br/><w:t>Dunmore</w:t></w:r></w:p>",
         ["12 Weir Street\nDunmore"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>"
         "</w:p>", ["seen"]),
        ("<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
         "<w:sdtContent><w:r><w:t>X</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> tea</w:t></w:r>"
         "</w:p>", ["☒ tea"]),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/>"
         f"</w:checkBox></w:ffData></w:fldChar></w:r>{END}<w:r><w:t> tea</w:t></w:r></w:p>",
         ["☐ tea"]),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t> yes</w:t></w:r></w:p>",
         ["☒ yes"]),
        ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w16se:symEx "
         "w16se:char='1F60A'/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback>"
         "</mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>a</w:t></w:r></w:p>", ["😊", "a"]),
        ("<w:p><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
         "</m:sup></m:sSup><m:r><m:t>=</m:t></m:r><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num>"
         "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>", ["x²=(a+1)/b"]),
    ],
)  # fmt: skip
def test_what_word_wraps_text_in(body: str, text: list[str]) -> None:
    assert texts(read(body)) == text


def test_a_text_box_in_text_boxes_is_read_once_and_soon() -> None:
    content = paragraph("deepest")
    for depth in range(12):
        content = f"<w:p><w:r><w:t>level {depth}</w:t></w:r>{box(content)}</w:p>"
    start = time.process_time()
    draft = read(content)
    assert time.process_time() - start < 2
    assert Counter(texts(draft)) == Counter([f"level {d}" for d in range(12)] + ["deepest"])


def test_the_headings_of_a_box_are_not_those_of_the_text_around_it() -> None:
    side = paragraph("Tip", run=BOLD) + paragraph("Take the tram, which is cheap and runs often.")
    heading = paragraph("Travel", '<w:outlineLvl w:val="0"/>')
    draft = read(f"{heading}<w:p><w:r><w:t>By bus.</w:t></w:r>{box(side)}</w:p>{paragraph('End.')}")
    assert outline(draft) == [
        ("heading", 1, None, "Travel"),
        ("paragraph", 0, 0, "By bus."),
        ("paragraph", 0, 0, "Tip"),
        ("paragraph", 0, 2, "Take the tram, which is cheap and runs often."),
        ("paragraph", 0, 0, "End."),
    ]


def test_a_chart_is_a_table_and_a_diagram_its_texts() -> None:
    def points(name: str, *values: str) -> str:
        texts = "".join(f"<c:pt><c:v>{value}</c:v></c:pt>" for value in values)
        return f"<c:{name}>{texts}</c:{name}>"

    title = "<c:title><a:p><a:r><a:t>Boats sold</a:t></a:r></a:p></c:title>"
    series = "".join(
        f"<c:ser>{points('tx', name)}{points('cat', '2021', '2022')}{points('val', *values)}"
        "</c:ser>"
        for name, values in (("Sail", ("3", "5")), ("Motor", ("4", "6")))
    )
    body = (
        "<w:p><w:r><w:drawing><c:chart r:id='chart1'/></w:drawing></w:r></w:p>"
        "<w:p><w:r><w:drawing><dgm:relIds r:dm='diagramData1'/></w:drawing></w:r></w:p>"
    )
    diagram = "<dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt>"
    assert outline(read(body, chart1=title + series, diagramData1=diagram)) == [
        ("caption", 0, None, "Boats sold"),
        ("table head", 0, 0, "| Sail | Motor"),
        ("table row", 0, 1, "2021 | 3 | 4"),
        ("table row", 0, 1, "2022 | 5 | 6"),
        ("paragraph", 0, None, "Plan"),
    ]
