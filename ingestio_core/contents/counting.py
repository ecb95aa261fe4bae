"""Open a file of each type for real and count its pages."""

import io
import re
import warnings
from typing import BinaryIO, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from PIL import Image, UnidentifiedImageError

from ingestio_core.contents.refusals import (
    ContentError,
    damaged,
    not_allowed,
    password_protected,
    too_many_pixels,
)
from ingestio_core.limits import MediaType

MAX_IMAGE_PIXELS: Final = 100_000_000
"""A page of A3 at 600 dpi has 70 million; decoding more needs more memory than it is worth."""

_CHUNK_BYTES: Final = 1024 * 1024
_BELIEVED_PAGES: Final = 1_000
_BYTES_PER_PAGE: Final = 50
"""pdfium believes the count that a file states; a count beyond these is counted page by page."""
_LINEARIZED: Final = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_INVOICE_ROOTS: Final = {
    ("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "Invoice"),
    ("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "CreditNote"),
    ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "CrossIndustryInvoice"),
    ("urn:ferd:CrossIndustryDocument:invoice:1p0", "CrossIndustryDocument"),
}
"""UBL 2 (EN 16931), UN/CEFACT Cross Industry Invoice D16B (Factur-X, ZUGFeRD 2, XRechnung), ZUGFeRD 1."""


def count_pages(media_type: MediaType, content: BinaryIO, size: int) -> int:
    """The number of pages: an image has 1, an e-invoice in XML 0. `size` is in bytes.

    Raises `ContentError` (file_damaged, password_protected, file_too_large for a picture of too
    many pixels, type_not_allowed for XML that is no e-invoice).
    """
    match media_type:
        case MediaType.PDF:
            return _pdf_pages(content, size)
        case MediaType.JPEG | MediaType.PNG:
            _decode_image(media_type, content)
            return 1
        case MediaType.XML:
            _check_einvoice(content)
            return 0


def _pdf_pages(content: BinaryIO, size: int) -> int:
    if isinstance(content, io.BytesIO):
        pages = _pages_in_memory(content.getvalue())
    else:
        content.seek(0)
        try:
            with pypdfium2.PdfDocument(content) as document:
                pages = len(document)
        except pypdfium2.PdfiumError:
            pages = 0
    # Its error code is not looked at: where the page tree is empty it is that of an earlier file.
    if pages == 0 or pages > max(_BELIEVED_PAGES, size // _BYTES_PER_PAGE):
        return _pdf_pages_by_qpdf(content, size)
    return pages


def _pages_in_memory(data: bytes) -> int:
    """What pdfium counts, 0 where it can't open the file. Its plain functions: the objects around
    them take as long as the work, and a person may drop ten thousand files."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return 0
    try:
        return int(pdfium.FPDF_GetPageCount(document))
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pdf_pages_by_qpdf(content: BinaryIO, size: int) -> int:
    """Second opinion on what pdfium cannot open."""
    content.seek(0)
    try:
        with pikepdf.open(content) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise password_protected() from error
    except pikepdf.PdfError as error:
        # A certificate or another scheme that no library opens is a lock as well.
        if "encryption filter" in str(error):
            raise password_protected() from error
        raise damaged(_pdf_damage(content, size)) from error
    except (RuntimeError, ValueError, OverflowError, RecursionError) as error:
        raise damaged(_pdf_damage(content, size)) from error
    if pages == 0:
        raise damaged("The PDF has no pages")
    return pages


def _pdf_damage(content: BinaryIO, size: int) -> str:
    content.seek(0)
    if (found := _LINEARIZED.search(content.read(2048))) is not None and int(found[1]) > size:
        return f"The PDF ends after {max(1, 100 * size // int(found[1]))} % of its length"
    content.seek(max(0, size - 2048))
    if b"%%EOF" not in content.read():
        return "The PDF breaks off before its end"
    return "The PDF cannot be opened, its inner structure is broken"


def _decode_image(media_type: MediaType, content: BinaryIO) -> None:
    name = "JPG" if media_type is MediaType.JPEG else "PNG"
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures that are still within our own limit.
            warnings.simplefilter("ignore")
            content.seek(0)
            with Image.open(content, formats=(media_type.name,)) as image:
                if image.width * image.height > MAX_IMAGE_PIXELS:
                    raise too_many_pixels(image.width, image.height, MAX_IMAGE_PIXELS)
                image.verify()
            # `verify` leaves an image unusable and does not decode it, so it is opened once more.
            content.seek(0)
            with Image.open(content, formats=(media_type.name,)) as image:
                # An eighth of the size: all data is still read, at a fraction of the time.
                image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
    except Image.DecompressionBombError as error:
        raise ContentError(
            "file_too_large",
            "Picture too large",
            f"The picture has more than {MAX_IMAGE_PIXELS // 1_000_000} million pixels. "
            "Save it in a smaller size.",
        ) from error
    except UnidentifiedImageError as error:
        raise damaged(f"The {name} picture cannot be opened, its beginning is broken") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        if "truncated" in str(error).lower():
            raise damaged(f"The {name} picture breaks off before its end") from error
        raise damaged(f"The {name} picture cannot be decoded") from error


class _DoctypeFoundError(Exception):
    """The XML has a document type definition."""


class _RootTarget:
    """Receives the parser's events and keeps the root element's name only; builds no tree."""

    def __init__(self) -> None:
        self.root: tuple[str, str] | None = None

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        # No e-invoice has one, and entities (bombs, files, addresses) come only by it.
        raise _DoctypeFoundError

    def start(self, tag: str | bytes, attrib: object) -> None:
        if self.root is None:
            qname = etree.QName(tag)
            self.root = (qname.namespace or "", qname.localname)

    def end(self, tag: str | bytes) -> None:
        """An element ends; nothing to keep."""

    def data(self, data: str | bytes) -> None:
        """Text; nothing to keep."""

    def comment(self, text: str | bytes) -> None:
        """A comment; nothing to keep."""

    def close(self) -> tuple[str, str] | None:
        return self.root


def _check_einvoice(content: BinaryIO) -> None:
    target = _RootTarget()
    # `huge_tree` lifts the size limit of a text (an invoice may carry large attachments); it is
    # safe because nothing expands without a document type definition.
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    content.seek(0)
    try:
        while chunk := content.read(_CHUNK_BYTES):
            parser.feed(chunk)
            if target.root is not None and target.root not in _INVOICE_ROOTS:
                break
        else:
            parser.close()
    except _DoctypeFoundError as error:
        raise not_allowed("an XML file with a document type definition, and no e-invoice") from error
    except etree.XMLSyntaxError as error:
        if target.root not in _INVOICE_ROOTS:
            raise not_allowed("a text file that is no e-invoice") from error
        line = f" in line {error.lineno}" if error.lineno else ""
        raise damaged(f"The XML of the e-invoice is broken{line}") from error
    if target.root not in _INVOICE_ROOTS:
        name = target.root[1] if target.root else "nothing"
        raise not_allowed(f"an XML file (“{name[:60]}”), but no e-invoice")
