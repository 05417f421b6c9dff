"""Plain text, and from bytes to text for the formats that are written in it."""

import codecs

from index.block import Draft
from index.document import DocumentUnreadableError, check_length
from index.readers.base import OLE, FileReader
from index.readers.text_blocks import add_text

_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF document",
    OLE: "an Office document",
}
_MARKS = {  # UTF-32 first: its little-endian mark begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LEGACY = "cp1252 cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp932 euc_jp gb18030 big5 euc_kr"
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_ASCII = bytes(range(128))
_SAMPLE_BYTES = 20_000


class TextReader(FileReader):
    """Plain text, in whichever encoding."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        text = decode(data, name, self.charset)
        check_length(text, name)
        draft = Draft()
        add_text(draft, text)
        return draft


def decode(data: bytes, name: str, charset: str) -> str:
    """Decode bytes that should be text: by byte order mark, as UTF-8, as declared, or by detection.

    Args:
        data: the bytes of a file.
        name: its path or address, for messages.
        charset: the encoding that is declared, or empty.

    Raises:
        DocumentUnreadableError: it is binary, or doesn't fit its encoding.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentUnreadableError(
                f"{name} is {kind}, and its name doesn't say so. Give it the ending of its format, "
                "or convert it to plain text."
            )
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if not encoding and (b"\0" in data or controls > len(data) / 20):
        raise DocumentUnreadableError(
            f"{name} is binary, or text in an encoding without its mark, such as UTF-16. If it is "
            "text, save it as UTF-8."
        )
    try:
        return data.decode(encoding) if encoding else _decode_unmarked(data, charset)
    except UnicodeDecodeError as error:
        raise DocumentUnreadableError(
            f"The encoding of {name} looks like {error.encoding}, but byte {error.start:,} does "
            "not fit it. Save the file as UTF-8."
        ) from error


def _decode_unmarked(data: bytes, charset: str) -> str:
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", errors="ignore")) - wrong
    if wrong * 10 <= right:  # a few broken characters don't make it another encoding
        return text
    try:
        declared = codecs.lookup(charset).name
        # As on the web: what says that it is Latin-1 may hold the quotation marks of Windows.
        return data.decode("cp1252" if declared in ("ascii", "iso8859-1") else declared)
    except (LookupError, UnicodeError):  # nothing declared, or wrongly
        return data.decode(_detected(data))


def _detected(data: bytes) -> str:
    """Return the likeliest encoding, from a sample around the first bytes that aren't ASCII."""
    from charset_normalizer import from_bytes

    start = max(0, len(data) - len(data.lstrip(_ASCII)) - 200)
    sample = data[start : start + _SAMPLE_BYTES]
    # Cut at a byte that is never part of a longer character; without one, look at everything.
    cut = max(sample.rfind(byte) for byte in (b"\n", b" ", b".", b","))
    sample = sample[:cut] if cut > _SAMPLE_BYTES / 2 else data
    matches = from_bytes(sample, cp_isolation=_LEGACY.split())
    best = matches.best()
    if best is None:
        return "utf-8"  # doesn't fit either: decoding will say where
    if best.encoding == "cp1250" and any(
        "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches
    ):
        return "cp1252"  # of two that fit alike, the commoner
    return best.encoding
