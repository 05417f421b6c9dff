"""Formats that can be read, by file ending and content type, and what is said of all others."""

from index.document import UnsupportedFormatError

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".log": "text",
    ".srt": "text",
    ".vtt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rst": "rst",
    ".tex": "tex",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".eml": "email",
}
"""File ending, in lower case -> format, a key of ``index.readers.READERS``."""

_OFFICE = "application/vnd.openxmlformats-officedocument"

CONTENT_TYPES = {
    "text/plain": "text",
    "text/vtt": "text",
    "application/x-subrip": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/x-rst": "rst",
    "text/x-tex": "tex",
    "application/x-tex": "tex",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/epub+zip": "epub",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/json": "json",
    "application/x-ndjson": "json",
    "message/rfc822": "email",
    f"{_OFFICE}.wordprocessingml.document": "docx",
    f"{_OFFICE}.presentationml.presentation": "pptx",
    f"{_OFFICE}.spreadsheetml.sheet": "xlsx",
}
"""HTTP content type, without parameters -> format."""

_ADVICE = {
    ".doc .dot .odt .rtf .wpd .docm": "Open it, and save it as .docx.",
    ".pages": "Open it in Pages, and export it as Word or PDF.",
    ".xls .xlsm .xlsb .ods .numbers": "Open it, and save it as .xlsx.",
    ".ppt .pps .pptm .odp .key": "Open it, and save it as .pptx.",
    ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .heic .svg": (
        "It is a picture. Save it as PDF with a program that recognises text (OCR)."
    ),
    ".zip .rar .7z .tar .gz .tgz .bz2 .xz": "It is an archive. Unpack it, and give files in it.",
    ".mp3 .wav .m4a .ogg .flac .mp4 .mov .mkv .avi .webm": (
        "It is a recording. Give its transcript or its subtitles, .srt or .vtt."
    ),
    ".mobi .azw .azw3 .fb2 .djvu .ps": "Convert it to .epub or .pdf.",
    ".msg": "Open it, and save it as .eml.",
}
_ADVICE_BY_ENDING = {
    ending: text for endings, text in _ADVICE.items() for ending in endings.split()
}


def build_unsupported_error(name: str, ending: str = "", content_type: str = "") -> Exception:
    """Return the error for what is in none of the formats; it says what is read, and what to do.

    Args:
        name: path or address.
        ending: of a file, with its dot.
        content_type: what a server says of it.
    """
    what = f"ends in {ending}" if ending else f"is of the type {content_type or 'unknown'!r}"
    advice = _ADVICE_BY_ENDING.get(ending.lower(), "Convert it to one of these.")
    return UnsupportedFormatError(
        f"{name} {what}, which Footnote does not read. {advice} It reads: {', '.join(FORMATS)}."
    )
