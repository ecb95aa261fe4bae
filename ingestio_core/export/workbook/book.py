"""A workbook that rows are added to: what is in it already, where rows go, and the file in the end."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingestio_core.errors import IngestError
from ingestio_core.export.workbook.growth import (
    calculated_when_opened,
    relations_grown,
    table_grown,
    without_calculation_chain,
    workbook_grown,
)
from ingestio_core.export.workbook.package import Package, Part, relations_of
from ingestio_core.export.workbook.place import (
    Place,
    column_for_keys,
    folded,
    keyed_place,
    matching_place,
    named_place,
    places,
)
from ingestio_core.export.workbook.scan import SheetFacts, sheet_facts, texts_of
from ingestio_core.export.workbook.sheet import SheetRows
from ingestio_core.export.workbook.styles import StyleBook

_TYPES: Final = "[Content_Types].xml"


class Book:
    """Opened for adding. `keys` are the documents that it has; `rows` opens the list of documents,
    `other_rows` another one, then `write` makes the new file."""

    def __init__(self, path: Path) -> None:
        """Raises `IngestError`, `OSError`."""
        self.package = Package(path)
        try:
            self._places = places(self.package)
            self._keyed = keyed_place(self._places)
            self._keyed_facts: SheetFacts | None = None
            self.keys = frozenset(self._read_keys())
            styles = self.package.related(self.package.workbook_part, "styles")
            if styles is None:
                raise self.package.damaged()
            self._styles_part = styles
            self.styles = StyleBook(self.package.read(styles))
            workbook = self.package.read(self.package.workbook_part)
            self.since_1904 = b'date1904="1"' in workbook or b'date1904="true"' in workbook
        except BaseException:
            self.package.close()
            raise
        self._open: list[SheetRows] = []

    def close(self) -> None:
        for rows in self._open:
            rows.close()
        self.package.close()

    def first_rows(self, columns: int) -> tuple[SheetRows, list[int | None], int]:
        """As `rows`, of a workbook just made, whose first columns are the headers in their order."""
        place = self._places[0]
        places = [place.left + at for at in range(columns)]
        return self._sheet_rows(place, places, None), list(places), place.key or place.right

    def rows(self, headers: Sequence[str]) -> tuple[SheetRows, list[int | None], int]:
        """The list that documents go to: its rows, the column of each header (None: it has none), and
        the column of the ids. Raises `IngestError`."""
        place = self._keyed or matching_place(self._places, headers, self.package.name)
        columns = [place.headers.get(folded(header)) for header in headers]
        key, new_key = place.key, None
        if key is None:
            key = new_key = column_for_keys(place, self.package.name)
        rows = self._sheet_rows(place, [column for column in columns if column is not None], new_key)
        return rows, columns, key

    def other_rows(self, sheet: str, headers: Sequence[str]) -> SheetRows | None:
        """The list of that name with just these headers, None where the workbook has none."""
        place = named_place(self._places, sheet, headers)
        if place is None or any(rows.place.sheet == place.sheet for rows in self._open):
            return None
        return self._sheet_rows(place, [place.headers[folded(header)] for header in headers], None)

    def write(self, target: Path, *, recalculate: bool) -> None:
        """The new file; `recalculate` lets whoever opens it calculate all formulas anew."""
        package = self.package
        changed: dict[str, Part] = {self._styles_part: self.styles.written()}
        removed: frozenset[str] = frozenset()
        workbook = package.read(package.workbook_part)
        formulas = False
        for rows in self._open:
            rows.finish()
        for rows in self._open:
            if not rows.count or rows.growth is None:
                continue
            growth, sheet, table = rows.growth, rows.place.sheet, rows.place.table
            formulas = formulas or rows.has_formulas
            changed[sheet.part] = rows.write
            if table is not None:
                changed[table.part] = table_grown(package.read(table.part), growth)
            if rows.links:
                name = relations_of(sheet.part)
                before = package.read(name) if name in package.parts else None
                changed[name] = relations_grown(before, rows.links)
            workbook = workbook_grown(workbook, sheet.place, growth)
        if recalculate:
            workbook = calculated_when_opened(workbook)
        chain = package.related(package.workbook_part, "calcChain")
        if formulas and chain is not None:
            relations = relations_of(package.workbook_part)
            changed[_TYPES], changed[relations] = without_calculation_chain(
                package.read(_TYPES), package.read(relations), chain
            )
            removed = frozenset({chain})
        changed[package.workbook_part] = workbook
        package.write(target, changed, removed)

    def _sheet_rows(self, place: Place, written: list[int], new_key: int | None) -> SheetRows:
        known = self._keyed_facts if place is self._keyed else None
        facts = known or sheet_facts(self.package, place.sheet.part, replace(place.region, free=new_key))
        rows = SheetRows(self.package, place, facts, written, new_key=new_key)
        self._open.append(rows)
        return rows

    def _read_keys(self) -> set[str]:
        place = self._keyed
        if place is None:
            return set()
        self._keyed_facts = facts = sheet_facts(self.package, place.sheet.part, place.region)
        cells, facts.keys = facts.keys, []
        read = texts_of(self.package, cells)
        return {text for cell in cells if (text := read(cell).strip())}


def missing_columns(name: str, headers: Sequence[str]) -> IngestError:
    named = ", ".join(f"“{header}”" for header in headers[:8])
    return IngestError(
        "workbook_columns",
        "The workbook lacks columns",
        f"Nothing was added to “{name}”: its list has no column {named}. Add them there, leave them out "
        "of the export, or name them as they are named there.",
    )
