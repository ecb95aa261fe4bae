"""The e-invoice inside a PDF."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf

from ingestio_core.errors import IngestError
from ingestio_extract.einvoice.reader import MAX_XML_BYTES, read_einvoice_xml

_PACKED: Final = frozenset({"/FlateDecode", "/LZWDecode"})
_MOST_PACKED: Final = 256 * 1024
"""Of a stream whose filters can't be stopped on the way: they make a thousand times as much of it at most."""

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
    """The XML of the name tree and of the catalog's /AF array (ISO 32000-2, 7.11.4 and 14.13)."""
    for name, spec in _specs(pdf):
        if name.lower().endswith(".xml"):
            yield name, _stream(spec)


def _specs(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    for name, attachment in pdf.attachments.items():
        yield attachment.filename or name, attachment.obj
    associated = pdf.Root.get("/AF")
    for spec in associated.as_list() if isinstance(associated, pikepdf.Array) else ():
        if isinstance(spec, pikepdf.Dictionary):
            yield str(spec.get("/UF") or spec.get("/F") or ""), spec


def _stream(spec: pikepdf.Object) -> bytes:
    """The attached file; nothing where a damaged PDF has something else in its place."""
    files = spec.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return b""
    stream = files.get("/F") or files.get("/UF")
    return _unpacked(stream) if isinstance(stream, pikepdf.Stream) else b""


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """The content of a stream; nothing of one that would be larger than any e-invoice: a few kilobytes may
    be made to fill the memory."""
    filters = stream.get("/Filter")
    names = [
        str(one) for one in (filters.as_list() if isinstance(filters, pikepdf.Array) else [filters]) if one
    ]
    raw = bytes(stream.read_raw_bytes())
    if not names:
        return raw
    if names == ["/FlateDecode"] and stream.get("/DecodeParms") is None:
        try:
            content = zlib.decompressobj().decompress(raw, MAX_XML_BYTES + 1)
        except zlib.error:
            return b""
        return content if len(content) <= MAX_XML_BYTES else b""
    if len(raw) > _MOST_PACKED or sum(name in _PACKED for name in names) > 1:
        return b""
    return bytes(stream.read_bytes())


def _is_einvoice(content: bytes) -> bool:
    try:
        read_einvoice_xml(content)
    except IngestError:
        return False
    return True
