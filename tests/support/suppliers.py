"""Invoices of made-up suppliers whose labels no lexicon has: read plainly, some of their fields come out
wrong, on every document in the same way."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who writes, and what the firm calls its number and its date; `decoy` is what it calls a number
    that is none of the document's own."""

    name: str
    street: str
    city: str
    tax_id: str
    iban: str
    number_label: str = "Kennzahl"
    decoy: str = "Rechnungsnummer"
    web: str = "www.nordlicht-werft.de"


NORTH: Final = Supplier(
    "Nordlicht Werft GmbH", "Am Kai 7", "24103 Kiel", "DE136695976", "DE02120300000000202051"
)
SIMILAR: Final = Supplier(
    "Nordlicht Werften GmbH",
    "Hafenweg 19",
    "28195 Bremen",
    "DE811569869",
    "DE02500105170137075030",
    decoy="Vorgang",
    number_label="Rechnungsnummer",
    web="www.werften-nord.de",
)
"""Of nearly the same name, with other labels."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What one invoice says. Amounts as decimal strings."""

    number: str
    order: str
    day: str
    buyer: str = "Bäckerei Sommer OHG"
    items: tuple[tuple[str, str, str, str], ...] = (
        ("Antifouling", "2", "30,00", "60,00"),
        ("Schleifpapier", "4", "10,00", "40,00"),
    )
    net: str = "100,00"
    tax: str = "19,00"
    total: str = "119,00"


FIRST: Final = Bill("NW/2026/0815", "55-4711", "12.03.2026")
SECOND: Final = Bill(
    "NW/2026/0931",
    "55-5209",
    "27.05.2026",
    buyer="Café Winter KG",
    items=(("Tauwerk", "5", "10,00", "50,00"), ("Schäkel", "3", "50,00", "150,00")),
    net="200,00",
    tax="38,00",
    total="238,00",
)


def draw_bill(supplier: Supplier, bill: Bill) -> bytes:
    """A PDF of one page; the same for the same arguments."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)

    def text(x: float, y: float, said: str, size: float = 10) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, HEIGHT - y, said)

    def right(x: float, y: float, said: str) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(x, HEIGHT - y, said)

    text(60, 60, supplier.name, 15)
    text(60, 78, supplier.street)
    text(60, 92, supplier.city)
    text(60, 150, bill.buyer)
    text(60, 164, "Ringstraße 3")
    text(60, 178, "50667 Köln")
    text(60, 240, "Rechnung", 14)
    text(60, 270, supplier.decoy)
    text(190, 270, bill.order)
    text(60, 286, supplier.number_label)
    text(190, 286, bill.number)
    text(60, 302, "Rechnungsdatum")
    text(190, 302, bill.day)
    for x, head in ((60, "Artikel"), (300, "Menge"), (380, "Einzelpreis"), (480, "Betrag")):
        text(x, 350, head)
    y = 370.0
    for description, quantity, price, amount in bill.items:
        text(60, y, description)
        right(330, y, quantity)
        right(430, y, price)
        right(515, y, amount)
        y += 16
    for label, value in (("Nettobetrag", bill.net), ("MwSt. 19 %", bill.tax), ("Gesamtbetrag", bill.total)):
        y += 18
        text(380, y, label)
        right(515, y, f"{value} €")
    text(60, 780, f"{supplier.name} · {supplier.street} · {supplier.city} · {supplier.web}", 8)
    text(60, 792, f"USt-IdNr. {supplier.tax_id} · IBAN {_grouped(supplier.iban)}", 8)
    text(60, 804, "Geschäftsführung: Ida Petersen · Handelsregister Kiel", 8)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _grouped(iban: str) -> str:
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
