"""Packages of WordprocessingML from raw XML, for what python-docx doesn't write."""

import io
import zipfile

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
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {"header1": "hdr", "header2": "hdr", "footer1": "ftr"}


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
        package.writestr("word/document.xml", _root("document", f"<w:body>{body}</w:body>"))
        for part, xml in parts.items():
            package.writestr(f"word/{part}.xml", _root(_ROOTS.get(part, part), xml))
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


def _relations(text: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{text}</Relationships>'


def _root(name: str, xml: str) -> str:
    return f"<w:{name} {SPACES}>{xml}</w:{name}>"
