"""What stands where in the XML of a worksheet, found in one pass that keeps no cells.

Offsets are in bytes from the start of the part.
"""

from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ingestio_core.export.workbook.markup import Area, area_of, number
from ingestio_core.export.workbook.package import Package

_HEAD_ROWS: Final = 40
"""A header is looked for in so many rows from the top."""
_TEXTS: Final = frozenset({"t", "v"})


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell's text as it stands there; `shared` says that it is a number in the list of shared texts."""

    row: int
    column: int
    text: str
    shared: bool


@dataclass(slots=True)
class SheetFacts:
    """`rows` and `starts` are the rows that are written down, and where each begins. `keys` are the
    cells of the key column. `last` is the last row of the region that holds something other than
    formulas, `below` the first row beneath the region with anything in its columns, `formulas` the
    last row of the region with a formula, for each column that has one."""

    prefix: str = ""
    sheet_data: int = 0
    sheet_data_end: int = 0
    rows: "array[int]" = field(default_factory=lambda: array("L"))
    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    keys: list[RawCell] = field(default_factory=list)
    last: int = 0
    below: int = 0
    formulas: dict[int, int] = field(default_factory=dict)
    masters: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Shared formulas by their number: the text and the row of the first one."""
    protected: bool = False
    merged: list[Area] = field(default_factory=list)
    links: int = 0
    beside: bool = False
    """Whether anything stands in the column that is to be free."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where rows are looked for: the columns `left` to `right`, beneath row `header`, down to `bottom`
    (None: no end), but for the row of `totals`. `key` is the column with the documents' ids, `free` the
    one that they are to get."""

    header: int
    left: int
    right: int
    bottom: int | None = None
    totals: int | None = None
    key: int | None = None
    free: int | None = None


class _Enough(Exception):
    """The first rows are read."""


def head_cells(package: Package, part: str, rows: int = _HEAD_ROWS) -> list[RawCell]:
    """The texts in the first rows of a sheet."""
    found: list[RawCell] = []
    scan = _Scan(Region(0, 1, 1))
    scan.read_all_to(rows, found)
    with suppress(_Enough):
        package.parse(part, scan.parser)
    return found


def sheet_facts(package: Package, part: str, region: Region) -> SheetFacts:
    """One pass over the sheet. Raises `IngestError` (workbook_damaged)."""
    scan = _Scan(region)
    package.parse(part, scan.parser)
    return scan.facts


class _Scan:
    def __init__(self, region: Region) -> None:
        self.facts = SheetFacts()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._region = region
        self._row = self._column = 0
        self._names: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._has_value = self._has_formula = False
        self._shared = False
        self._wanted = False
        self._texts: list[str] = []
        self._master: str | None = None
        self._all_to = 0
        self._cells: list[RawCell] = []

    def read_all_to(self, row: int, into: list[RawCell]) -> None:
        self._all_to, self._cells = row, into

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names.get(name)
        if local is None:
            local = self._names[name] = name.rpartition(":")[2]
        if local == "c":
            self._cell(attributes)
        elif local in _TEXTS:
            self._has_value = True
            if self._wanted:
                self._collect()
        elif local == "f":
            self._has_formula = True
            if "si" in attributes and "ref" in attributes:
                self._master = attributes["si"]
                self._collect()
        elif local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if self._all_to and self._row > self._all_to:
                raise _Enough
            self.facts.rows.append(self._row)
            self.facts.starts.append(self.parser.CurrentByteIndex)
        elif local != "is":
            self._other(name, local, attributes)

    def _other(self, name: str, local: str, attributes: dict[str, str]) -> None:
        facts = self.facts
        match local:
            case "worksheet":
                facts.prefix = name[: -len(local)]
            case "sheetData":
                facts.sheet_data = self.parser.CurrentByteIndex
            case "sheetProtection":
                facts.protected = attributes.get("sheet") in {"1", "true"}
            case "mergeCell":
                area = area_of(attributes.get("ref", ""))
                if area is not None:
                    facts.merged.append(area)
            case "hyperlink":
                facts.links += 1

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip("0123456789")
            column = self._columns.get(letters)
            self._column = column or self._columns.setdefault(letters, number(letters))
        self._has_value = self._has_formula = False
        self._wanted = self._row <= self._all_to or (
            self._column == self._region.key and self._row > self._region.header
        )
        self._shared = self._wanted and attributes.get("t") == "s"

    def _collect(self) -> None:
        self._texts = []
        self.parser.CharacterDataHandler = self._texts.append

    def _end(self, name: str) -> None:
        local = self._names[name]
        if local == "c":
            if self._has_value or self._has_formula:
                self._filled()
        elif local in _TEXTS:
            if self._wanted:
                self.parser.CharacterDataHandler = None
                self._keep("".join(self._texts))
        elif local == "f":
            if self._master is not None:
                self.parser.CharacterDataHandler = None
                self.facts.masters[self._master] = ("".join(self._texts), self._row)
                self._master = None
        elif local == "sheetData":
            self.facts.sheet_data_end = self.parser.CurrentByteIndex
            if self._all_to:
                raise _Enough

    def _keep(self, text: str) -> None:
        cells = self._cells if self._all_to else self.facts.keys
        if cells and (cells[-1].row, cells[-1].column) == (self._row, self._column):
            # A text in several runs, each with its own look.
            text = cells.pop().text + text
        cells.append(RawCell(self._row, self._column, text, self._shared))

    def _filled(self) -> None:
        region, facts, row = self._region, self.facts, self._row
        if self._column == region.free:
            facts.beside = True
        if not region.left <= self._column <= region.right or row <= region.header or row == region.totals:
            return
        if region.bottom is not None and row > region.bottom:
            facts.below = facts.below or row
        elif self._has_formula:
            facts.formulas[self._column] = row
        else:
            facts.last = max(facts.last, row)


def shared_texts(package: Package, wanted: frozenset[int]) -> dict[int, str]:
    """Some of the shared texts, by their number."""
    part = package.related(package.workbook_part, "sharedStrings")
    if part is None or not wanted:
        return {}
    found: dict[int, str] = {}
    parser = expat.ParserCreate()
    parser.buffer_text = True
    at, inside, phonetic, texts = -1, False, False, list[str]()

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal at, inside, phonetic, texts
        local = name.rpartition(":")[2]
        if local == "si":
            at += 1
            inside, texts = at in wanted, []
        elif local == "rPh":
            phonetic = True
        elif local == "t" and inside and not phonetic:
            parser.CharacterDataHandler = texts.append

    def end(name: str) -> None:
        nonlocal phonetic
        local = name.rpartition(":")[2]
        if local == "t":
            parser.CharacterDataHandler = None
        elif local == "rPh":
            phonetic = False
        elif local == "si" and inside:
            found[at] = "".join(texts)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    package.parse(part, parser)
    return found


def texts_of(package: Package, cells: list[RawCell]) -> Callable[[RawCell], str]:
    """How to read the cells' texts, with those that are shared looked up."""
    numbers = frozenset(int(cell.text) for cell in cells if cell.shared and cell.text.isdigit())
    texts = shared_texts(package, numbers)

    def read(cell: RawCell) -> str:
        return texts.get(int(cell.text), "") if cell.shared and cell.text.isdigit() else cell.text

    return read
