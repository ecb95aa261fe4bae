"""What OCR misreads: mended where the type or check figures say how, told where two readings differ."""

from dataclasses import replace

import numpy as np
import pytest

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document, amounts_in, dates_in, ids_in
from ingestio_extract.local.readagain import second_reading
from ingestio_extract.local.values import FoundDocument, FoundValue
from ingestio_extract.misread import belongs_together, checked_number, mended, mended_run
from ingestio_extract.ocrlines import Crop, LineWord
from ingestio_extract.result import answer_of_found
from ingestio_extract.secondlook import compared, settled
from ingestio_extract.words import PageSource, PageText, Word

_BOX: Box = (0.0, 0.0, 40.0, 10.0)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("1O0.00", "100.00"),
        ("l2,50", "12,50"),
        ("$1,2B4.6O", "$1,284.60"),
        ("1,234,56", "1,234.56"),
        ("1.234.56", "1.234,56"),
        ("€l2,50", "€12,50"),
        ("12.O3.2025", "12.03.2025"),
        ("O1/l2/2023", "01/12/2023"),
        ("2024-0l-15", "2024-01-15"),
    ],
)
def test_letters_in_amounts_and_dates_become_figures(read: str, right: str) -> None:
    assert mended(read) == right


@pytest.mark.parametrize(
    "read", ["100.00", "12.03.2025", "INV-1O0", "SO.50", "Oslo", "No.12", "B12", "1.234.567", "99/99/2025"]
)
def test_what_is_right_or_no_amount_stays(read: str) -> None:
    assert mended(read) is None


def test_check_figures_prove_what_was_printed() -> None:
    assert checked_number("DE8937040O440532013000") == "DE89370400440532013000"
    assert checked_number("DE89370400440532013000") is None
    assert checked_number("DE89370400440532013001") is None
    assert checked_number("DE13669S976") == "DE136695976"
    assert mended_run(["IBAN:", "DE89", "3704", "0O44", "0532", "0130", "00"]) == [
        "IBAN:", "DE89", "3704", "0044", "0532", "0130", "00",
    ]  # fmt: skip


def test_a_space_that_crept_into_an_amount_is_taken_out() -> None:
    assert (
        belongs_together("1.234,", "50")
        and belongs_together("12", ".50")
        and belongs_together("12/", "03/2025")
    )
    assert not belongs_together("2", "100,00") and not belongs_together("12.03.2025", "10")


def test_of_two_readings_the_figure_stands_and_the_other_is_kept() -> None:
    word = LineWord("1O0", _BOX, 0.7)
    assert compared(word, "100", 0.99) == LineWord("100", _BOX, 0.6, "1O0")
    assert compared(replace(word, text="100"), "180", 0.99) == LineWord("100", _BOX, 0.6, "180")
    assert compared(replace(word, text="100"), "100", 0.99) == LineWord("100", _BOX, 0.93)
    assert compared(replace(word, text="100"), "~;", 0.2) == replace(word, text="100")


def test_only_doubtful_figures_are_looked_at_again() -> None:
    crop: Crop = np.full((20, 200, 3), 255, np.uint8)
    words = [LineWord("Total", (0, 0, 40, 10), 0.4), LineWord("27.50", (50, 0, 90, 10), 0.99)]
    doubtful = LineWord("27.5O", (100, 0, 140, 10), 0.99)
    asked: list[int] = []

    def read(crops: object) -> list[tuple[str, float]]:
        assert isinstance(crops, list)
        asked.append(len(crops))
        return [("27.50", 0.98)] * len(crops)

    assert settled([(crop, words)], read) == [words]
    assert asked == []
    ((*_, last),) = settled([(crop, [*words, doubtful])], read)
    assert (asked, last.text, last.other) == ([1], "27.50", None)


@pytest.mark.parametrize(
    ("read", "sure", "text", "other"),
    [
        ("NL123456789B01", 0.99, "NL123456789B01", None),
        ("NL123456789B01", 0.8, "NL123455789B01", "NL123456789B01"),
        ("DE13669S976", 0.99, "DE136695976", None),
    ],
)
def test_no_figure_of_a_number_is_exchanged_in_silence(
    read: str, sure: float, text: str, other: str | None
) -> None:
    """One figure of ten is a check: it comes out right by chance too, as for a number that is printed so."""
    crop: Crop = np.full((20, 200, 3), 255, np.uint8)
    ((word,),) = settled([(crop, [LineWord(read, _BOX, sure)])], lambda crops: [(read, sure)] * len(crops))
    assert (word.text, word.other) == (text, other)


def _document(text: str, other: str, source: PageSource = PageSource.OCR) -> Document:
    word = Word(1, text, (100.0, 20.0, 160.0, 30.0), 0.6, other)
    page = PageText(1, 400, 300, (Word(1, "Total", (20.0, 20.0, 60.0, 30.0), 0.99), word), source)
    return Document(build_layout([page]))


def test_a_value_read_twice_differently_is_unsure_and_says_so() -> None:
    document = _document("100.00", "180.00")
    (candidate,) = [hit for part in document.layout.segments for hit in amounts_in(document)(part, 0)]
    plan = FieldPlan(fields=(FieldSpec(name="total", label="Total", type=FieldType.AMOUNT),))
    answer = answer_of_found(plan, FoundDocument({"total": FoundValue(candidate, 0.95)}), document)
    evidence = answer.evidence["/total"]
    assert answer.data == {"total": "100.00"}
    assert evidence.confidence <= 0.75
    assert [(other.value, other.text) for other in evidence.alternatives] == [("180.00", "180.00")]
    (finding,) = [finding for finding in answer.findings if finding.code == "read_twice_differently"]
    assert "100.00 / 180.00" in finding.message and finding.paths == ("/total",)


def test_two_readings_of_one_value_are_no_doubt() -> None:
    document = _document("100.00", "100,00")
    (candidate,) = [hit for part in document.layout.segments for hit in amounts_in(document)(part, 0)]
    assert candidate.again == "100,00"
    assert second_reading(candidate, document) is None


def test_dates_and_numbers_of_documents_are_read_twice_too() -> None:
    document = _document("12.03.2025", "12.08.2025")
    (date,) = [hit for part in document.layout.segments for hit in dates_in(document)(part, 0)]
    second = second_reading(date, document)
    assert second is not None and second.value == "2025-08-12"
    document = _document("R-4711", "R-4771")
    (number,) = [hit for part in document.layout.segments for hit in ids_in(document)(part, 0)]
    second = second_reading(number, document)
    assert second is not None and second.value == "R-4771"
