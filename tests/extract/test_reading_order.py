"""Columns of prose are read one after the other; tables, forms and addresses row by row."""

from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.limits import MediaType
from ingestio_extract import reading_order
from ingestio_extract.layout import Layout, build_layout
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText, Word

_FIRST = (
    "The provider shall deliver the services with due care and skill and shall at all times follow the "
    "reasonable instructions of the client, provided that these are given in writing and in good time. "
) * 3
_SECOND = (
    "The client pays each invoice within thirty days of its receipt, without any deduction, to the account "
    "which the provider has named in writing, and bears the costs of every late payment that he causes. "
) * 3


def _columns(path: Path, texts: tuple[str, ...], width: float, shift: float = 0.0) -> Layout:
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(50, 780, "Service agreement between two firms of good repute and long standing")
    canvas.setFont("Helvetica", 9)
    for index, text in enumerate(texts):
        x = 50 + index * (width + 22)
        for line, part in enumerate(simpleSplit(text, "Helvetica", 9, width)):
            canvas.drawString(x, 740 - line * 12 - index * shift, part)
    canvas.drawString(50, 100, "Signed in two copies, of which each party keeps one for its own records")
    canvas.save()
    return build_layout(read_pages(path, MediaType.PDF).pages)


def _spoken(layout: Layout) -> str:
    return " ".join(segment.text for segment in layout.segments)


@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path, shift: float) -> None:
    layout = _columns(tmp_path / "a.pdf", (_FIRST, _SECOND), 235, shift)
    title, end = "Service agreement between", "Signed in two copies"
    spoken = _spoken(layout)
    assert spoken.startswith(title) and end in spoken.rsplit("causes.", 1)[1]
    assert " ".join((_FIRST + _SECOND).split()) in " ".join(spoken.split())


def test_three_columns_follow_one_another(tmp_path: Path) -> None:
    layout = _columns(tmp_path / "a.pdf", (_FIRST, _SECOND, _FIRST), 150)
    assert " ".join((_FIRST + _SECOND + _FIRST).split()) in " ".join(_spoken(layout).split())


def test_a_letter_is_read_before_the_lines_at_its_side(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    lines = simpleSplit(_FIRST, "Helvetica", 10, 360)
    for line, part in enumerate(lines):
        canvas.drawString(50, 700 - line * 14, part)
    canvas.setFont("Helvetica", 7)
    for line in range(10):
        canvas.drawString(450, 706 - line * 9.2, f"Office no. {line} Harbour Street")
    canvas.save()
    layout = build_layout(read_pages(tmp_path / "a.pdf", MediaType.PDF).pages)
    assert " ".join(_FIRST.split()) in " ".join(_spoken(layout).split())


def test_a_table_stays_in_rows(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for row in range(12):
        y = 700 - row * 14
        canvas.drawString(50, y, f"Repair of the garden gate and of the fence number {row}")
        canvas.drawString(330, y, "two men for half a day with all tools")
        canvas.drawRightString(545, y, f"{row + 1}20.00")
    canvas.save()
    layout = build_layout(read_pages(tmp_path / "a.pdf", MediaType.PDF).pages)
    assert len(layout.rows) == 12
    assert all(len(row.segments) == 3 for row in layout.rows)


def test_two_addresses_side_by_side_stay_in_rows(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for row, (left, right) in enumerate(
        zip(
            ("Bill to:", "Northwind Traders Ltd", "Accounts department", "12 Harbour Street", "London"),
            ("Ship to:", "Northwind Warehouse", "Gate 4, back entrance", "99 Dock Road East", "Leeds"),
            strict=True,
        )
    ):
        canvas.drawString(50, 700 - row * 13, left)
        canvas.drawString(320, 700 - row * 13, right)
    canvas.save()
    layout = build_layout(read_pages(tmp_path / "a.pdf", MediaType.PDF).pages)
    assert [len(row.segments) for row in layout.rows] == [2] * 5


def test_a_table_of_many_columns_is_not_parted_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cut of it that passed both halves on would cost hundreds of looks at one page."""
    looks = 0
    look = reading_order._best_split

    def counted(rows: reading_order.Rows) -> object:
        nonlocal looks
        looks += 1
        return look(rows)

    monkeypatch.setattr(reading_order, "_best_split", counted)
    words = tuple(
        Word(1, text, (x, 60 + 28 * row, x + 6 * len(text), 69 + 28 * row))
        for row in range(25)
        for x, text in zip(
            (40, 90, 120, 150, 185, 300, 360, 420, 480), (str(row), *["a2b"[: 1 + row % 3]] * 8), strict=True
        )
    )
    layout = build_layout([PageText(1, 595, 842, words, PageSource.TEXT)])
    assert len(layout.rows) == 25
    assert looks <= 10
