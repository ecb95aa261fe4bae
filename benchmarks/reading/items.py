"""Rows and cells of tables, by kind of table, beside pdfplumber's tables with the same heading words."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pdfplumber

from benchmarks.reading.cases import zugferd
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import table_score
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract import pipeline
from ingestio_extract.layout import fold
from ingestio_extract.local.columns import column
from ingestio_extract.local.numbers import find_numbers, infer_style

TUNED: Final = range(104)
HELD_OUT: Final = range(9000, 9130)
"""Tables that no rule was tuned on. Look at their figures only."""
PEER: Final = "pdfplumber, headings matched"


@dataclass
class Tally:
    """Counts over documents of one kind."""

    right: int = 0
    read: int = 0
    printed: int = 0
    rows_right: int = 0
    rows: int = 0
    whole: list[bool] = field(default_factory=list)

    def note(self, read: Sequence[Mapping[str, Any]], truth: Sequence[Mapping[str, Any]]) -> None:
        names = {name for row in truth for name in row}
        asked = [{name: value for name, value in row.items() if name in names} for row in read]
        cells = sum(value is not None for row in truth for value in row.values())
        right = table_score(list(map(dict, asked)), list(map(dict, truth)))
        given = sum(value is not None for row in asked for value in row.values())
        self.right += int(right)
        self.read += given
        self.printed += cells
        left = list(asked)
        for row in truth:
            place = next((at for at, other in enumerate(left) if _row_right(row, other)), None)
            if place is not None:
                left.pop(place)
        self.rows_right += len(asked) - len(left)
        self.rows += len(truth)
        self.whole.append(not left and len(asked) == len(truth))

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.read += other.read
        self.printed += other.printed
        self.rows_right += other.rows_right
        self.rows += other.rows
        self.whole += other.whole

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.read + self.printed)


def _row_right(truth: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    given = {name: value for name, value in read.items() if value is not None}
    wanted = {name: value for name, value in truth.items() if value is not None}
    return set(given) == set(wanted) and table_score([given], [wanted]) == len(wanted)


def people_plan(headings: Sequence[str]) -> FieldPlan:
    """For each person: name, role, extension, in the words of the document."""
    columns = tuple(
        FieldSpec(name=name, label=label, type=FieldType.TEXT)
        for name, label in zip(("name", "role", "extension"), headings, strict=True)
    )
    return FieldPlan(
        fields=(FieldSpec(name="people", label="People", type=FieldType.TABLE, columns=columns),)
    )


def plan_of(kind: str, truth: Mapping[str, Any]) -> FieldPlan:
    if kind == "people":
        return people_plan(truth["headings"])
    return default_plan({"receipt": "receipt", "statement": "bank_statement"}.get(kind, "invoice"))


def read_with_pdfplumber(content: bytes, plan: FieldPlan) -> list[dict[str, Any]]:
    """pdfplumber's tables (ruled, else by text); the rows under one that names two of the columns."""
    spec = plan.tables[0]
    columns = [(item, column(item)) for item in spec.columns]
    found: list[dict[str, Any]] = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        style = infer_style(page.extract_text() for page in pdf.pages)
        places: dict[str, int] = {}
        for page in pdf.pages:
            tables = page.extract_tables() or page.extract_tables(
                {"vertical_strategy": "text", "horizontal_strategy": "text"}
            )
            for row in (row for table in tables for row in table):
                texts = [(text or "").replace("\n", " ").strip() for text in row]
                named = {
                    item.name: at
                    for item, known in columns
                    for at, text in enumerate(texts)
                    if known.pattern.fullmatch(fold(text).strip())
                }
                if len(named) >= 2:
                    places = named
                    continue
                cells: dict[str, Any] = {}
                for item in spec.columns:
                    text = texts[places[item.name]] if places.get(item.name, 99) < len(texts) else ""
                    if item.type in (FieldType.AMOUNT, FieldType.NUMBER):
                        hits = find_numbers(text, style)
                        cells[item.name] = hits[0].value if hits else None
                    else:
                        cells[item.name] = text or None
                if sum(value is not None for value in cells.values()) >= 2:
                    found.append(cells)
    return found


def measure(options: Options) -> Iterator[Row]:
    """Generated tables by kind, those held out, and the PDFs of invoices-zugferd without their XML."""
    from tests.support.documents_tables import make_table

    for title, numbers in (("tables", TUNED), ("held-out tables", HELD_OUT)):
        if not options.wants(title):
            continue
        ours: dict[str, Tally] = {}
        peers: dict[str, Tally] = {}
        for number in numbers:
            made = make_table(number)
            name = next(iter(made.truth))
            path = options.scratch / f"table-{number}.pdf"
            path.write_bytes(made.content)
            plan = plan_of(made.kind, made.truth)
            read = pipeline.extract_document(path, MediaType.PDF, plan).extraction.data.get(name)
            rows = [row for row in read if isinstance(row, dict)] if isinstance(read, list) else []
            tally = ours.setdefault(made.kind, Tally())
            tally.note(rows, made.truth[name])
            if options.misses and title == "tables" and not tally.whole[-1]:
                print(f"  - {number} {made.kind}: read")
                print("\n".join(f"      {list(row.values())}" for row in rows))
                print("    truth")
                print("\n".join(f"      {list(row.values())}" for row in made.truth[name]))
            peers.setdefault(made.kind, Tally()).note(
                read_with_pdfplumber(made.content, plan), made.truth[name]
            )
        yield from _rows(title, ours, peers)
    folder = options.data / "invoices-zugferd"
    if folder.is_dir() and options.wants("invoices-zugferd"):
        yield from _zugferd(folder)


def _zugferd(folder: Path) -> Iterator[Row]:
    ours, peer = Tally(), Tally()
    for case in zugferd(folder, use_xml=False):
        truth = case.truth.get("line_items")
        if not truth or "line_items" not in case.fields:
            continue
        plan = default_plan("invoice")
        read = pipeline.extract_document(case.path, MediaType.PDF, plan, use_xml=False).extraction.data
        rows = read["line_items"]
        ours.note([row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else [], truth)
        peer.note(read_with_pdfplumber(case.path.read_bytes(), plan), truth)
    yield from _rows("invoices-zugferd, page only", {"all": ours}, {"all": peer}, asked=">= 0.80")


def _rows(
    title: str, ours: Mapping[str, Tally], peers: Mapping[str, Tally], asked: str = ""
) -> Iterator[Row]:
    whole, other = Tally(), Tally()
    print(f"\n{title}: {'cells F1':>26}{'rows right':>12}{'documents right':>17}{'peer cells F1':>15}")
    for kind in ours:
        whole.add(ours[kind])
        other.add(peers[kind])
        _line(kind, ours[kind], peers[kind])
    if len(ours) > 1:
        _line("all", whole, other)
    yield Row(f"{title}: cells, F1", whole.f1, PEER, other.f1, asked)
    yield Row(f"{title}: rows all right", _share(whole), PEER, _share(other))
    yield Row(f"{title}: documents with all rows right", _documents(whole), PEER, _documents(other))


def _line(kind: str, ours: Tally, peer: Tally) -> None:
    print(f"  {kind:<14}{ours.f1:>18.3f}{_share(ours):>14.3f}{_documents(ours):>14.3f}{peer.f1:>17.3f}")


def _share(tally: Tally) -> float:
    return tally.rows_right / max(1, tally.rows)


def _documents(tally: Tally) -> float:
    return sum(tally.whole) / max(1, len(tally.whole))
