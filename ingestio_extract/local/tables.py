"""Tables: a header row is found by what its columns are called, cells by the columns' places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Row, Segment, run_of
from ingestio_extract.local.candidates import Candidate, Document, from_words, tidy
from ingestio_extract.local.columns import HELPERS, NUMERIC, Column, helper
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import find_numbers
from ingestio_extract.local.values import FoundValue, TableRow
from ingestio_extract.words import Word, union

SUMMARY: Final = re.compile(
    r"^\W*(?:sub ?-?tota[la]\w*|total\w*|totaa?l\w*|grand total|gesamt\w*|summe\w*|zwischensumme|"
    r"netto(?!preis)\w*|net (?:total|amount)|net\b(?=\W*$)|brutto(?!preis)\w*|"
    r"rechnungs(?:betrag|summe)\w*|waren ?wert|positionssumme|beleg ?summen?|mwst|ust\b|umsatzsteuer|"
    r"zuzugl\w*|zzgl|inkl|steuer\w*|vat\b|tax\b|sales tax|tva\b|iva\b|btw\b|"
    r"montant (?:total|ht|ttc|net)|sous ?-?total|base imponible|imponibile|somme|amount (?:due|paid)|"
    r"balance due|suma|razem|do zaplaty|"
    r"exclusief|discounts?\b|shipping|freight|versand\w*|endbetrag|zahl ?betrag|zu zahlen|plus vat|"
    r"closing balance|opening balance|opening|closing|anfangssaldo|endsaldo|saldo (?:inicial|final|"
    r"iniziale|finale|poczatkowe|koncowe)|"
    r"solde (?:initial|final)|alter kontostand|neuer kontostand|rounding|"
    r"table de|subtotaal)"
)
CARRIED: Final = re.compile(
    r"ubertrag|carried forward|brought forward|\b[bc]/f\b|a reporter|\breport\b|riporto|suma y sigue|"
    r"transporte|transport\b|z przeniesienia|do przeniesienia|saldo anterior"
)
_FINAL: Final = re.compile(
    r"^\W*(?:total(?! net)|totaal|totale|grand total|gesamt|brutto(?!preis)|rechnungs|endbetrag|zahlbetrag|"
    r"summe|suma|razem|amount due|balance due|belegsummen)"
)


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A column's heading: which column, and where it stands."""

    column: Column
    box: Box


@dataclass(frozen=True, slots=True)
class Header:
    row: Row
    cells: tuple[HeaderCell, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a row that lies in one column."""

    words: tuple[Word, ...]
    text: str

    @property
    def box(self) -> Box:
        return union([word.box for word in self.words])


def find_headers(document: Document, columns: Sequence[Column], needed: int = 2) -> list[Header]:
    """Rows that name at least `needed` of the columns; the words of the rows just above and below
    that name others belong to them."""
    wanted = {column.role for column in columns}
    known = [*columns, *(helper(role) for role in HELPERS if role not in wanted)]
    headers: list[Header] = []
    rows = document.layout.rows
    for row in rows:
        cells = _header_cells(row, known)
        asked = [cell for cell in cells if cell.column.role in wanted]
        if len(asked) < needed or not any(cell.column.numeric for cell in asked):
            continue
        if _money_in(document, row):
            continue
        for other in (row.number - 1, row.number + 1):
            if 0 <= other < len(rows) and rows[other].page == row.page:
                near = abs(rows[other].box[1] - row.box[1]) < 2.2 * document.layout.line_height
                if (
                    near
                    and not _money_in(document, rows[other])
                    and len(rows[other].segments) <= len(row.segments) + 1
                ):
                    have = {cell.column.role for cell in cells}
                    cells += [
                        cell
                        for cell in _header_cells(rows[other], known)
                        if cell.column.role not in have
                        and not any(_touch(cell.box, old.box) for old in cells)
                    ]
        headers.append(Header(row, tuple(sorted(cells, key=lambda cell: cell.box[0]))))
    return headers


def _touch(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def _money_in(document: Document, row: Row) -> bool:
    return any(
        hit.looks_like_money and hit.decimals
        for part in row.segments
        for hit in find_numbers(part.text, document.style)
    )


def _header_cells(row: Row, columns: Sequence[Column]) -> list[HeaderCell]:
    """Each heading once: the longest name at a place wins, the column asked for before a helper."""
    matches: list[tuple[int, int, int, Segment, int, int, Column]] = []
    for index, segment in enumerate(map(_unglued, row.segments)):
        if len(segment.text) > 90:
            continue
        for order, column in enumerate(columns):
            matches.extend(
                (match.start() - match.end(), order, index, segment, *match.span(), column)
                for match in column.pattern.finditer(segment.folded)
            )
    cells: list[HeaderCell] = []
    used: list[tuple[int, int, int]] = []
    for _, _, index, segment, start, end, column in sorted(matches, key=lambda item: item[:3]):
        if any(i == index and a < end and start < b for i, a, b in used):
            continue
        used.append((index, start, end))
        box = union([word.box for word in segment.words_at(start, end)])
        # An amount stands in the last of several columns of its name.
        same = next((cell for cell in cells if cell.column.role == column.role), None)
        if same is None:
            cells.append(HeaderCell(column, box))
        elif column.role == "amount" and box[0] > same.box[0]:
            cells[cells.index(same)] = HeaderCell(column, box)
    return cells


_GLUE: Final = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ]{3})(?=[A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]{2})")


def _unglued(segment: Segment) -> Segment:
    """With headings parted that stand so close that they were read as one word
    ("ArtikelnummerBeschreibung"); each takes its share of the word's width."""
    if not any(_GLUE.search(word.text) for word in segment.words):
        return segment
    parted: list[Word] = []
    for word in segment.words:
        x0, y0, x1, y1 = word.box
        step = (x1 - x0) / len(word.text)
        at = 0
        for text in _GLUE.split(word.text):
            box = (x0 + at * step, y0, x0 + (at + len(text)) * step, y1)
            parted.append(replace(word, text=text, box=box))
            at += len(text)
    return run_of(parted, segment.page, segment.row)


def atoms(document: Document, row: Row) -> list[Atom]:
    """A row in pieces: divided at wide gaps and around amounts, percentages and dates."""
    pieces: list[Atom] = []
    for segment in row.segments:
        cuts = {0, len(segment.text)}
        for match in re.finditer(r"  +", segment.text):
            cuts.add(match.end())
        dates = find_dates(segment.text, document.order)
        for date_hit in dates[:2]:
            cuts.update((date_hit.start, date_hit.end))
        for hit in find_numbers(segment.text, document.style):
            inside = any(item.start < hit.end and hit.start < item.end for item in dates)
            if not inside and (hit.looks_like_money or hit.percent or hit.decimals):
                cuts.update((hit.start, hit.end))
        bounds = sorted(cuts)
        for start, end in pairwise(bounds):
            words = tuple(
                word
                for word, begin in zip(segment.words, segment.starts, strict=True)
                if start <= begin < end
            )
            if words:
                pieces.append(Atom(words, " ".join(word.text for word in words)))
    return pieces


def _column_of(atom: Atom, header: Header, document: Document) -> HeaderCell | None:
    """The heading over an atom: by shared width, else by the nearest edge; figures only under
    columns of figures."""
    numeric = bool(find_numbers(atom.text, document.style)) and not re.search(r"[^\W\d_]{4,}", atom.text)
    box = atom.box
    best: tuple[float, HeaderCell] | None = None
    for cell in header.cells:
        if cell.column.numeric and not numeric:
            continue
        shared = min(box[2], cell.box[2]) - max(box[0], cell.box[0])
        edges = min(
            abs(box[0] - cell.box[0]),
            abs(box[2] - cell.box[2]),
            abs(box[0] + box[2] - cell.box[0] - cell.box[2]) / 2,
        )
        distance = edges if shared > 0 else edges + 4 - shared
        if numeric and not cell.column.numeric and cell.column.type is FieldType.TEXT:
            distance += 6 if cell.column.role in HELPERS else 25
        if best is None or distance < best[0]:
            best = (distance, cell)
    limit = 12 * document.layout.line_height
    return best[1] if best is not None and best[0] < limit else None


@dataclass(slots=True)
class _Line:
    """One row of the page with its atoms by column."""

    row: Row
    cells: dict[str, list[Atom]]

    @property
    def box(self) -> Box:
        return self.row.box


def read_table(document: Document, columns: Sequence[Column], text_column: str | None) -> list[TableRow]:
    """The rows under the best header, over all pages; wrapped lines of `text_column` are joined."""
    headers = _best_headers(document, columns)
    if not headers:
        return []
    groups: list[list[_Line]] = []
    for index, header in enumerate(headers):
        until = headers[index + 1].row.number if index + 1 < len(headers) else len(document.layout.rows)
        first_page_only = index + 1 < len(headers)
        ended = _collect(document, header, until, columns, text_column, groups, first_page_only)
        if ended and index + 1 < len(headers) and headers[index + 1].row.page == header.row.page:
            break
    return [row for group in groups if (row := _table_row(document, group, columns, text_column))]


def _best_headers(document: Document, columns: Sequence[Column]) -> list[Header]:
    """The header with the most columns, and its repetitions on later pages."""
    wanted = {column.role for column in columns}
    headers = find_headers(document, columns)
    if not headers:
        return []

    def worth(header: Header) -> float:
        roles = {cell.column.role for cell in header.cells}
        numeric = sum(cell.column.numeric for cell in header.cells if cell.column.role in wanted)
        return len(roles & wanted) + 0.3 * numeric + 0.1 * len(roles) + (0.4 if "description" in roles else 0)

    best = max(headers, key=lambda header: (worth(header), -header.row.number))
    roles = {cell.column.role for cell in best.cells}

    def repeats(header: Header) -> bool:
        """On another page OCR may have lost a heading; on the same page the columns must be the same."""
        own = {cell.column.role for cell in header.cells}
        if header.row.page == best.row.page:
            return header.row.number > best.row.number and own == roles
        shared = own & roles & wanted
        return len(shared) >= max(2, 0.6 * len(roles & wanted)) and bool(shared & NUMERIC)

    return [header for header in headers if header is best or repeats(header)]


def _collect(
    document: Document,
    header: Header,
    until: int,
    columns: Sequence[Column],
    text_column: str | None,
    groups: list[list[_Line]],
    one_page: bool,
) -> bool:
    """Adds the rows under `header` to `groups`; True when the table ended with its sum."""
    figures = [
        cell.column.role
        for cell in header.cells
        if cell.column.numeric and cell.column.role in _roles(columns)
    ]
    anchor = next((role for role in ("amount", "debit", "balance", "unit_price") if role in figures), None)
    anchors: set[str] = {role for role in ("amount", "debit", "credit") if role in figures} or {
        anchor or (figures or [""])[-1]
    }
    dated = [column.role for column in columns if column.type is FieldType.DATE]
    last: _Line | None = None
    pending: list[_Line] = []
    after_sum = False
    for row in document.layout.rows[header.row.number + 1 : until]:
        if one_page and row.page != header.row.page:
            break
        folded = row.folded.strip()
        line = _line(document, header, row)
        has_anchor = any(line.cells.get(role) for role in anchors)
        summary = SUMMARY.match(folded) or any(SUMMARY.match(part.folded) for part in row.segments[1:2])
        if summary and (has_anchor or _money_in(document, row)):
            pending, last = [], None
            if _FINAL.match(folded) and groups:
                return True
            after_sum = bool(groups)
            continue
        if CARRIED.search(folded) and len(folded) < 60:
            last = None
            continue
        count = sum(bool(line.cells.get(role)) for role in figures)
        texts = bool(text_column and line.cells.get(text_column))
        wrapped = texts or any(line.cells.get(role) for role in dated)
        if has_anchor and (count >= 2 or (texts and not after_sum) or (count == 1 and len(figures) == 1)):
            gap = row.box[1] - pending[-1].box[3] if pending else 0.0
            lead = (
                [item for item in pending if item.row.page == row.page]
                if gap < document.layout.line_height
                else []
            )
            incomplete = text_column is not None and not texts
            groups.append([*(lead if incomplete else []), line])
            pending, last = [], line
            after_sum = after_sum and count < 2
        elif (has_anchor and pending and count == 1 and _has_figures(pending[-1], figures)) or (
            has_anchor and pending and len(row.segments) == 1 and not after_sum
        ):
            groups.append([pending[-1], line])
            pending, last = [], line
        elif after_sum and not count:
            continue
        elif count and texts and _has_figures(line, figures):
            pending, last = [line], None
        elif last is not None and wrapped and _continues(document, last, line, text_column, header):
            groups[-1].append(line)
            last = line
        elif texts:
            last = None
            pending.append(line)
    return False


def _roles(columns: Sequence[Column]) -> set[str]:
    return {column.role for column in columns}


def _has_figures(line: _Line, figures: Sequence[str]) -> bool:
    return any(line.cells.get(role) for role in figures)


def _continues(document: Document, last: _Line, line: _Line, text_column: str | None, header: Header) -> bool:
    if line.row.page != last.row.page or text_column is None:
        return False
    if line.box[1] - last.box[3] > 0.9 * document.layout.line_height:
        return False
    return len(line.row.segments) <= 2 and not re.match(r"^\W*(?:seite|page|notes?|terms)\b", line.row.folded)


def _line(document: Document, header: Header, row: Row) -> _Line:
    cells: dict[str, list[Atom]] = {}
    for atom in atoms(document, row):
        cell = _column_of(atom, header, document)
        if cell is not None:
            cells.setdefault(cell.column.role, []).append(atom)
    return _Line(row, cells)


def _table_row(
    document: Document, group: Sequence[_Line], columns: Sequence[Column], text_column: str | None
) -> TableRow:
    result: TableRow = {}
    for column in columns:
        lines = [line for line in group if line.cells.get(column.role)]
        if column.role != text_column and column.type is not FieldType.DATE:
            lines = lines[:1]
        pieces = [atom for line in lines for atom in line.cells.get(column.role, ())]
        value = cell_value(document, column, pieces, group[0].row.number)
        if value is not None:
            result[column.role] = value
    return result


def cell_value(document: Document, column: Column, pieces: Sequence[Atom], row: int) -> FoundValue | None:
    """A cell as its column's type."""
    if not pieces:
        return None
    if column.numeric:
        for atom in reversed(pieces):
            hits = [hit for hit in find_numbers(atom.text, document.style) if not hit.percent]
            if hits:
                hit = hits[0] if column.role == "quantity" else hits[-1]
                text = atom.text[hit.start : hit.end].strip()
                return FoundValue(from_words(atom.words, hit.value, text, 0.9, row), 0.85)
        return None
    words = [word for atom in pieces for word in atom.words]
    text = tidy(" ".join(atom.text for atom in pieces))
    if column.type is FieldType.DATE:
        dates = find_dates(text, document.order)
        if not dates:
            return None
        printed = text[dates[0].start : dates[0].end]
        candidate = from_words(words, dates[0].value, printed, 0.9, row)
        return FoundValue(replace(candidate, other=dates[0].other), 0.85)
    if column.type is FieldType.ID:
        text = re.sub(r"^\d{1,3}\.? (?=\S)", "", text)
    if not any(character.isalnum() for character in text):
        return None
    return FoundValue(_over(words, text, row), 0.8)


def _over(words: Sequence[Word], text: str, row: int) -> Candidate:
    """Text over several rows; its box is that of the first page's part."""
    candidate = from_words(words, text, text, 0.8, row)
    return replace(candidate, box=union([word.box for word in words if word.page == words[0].page]))
