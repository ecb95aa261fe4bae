"""The e-invoice inside a PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf

from ingestio_core.errors import IngestError
from ingestio_extract.einvoice.reader import read_einvoice_xml

EMBEDDED_NAMES: Final = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")


def embedded_xml(path: Path) -> bytes | None:
    """The e-invoice that a PDF carries as an attachment, None where it carries none.

    Looks at the names of the Factur-X family first, then at every other XML attachment. A PDF
    that can't be opened has none: saying what is wrong with it is the intake's task.
    """
    try:
        with pikepdf.open(path) as pdf:
            attachments = dict(_attachments(pdf))
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        pikepdf.DataDecodingError,
        OSError,
        ValueError,
        TypeError,
    ):
        return None
    names = sorted(attachments, key=lambda name: (name.lower() not in EMBEDDED_NAMES, name))
    for name in names:
        content = attachments[name]
        if name.lower() in EMBEDDED_NAMES or (name.lower().endswith(".xml") and _is_einvoice(content)):
            return content
    return None


def _attachments(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Files of the name tree and of the catalog's /AF array (ISO 32000-2, 7.11.4 and 14.13)."""
    for name, attachment in pdf.attachments.items():
        yield attachment.filename or name, _stream(attachment.obj)
    associated = pdf.Root.get("/AF")
    for spec in associated.as_list() if isinstance(associated, pikepdf.Array) else ():
        if isinstance(spec, pikepdf.Dictionary):
            yield str(spec.get("/UF") or spec.get("/F") or ""), _stream(spec)


def _stream(spec: pikepdf.Object) -> bytes:
    """The attached file; nothing where a damaged PDF has something else in its place."""
    files = spec.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return b""
    stream = files.get("/F") or files.get("/UF")
    return bytes(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else b""


def _is_einvoice(content: bytes) -> bool:
    try:
        read_einvoice_xml(content)
    except IngestError:
        return False
    return True
