"""Tables under headings, over all pages: rows of cells by the names of columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Row, fold
from ingestio_extract.local.atoms import Atom, cell_value, numbers_of
from ingestio_extract.local.body import Body, BodyReader
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.columns import NUMERIC, Column
from ingestio_extract.local.headers import NEVER, Header, find_headers
from ingestio_extract.local.lines import Item, figure_of
from ingestio_extract.local.rowtexts import CODE_LINE, PRICE_NOTE
from ingestio_extract.local.values import FoundValue, TableRow


@dataclass(slots=True)
class Reading:
    """The rows of a table, the rows of the page each came from, and the lines with figures that gave none.
    `parts` are printed sums: after how many rows, and how much."""

    rows: list[TableRow] = field(default_factory=list)
    unread: list[Row] = field(default_factory=list)
    parts: list[tuple[int, Decimal]] = field(default_factory=list)
    header: Header | None = None


def read_table(
    document: Document, columns: Sequence[Column], text_column: str | None, *, notes: bool = True
) -> Reading:
    """The rows under the best header, over all pages; wrapped lines of `text_column` are joined. With
    `notes` those that only give a number or explain a price are left out."""
    headers = best_headers(document, columns)
    return read_under(document, headers, columns, text_column, notes=notes) if headers else Reading()


def read_under(
    document: Document,
    headers: Sequence[Header],
    columns: Sequence[Column],
    text_column: str | None,
    *,
    notes: bool = True,
) -> Reading:
    """The rows under a heading and its repetitions."""
    body = Body()
    for index, header in enumerate(headers):
        following = headers[index + 1] if index + 1 < len(headers) else None
        body.ended = False
        BodyReader(document, header, columns, text_column).read(_until(document, header, following), body)
        if body.ended and following is not None and following.row.page == header.row.page:
            break
    known = [*_columns(columns, headers), *_figure_columns(document, body)]
    rows = [_table_row(document, item, known, text_column, notes) for item in body.items]
    kept = [row for row in rows if row]
    return Reading(kept, body.unread, body.parts, headers[0])


def _until(document: Document, header: Header, following: Header | None) -> int:
    """Where the rows under a heading end: what stands above the next heading on its page is no row."""
    rows = document.layout.rows
    if following is None:
        return len(rows)
    number = following.first
    if following.row.page != header.row.page:
        while number and rows[number - 1].page == following.row.page:
            number -= 1
    return number


def best_headers(document: Document, columns: Sequence[Column]) -> list[Header]:
    """The header with the most columns, and its repetitions on later pages."""
    wanted = {column.role for column in columns}
    headers = find_headers(document, columns)
    if not headers:
        return []

    def worth(header: Header) -> float:
        numeric = sum(cell.column.numeric for cell in header.cells if cell.column.role in wanted)
        known = sum(not role.startswith("?") for role in header.roles)
        text = 0.4 if "description" in header.roles else 0
        return len(header.roles & wanted) + 0.3 * numeric + 0.1 * known + text

    best = max(headers, key=lambda header: (worth(header), -header.row.number))
    roles = best.roles

    def repeats(header: Header) -> bool:
        """On another page OCR may have lost a heading; on the same page the columns must be the same."""
        own = header.roles
        if header.row.page == best.row.page:
            return header.row.number > best.row.number and own == roles
        shared = own & roles & wanted
        numeric = bool(shared & NUMERIC) or not wanted & NUMERIC
        return len(shared) >= max(2, 0.6 * len(roles & wanted)) and numeric

    return [header for header in headers if header is best or repeats(header)]


def _columns(columns: Sequence[Column], headers: Sequence[Header]) -> list[Column]:
    """The columns asked for, the second ones of a name, and those that help to check."""
    wanted = {column.role for column in columns}
    more = [cell.column for header in headers for cell in header.cells if cell.column.role not in wanted]
    known = list(columns)
    for column in more:
        if not column.role.startswith("?") and all(column.role != other.role for other in known):
            known.append(column)
    return known


def _figure_columns(document: Document, body: Body) -> list[Column]:
    """The columns that no word names whose cells are figures: they may be one of those asked for."""
    counts: dict[str, list[bool]] = {}
    for item in body.items:
        for role, own in item.lines[-1].cells.items():
            if role.startswith("?"):
                numbers = [hit for hit in numbers_of(own[-1], document) if not hit.percent]
                counts.setdefault(role, []).append(bool(numbers) and not own[-1].text[:1].isalpha())
    return [
        Column(role, FieldType.AMOUNT, NEVER)
        for role, figures in counts.items()
        if sum(figures) >= max(1, 0.8 * len(body.items))
    ]


def _table_row(
    document: Document, item: Item, columns: Sequence[Column], text_column: str | None, notes: bool
) -> TableRow:
    result: TableRow = {}
    number = item.lines[0].row.number
    for column in columns:
        if column.role == text_column:
            pieces = _text_pieces(item, column.role, notes)
        else:
            lines = item.lines if column.numeric else item.all_lines
            own = [line for line in lines if line.cells.get(column.role)]
            if column.type is not FieldType.DATE and column.type is not FieldType.TEXT:
                own = own[:1]
            elif column.type is FieldType.TEXT and column not in columns[:1]:
                own = own[:1] if column.role in ("position", "unit", "tax_rate", "discount") else own
            pieces = [atom for line in own for atom in line.cells.get(column.role, ())]
        value = cell_value(document, column, pieces, number)
        if value is not None:
            result[column.role] = value
    return _discounted(document, item, result)


def _text_pieces(item: Item, role: str, notes: bool) -> list[Atom]:
    """The text of a row from its first to its last line, without the lines that only give its number or
    explain its price."""
    pieces: list[Atom] = []
    for line in item.all_lines:
        own = line.cells.get(role, [])
        if (
            notes
            and own
            and (pieces or any(other.cells.get(role) for other in item.all_lines if other is not line))
        ):
            text = re.sub(r"\s+", " ", " ".join(atom.text for atom in own))
            if _is_note(text):
                continue
        pieces.extend(own)
    return pieces


def _is_note(text: str) -> bool:
    folded = fold(text)
    return bool(CODE_LINE.match(folded) or PRICE_NOTE.match(folded))


def _discounted(document: Document, item: Item, row: TableRow) -> TableRow:
    """With the amounts of discounts that are printed under a row taken off its amount."""
    amount = row.get("amount")
    if amount is None or not item.discounts:
        return row
    cuts = [figure_of(document, line, ("amount",)) for line in item.discounts]
    taken = sum((cut for cut in cuts if cut is not None), Decimal(0))
    left = Decimal(amount.best.value) + taken
    printed = " ".join([amount.best.text, *(f"{cut:f}" for cut in cuts if cut is not None)])
    return {**row, "amount": FoundValue(replace(amount.best, value=f"{left:f}", text=printed), 0.8)}
