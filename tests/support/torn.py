"""Files with several pages, and files that are damaged in one place."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf

from tests.support.documents import DocumentKind, GeneratedDocument, make_document

NUMBERS = (30, 17, 29)


def several_pages(numbers: Sequence[int] = NUMBERS, *, torn: int | None = None) -> GeneratedDocument:
    """Invoices one after the other in one file. Page `torn` (from 1) is none that a program can show."""
    made = {
        number: make_document(number, DocumentKind.INVOICE, language="en")
        for number in dict.fromkeys(numbers)
    }
    with pikepdf.new() as whole:
        for number in numbers:
            with pikepdf.open(io.BytesIO(made[number].content)) as document:
                whole.pages.extend(document.pages)
        if torn is not None:
            whole.Root.Pages.Kids[torn - 1] = pikepdf.Dictionary(Type=pikepdf.Name.Torn)
        body = io.BytesIO()
        whole.save(body)
    name = "several.pdf" if torn is None else "torn.pdf"
    return replace(made[numbers[0]], content=body.getvalue(), filename=name)


def locked(made: GeneratedDocument) -> bytes:
    """The file, protected by a password."""
    body = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.content)) as document:
        document.save(body, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    return body.getvalue()
