"""Seeded documents with their truth: document 17 is the same for ever.

`make_document(17)` gives a PDF and, in the shape of the default field plan of its kind, exactly
what is printed on it: dates ISO 8601, money and numbers as decimal strings, ids as printed,
None for what this document leaves out. `make_scan` prints, crumples and scans it,
`make_photo` photographs it. `make_slip` gives till slips in many more layouts.
"""

import copy
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

from tests.support.documents_contracts import draw_contract
from tests.support.documents_maker import Maker
from tests.support.documents_photo import Photo, photograph
from tests.support.documents_slips import draw_slip
from tests.support.documents_statement import draw_statement
from tests.support.documents_trade import draw_invoice, draw_purchase_order, draw_receipt


class DocumentKind(StrEnum):
    INVOICE = "invoice"
    RECEIPT = "receipt"
    PURCHASE_ORDER = "purchase_order"
    BANK_STATEMENT = "bank_statement"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """A document and what is printed on it. `truth` has the default plan's names, `language` is
    an ISO 639-1 code and `currency` an ISO 4217 code."""

    number: int
    kind: DocumentKind
    filename: str
    content: bytes
    media_type: str
    truth: dict[str, Any]
    language: str
    currency: str


_DRAW: Final[dict[DocumentKind, Callable[[Maker], tuple[bytes, dict[str, Any]]]]] = {
    DocumentKind.INVOICE: draw_invoice,
    DocumentKind.RECEIPT: draw_receipt,
    DocumentKind.PURCHASE_ORDER: draw_purchase_order,
    DocumentKind.BANK_STATEMENT: draw_statement,
    DocumentKind.CONTRACT: draw_contract,
}
# An invoice twice: it is what people have most of.
_KINDS: Final = (DocumentKind.INVOICE, *DocumentKind)


def make_document(
    number: int, kind: DocumentKind | None = None, *, language: str | None = None
) -> GeneratedDocument:
    """Document `number`, of the kind that its number falls on or of `kind`; always the same."""
    chosen = _KINDS[number % len(_KINDS)] if kind is None else kind
    return copy.deepcopy(_drawn(number, chosen, language))


@lru_cache(maxsize=256)
def _drawn(number: int, chosen: DocumentKind, language: str | None) -> GeneratedDocument:
    maker = Maker(f"{chosen}-{number}", language)
    content, truth = _DRAW[chosen](maker)
    return GeneratedDocument(
        number=number,
        kind=chosen,
        filename=f"{chosen}-{number:04}.pdf",
        content=content,
        media_type="application/pdf",
        truth=truth,
        language=maker.language,
        currency=maker.currency,
    )


def make_slip(number: int) -> GeneratedDocument:
    """Till slip `number`; always the same."""
    maker = Maker(f"slip-{number}", "en")
    content, truth = draw_slip(maker)
    return GeneratedDocument(
        number=number,
        kind=DocumentKind.RECEIPT,
        filename=f"slip-{number:04}.pdf",
        content=content,
        media_type="application/pdf",
        truth=truth,
        language="en",
        currency="MYR",
    )


def make_scan(document: GeneratedDocument, seed: int = 0, *, format: str = "jpeg", dpi: int = 150) -> bytes:
    """The document as a scanner or a telephone saw it: a little turned, noisy, blurred and unevenly
    lit. `format` is `jpeg` or `png` (its first page only) or `pdf` (all pages, images alone)."""
    return _scanned(document.content, f"scan-{document.kind}-{document.number}-{seed}", format, dpi)


@lru_cache(maxsize=32)
def _scanned(content: bytes, seed: str, format: str, dpi: int) -> bytes:
    rng = random.Random(seed)
    pdf = pypdfium2.PdfDocument(content)
    try:
        count = len(pdf) if format == "pdf" else 1
        pages = [_spoil(pdf[at].render(scale=dpi / 72).to_pil().convert("L"), rng) for at in range(count)]
    finally:
        pdf.close()
    out = BytesIO()
    if format == "pdf":
        day = time.gmtime(0)
        pages[0].save(
            out,
            "PDF",
            save_all=True,
            append_images=pages[1:],
            resolution=dpi,
            quality=70,
            creationDate=day,
            modDate=day,
        )
    elif format == "png":
        pages[0].save(out, "PNG", dpi=(dpi, dpi))
    else:
        pages[0].save(out, "JPEG", quality=rng.randint(55, 80), dpi=(dpi, dpi))
    return out.getvalue()


def take_photo(document: GeneratedDocument, seed: int = 0) -> Photo:
    """A telephone's picture of the first page, and where its paper lies in it."""
    return photograph(document.content, random.Random(f"photo-{document.filename}-{seed}"))


def make_photo(document: GeneratedDocument, seed: int = 0) -> bytes:
    """A telephone's picture of the first page as JPEG: in perspective, turned a little, shadowed,
    blurred and noisy, on a desk."""
    return take_photo(document, seed).content


def broken_pdf() -> bytes:
    """Starts like a PDF and ends in the middle: no cross-reference table, no page."""
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Ki"


def password_pdf(password: str = "secret") -> bytes:
    """A good invoice that opens only with `password`."""
    out = BytesIO()
    with pikepdf.open(BytesIO(make_document(1, DocumentKind.INVOICE).content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def text_named_pdf() -> bytes:
    """Plain text, to be saved under a name that ends in `.pdf`."""
    return b"Dear accounts department,\nplease find the invoice attached. It is not.\n"


def _spoil(page: Image.Image, rng: random.Random) -> Image.Image:
    """Turned by up to a degree, blurred, lit from one side, flat in contrast and noisy."""
    turned = page.rotate(rng.uniform(-1.0, 1.0), Image.Resampling.BICUBIC, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8)))
    ink = np.asarray(blurred, dtype=np.float32)
    height, width = ink.shape
    dark = rng.uniform(0.02, 0.18)
    across = np.linspace(0, dark, width, dtype=np.float32)[:: rng.choice((1, -1))]
    down = np.linspace(0, dark / 2, height, dtype=np.float32)[:: rng.choice((1, -1)), None]
    black, white = rng.uniform(20, 60), rng.uniform(225, 250)
    lit = (black + ink / 255 * (white - black)) * (1 - across - down)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(2, 7), ink.shape)
    return Image.fromarray(np.clip(lit + noise, 0, 255).astype(np.uint8), "L")
