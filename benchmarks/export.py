"""Time an Excel export of 100,000 documents × 20 columns against a bare XlsxWriter loop in the same run.

Run: python benchmarks/export.py [ROWS]
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import xlsxwriter

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import ExportDocument, ExportOptions, write_export
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType

_TEXTS = 12
_PLAN = FieldPlan(
    fields=(
        FieldSpec(name="invoice_number", label="Invoice number", type=FieldType.ID),
        FieldSpec(name="invoice_date", label="Invoice date", type=FieldType.DATE, role="invoice_date"),
        FieldSpec(name="currency", label="Currency", role="currency"),
        *(
            FieldSpec(name=name, label=name.capitalize(), type=FieldType.AMOUNT, role=name)
            for name in ("subtotal", "tax", "total")
        ),
        *(FieldSpec(name=f"text_{n}", label=f"Text {n}") for n in range(_TEXTS)),
    )
)
"""18 fields; with file and status 20 columns."""


def documents(count: int) -> Iterator[ExportDocument]:
    """Documents whose values differ from one another."""
    for number in range(count):
        data = {
            "invoice_number": f"{number:08}",
            "invoice_date": f"20{number % 27:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "currency": "EUR",
            "subtotal": f"{number}.00",
            "tax": f"{number}.19",
            "total": f"{2 * number}.19",
            **{f"text_{n}": f"Some text {number} {n}" for n in range(_TEXTS)},
        }
        yield ExportDocument(id=str(number), filename=f"{number}.pdf", field_plan=_PLAN, data=data)


def bare(path: Path, count: int) -> None:
    """The same cells straight through XlsxWriter."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(count):
            for column in range(16):
                sheet.write_string(row, column, f"Some text {row} {column}")
            for column in range(16, 20):
                sheet.write_number(row, column, row + column / 100)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        bare(Path(folder) / "bare.xlsx", count)
        base = time.perf_counter() - started
        print(f"{'what':<28}{'seconds':>9}{'ratio':>8}{'MB':>8}")
        size = (Path(folder) / "bare.xlsx").stat().st_size / 1e6
        print(f"{'bare XlsxWriter':<28}{base:>9.2f}{1:>8.2f}{size:>8.1f}")
        for wanted in ExportFormat:
            target = Path(folder) / f"out.{wanted}"
            started = time.perf_counter()
            write_export(documents(count), ExportOptions(wanted), target)
            seconds = time.perf_counter() - started
            size = target.stat().st_size / 1e6
            print(f"{'write_export ' + wanted:<28}{seconds:>9.2f}{seconds / base:>8.2f}{size:>8.1f}")
    print(f"memory now {psutil.Process().memory_info().rss / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
