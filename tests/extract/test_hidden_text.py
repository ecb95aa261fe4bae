"""What nobody sees on a page becomes no value: the local engine leaves it out and says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Severity
from ingestio_core.fieldplan import default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.hidden import seen_text
from ingestio_extract.pages import read_pages
from ingestio_extract.pipeline import extract_document

_LINES = (
    "Northwind Garden Supplies Ltd",
    "12 Mill Lane, York YO1 7PR",
    "Invoice number  INV-2047",
    "Invoice date  12 March 2025",
    "Subtotal  1,000.50",
    "VAT 20%  200.10",
    "Total  1,200.60 EUR",
)
_FALSE = ("Invoice total due", "EUR 0.00")
_AT = 640


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    _false(canvas)


def _invisible(canvas: Canvas) -> None:
    for x, text in zip((40, 300), _FALSE, strict=True):
        written = canvas.beginText(x, _AT)
        written.setTextRenderMode(3)
        written.textLine(text)
        canvas.drawText(written)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    _false(canvas)


def _covered(canvas: Canvas) -> None:
    _false(canvas)
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(20, _AT - 20, 500, 50, fill=1, stroke=0)


def _see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    _false(canvas)


def _false(canvas: Canvas) -> None:
    for x, text in zip((40, 300), _FALSE, strict=True):
        canvas.drawString(x, _AT, text)


def _drawn(path: Path, more: Callable[[Canvas], None]) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(_LINES):
        for column, text in enumerate(line.split("  ")):
            canvas.drawString(40 + 260 * column, 800 - 20 * number, text)
    more(canvas)
    canvas.save()
    return path


@pytest.mark.parametrize("hide", [_white, _invisible, _tiny, _covered, _see_through])
def test_a_hidden_total_becomes_no_value(tmp_path: Path, hide: Callable[[Canvas], None]) -> None:
    read = extract_document(_drawn(tmp_path / "a.pdf", hide), MediaType.PDF, default_plan("invoice"))
    extraction = read.extraction
    assert extraction.data["total"] == "1200.60"
    told = {finding.code: finding for finding in extraction.findings}
    assert told["hidden_text"].severity is Severity.WARNING
    assert "Page 1 holds 5 words" in told["hidden_text"].message
    others = [item.value for known in extraction.evidence.values() for item in known.alternatives]
    assert "0.00" not in others


def test_small_print_of_a_small_page_is_seen(tmp_path: Path) -> None:
    """As of a program that takes millimetres for points."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(210, 297))
    canvas.setFont("Helvetica", 3.5)
    for number, line in enumerate((*_LINES, "summer menu  no accessories  our season")):
        for column, text in enumerate(line.split("  ")):
            canvas.drawString(14 + 60 * column, 280 - 7 * number, text)
    canvas.save()
    text = read_pages(path, MediaType.PDF)
    assert seen_text(path, MediaType.PDF, text).text == text


def test_what_is_seen_is_left_as_it_is(tmp_path: Path) -> None:
    """The same print, in sight, is read: so it was its hiding that kept it out."""
    read = extract_document(_drawn(tmp_path / "a.pdf", _false), MediaType.PDF, default_plan("invoice"))
    extraction = read.extraction
    others = [item.value for known in extraction.evidence.values() for item in known.alternatives]
    assert "0.00" in (extraction.data["total"], *others)
    assert "hidden_text" not in {finding.code for finding in extraction.findings}
