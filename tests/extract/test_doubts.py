"""What makes a value doubtful: how it was seen, whose name and address it is, and which day a date means."""

import random

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldType, default_plan
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.calibration import LEAST, MOST, Curve
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.dayorder import told_by
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.rownumbers import renamed, unnumbered
from ingestio_extract.local.signs import cell_signs, seen_signs
from ingestio_extract.local.values import FoundDocument, FoundValue, TableRow
from ingestio_extract.words import PageSource, PageText, Word
from training.curves import Judged, fit_curves
from training.export import expected_calibration_error
from training.others.paper import scanned

LINE = 14.0


def page(*lines: str, sure: float = 1.0, at: float = 50.0) -> PageText:
    """Lines of plain print from the top down; with `sure` under 1 as OCR saw them."""
    words = []
    for row, line in enumerate(lines):
        x = at
        for text in line.split():
            box = (x, 60 + LINE * row, x + 5 * len(text), 69 + LINE * row)
            words.append(Word(1, text, box, sure))
            x += 5 * len(text) + 3
    source = PageSource.OCR if sure < 1 else PageSource.TEXT
    return PageText(1, 595, 842, tuple(words), source)


def read(kind: str, *lines: str) -> FoundDocument:
    return read_document(
        Document(build_layout([page(*lines)])), default_plan(DocumentType(kind)), DocumentType(kind)
    )


@pytest.mark.parametrize(
    ("text", "decimal", "told"),
    [
        (
            "Il prend effet le 01/08/2025 et se termine le 01/08/2027 pour la durée du contrat",
            ",",
            (False, True),
        ),
        ("Factuur Klant Aantal Prijs 05-09-2025", ",", (False, True)),
        ("Purchase order 03/09/2025, York YO1 7HX", ".", (False, True)),
        ("Invoice date 03/09/2025 Total £ 12.00", ".", (False, True)),
        ("Invoice 11/06/2025, 48 Mill Lane, Dayton, OH 45402, Total $ 12.00", ".", (True, True)),
        ("Invoice 11/06/2025, Dayton, OH 45402", ".", (True, False)),
        ("Invoice date 3/4/2024", ".", (False, False)),
        ("Factura para una empresa del Perú, por la fecha 3/4/2024, US$ 12.00", ".", (False, False)),
    ],
)
def test_language_money_and_address_say_what_stands_first(
    text: str, decimal: str, told: tuple[bool, bool]
) -> None:
    assert told_by(text, decimal) == told


def test_a_text_layer_has_no_signs_of_doubt_and_a_bad_scan_has() -> None:
    def signs(sure: float) -> dict[str, float]:
        document = Document(build_layout([page("Total 100.00", sure=sure)]))
        box = document.layout.segments[0].box
        return seen_signs(document, Candidate("Total 100.00", "Total 100.00", 1, box, 0.9))

    assert set(signs(1.0).values()) == {0.0}
    good, bad = signs(0.98), signs(0.8)
    assert good["ocr"] == bad["ocr"] == 1 and bad["blurred"] > good["blurred"]
    assert bad["misread"] > good["misread"]


def test_a_cell_of_words_says_whether_it_looks_like_a_text() -> None:
    document = Document(build_layout([page("7 Desk lamp")]))

    def signs(text: str, kind: FieldType = FieldType.TEXT) -> dict[str, float]:
        return cell_signs(document, FoundValue(Candidate(text, text, 1, None, 0.9), 0.9), kind)

    assert signs("7")["wordless"] == 1 and signs("Desk lamp")["wordless"] == 0
    assert signs("7 Desk lamp")["numbered"] == 1 and signs("Desk lamp")["numbered"] == 0
    assert "wordless" not in signs("7.00", FieldType.AMOUNT)


def test_words_of_a_made_scan_are_never_as_sure_as_a_text_layer() -> None:
    (seen,) = scanned((page("Krähenmoos Werkzeuge GmbH " * 9),), random.Random(1))
    assert all(word.is_seen for word in seen.words)


def test_curves_say_what_share_was_right_by_score_and_signs() -> None:
    rng = random.Random(4)
    readings: dict[str, list[Judged]] = {"a": [], "b": []}
    for _ in range(3000):
        for key, harder in (("a", 0.0), ("b", 0.15)):
            score, ocr = rng.uniform(0.5, 0.95), float(rng.random() < 0.3)
            right = rng.random() < score - harder - 0.3 * ocr
            readings[key].append(Judged(score, {"ocr": ocr}, right))
    for key, curve in fit_curves(readings).items():
        drawn = Curve(curve["bias"], curve["slope"], curve["weights"])
        for ocr in (0.0, 1.0):
            kept = [item for item in readings[key] if item.signs["ocr"] == ocr]
            shares = [drawn(item.score, item.signs) for item in kept]
            assert expected_calibration_error(shares, [item.right for item in kept]) < 0.07


def test_a_higher_score_never_says_less_even_where_it_was_more_often_wrong() -> None:
    readings = [Judged(score / 100, {}, score < 75) for score in range(50, 100)]
    assert fit_curves({"a": readings})["a"]["slope"] > 0


def test_shares_near_the_ends_are_bent_and_never_tie() -> None:
    curve = Curve(0.0, 1.0)
    steep = Curve(0.0, 2.0)
    shares = [steep(number / 200) for number in range(201)]
    assert shares == sorted(shares) and len(set(shares[5:-5])) == len(shares[5:-5])
    assert shares[0] >= LEAST and shares[-1] <= MOST
    assert curve(0.7) == pytest.approx(0.7)


def test_the_writer_of_a_letter_lives_where_its_small_line_says() -> None:
    found = read(
        "invoice",
        "Zbinden & Zbinden GmbH – Seeweg 9 – 3132 Chur",
        "Vreni Ammann GmbH",
        "Bahnhofstrasse 19",
        "4765 Olten",
        "",
        "Rechnung Nr. 6226",
        "Rechnungsdatum: 23.11.2025",
        "Total CHF 120.00",
    ).scalars
    assert found["vendor_name"].best.value == "Zbinden & Zbinden GmbH"
    assert found["vendor_address"].best.value == "Seeweg 9, 3132 Chur"
    assert found["customer_address"].best.value == "Bahnhofstrasse 19, 4765 Olten"


def test_an_address_is_without_the_person_to_write_to_and_without_a_telephone() -> None:
    found = read(
        "invoice",
        "Invoice INV-77",
        "Bill to:",
        "Harrowmere Supplies Ltd",
        "Oliver Ridley",
        "27 Church Hill",
        "Taunton TA8 8GP",
        "Tel. 01823 447 110",
        "",
        "Total £ 12.00",
    ).scalars
    assert found["customer_address"].best.value == "27 Church Hill, Taunton TA8 8GP"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("Surf Shop Pty Ltd", "70 Wattle Street", "Cairns QLD 6181"), "AUD"),
        (("Muebles S.A. de C.V.", "Calle 5", "Mérida, México"), "MXN"),
        (("Kestrel Inc.", "48 Mill Lane", "Dayton, OH 45402"), "USD"),
        (("Kestrel", "48 Mill Lane"), "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_address(lines: tuple[str, ...], code: str) -> None:
    found = read("invoice", *lines, "", "Invoice 1005", "Total $ 140.00").scalars
    assert found["currency"].best.value == code


def test_pounds_are_no_vat_number() -> None:
    found = read("invoice", "Ashvane Ltd", "VAT", "Invoice 77", "VAT GBP 26342.82", "Total GBP 158056.92")
    assert "vendor_tax_id" not in found.scalars


@pytest.mark.parametrize(
    "label", ["Właściciel rachunku", "Intestatario conto:", "Titular de la cuenta:", "Kontoinhaber:"]
)
def test_the_holder_of_an_account_is_what_follows_the_whole_label(label: str) -> None:
    found = read("bank_statement", "Bank Zielonka", f"{label} Zofia Kamionka", "IBAN PL207455").scalars
    assert found["account_holder"].best.value == "Zofia Kamionka"


def cells(**values: str) -> TableRow:
    return {name: FoundValue(Candidate(text, text, 1, None, 0.9), 0.9) for name, text in values.items()}


def texts(rows: list[TableRow]) -> list[str]:
    return [row["description"].best.value for row in rows]


def test_a_heading_over_running_numbers_names_the_position() -> None:
    rows = [
        cells(description=str(number), **{"description#2": text})
        for number, text in enumerate(("Cable", "Paint"), 1)
    ]
    kept = renamed(rows, "description")
    assert texts(kept) == ["Cable", "Paint"]
    assert [row["position"].best.value for row in kept] == ["1", "2"]
    alone = [cells(description="1"), cells(description="2")]
    assert renamed(alone, "description") == alone


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("1 Cable", "2 Paint", "3 Toner"), ["Cable", "Paint", "Toner"]),
        (("each Cable", "each Paint", "pcs Toner"), ["Cable", "Paint", "Toner"]),
        (("3 Cable", "1 Paint", "9 Toner"), ["3 Cable", "1 Paint", "9 Toner"]),
        (("1 Cable", "2 Paint"), ["1 Cable", "2 Paint"]),
    ],
)
def test_numbers_and_units_go_from_the_front_only_where_all_rows_have_them(
    before: tuple[str, ...], after: list[str]
) -> None:
    assert texts(unnumbered([cells(description=text) for text in before], "description")) == after
