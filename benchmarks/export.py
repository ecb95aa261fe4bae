"""Time exports of 100,000 documents × 20 columns against the bare libraries on the same rows, with the
highest memory of each, and rows added to a workbook of 50,000.

Each is measured in a process of its own. Run: python -m benchmarks.export [ROWS]
"""

import csv
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Measured:
    """`memory` is what the work added to the process at its highest, in bytes."""

    seconds: float
    memory: int
    size: int


def documents(count: int, first: int = 0) -> Iterator[ExportDocument]:
    """Documents whose values differ from one another."""
    for number in range(first, first + count):
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


def cells(document: ExportDocument) -> list[Any]:
    """The same values as they go into a sheet: 15 texts, a date, three numbers and the state."""
    data: Any = document.data
    return [
        document.filename,
        "Not confirmed",
        data["invoice_number"],
        date.fromisoformat(data["invoice_date"]),
        data["currency"],
        *(float(data[name]) for name in ("subtotal", "tax", "total")),
        *(data[f"text_{n}"] for n in range(_TEXTS)),
    ]


def bare_xlsxwriter(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": '#,##0.00\\ "EUR"'})
        for row, document in enumerate(documents(count)):
            for column, value in enumerate(cells(document)):
                if column == 3:
                    sheet.write_datetime(row, column, value, day)
                elif column in {5, 6, 7}:
                    sheet.write_number(row, column, value, money)
                else:
                    sheet.write_string(row, column, value)


def bare_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for document in documents(count):
            writer.writerow(cells(document))


def bare_json(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for document in documents(count):
            file.write(json.dumps(dict(document.data), ensure_ascii=False) + ",\n")


def only_rows(path: Path, count: int) -> None:
    """What it costs to make the documents that all the others write."""
    path.touch()
    for document in documents(count):
        cells(document)


def exported(wanted: ExportFormat) -> Callable[[Path, int], None]:
    return _Exported(wanted)


@dataclass(frozen=True, slots=True)
class _Exported:
    wanted: ExportFormat

    def __call__(self, path: Path, count: int) -> None:
        write_export(documents(count), ExportOptions(self.wanted), path)


def added(path: Path, count: int) -> None:
    """`count` more rows in a workbook that is there."""
    outcome = write_export(
        documents(count, first=49_900), ExportOptions(ExportFormat.XLSX, append=True), path
    )
    if (outcome.already_there, outcome.rows) != (100, count - 100):
        raise RuntimeError(f"{outcome} is not what was to be added")


def measured(work: Callable[[Path, int], None], path: Path, count: int) -> Measured:
    """The work done in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, memory = pool.apply(_timed, (work, path, count))
    return Measured(seconds, memory, path.stat().st_size)


def _timed(work: Callable[[Path, int], None], path: Path, count: int) -> tuple[float, int]:
    before = _highest()
    started = time.perf_counter()
    work(path, count)
    seconds = time.perf_counter() - started
    return seconds, _highest() - before


def _highest() -> int:
    """The most memory that this process had so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # Of the process itself: what `getrusage` says includes the one that started it.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = (
        ("bare XlsxWriter", bare_xlsxwriter, "xlsx"),
        ("bare csv", bare_csv, "csv"),
        ("bare json", bare_json, "json"),
    )
    print(f"{count:,} documents × 20 columns")
    print(f"{'what':<36}{'seconds':>9}{'ratio':>8}{'memory MB':>11}{'file MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(only_rows, Path(folder) / "none", count)
        _tell("only making the documents", rows, None)
        for name, work, suffix in pairs:
            base = measured(work, Path(folder) / f"bare.{suffix}", count)
            _tell(name, base, base)
            ours = measured(exported(ExportFormat(suffix)), Path(folder) / f"ours.{suffix}", count)
            _tell(f"export as {suffix}", ours, base)
        there = Path(folder) / "there.xlsx"
        whole = measured(exported(ExportFormat.XLSX), there, 50_000)
        _tell("export of 50,000 as xlsx", whole, whole)
        _tell("1,000 more added to them", measured(added, there, 1_100), whole)


def _tell(name: str, found: Measured, base: Measured | None) -> None:
    ratio = f"{found.seconds / base.seconds:.2f}" if base else ""
    memory, size = found.memory / 1e6, found.size / 1e6
    print(f"{name:<36}{found.seconds:>9.2f}{ratio:>8}{memory:>11.0f}{size:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
