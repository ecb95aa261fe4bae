"""What a file is, by its first bytes; the names of the types that are refused."""

import codecs
from typing import BinaryIO, Final

from ingestio_core.contents.refusals import not_allowed
from ingestio_core.limits import MediaType

_PDF_HEADER_WITHIN: Final = 1024
"""Readers accept the header anywhere in the first 1024 bytes (PDF 1.7, implementation note 13)."""
_PDF_PARTS: Final = (b"startxref", b"trailer<<", b" obj<<", b"/Root")
_TAIL_BYTES: Final = 64 * 1024

_ZIP: Final = b"PK\x03\x04"
_INSIDE_ZIP: Final = (
    (b"xl/workbook", "an Excel workbook"),
    (b"word/document", "a Word document"),
    (b"ppt/presentation", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"Index/Document.iwa", "a file of Pages, Numbers or Keynote"),
)
_INSIDE_OLE: Final = (
    ("Workbook", "an Excel workbook of an old version"),
    ("WordDocument", "a Word document of an old version"),
    ("PowerPoint Document", "a PowerPoint presentation of an old version"),
    ("EncryptedPackage", "an Office file with a password"),
    ("__substg1.0_", "an Outlook message"),
)
_OTHERS: Final = (
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_HTML: Final = (b"<!doctype html", b"<html")


def guess_type(head: bytes, content: BinaryIO) -> MediaType:
    """The type that the first bytes claim; whether it really opens is for `count_pages`.

    `head` are the first bytes of `content` (64 KB are plenty). Raises `ContentError`
    (type_not_allowed) that names what it is instead.
    """
    if head.startswith(b"%PDF-"):
        return MediaType.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if (name := _other_binary(head, content)) is not None:
        raise not_allowed(name)
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return MediaType.PDF
    start = _without_bom(head).lstrip()
    if start.lower().startswith(_HTML):
        raise not_allowed("a web page (HTML)")
    if start.startswith(b"<"):
        return MediaType.XML
    # A PDF whose header is cut or garbled is a damaged PDF and no text.
    if head.startswith(b"%PDF") or any(mark in head for mark in _PDF_PARTS):
        return MediaType.PDF
    raise not_allowed("a text file" if _is_text(head) else "no type of file that is known here")


def _other_binary(head: bytes, content: BinaryIO) -> str | None:
    if head.startswith(_ZIP):
        known = head + _tail(content)
        return next((name for mark, name in _INSIDE_ZIP if mark in known), "a ZIP archive")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        known = head + _tail(content)
        return next(
            (name for mark, name in _INSIDE_OLE if mark.encode("utf-16-le") in known),
            "an Office file of an old version",
        )
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP picture"
    if head[4:8] == b"ftyp":
        return "a HEIC or AVIF picture" if head[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else "a film"
    if head.startswith(b"BM") and not _is_text(head):
        return "a BMP picture"
    return next((name for magic, name in _OTHERS if head.startswith(magic)), None)


def _tail(content: BinaryIO) -> bytes:
    end = content.seek(0, 2)
    content.seek(max(0, end - _TAIL_BYTES))
    return content.read()


def _without_bom(head: bytes) -> bytes:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _is_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls == 0
