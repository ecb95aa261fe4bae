"""Forms with labels and layouts of their own, drawn as PDFs, and what they are asked for.

Written apart from the forms to train on: other labels, other drawing. `make_form_sheet(3)` is the same for
ever; `asked` is what a person would write, which is not always what is printed.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.fieldplan import FieldType


@dataclass(frozen=True, slots=True)
class Line:
    """A label as printed, the name it is asked by, what is printed beside it, and the value as data."""

    label: str
    asked: str
    type: FieldType
    printed: str
    value: str | None


_ROWS: Final = """
en|t|Vessel name|name of the vessel|MV Larkspur,Aurora II,Seagull
en|t|Port of registry||Falmouth,Leith,Cork
en|n|Engine power (kW)|engine power|
en|i|Hull identification no.|hull identification number|
en|d|Last dry-docked|last dry docked|
en|t|Eye colour|colour of eyes|green,brown,grey
en|t|Grade applied for|grade|Year 7,Year 9
en|d|Date of first registration|first registration date|
en|a|Excess payable|excess|
en|t|Breed of animal|breed|collie,tabby,lurcher
en|i|Microchip number|microchip|
en|n|Floor area in square metres|floor area|
en|c|Asbestos present||
en|c|Is the property listed?|property listed|
en|a|Sum insured||
en|t|Cause of loss||burst pipe,hail,fire in the kitchen
en|d|Appointment|appointment date|
de|t|Schiffsname|Name des Schiffs|Möwe,Seestern
de|n|Wohnfläche in m²|Wohnfläche|
de|d|Tag der Besichtigung|Besichtigungstag|
de|t|Hunderasse|Rasse|Dackel,Pudel
de|a|Selbstbeteiligung||
de|i|Flurstücksnummer|Flurstück|
de|c|Denkmalschutz||
de|t|Heizungsart|Art der Heizung|Gas,Fernwärme
de|t|Kostenträger||Gemeinde,Verein
fr|t|Nom du navire|navire|Mouette,Étoile
fr|n|Surface habitable|surface|
fr|d|Date de la visite|date de visite|
fr|a|Franchise||
fr|t|Race du chien|race|teckel,épagneul
fr|c|Chauffage collectif||
fr|i|Parcelle cadastrale|parcelle|
es|t|Nombre del buque|buque|Gaviota,Estrella
es|n|Superficie útil|superficie|
es|d|Día de la visita|fecha de visita|
es|a|Franquicia||
es|c|Calefacción central||
es|i|Referencia catastral||
it|t|Nome della nave|nave|Gabbiano,Stella
it|n|Superficie abitabile|superficie|
it|d|Giorno del sopralluogo|sopralluogo|
it|a|Franchigia||
it|c|Riscaldamento autonomo||
it|i|Particella catastale||
pt|t|Nome do navio|navio|Gaivota,Estrela
pt|n|Área útil|área|
pt|d|Dia da vistoria|data da vistoria|
pt|a|Franquia||
pt|c|Aquecimento central||
pt|i|Artigo matricial||
nl|t|Naam van het schip|scheepsnaam|Meeuw,Zeester
nl|n|Woonoppervlakte|oppervlakte|
nl|d|Dag van bezichtiging|bezichtiging|
nl|a|Eigen risico||
nl|c|Monument||
nl|i|Kadasternummer|kadaster|
pl|t|Nazwa statku|statek|Mewa,Gwiazda
pl|n|Powierzchnia użytkowa|powierzchnia|
pl|d|Dzień oględzin|oględziny|
pl|a|Udział własny||
pl|c|Ogrzewanie miejskie||
pl|i|Numer działki|działka|
"""
_TITLES: Final = {
    "en": "Survey sheet",
    "de": "Erhebungsbogen",
    "fr": "Fiche de visite",
    "es": "Hoja de visita",
    "it": "Scheda di sopralluogo",
    "pt": "Folha de vistoria",
    "nl": "Opnameblad",
    "pl": "Arkusz oględzin",
}
_YES: Final = {
    "en": ("Yes", "No"),
    "de": ("Ja", "Nein"),
    "fr": ("Oui", "Non"),
    "es": ("Sí", "No"),
    "it": ("Sì", "No"),
    "pt": ("Sim", "Não"),
    "nl": ("Ja", "Nee"),
    "pl": ("Tak", "Nie"),
}
_TYPES: Final = {
    "t": FieldType.TEXT,
    "c": FieldType.TEXT,
    "n": FieldType.NUMBER,
    "a": FieldType.AMOUNT,
    "d": FieldType.DATE,
    "i": FieldType.ID,
}
_FONTS: Final = Path(__file__).with_name("fonts")
LEFT: Final = 60.0
SIZE: Final = 10.0


def _rows(language: str) -> list[list[str]]:
    return [row.split("|") for row in _ROWS.strip().splitlines() if row.startswith(language)]


def make_form_sheet(number: int) -> tuple[bytes, list[Line]]:
    """A PDF of one page and its lines; one line in eight is left blank."""
    rng = random.Random(f"form-sheet-{number}")
    language = rng.choice(("en", "en", *_TITLES))
    rows = _rows(language)
    rng.shuffle(rows)
    lines = [_line(rng, row, language) for row in rows[: rng.randint(5, 12)]]
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=0)
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))
    canvas.setFont("DejaVuSans-Bold", 15)
    canvas.drawString(LEFT, A4[1] - 70, _TITLES[language])
    canvas.setFont("DejaVuSans", SIZE)
    rng.choice(LAYOUTS)(canvas, lines, rng)
    canvas.save()
    return out.getvalue(), lines


def _line(rng: random.Random, row: list[str], language: str) -> Line:
    _, kind, label, asked, values = row
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(3500))
    figure = rng.randint(20, 9000)
    printed, value = {
        "t": lambda: (rng.choice(values.split(",")),) * 2,
        "n": lambda: (str(figure), str(figure)),
        "a": lambda: (f"{figure}.00" if language == "en" else f"{figure},00", f"{figure}.00"),
        "d": lambda: (day.strftime("%Y-%m-%d" if language == "en" else "%d.%m.%Y"), day.isoformat()),
        "i": lambda: (f"{rng.choice('BKTW')}{figure}-{rng.randint(10, 99)}",) * 2,
        "c": lambda: _tick(rng, language),
    }[kind]()
    if rng.random() < 0.125:
        return Line(
            label,
            asked or label,
            _TYPES[kind],
            "[ ] {} [ ] {}".format(*_YES[language]) if kind == "c" else "",
            None,
        )
    return Line(label, asked if asked and rng.random() < 0.5 else label, _TYPES[kind], printed, value)


def _tick(rng: random.Random, language: str) -> tuple[str, str]:
    yes, no = _YES[language]
    on, off = rng.choice((("[X]", "[ ]"), ("[x]", "[ ]"), ("(X)", "( )")))
    if rng.random() < 0.5:
        return f"{on} {yes} {off} {no}", "yes"
    return f"{off} {yes} {on} {no}", "no"


def _at(row: float) -> float:
    return float(A4[1]) - 110 - row


def _sentence(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """Label and colon, the value right behind."""
    for number, line in enumerate(lines):
        canvas.drawString(LEFT, _at(24 * number), f"{line.label}: {line.printed}")


def _ledger(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """A ruled table of two columns."""
    middle = LEFT + rng.choice((190, 230))
    for number, line in enumerate(lines):
        y = _at(22 * number)
        canvas.rect(LEFT - 4, y - 6, 470, 22, fill=0)
        canvas.line(middle - 6, y - 6, middle - 6, y + 16)
        canvas.drawString(LEFT, y, line.label)
        canvas.drawString(middle, y, line.printed)


def _cells(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """Boxes, a small label at the top left of each, the value in it."""
    across = rng.choice((2, 3))
    width = 480 / across
    for number, line in enumerate(lines):
        x, y = LEFT + width * (number % across), _at(42 * (number // across))
        canvas.rect(x - 4, y - 22, width, 40, fill=0)
        canvas.setFont("DejaVuSans", 6.5)
        canvas.drawString(x, y + 8, line.label)
        canvas.setFont("DejaVuSans", SIZE)
        canvas.drawString(x + 4, y - 10, line.printed)


def _dotted(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """Leaders from the label to the value."""
    for number, line in enumerate(lines):
        width = pdfmetrics.stringWidth(line.label, "DejaVuSans", SIZE)
        dots = "." * int((250 - width) / pdfmetrics.stringWidth(".", "DejaVuSans", SIZE))
        canvas.drawString(LEFT, _at(24 * number), f"{line.label} {dots} {line.printed}")


def _right_labels(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """Labels that end where the values begin."""
    for number, line in enumerate(lines):
        canvas.drawRightString(LEFT + 190, _at(22 * number), line.label + ":")
        canvas.drawString(LEFT + 198, _at(22 * number), line.printed)


def _twice(canvas: Canvas, lines: list[Line], rng: random.Random) -> None:
    """Two blocks side by side, each label over a line with its value."""
    for number, line in enumerate(lines):
        x, y = LEFT + 250 * (number % 2), _at(44 * (number // 2))
        canvas.setFont("DejaVuSans-Bold", 8)
        canvas.drawString(x, y, line.label)
        canvas.setFont("DejaVuSans", SIZE)
        canvas.drawString(x, y - 15, line.printed)
        canvas.line(x, y - 18, x + 220, y - 18)


LAYOUTS: Final[tuple[Callable[[Canvas, list[Line], random.Random], None], ...]] = (
    _sentence,
    _ledger,
    _cells,
    _dotted,
    _right_labels,
    _twice,
)
