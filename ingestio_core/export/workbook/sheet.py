"""New rows under those that a sheet has: written to the disk as they come, then put in their place."""

import re
import tempfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Final

from ingestio_core.errors import IngestError
from ingestio_core.export.workbook.formulas import areas_named, filled_down, has_places, names_row
from ingestio_core.export.workbook.growth import Growth, head_grown, tail_grown
from ingestio_core.export.workbook.markup import (
    MAX_ROWS,
    Area,
    attributes,
    bare_cell,
    escaped,
    formula_cell,
    letters,
    number,
    text_cell,
    with_attributes,
)
from ingestio_core.export.workbook.package import Package
from ingestio_core.export.workbook.place import KEY_HEADER, Place, no_room_for_keys
from ingestio_core.export.workbook.scan import SheetFacts

_CHUNK: Final = 1 << 20
MAX_LINKS: Final = 65_530
_LINK_IDS: Final = "ingestio"
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f\s*>)", re.DOTALL)
_UNKNOWN: Final = re.compile(rb"(?<=</f>)<v>[^<]*</v>|(?<=:f>)<\w+:v>[^<]*</\w+:v>")
"""What a formula gave before its rows were more."""
_RELATIONS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell of the last row that new rows repeat: its style, and its formula as of row `row`."""

    column: int
    style: int
    formula: str | None
    row: int


class SheetRows:
    """Rows for one place of a workbook. `add` them in order, then `finish`, then the package asks
    `write` for the part. `close` when done."""

    def __init__(
        self,
        package: Package,
        place: Place,
        facts: SheetFacts,
        written: Sequence[int],
        *,
        new_key: int | None = None,
    ) -> None:
        """`written` are the columns that rows go into, `new_key` the one of ids where the list has none yet.

        Raises `IngestError` (workbook_protected, workbook_sums).
        """
        self.package, self.place, self.facts = package, place, facts
        self.prefix = facts.prefix
        self._written = written
        self._new_key = new_key
        self._check()
        self.first = max(facts.last, place.header) + 1
        self.count = 0
        self.has_formulas = False
        self.growth: Growth | None = None
        self.links: list[tuple[str, str]] = []
        self._link_ids: dict[str, str] = {}
        self._link_number = 0
        self._link_mark = ""
        self._link_tags: list[str] = []
        self._cells: dict[int, bytes] = {}
        self._later = self._rows_after(self.first - 1)
        self._next: tuple[int, bytes] | None = next(self._later, None)
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - `close` does
        self._model = self._last_cells()

    def close(self) -> None:
        self._later.close()
        self._file.close()

    def style_of(self, column: int) -> int | None:
        """The style of the last row's cell, None where there is no such row."""
        if not self._cells:
            return None
        cell = self._cells.get(column)
        return 0 if cell is None else int(attributes(cell[: cell.index(b">") + 1]).get("s", "0"))

    def filled(self, written: frozenset[int]) -> tuple[Filled, ...]:
        """The cells of other columns of the list that go on in new rows: formulas, and looks."""
        if self._model == 0:
            return ()
        found = []
        for column, cell in sorted(self._cells.items()):
            if column in written or not self.place.left <= column <= self.place.right:
                continue
            style = int(attributes(cell[: cell.index(b">") + 1]).get("s", "0"))
            formula, row = self._formula(cell, self._model)
            if formula is not None or style:
                found.append(Filled(column, style, formula, row))
        return tuple(found)

    def fill(self, cell: Filled, row: int) -> str:
        """The XML of such a cell in a row."""
        place = f"{letters(cell.column)}{row}"
        if cell.formula is None:
            return bare_cell(place, cell.style, self.prefix)
        self.has_formulas = True
        return formula_cell(place, cell.style, filled_down(cell.formula, row - cell.row), self.prefix)

    def link(self, place: str, target: str) -> bool:
        """Make a cell lead to an address; False where the sheet has all the links it can hold."""
        if self.facts.links + len(self._link_tags) >= MAX_LINKS:
            return False
        if not self._link_mark:
            self._prepare_links()
        name = self._link_ids.get(target)
        if name is None:
            name = f"{_LINK_IDS}{self._link_number + len(self.links) + 1}"
            self._link_ids[target] = name
            self.links.append((name, target))
        self._link_tags.append(f'<{self.prefix}hyperlink ref="{place}" {self._link_mark}="{name}"/>')
        return True

    @property
    def row(self) -> int:
        """The number of the next row."""
        return self.first + self.count

    def add(self, columns: Sequence[int], cells: Sequence[str]) -> None:
        """Write the next row; the columns count up. Raises `IngestError` (workbook_no_room)."""
        row = self.row
        if row > MAX_ROWS:
            raise IngestError(
                "export_too_large",
                "Too much for one sheet",
                f"“{self.place.sheet.name}” would have more than {MAX_ROWS:,} rows. Export fewer documents.",
            )
        self.count += 1
        self._put(row, columns, cells)

    def finish(self) -> None:
        """After the last row. Raises `IngestError` (workbook_no_room, workbook_totals)."""
        place, facts = self.place, self.facts
        last = self.first + self.count - 1
        table = place.table
        totals = table.area.bottom if table is not None and table.totals else None
        bottom = used = max(facts.last, place.header)
        if table is not None:
            bottom = table.area.bottom - (1 if totals else 0)
        grown = max(bottom, last)
        shift = grown - bottom if totals is not None else 0
        if self.count:
            self._check_room(last + (1 if shift else 0))
        if totals is not None and shift:
            self._move_totals(totals, shift)
        while self._next is not None:
            self._file.write(self._next[1])
            self._next = next(self._later, None)
        area = table.area if table is not None else None
        left, right = (area.left, area.right) if area else (place.left, place.right)
        old = replace(area, bottom=bottom) if area else Area(left, place.header, right, bottom)
        self.growth = Growth(old, used, grown, totals, shift, self._new_key)

    def write(self, out: IO[bytes]) -> None:
        """The whole part, old rows as they were."""
        growth, facts = self.growth, self.facts
        if growth is None:
            raise RuntimeError("the rows are not finished")
        cut = self._cut(self.first - 1)
        with self.package.open(self.place.sheet.part) as source:
            head = _exactly(source, facts.sheet_data)
            out.write(head_grown(head, growth, self.prefix))
            at = facts.sheet_data
            if self._new_key is not None:
                start, end = self._span(facts.rows.index(self.place.header))
                _copy(source, out, start - at)
                cell = text_cell(
                    f"{letters(self._new_key)}{self.place.header}",
                    self._header_style(),
                    KEY_HEADER,
                    self.prefix,
                )
                raw = _exactly(source, end - start)
                out.write(self._merged(raw, self.place.header, (self._new_key,), (cell,), kept=True))
                at = end
            _copy(source, out, cut - at)
            self._file.seek(0)
            while chunk := self._file.read(_CHUNK):
                out.write(chunk)
            _skip(source, facts.sheet_data_end - cut)
            tail = source.read()
        out.write(
            tail_grown(
                tail,
                growth,
                filtered=self.place.table is None,
                links="".join(self._link_tags),
                prefix=self.prefix,
            )
        )

    def _prepare_links(self) -> None:
        part = self.place.sheet.part
        with self.package.open(part) as source:
            head = _exactly(source, self.facts.sheet_data)
        known = re.search(rb"xmlns:(\w+)=[\"']" + re.escape(_RELATIONS), head)
        self._link_mark = f"{known[1].decode()}:id" if known else f'xmlns:r="{_RELATIONS.decode()}" r:id'
        for relation in self.package.relations(part):
            rest = relation.id.removeprefix(_LINK_IDS)
            if rest != relation.id and rest.isdigit():
                self._link_number = max(self._link_number, int(rest))

    def _put(self, row: int, columns: Sequence[int], cells: Sequence[str]) -> None:
        if self._next is not None and self._next[0] == row:
            raw = self._next[1]
            self._next = next(self._later, None)
            self._file.write(self._merged(raw, row, columns, cells))
        else:
            self._file.write(f'<{self.prefix}row r="{row}">{"".join(cells)}</{self.prefix}row>'.encode())

    def _check(self) -> None:
        sheet, name = self.place.sheet.name, self.package.name
        if self.facts.protected:
            raise IngestError(
                "workbook_protected",
                "The sheet is protected",
                f"“{sheet}” of “{name}” is protected. Unprotect it in Excel (Review, Unprotect Sheet), or "
                "export into a new file.",
            )
        if self._new_key is not None and self._is_taken(self._new_key):
            raise no_room_for_keys(self.place, self._new_key, name)
        if self.place.table is not None:
            return
        lowest = max((self.facts.formulas.get(column, 0) for column in self._written), default=0)
        if not lowest >= self.facts.last > self.place.header:
            lowest = next((row for column, row in self.facts.formulas.items() if self._sums(column, row)), 0)
        if lowest:
            raise IngestError(
                "workbook_sums",
                "The list ends with sums",
                f"Row {lowest} of “{sheet}” holds formulas in columns that rows go to. Make the "
                "list a table (Ctrl+T in Excel) with its own row of totals, or export into a new file.",
            )

    def _is_taken(self, column: int) -> bool:
        """Whether the column beside the list is somebody's: it would be hidden, and its header replaced."""
        header = Area(column, self.place.header, column, self.place.header)
        return self.facts.beside or any(header.meets(area) for area in self.facts.merged)

    def _sums(self, column: int, row: int) -> bool:
        """Whether the formula there is about rows of the list above it, and no other row has such a one."""
        place = self.place
        formula = self._formula_at(column, row)
        about_list = any(
            place.header < area.top <= area.bottom < row
            and place.left <= area.left <= area.right <= place.right
            for area in areas_named(formula or "")
        )
        above = self._formula_at(column, row - 1)
        return about_list and (above is None or filled_down(above, 1) != formula)

    def _formula_at(self, column: int, row: int) -> str | None:
        if row not in self.facts.rows:
            return None
        cell = dict(self._row_cells(self._raw(self.facts.rows.index(row)), row)).get(column, b"")
        formula, of_row = self._formula(cell, row)
        return None if formula is None else filled_down(formula, row - of_row)

    def _check_room(self, last: int) -> None:
        place, facts = self.place, self.facts
        if facts.below and last >= facts.below:
            raise IngestError(
                "workbook_no_room",
                "There is no room for the rows",
                f"Nothing was added to “{self.package.name}”: something stands under the table, in row "
                f"{facts.below} of “{place.sheet.name}”. Move it, or export into a new file.",
            )
        right = max(place.right, self._new_key or 0)
        rows = Area(place.left, self.first, right, last)
        for area in facts.merged:
            if rows.meets(area):
                raise IngestError(
                    "workbook_no_room",
                    "There is no room for the rows",
                    f"Nothing was added to “{self.package.name}”: cells are merged in {area} of "
                    f"“{place.sheet.name}”. Split them first, or export into a new file.",
                )
        for table in place.tables:
            if table is not place.table and rows.meets(table.area):
                raise IngestError(
                    "workbook_no_room",
                    "There is no room for the rows",
                    f"Nothing was added to “{self.package.name}”: the table {table.name} is in {table.area} "
                    f"of “{place.sheet.name}”. Move it, or export into a new file.",
                )

    def _move_totals(self, totals: int, shift: int) -> None:
        """The row of totals goes under the new rows, where nothing depends on its place."""
        at = self.facts.rows.index(totals) if totals in self.facts.rows else None
        if at is None:
            return
        cells = self._totals
        for cell in cells.values():
            found = _FORMULA.search(cell)
            if found is not None and has_places((found[2] or b"").decode()):
                raise self._totals_fixed(totals)
        if self._named_elsewhere(totals):
            raise self._totals_fixed(totals)
        row = totals + shift
        place = self.place
        moved = {column: cell for column, cell in cells.items() if place.left <= column <= place.right}
        self.has_formulas = True
        texts = [
            _placed(_UNKNOWN.sub(b"", cell), f"{letters(column)}{row}").decode()
            for column, cell in sorted(moved.items())
        ]
        self._put(row, sorted(moved), texts)

    def _totals_fixed(self, totals: int) -> IngestError:
        return IngestError(
            "workbook_totals",
            "The row of totals cannot be moved",
            f"Row {totals} of “{self.place.sheet.name}” holds totals that formulas name by their place. Turn "
            "the row of totals off in Excel (Table Design, Total Row), or export into a new file.",
        )

    def _named_elsewhere(self, row: int) -> bool:
        sheet = self.place.sheet
        quoted = sheet.name.replace("'", "''")
        outside = re.compile(
            rf"(?:{re.escape(escaped(quoted))}|{re.escape(quoted)})'?!\$?[A-Z]{{1,3}}"
            rf"(?:\$?\d+:\$?[A-Z]{{1,3}})?\$?{row}\b".encode()
        )
        for part in sorted(self.package.parts):
            if not part.endswith(".xml") or part == sheet.part or "sharedStrings" in part:
                continue
            if outside.search(self.package.read(part)):
                return True
        own = self.package.read(sheet.part)
        start, end = self._span(self.facts.rows.index(row))
        inside = own[:start] + own[end:]
        return any(names_row((found[2] or b"").decode(), row) for found in _FORMULA.finditer(inside))

    def _formula(self, cell: bytes, row: int) -> tuple[str | None, int]:
        """What a cell of that row calculates, and the row that its text is of."""
        found = _FORMULA.search(cell)
        if found is None:
            return None, 0
        values = attributes(found[1])
        if values.get("t") in {"array", "dataTable"}:
            return None, 0
        text = (found[2] or b"").decode()
        if not text:
            text, row = self.facts.masters.get(values.get("si", ""), ("", 0))
            return (text, row) if text else (None, 0)
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace(
            "&amp;", "&"
        ), row

    def _last_cells(self) -> int:
        """The row whose looks and formulas new ones take over, 0 where there is none."""
        rows, self._totals = self.facts.rows, {}
        table = self.place.table
        if table is not None and table.totals and table.area.bottom in rows:
            raw = self._raw(rows.index(table.area.bottom))
            self._totals = dict(self._row_cells(raw, table.area.bottom))
        for row in (self.facts.last, self.first):
            inside = table is None or row <= table.area.bottom - (1 if table.totals else 0)
            if row > self.place.header and row in rows and inside:
                self._cells = dict(self._row_cells(self._raw(rows.index(row)), row))
                return row
        return 0

    def _header_style(self) -> int:
        raw = self._raw(self.facts.rows.index(self.place.header))
        cells = dict(self._row_cells(raw, self.place.header))
        cell = cells.get(self.place.right)
        return 0 if cell is None else int(attributes(cell[: cell.index(b">") + 1]).get("s", "0"))

    def _merged(
        self, raw: bytes, row: int, columns: Sequence[int], cells: Sequence[str], *, kept: bool = False
    ) -> bytes:
        """A row that is there, with more cells. Raises `IngestError` (workbook_no_room) where they are
        taken, unless it is `kept` to be a row of the list itself."""
        tag = raw[: raw.index(b">") + 1]
        old = dict(self._row_cells(raw, row))
        table = self.place.table
        if table is not None and table.totals and row == table.area.bottom:
            # They come back under the new rows.
            old = {c: cell for c, cell in old.items() if not self.place.left <= c <= self.place.right}
        new = dict(zip(columns, cells, strict=True))
        for column, cell in old.items():
            if column in new and not kept and _has_contents(cell):
                raise IngestError(
                    "workbook_no_room",
                    "There is no room for the rows",
                    f"Nothing was added to “{self.package.name}”: cell {letters(column)}{row} of "
                    f"“{self.place.sheet.name}” is in use. Empty it, or export into a new file.",
                )
        tag = with_attributes(tag.replace(b"/>", b">") if tag.endswith(b"/>") else tag, {"spans": None})
        whole: dict[int, bytes] = {**old, **{column: cell.encode() for column, cell in new.items() if cell}}
        inner = b"".join(cell for _, cell in sorted(whole.items()))
        return tag + inner + f"</{self.prefix}row>".encode()

    def _row_cells(self, raw: bytes, row: int) -> Iterator[tuple[int, bytes]]:
        name = f"{self.prefix}c".encode()
        pattern = rb"<%b(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</%b\s*>)" % (name, name)
        column = 0
        for found in re.finditer(pattern, raw, re.DOTALL):
            cell = found[0]
            place = attributes(cell[: cell.index(b">") + 1]).get("r")
            column = column + 1 if place is None else number(place.rstrip("0123456789"))
            if place is None:
                cell = _placed(cell, f"{letters(column)}{row}")
            yield column, cell

    def _rows_after(self, row: int) -> Generator[tuple[int, bytes]]:
        """The rows further down as they stand in the file, but for the row of totals."""
        rows = self.facts.rows
        at = next((at for at, number in enumerate(rows) if number > row), None) if rows else None
        if at is None or rows[-1] <= row:
            return
        with self.package.open(self.place.sheet.part) as source:
            _skip(source, self.facts.starts[at])
            for index in range(at, len(rows)):
                start, end = self._span(index)
                yield rows[index], _exactly(source, end - start)

    def _span(self, index: int) -> tuple[int, int]:
        starts = self.facts.starts
        return starts[index], starts[index + 1] if index + 1 < len(starts) else self.facts.sheet_data_end

    def _cut(self, row: int) -> int:
        rows = self.facts.rows
        if not rows or rows[-1] <= row:
            return self.facts.sheet_data_end
        return self.facts.starts[next(at for at, number in enumerate(rows) if number > row)]

    def _raw(self, index: int) -> bytes:
        start, end = self._span(index)
        with self.package.open(self.place.sheet.part) as source:
            _skip(source, start)
            return _exactly(source, end - start)


def _has_contents(cell: bytes) -> bool:
    return re.search(rb"<(?:\w+:)?(?:v|f|t)\b", cell) is not None


def _placed(cell: bytes, place: str) -> bytes:
    end = cell.index(b">") + 1
    return with_attributes(cell[:end], {"r": place}) + cell[end:]


def _exactly(source: IO[bytes], count: int) -> bytes:
    """The next bytes, all of them."""
    parts = []
    while count > 0 and (part := source.read(min(count, _CHUNK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _skip(source: IO[bytes], count: int) -> None:
    while count > 0 and (part := source.read(min(count, _CHUNK))):
        count -= len(part)


def _copy(source: IO[bytes], out: IO[bytes], count: int) -> None:
    while count > 0 and (part := source.read(min(count, _CHUNK))):
        out.write(part)
        count -= len(part)
