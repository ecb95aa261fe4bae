"""A batch as a sheet, as the pictures show it: rows of every kind, told as by a service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

from pydantic import JsonValue

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document, Job
from ingestio_core.contracts.extractions import Evidence, EvidenceSource, Extraction, Finding, Severity
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.server import apply_batches, apply_documents
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread
from ingestio_desktop.workers.renderer import Renderer
from tests.support.desktop import fresh_store

SHEET = UUID("6f1c2a5e-0000-4000-8000-000000000026")
MOMENT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
PLAN = FieldPlan(
    fields=(
        FieldSpec(name="vendor_name", label="Supplier", role="vendor_name"),
        FieldSpec(name="invoice_number", label="Invoice number", type=FieldType.ID, role="invoice_number"),
        FieldSpec(name="invoice_date", label="Invoice date", type=FieldType.DATE, role="invoice_date"),
        FieldSpec(name="due_date", label="Due date", type=FieldType.DATE, role="due_date"),
        FieldSpec(name="subtotal", label="Net total", type=FieldType.AMOUNT, role="subtotal"),
        FieldSpec(name="tax", label="VAT", type=FieldType.AMOUNT, role="tax"),
        FieldSpec(name="total", label="Total due", type=FieldType.AMOUNT, role="total"),
        FieldSpec(
            name="line_items",
            label="Lines",
            type=FieldType.TABLE,
            role="line_items",
            columns=(
                FieldSpec(name="description", label="Description"),
                FieldSpec(name="amount", label="Amount", type=FieldType.AMOUNT),
            ),
        ),
    )
)

_TABLE = """\
VA-2024-10482.pdf|Van Acker Provisions BV|VA-2024-1O482|2024-03-05|2024-04-04|1217.90|73.07|1290.97|8|neb
delhaize_march_0031.pdf|Delhaize Group|884120331|2024-03-06|2024-04-05|2406.12|144.37|2550.49|23|c
scan_20240305_0907.jpg|Ijsfabriek Strombeek NV|24/0318|2024-03-05|2024-04-04|186.00|39.06|225.06|4|
INV-77120 Linnea Textil.pdf|Linnea Textil AB|77120|2024-03-01|2024-03-31|3118.40|779.60|3898.00|12|
Facture 2024-1187.pdf|Boulangerie Morel SARL|2024-1187|2024-02-29|2024-03-30|642.80|35.35|678.15|16|c
RE-90418.pdf|Hofmann Kältetechnik GmbH|RE-90418|2024-03-06|2024-03-20|1460.00|-|1747.40|3|t
water-link 3390217.pdf|water-link CVBA|3390217|2024-03-07|2024-03-28|318.77|19.13|337.90|2|
Bloemen Daelmans 0448.pdf|Bloemen Daelmans|0448|2024-03-08|2024-03-22|92.50|5.55|98.05|5|c
ACME INV-2024-00812.pdf|ACME Industrial Supplies|INV-00812|2024-03-14|2024-04-13|1070.50|214.10|1284.60|30|c
Rechnung_4471.pdf|Brandt & Sohn GmbH|4471|2024-03-11|2024-04-10|805.00|152.95|957.95|6|s
Rechnung_4502.pdf|Brandt & Sohn GmbH|4502|2024-03-18|2024-04-17|412.25|78.33|490.58|4|
FedEx_7742-118.pdf|FedEx Express Belgium|7742-118|2024-03-12|-|68.40|14.36|82.76|1|c
Kestrel Power 2024-03.pdf|Kestrel Power|2024-03|2024-03-31|2024-04-14|1902.18|399.46|2301.64|9|n
Water Q1.pdf|Pidpa|Q1-5518820|2024-03-29|2024-04-28|544.09|32.65|576.74|3|c
taxi 12 March.png|-|0091|2024-03-12|2024-03-12|28.30|1.70|30.00|1|e
lunch client visit.jpg|De Foyer|T4-2207|2024-03-13|-|96.70|11.60|108.30|7|
Fuel statement March.pdf|Q8 Fleet|FS-240331|2024-03-31|2024-04-15|2044.63|429.37|2474.00|41|c
FedEx_7742-131.pdf|FedEx Express Belgium|7742-131|2024-03-26|-|41.90|8.80|50.70|1|c
electrabel-03-2024.pdf|-|-|-|-|-|-|-|0|w
scan_20240305_0911.pdf|-|-|-|-|-|-|-|0|f
"""
"""File, values in the order of the plan (- where there is none), line items, marks: c confirmed, n number
needs a look, s supplier does, e due date edited, b net total fails a check, t total does, w in work,
f failed."""
_NAMES = tuple(field.name for field in PLAN.fields if field.type is not FieldType.TABLE)


def sheet_batch(count: int, name: str = "March supplier invoices") -> Batch:
    """The batch of `sheet_documents`."""
    return Batch(
        id=SHEET,
        name=name,
        prompt_strategy=PromptStrategy.GLOBAL,
        prompt="Supplier, number, dates, totals and line items",
        field_plan=PLAN,
        status=BatchStatus.PROCESSING,
        document_count=count,
        completed_count=count,
        failed_count=0,
        total_pages=count,
        created_at=MOMENT,
        updated_at=MOMENT,
        completed_at=None,
    )


def sheet_documents(count: int, *, currencies: Sequence[str] = ()) -> list[Document]:
    """So many documents: the twenty of the picture again and again."""
    rows = [line.split("|") for line in _TABLE.splitlines()]
    return [_document(number, rows[number % len(rows)], currencies) for number in range(count)]


def keep_sheet(store: Store, documents: Iterable[Document], batch: Batch | None = None) -> None:
    """Have the store know the batch and its documents."""
    told = list(documents)

    def fill(unit: Unit) -> None:
        apply_batches(unit, [batch or sheet_batch(len(told))])
        apply_documents(unit, told)

    store.write(fill).result(60)


def _document(number: int, row: list[str], currencies: Sequence[str]) -> Document:
    filename, *values, lines, marks = row
    unread = "w" in marks or "f" in marks
    turn = number // 20
    data: dict[str, JsonValue] = {
        name: None if value == "-" else value for name, value in zip(_NAMES, values, strict=True)
    }
    if turn and data["invoice_number"]:
        data["invoice_number"] = f"{data['invoice_number']}-{turn}"
    data["line_items"] = _items(data["subtotal"], int(lines), short="3.60" if "b" in marks else "0")
    plan = PLAN
    if currencies:
        plan = FieldPlan(fields=(*PLAN.fields, FieldSpec(name="currency", label="Currency", role="currency")))
        data["currency"] = currencies[number % len(currencies)]
    status = DocumentStatus.COMPLETED
    if unread:
        status = DocumentStatus.PROCESSING if "w" in marks else DocumentStatus.FAILED
    extraction = Extraction(data=data, evidence=_evidence(data, marks), findings=_findings(marks))
    working = Job(attempt=1, status=JobStatus.PROCESSING, progress=40, engine="local")
    failed = ErrorInfo(code="damaged", title="The file is damaged", message="Scan it again.")
    return Document(
        id=uuid5(SHEET, str(number)),
        batch_id=SHEET,
        filename=f"{turn:03} {filename}" if turn else filename,
        folder="March",
        media_type=MediaType.PDF if filename.endswith("pdf") else MediaType.JPEG,
        size=81_000 + number,
        sha256=f"{number:064x}",
        page_count=1,
        prompt=None,
        field_plan=plan,
        detected_type=None,
        status=status,
        job=working if "w" in marks else None,
        error=failed if "f" in marks else None,
        extraction=None if unread else extraction,
        confirmed_at=MOMENT if "c" in marks else None,
        version=1,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def _items(subtotal: JsonValue, count: int, short: str) -> list[JsonValue]:
    whole = Decimal(str(subtotal or 0)) - Decimal(short)
    rest = whole - (count - 1)
    amounts = [Decimal(1)] * (count - 1) + [rest] if count else []
    return [{"description": f"Article {at + 1}", "amount": f"{each:.2f}"} for at, each in enumerate(amounts)]


def _evidence(data: Mapping[str, JsonValue], marks: str) -> dict[str, Evidence]:
    doubted = {"n": "/invoice_number", "s": "/vendor_name"}
    unsure = {path for mark, path in doubted.items() if mark in marks}
    places = [f"/{name}" for name in _NAMES if data.get(name)]
    lines = data["line_items"]
    for row in range(len(lines) if isinstance(lines, list) else 0):
        places += [f"/line_items/{row}/description", f"/line_items/{row}/amount"]
    return {
        path: Evidence(
            page=1,
            box=(60.0, 80.0, 160.0, 94.0),
            text=str(data.get(path[1:]) or ""),
            confidence=0.6 if path in unsure else 0.99,
            source=EvidenceSource.PERSON if path == "/due_date" and "e" in marks else EvidenceSource.TEXT,
        )
        for path in places
    }


def _findings(marks: str) -> tuple[Finding, ...]:
    if "b" in marks:
        text = "Line items sum to 1,214.30, this says 1,217.90"
        return (_finding("line_sum_mismatch", text, "/subtotal"),)
    if "t" in marks:
        return (_finding("total_mismatch", "Net total and VAT do not come to 1,747.40", "/total"),)
    return ()


def _finding(code: str, message: str, path: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, paths=(path,))


@dataclass(frozen=True, slots=True)
class SheetDesk:
    """What a grid stands on: a real store, the flows over it, no service. `unexpected` collects errors that
    nobody handled."""

    store: Store
    review: ReviewFlow
    grid: GridFlow
    bridge: Bridge
    unexpected: list[BaseException]


@contextmanager
def sheet_desk(folder: Path) -> Iterator[SheetDesk]:
    """Everything is stopped at the end."""
    with ExitStack() as running:
        store = fresh_store(folder / "store.sqlite")
        running.callback(store.close)
        io, renderer = IoThread(), Renderer()
        for worker in (io, renderer):
            worker.start()
            running.callback(worker.close)
        sync = SyncControl(store, io, "This computer")
        review = ReviewFlow(store, DocumentFiles(store, sync, folder / "cache"), renderer, sync)
        running.callback(review.close)
        unexpected: list[BaseException] = []
        yield SheetDesk(store, review, GridFlow(store, review), Bridge(unexpected.append), unexpected)
