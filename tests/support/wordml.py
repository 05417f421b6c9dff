"""Word documents from raw XML, for what python-docx doesn't write, and their blocks."""

import io
import zipfile

from index.block import Draft
from index.readers.docx import DocxReader

SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "header1": "w:hdr", "header2": "w:hdr", "footer1": "w:ftr", "chart1": "c:chartSpace",
    "diagramData1": "dgm:dataModel",
}  # fmt: skip


_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (_FIELD.format(kind) for kind in ("begin", "separate", "end"))


def build_docx(body: str, core: str = "", **parts: str) -> bytes:
    """Return a DOCX with that in its body, and other parts ("styles", "header1") by name."""
    references = "".join(
        f'<Relationship Id="{part}" Type="{_OFFICE}/{part.rstrip("12")}" Target="{part}.xml"/>'
        for part in parts
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", _relations(
            f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="b" Type="{_PACKAGE}/metadata/core-properties" Target="core.xml"/>'
        ))  # fmt: skip
        package.writestr("word/_rels/document.xml.rels", _relations(references))
        package.writestr("word/document.xml", _root("w:document", f"<w:body>{body}</w:body>"))
        for part, xml in parts.items():
            package.writestr(f"word/{part}.xml", _root(_ROOTS.get(part, f"w:{part}"), xml))
        if core:
            package.writestr("core.xml", f"<core>{core}</core>")
    return archive.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    """Return a paragraph of a list."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def table(*rows: str) -> str:
    """Return a table of rows, whose cells are parted by "|"."""
    cells = [["<w:tc>" + paragraph(text) + "</w:tc>" for text in row.split("|")] for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def level(place: int, form: str, text: str, more: str = "") -> str:
    """Return the definition of a level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (place + 1)}"/></w:pPr></w:lvl>'
    )


def box(content: str) -> str:
    """Return a run with a text box, which Word writes in two ways."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


LEGAL = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "%4.")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    + level(1, "bullet", "o")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def read(body: str, core: str = "", **parts: str) -> Draft:
    """Return the blocks of a document with that body and those parts."""
    return DocxReader().read(build_docx(body, core, **parts), "the file")


def texts(draft: Draft) -> list[str]:
    """Return the blocks' texts."""
    return [block.text for block in draft.blocks]


def outline(draft: Draft) -> list[tuple[str, int, int | None, str]]:
    """Return kind, level, parent and text of each block."""
    return [(block.kind.value, block.level, block.parent, block.text) for block in draft.blocks]


def _relations(text: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{text}</Relationships>'


def _root(name: str, xml: str) -> str:
    return f"<{name} {SPACES}>{xml}</{name}>"
