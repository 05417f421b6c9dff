"""E-mails as files into blocks."""

from email.message import EmailMessage

import pytest

from index.document import DocumentEmptyError
from index.readers.email import EmailReader
from tests.support.outline import outline


def write(html: bool = False, text: str = "Hi Ben,\n\nnine boats – came.\n") -> bytes:
    message = EmailMessage()
    message["From"] = "Ana Röe <ana@tilbury.example>"
    message["Date"] = "Mon, 03 May 2021 10:00:00 +0000"
    message["Subject"] = "The lédger"
    if html:
        message.set_content("<p>Hi</p><ul><li>rope</ul>", subtype="html")
    else:
        message.set_content(text, charset="utf-8")
        message.add_alternative("<p>Not this</p>", subtype="html")
    message.add_attachment(b"\0\1", maintype="application", subtype="pdf", filename="ledger.pdf")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("html", "body"),
    [(False, ["p Hi Ben,", "p nine boats – came."]), (True, ["p Hi", "  i - rope"])],
)
def test_an_email(html: bool, body: list[str]) -> None:
    draft = EmailReader().read(write(html), "a.eml")
    assert outline(draft) == [
        "f From: Ana Röe <ana@tilbury.example>",
        "f Date: Mon, 03 May 2021 10:00:00 +0000",
        "f Subject: The lédger",
        *body,
        "f Attachment: ledger.pdf",
    ]
    assert (draft.title, draft.metadata["author"]) == (
        "The lédger",
        "Ana Röe <ana@tilbury.example>",
    )


def test_what_is_no_email() -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.eml"):
        EmailReader().read(b"\n", "a.eml")
