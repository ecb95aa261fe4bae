"""Text layer or OCR, decided page by page by what the text is worth."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Box, EvidenceSource
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.values import FoundValue
from ingestio_extract.memory.words import pack, unpack
from ingestio_extract.pages import read_pages
from ingestio_extract.result import evidence
from ingestio_extract.textquality import is_text, strangeness
from ingestio_extract.words import PageSource, PageText, Word

_LINES = (
    "Northwind Garden Supplies Limited",
    "Invoice number 4711 of 12 March 2025",
    "Delivery of plants and flower pots",
    "Payment within fourteen days please",
    "Total amount 1,284.60 EUR",
)
_SIZE = (360.0, 200.0)
_BOX: Box = (0.0, 0.0, 1.0, 1.0)


def _write(
    canvas: Canvas, lines: tuple[str, ...] = _LINES, top: float = 170, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, 13)
    for number, line in enumerate(lines):
        canvas.drawString(30, top - 26 * number, line)


def _picture(lines: tuple[str, ...] = _LINES, top: float = 170) -> Image.Image:
    """What a scanner makes of these lines."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=_SIZE)
    _write(canvas, lines, top)
    canvas.save()
    pdf = pypdfium2.PdfDocument(out.getvalue())
    try:
        image: Image.Image = pdf[0].render(scale=150 / 72).to_pil()
        return image.convert("L")
    finally:
        pdf.close()


def _canvas(path: Path) -> Canvas:
    return Canvas(str(path), pagesize=_SIZE)


def _read(path: Path) -> PageText:
    (page,) = read_pages(path, MediaType.PDF).pages
    return page


def _text(page: PageText) -> str:
    return "".join(build_layout([page]).text.split())


def _joined(lines: tuple[str, ...] = _LINES) -> str:
    return "".join(lines).replace(" ", "")


def _shifted(path: Path, move: Callable[[int], int]) -> None:
    """Rewrites what the fonts of a PDF say their letters mean; the page looks as before."""

    def changed(match: re.Match[bytes]) -> bytes:
        codes = [move(int(code, 16)) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", match[2])]
        return match[1] + b"".join(b"<%04X>" % code for code in codes).replace(b"><", b"> <")

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                stream = item["/ToUnicode"]
                cmap = stream.read_bytes()
                cmap = re.sub(rb"(\[)((?:\s*<[0-9A-Fa-f]{4}>)+)", changed, cmap)
                cmap = re.sub(rb"(<[0-9A-Fa-f]{2}> <[0-9A-Fa-f]{2}> )(<[0-9A-Fa-f]{4}>)", changed, cmap)
                cmap = re.sub(rb"(\n<[0-9A-Fa-f]{2}> )(<[0-9A-Fa-f]{4}>)", changed, cmap)
                stream.write(cmap)
        pdf.save(path)


def _next_letter(code: int) -> int:
    """Three letters further, round at z: consistent, and nonsense."""
    for first in (ord("a"), ord("A")):
        if first <= code < first + 26:
            return first + (code - first + 3) % 26
    return code


def _private(code: int) -> int:
    return 0xE000 + code if code > 32 else code


@pytest.mark.parametrize("move", [_next_letter, _private])
def test_a_font_that_lies_about_its_letters_is_read_by_its_looks(
    tmp_path: Path, move: Callable[[int], int]
) -> None:
    if "DejaVuSans" not in pdfmetrics.getRegisteredFontNames():
        folder = Path(__file__).parents[1] / "support" / "fonts"
        pdfmetrics.registerFont(TTFont("DejaVuSans", folder / "DejaVuSans.ttf"))
    path = tmp_path / "a.pdf"
    canvas = _canvas(path)
    _write(canvas, font="DejaVuSans")
    canvas.save()
    assert _text(_read(path)) == _joined()
    _shifted(path, move)
    page = _read(path)
    assert page.source is PageSource.OCR
    assert _text(page) == _joined()


def test_a_scanners_hidden_text_is_kept_where_it_says_what_the_page_shows(tmp_path: Path) -> None:
    page = _read(_scanned(tmp_path / "a.pdf", _LINES))
    assert page.source is PageSource.TEXT
    assert _text(page) == _joined()
    assert all(word.confidence == 1 for word in page.words)


def test_a_scanners_hidden_text_that_says_something_else_is_left(tmp_path: Path) -> None:
    wrong = (
        "Northwlnd Gardcn Supp1ies Lirnited",
        "lnvoicc nurnber 47ll of l2 Mareh 2O25",
        "De1ivery of p1ants and f1ovver p0ts",
        "Payrnent vvithin fourtccn days p1case",
        "Tota1 arnount l,284.6O EUR",
    )
    page = _read(_scanned(tmp_path / "a.pdf", wrong))
    assert page.source is PageSource.OCR
    assert _text(page) == _joined()


def _scanned(path: Path, hidden: tuple[str, ...]) -> Path:
    canvas = _canvas(path)
    canvas.drawImage(ImageReader(_picture()), 0, 0, *_SIZE)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 13)
    for number, line in enumerate(hidden):
        text.setTextOrigin(30, 170 - 26 * number)
        text.textOut(line)
    canvas.drawText(text)
    canvas.save()
    return path


def test_a_letterhead_as_text_and_the_rest_as_a_picture_are_read_together(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "a.pdf")
    canvas.drawImage(ImageReader(_picture(_LINES[2:], 118).crop((0, 90, 750, 416))), 0, 0, 360, 157)
    _write(canvas, _LINES[:2])
    canvas.save()
    page = _read(tmp_path / "a.pdf")
    assert page.source is PageSource.TEXT
    assert _text(page) == _joined()
    written = {word.text for word in page.words if word.confidence == 1}
    assert "4711" in written and "1,284.60" not in written


@pytest.mark.parametrize("kept", [False, True])
def test_what_was_read_from_a_picture_says_so_even_beside_written_text(kept: bool) -> None:
    written = Word(1, "4711", (60, 20, 90, 30))
    seen = Word(1, "12.50", (60, 60, 90, 70), 0.997)
    page = PageText(1, 360, 200, (written, seen), PageSource.TEXT)
    document = Document(build_layout(unpack(pack([page])) if kept else [page]))
    told = {
        word.text: evidence(FoundValue(Candidate(word.text, word.text, 1, word.box, 0.9), 0.9), document)
        for word in (written, seen)
    }
    assert told["4711"].source is EvidenceSource.TEXT
    assert told["12.50"].source is EvidenceSource.OCR


def test_words_that_were_seen_stay_seen_in_a_kept_reading() -> None:
    """However sure: rounded up to those of a text layer they would part from their neighbours."""
    words = tuple(
        Word(1, text, (20 + 30 * at, 20, 48 + 30 * at, 30), 0.98 + 0.018 * at)
        for at, text in enumerate(("Total", "due"))
    )
    page = PageText(1, 360, 200, words, PageSource.OCR)
    assert [segment.text for segment in build_layout(unpack(pack([page]))).segments] == ["Total due"]


def test_a_picture_behind_the_text_gives_no_word_twice(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "a.pdf")
    canvas.drawImage(ImageReader(Image.new("L", (300, 200), 235)), 20, 20, 320, 165)
    _write(canvas)
    canvas.save()
    page = _read(tmp_path / "a.pdf")
    assert _text(page) == _joined()
    assert all(word.confidence == 1 for word in page.words)


def test_words_of_a_language_differ_from_exchanged_letters() -> None:
    sentence = [
        "Lieferung",
        "unserer",
        "Ware",
        "nach",
        "Eingang",
        "Ihrer",
        "Zahlung",
        "auf",
        "unser",
        "Konto",
    ]
    exchanged = ["".join(chr(_next_letter(ord(letter))) for letter in word) for word in sentence]
    plain = strangeness([Word(1, word, _BOX) for word in sentence])
    strange = strangeness([Word(1, word, _BOX) for word in exchanged])
    assert plain is not None and strange is not None
    assert plain < 4.5 < 5 < strange
    assert strangeness([Word(1, "4711", _BOX)]) is None


def test_utf_8_read_as_latin_is_no_text() -> None:
    words = [Word(1, text, _BOX) for text in ("GebÃ¼hr", "fÃ¼r", "StraÃŸe", "MÃ¤rz", "zwÃ¶lf")]
    assert not is_text(words)
    assert is_text([Word(1, text, _BOX) for text in ("Gebühr", "für", "Straße", "März")])
