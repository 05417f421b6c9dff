"""E-mails as files (.eml): their head, their text, and the names of what is attached."""

import email
import email.policy
from email.message import EmailMessage

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError
from index.readers.base import FileReader
from index.readers.html_blocks import HtmlBlocks
from index.readers.plain_text import parse_html, refuse_deep_nesting
from index.readers.text import decode
from index.readers.text_blocks import add_text
from index.whitespace import collapse_spaces

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_PROPERTIES = {"From": "author", "Date": "date", "Subject": "title"}


class EmailReader(FileReader):
    """An e-mail; of its bodies the plain one, or else the one in HTML."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; the fields of the head are those of a form."""
        message = email.message_from_bytes(data, policy=email.policy.default)
        draft = Draft()
        for field in _FIELDS:
            value = collapse_spaces(str(message.get(field, "")))
            if value:
                draft.add(BlockKind.FORM_FIELD, f"{field}: {value}")
                if field in _PROPERTIES:
                    draft.metadata[_PROPERTIES[field]] = value
        _add_body(draft, message, name)
        for part in message.iter_attachments():
            if attached := collapse_spaces(part.get_filename("")):
                draft.add(BlockKind.FORM_FIELD, f"Attachment: {attached}")
        if not draft.blocks:
            raise DocumentEmptyError(f"{name} holds no e-mail. Give a document with text in it.")
        draft.title = draft.metadata.get("title", "")
        return draft


def _add_body(draft: Draft, message: EmailMessage, name: str) -> None:
    body = message.get_body(("plain", "html"))
    if body is None:
        return
    payload = body.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    text = decode(payload, name, body.get_content_charset() or "")
    if body.get_content_subtype() == "plain":
        add_text(draft, text)
        return
    with refuse_deep_nesting(name):
        tree = parse_html(text, name)
        HtmlBlocks(draft, tree).write(tree)
