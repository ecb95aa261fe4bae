"""Where in a workbook rows go: a table, or a list under a row of headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingestio_core.errors import IngestError
from ingestio_core.export.workbook.markup import MAX_COLUMNS, Area, area_of, attributes, letters, read_escapes
from ingestio_core.export.workbook.package import Package, SheetPart
from ingestio_core.export.workbook.scan import RawCell, Region, head_cells, texts_of

KEY_HEADER: Final = "IngestIO id"
"""Over the column, hidden, that says which document a row is from. The same in all languages."""
_TABLE: Final = re.compile(rb"<(?:\w+:)?table\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?tableColumn\b[^>]*>")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table of the sheet. `area` has its header and, with `totals`, its row of totals."""

    part: str
    name: str
    area: Area
    totals: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A row of headers with what is under it. `headers` are the columns by their `folded` header."""

    sheet: SheetPart
    header: int
    left: int
    right: int
    headers: dict[str, int]
    table: TablePart | None = None
    tables: tuple[TablePart, ...] = field(default=())
    """All of the sheet."""

    @property
    def key(self) -> int | None:
        return self.headers.get(folded(KEY_HEADER))

    @property
    def region(self) -> Region:
        totals = self.table.area.bottom if self.table is not None and self.table.totals else None
        return Region(
            header=self.header,
            left=self.left,
            right=self.right,
            bottom=self.table.area.bottom if self.table is not None else None,
            totals=totals,
            key=self.key,
        )


def folded(header: str) -> str:
    """A header without what a person would not call a difference."""
    return " ".join(header.split()).casefold()


def places(package: Package) -> tuple[Place, ...]:
    """All rows of headers that there may be on the visible sheets: tables first."""
    found: list[Place] = []
    for sheet in package.sheets:
        if sheet.hidden:
            continue
        tables = tuple(_tables(package, sheet))
        named = [place for part, place in tables]
        all_tables = tuple(part for part, _ in tables)
        found += [
            Place(sheet, p.header, p.left, p.right, p.headers, p.table, all_tables)
            for p in named
            if p is not None
        ]
        cells = head_cells(package, sheet.part)
        read = texts_of(package, cells)
        rows: dict[int, list[RawCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        for row, inside in rows.items():
            if any(part.area.top <= row <= part.area.bottom for part in all_tables):
                continue
            # Of two that are the same the first counts; the other is a column of the list all the same.
            named_columns = [(folded(read(cell)), cell.column) for cell in reversed(inside)]
            headers = {header: column for header, column in named_columns if header}
            if headers:
                columns = [column for header, column in named_columns if header]
                found.append(Place(sheet, row, min(columns), max(columns), headers, None, all_tables))
    return tuple(found)


def keyed_place(found: Sequence[Place]) -> Place | None:
    """The place that has a column of documents' ids already."""
    return next((place for place in found if place.key is not None), None)


def matching_place(found: Sequence[Place], headers: Sequence[str], name: str) -> Place:
    """The place with most of the headers. Raises `IngestError` (workbook_columns) where none has any."""
    wanted = {folded(header) for header in headers}
    best = max(found, key=lambda place: len(wanted & place.headers.keys()), default=None)
    if best is None or not wanted & best.headers.keys():
        raise IngestError(
            "workbook_columns",
            "The workbook has other columns",
            f"No sheet of “{name}” has a row of headers such as “{headers[0]}”. Name the "
            "columns of the export as they are named there, or export into a new file.",
        )
    return best


def named_place(found: Sequence[Place], sheet_name: str, headers: Sequence[str]) -> Place | None:
    """The place on that sheet whose headers are just these."""
    wanted = {folded(header) for header in headers}
    for place in found:
        if place.sheet.name.casefold() == sheet_name.casefold() and wanted <= place.headers.keys():
            return place
    return None


def column_for_keys(place: Place, name: str) -> int:
    """The column right of the list. Raises `IngestError` (workbook_no_room) where there is none."""
    column = place.right + 1
    taken = column > MAX_COLUMNS or any(
        table.area.left <= column <= table.area.right
        and table.area.bottom >= place.header
        and table is not place.table
        for table in place.tables
    )
    if taken:
        raise no_room_for_keys(place, column, name)
    return column


def no_room_for_keys(place: Place, column: int, name: str) -> IngestError:
    return IngestError(
        "workbook_no_room",
        "There is no room for the rows",
        f"Nothing was added to “{name}”: column {letters(min(column, MAX_COLUMNS))} of "
        f"“{place.sheet.name}” is needed for the documents' ids, and it is in use. Insert an empty "
        "column there, or export into a new file.",
    )


def _tables(package: Package, sheet: SheetPart) -> Iterator[tuple[TablePart, Place | None]]:
    for relation in package.relations(sheet.part):
        if relation.kind != "table" or relation.target not in package.parts:
            continue
        xml = package.read(relation.target)
        tag = _TABLE.search(xml)
        values = attributes(tag[0]) if tag else {}
        area = area_of(values.get("ref", ""))
        if area is None:
            continue
        name = values.get("displayName", values.get("name", ""))
        part = TablePart(relation.target, name, area, values.get("totalsRowCount", "0") not in {"0", ""})
        plain = values.get("tableType", "worksheet") == "worksheet" and values.get("headerRowCount") != "0"
        headers: dict[str, int] = {}
        for at, column in enumerate(_COLUMN.findall(xml)):
            headers.setdefault(folded(read_escapes(attributes(column).get("name", ""))), area.left + at)
        place = Place(sheet, area.top, area.left, area.right, headers, part) if plain else None
        yield part, place
