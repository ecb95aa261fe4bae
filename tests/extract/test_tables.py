"""Tables: ruled and not, wrapped, over pages, with headings of any kind or none."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.pipeline import extract_document
from ingestio_extract.rulings import read_rulings
from tests.support.documents_tables import TableKind, make_table

HEAD = ((50, "Pos"), (90, "Description"), (330, "Qty"), (400, "Unit price"), (500, "Amount"))
NAMES = ("name", "role", "extension")


def _read(path: Path, content: bytes, plan: FieldPlan) -> Extraction:
    path.write_bytes(content)
    return extract_document(path, MediaType.PDF, plan).extraction


def _plan(kind: TableKind, truth: dict[str, Any]) -> FieldPlan:
    if kind is TableKind.PEOPLE:
        columns = tuple(
            FieldSpec(name=name, label=label) for name, label in zip(NAMES, truth["headings"], strict=True)
        )
        people = FieldSpec(name="people", label="People", type=FieldType.TABLE, columns=columns)
        return FieldPlan(fields=(people,))
    types = {TableKind.RECEIPT: "receipt", TableKind.STATEMENT: "bank_statement"}
    return default_plan(types.get(kind, "invoice"))


def _plain(rows: Any) -> list[dict[str, str | None]]:
    """Figures without the zeros behind them, which one column prints and the other doesn't."""
    return [
        {
            name: value.rstrip("0").rstrip(".") if value and "." in value and value[-1].isdigit() else value
            for name, value in row.items()
        }
        for row in rows
    ]


@pytest.mark.parametrize("kind", list(TableKind))
def test_tables_of_every_kind_are_read_whole(tmp_path: Path, kind: TableKind) -> None:
    for number in (501, 502):
        made = make_table(number, kind)
        name = next(iter(made.truth))
        read = _read(tmp_path / "table.pdf", made.content, _plan(kind, made.truth))
        assert _plain(read.data[name]) == _plain(made.truth[name]), number
        codes = {finding.code for finding in read.findings}
        assert not codes & {"rows_not_read", "row_count_mismatch", "positions_missing"}, number
        assert not codes & {"line_amount_mismatch", "line_sum_mismatch"}, number


def _pages(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Helvetica", 9)
        for x, y, text in page:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _row(y: float, *cells: str) -> list[tuple[float, float, str]]:
    return [(x, y, text) for (x, _), text in zip(HEAD, cells, strict=True) if text]


def _head(y: float) -> list[tuple[float, float, str]]:
    return [(x, y, text) for x, text in HEAD]


def test_a_row_that_a_page_splits_stays_one(tmp_path: Path) -> None:
    first = [(50.0, 40.0, "Invoice 4711"), *_head(80), *_row(100, "1", "Oak shelf", "2", "10.00", "20.00")]
    first += _row(118, "2", "Desk lamp with a long", "1", "30.00", "30.00")
    second = [(50.0, 30.0, "Invoice 4711, page 2"), *_head(60), (90.0, 80.0, "arm, anthracite")]
    second += _row(98, "3", "Ring binder", "3", "5.00", "15.00")
    second += [(400.0, 130.0, "Total"), (500.0, 130.0, "65.00")]
    rows = _read(tmp_path / "split.pdf", _pages((first, second)), default_plan("invoice")).data["line_items"]
    assert isinstance(rows, list)
    assert [row["description"] for row in rows if isinstance(row, dict)] == [
        "Oak shelf",
        "Desk lamp with a long arm, anthracite",
        "Ring binder",
    ]


def test_a_number_that_is_missing_is_told(tmp_path: Path) -> None:
    page = [(50.0, 40.0, "Invoice 4711"), *_head(80)]
    for y, position in ((100, "1"), (118, "2"), (136, "4")):
        page += _row(y, position, "Oak shelf", "2", "10.00", "20.00")
    read = _read(tmp_path / "gap.pdf", _pages((page,)), default_plan("invoice"))
    told = [finding for finding in read.findings if finding.code == "positions_missing"]
    assert [finding.message for finding in told] == [
        "Position 3 is missing between the line items that were read"
    ]
    assert told[0].paths == ("/line_items",)


def test_a_printed_count_is_compared(tmp_path: Path) -> None:
    page = [(50.0, 40.0, "Invoice 4711"), *_head(80)]
    page += _row(100, "1", "Oak shelf", "2", "10.00", "20.00")
    page += _row(118, "2", "Desk lamp", "1", "30.00", "30.00")
    page.append((50.0, 160.0, "Number of items: 5"))
    read = _read(tmp_path / "count.pdf", _pages((page,)), default_plan("invoice"))
    assert [finding.message for finding in read.findings if finding.code == "row_count_mismatch"] == [
        "The document counts 5 line items, 2 were read. Compare the table with the document."
    ]


def test_a_line_that_looks_like_a_row_and_gave_none_is_told(tmp_path: Path) -> None:
    page = [(50.0, 40.0, "Invoice 4711"), *_head(80)]
    page += _row(100, "1", "Oak shelf", "2", "10.00", "20.00")
    page += _row(118, "2", "Desk lamp", "1", "30.00", "30.00")
    page += [(400.0, 150.0, "Total"), (500.0, 150.0, "50.00")]
    page += [(90.0, 300.0, "Date"), (330.0, 300.0, "Hours"), (500.0, 300.0, "Sum")]
    page += [
        (90.0, 330.0, "Extra work"),
        (330.0, 330.0, "3"),
        (400.0, 330.0, "4.00"),
        (500.0, 330.0, "12.00"),
    ]
    read = _read(tmp_path / "late.pdf", _pages((page,)), default_plan("invoice"))
    rows = read.data["line_items"]
    assert isinstance(rows, list)
    told = [finding.message for finding in read.findings if finding.code == "rows_not_read"]
    # Either it is read or it is told: never is a row dropped in silence.
    assert len(rows) == 3 or told == [
        "1 line on page 1 looks like line items but could not be read: “Extra work 3 4.00 12.00”. "
        "Compare the table with the document."
    ]


def test_a_second_table_with_a_total_of_its_own_is_no_part_of_the_first(tmp_path: Path) -> None:
    page = [(50.0, 40.0, "Invoice 4711"), *_head(80)]
    page += _row(100, "1", "Oak shelf", "2", "10.00", "20.00")
    page += [(400.0, 130.0, "Total"), (500.0, 130.0, "20.00")]
    page += [(90.0, 200.0, "Instalment"), (400.0, 200.0, "Due"), (500.0, 200.0, "Amount")]
    page += [(90.0, 220.0, "First"), (400.0, 220.0, "2026-01-31"), (500.0, 220.0, "10.00")]
    page += [(90.0, 238.0, "Second"), (400.0, 238.0, "2026-02-28"), (500.0, 238.0, "10.00")]
    rows = _read(tmp_path / "two.pdf", _pages((page,)), default_plan("invoice")).data["line_items"]
    assert isinstance(rows, list) and len(rows) == 1


def test_rulings_are_told_in_points_of_the_page_as_it_is_shown() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    canvas.line(50, 300 - 100, 350, 300 - 100)
    canvas.rect(60, 300 - 200, 100, 40)
    canvas.rect(0, 0, 400, 300)
    canvas.showPage()
    canvas.save()
    document = pdfium.PdfDocument(out.getvalue())

    def place(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        return left, 300 - top, right, 300 - bottom

    page = document[0]
    rulings = read_rulings(page, place, 400, 300)
    assert (50.0, 350.0, 100.0) in rulings.across
    assert {y for x0, x1, y in rulings.across if (x0, x1) == (60.0, 160.0)} == {160.0, 200.0}
    assert {x for x, y0, y1 in rulings.down if (y0, y1) == (160.0, 200.0)} == {60.0, 160.0}
    page.close()
    document.close()
