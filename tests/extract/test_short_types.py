"""Short, untitled and long papers are told by what they say, not by how much of it there is."""

from dataclasses import replace
from itertools import chain

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.classify import classify
from ingestio_extract.layout import build_layout
from ingestio_extract.words import PageSource, PageText, Word

_LINES = 44

ONE_ITEM = """Fernhill Tools Ltd
Invoice No: 20417
Date: 03/04/2025
Mallet   2   12.50   25.00
Total   25.00"""
GERMAN = """Rechnung
Rechnungsnr.: 88
Datum: 04.02.2025
Beratung   1   120,00   120,00
Gesamtbetrag   120,00 EUR"""
UNTITLED = """Marlow & Dent Ltd, 4 Quay Road, Hull
Invoice number: 7
Invoice date: 2025-03-01
Bill to: Osprey Cafe
Espresso beans   3   14.00   42.00
VAT 20%   8.40
Total due   50.40
Please pay by 31/03/2025"""
TITLED = """INVOICE
Hale Plumbing
No 5
Repair of tap   80.00
Total   80.00"""
FRENCH = """Atelier Roche
Facture n° 2025-14
Date : 12/02/2025
Pose de carrelage   1   640,00   640,00
TVA 20 %   128,00
Total TTC   768,00 EUR"""
ENGLISH_BANK = """Invoice No: INV-12
Northgate Design
Logo   1   300.00
Amount due: 300.00 EUR
IBAN DE89 3704 0044 0532 0130 00"""
SPANISH = """Factura 41
Talleres Ruiz
Fecha: 10/01/2025
Cambio de aceite   55,00
IVA 21%   11,55
Total   66,55 EUR"""
RECEIPT = """CORNER BAKERY
Receipt 0192
03/05/2025 08:14
Croissant   2.40
Coffee   3.10
TOTAL   5.50
Cash   10.00
Change   4.50
Thank you"""
BON = """Kiosk am Markt
12.03.2025 09:41
Zeitung   2,10
SUMME   2,10
Bar   5,00
Ruckgeld   2,90
Vielen Dank"""
ORDER = """Purchase Order
PO Number: 4500123
Date: 2025-05-02
Supplier: Acorn Paper
Ship to: Unit 3, Dock Street
Envelopes C5   500   0.04   20.00
Total   20.00"""
ORDER_GERMAN = """Bestellung Nr. 771
Lieferant: Holz Krause
Liefertermin: 14.06.2025
Bretter Fichte   20   8,00   160,00
Summe   160,00"""
STATEMENT = """Account statement
IBAN GB29 NWBK 6016 1331 9268 19
Opening balance   100.00
02/01/2025   Card payment   -20.00
05/01/2025   Salary   900.00
Closing balance   980.00"""
AUSZUG = """Kontoauszug 3/2025
Alter Saldo   540,00
03.03.2025   Lastschrift Strom   -60,00
Neuer Saldo   480,00"""
CONTRACT = """Service Agreement
between Larch Ltd and Mr Tom Ely.
The parties agree as follows.
1. Services: cleaning of the office.
2. Notice period: one month.
Governing law: England."""
VERTRAG = """Mietvertrag
zwischen Anna Beck (Vermieter) und Jan Roth (Mieter)
Die Vertragsparteien vereinbaren eine Miete von 640 Euro.
Kundigungsfrist: drei Monate"""
ITEMS = "\n".join(
    f"Part {number:04d}   2   {number % 90 + 1}.50   {2 * (number % 90) + 3}.00" for number in range(4300)
)
HEAD = """Brightwater Supplies Ltd
Invoice No: 99120
Date: 03/04/2025
Bill to: Osprey Works
Description   Quantity   Price   Amount"""
BOOKINGS = "\n".join(
    f"{number % 28 + 1:02d}/03/2025   Card payment {number}   -{number % 70 + 1}.20" for number in range(1300)
)
CLAUSES = "\n".join(
    f"{number}. The parties shall carry out the work of section {number} with due care and in good time."
    for number in range(900)
)

_SHORT = {
    DocumentType.INVOICE: (ONE_ITEM, GERMAN, UNTITLED, TITLED, FRENCH, ENGLISH_BANK, SPANISH),
    DocumentType.RECEIPT: (RECEIPT, BON),
    DocumentType.PURCHASE_ORDER: (ORDER, ORDER_GERMAN),
    DocumentType.BANK_STATEMENT: (STATEMENT, AUSZUG),
    DocumentType.CONTRACT: (CONTRACT, VERTRAG),
}
_LONG = {
    DocumentType.INVOICE: f"{HEAD}\n{ITEMS}\nTotal   9,250.00",
    DocumentType.BANK_STATEMENT: f"{STATEMENT}\n{BOOKINGS}\nClosing balance   12.00",
    DocumentType.CONTRACT: f"{CONTRACT}\n{CLAUSES}",
    DocumentType.PURCHASE_ORDER: f"{ORDER}\n{ITEMS[:40000]}",
}


@pytest.mark.parametrize("size", [9.0, 12.0])
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kind, text, id=text.splitlines()[0])
        for kind, text in chain.from_iterable(
            ((kind, text) for text in texts) for kind, texts in _SHORT.items()
        )
    ],
)
def test_a_paper_of_a_few_lines_is_told(kind: DocumentType, text: str, size: float) -> None:
    assert classify(build_layout(typed(text, size))).type is kind


@pytest.mark.parametrize("kind", list(_LONG))
def test_a_paper_of_many_pages_is_told(kind: DocumentType) -> None:
    pages = typed(_LONG[kind], 10.0)
    assert len(pages) > 12
    assert classify(build_layout(pages)).type is kind


def test_blank_pages_around_a_paper_do_not_change_the_type() -> None:
    blank = [PageText(number, 595.0, 842.0, (), PageSource.TEXT) for number in range(1, 9)]
    page = typed(GERMAN, 10.0)[0]
    words = tuple(replace(word, page=5) for word in page.words)
    pages = (*blank[:4], replace(page, number=5, words=words), *blank[5:])
    assert classify(build_layout(pages)).type is DocumentType.INVOICE


@pytest.mark.parametrize("number", ["1", "12", "417", "20417", "2025-000417", "INV-2025-03-0004171"])
def test_the_length_of_a_number_does_not_change_the_type(number: str) -> None:
    for text in (ONE_ITEM.replace("20417", number), UNTITLED.replace("number: 7", f"number: {number}")):
        assert classify(build_layout(typed(text, 11.0))).type is DocumentType.INVOICE


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Cole,\nthank you for the pleasant talk on Tuesday.\nKind regards\nIvo Lang",
        "Quotation 12\nFernhill Tools Ltd\nMallet   2   12.50   25.00\nTotal   25.00\nValid for 30 days",
        "Delivery note 7\nAcorn Paper\nEnvelopes C5   500\nReceived by",
        "Angebot Nr. 4\nHolz Krause\nBretter   20   8,00   160,00\nSumme   160,00",
    ],
)
def test_a_short_paper_of_no_known_type_is_taken_for_none(text: str) -> None:
    told = classify(build_layout(typed(text, 11.0)))
    assert told.type in (DocumentType.OTHER, DocumentType.FORM)


def typed(text: str, size: float) -> tuple[PageText, ...]:
    """Lines from the top of sheets; three spaces stand for a wide gap."""
    lines = text.splitlines()
    return tuple(
        _sheet(start // _LINES + 1, lines[start : start + _LINES], size)
        for start in range(0, len(lines), _LINES)
    )


def _sheet(number: int, lines: list[str], size: float) -> PageText:
    words: list[Word] = []
    for count, line in enumerate(lines):
        left, top = 60.0, 50.0 + 1.4 * size * count
        for part in line.split("   "):
            for word in part.split():
                right = left + 0.5 * size * len(word)
                words.append(Word(number, word, (left, top, right, top + size)))
                left = right + 0.3 * size
            left += 3.0 * size
    return PageText(number, 595.0, 842.0, tuple(words), PageSource.TEXT)
