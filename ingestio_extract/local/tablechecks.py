"""What a document says of its own table: how many rows there are, and what was seen but not read."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldSpec
from ingestio_extract.layout import Row
from ingestio_extract.local.alignment import triple_of
from ingestio_extract.local.candidates import Document, tidy
from ingestio_extract.local.rowtexts import SUMMARY
from ingestio_extract.local.tables import Reading
from ingestio_extract.local.values import TableRow

_COUNT: Final = re.compile(
    r"(?:(?:total |no\.? of |number of |# ?of )(?:items?|lines?|articles?|products?|positions?)|"
    r"items?(?: count| sold)?|item qty|anzahl (?:der )?(?:artikel|positionen|posten)|artikelanzahl|"
    r"positionen|nombre d'articles|nb\.? (?:d')?articles?|numero de articulos|n[.o°º]* (?:de )?articulos|"
    r"numero articoli|n[.o°º]* articoli|numero de artigos|n[.o°º]* (?:de )?artigos|"
    r"aantal (?:artikelen|regels)|"
    r"liczba pozycji|ilosc pozycji)\s*[:=]\s*(\d{1,4})\W*$|"
    r"^\W*(\d{1,4}) (?:items?|artikel|articles?|articulos?|articoli|artigos?|artikelen|pozycji|posten)\W*$"
)
_MOST_NAMED: Final = 5
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_PLACE, _FAR = 3.0, 80.0


def table_findings(document: Document, spec: FieldSpec, reading: Reading) -> list[Finding]:
    """Rows that are missing by the document's own count or numbering, and lines that could not be read."""
    pointer = join_pointer(spec.name)
    found = [
        *_by_count(document, spec, reading.rows, pointer),
        *_by_position(spec, reading.rows, pointer),
    ]
    unread = sorted(
        {row.number: row for row in [*reading.unread, *_like_rows(document, reading.rows)]}.items()
    )
    if unread:
        pages = sorted({row.page for _, row in unread})
        count = len(unread)
        many = "1 line" if count == 1 else f"{count} lines"
        look = "looks" if count == 1 else "look"
        where = f"page {pages[0]}" if len(pages) == 1 else "pages " + ", ".join(map(str, pages))
        found.append(
            Finding(
                code="rows_not_read",
                severity=Severity.WARNING,
                message=f"{many} on {where} {look} like {spec.label.lower()} but could not be read: "
                f"“{tidy(unread[0][1].text)[:60]}”. Compare the table with the document.",
                paths=(pointer,),
            )
        )
    return found


def _like_rows(document: Document, rows: Sequence[TableRow]) -> list[Row]:
    """Rows of the page whose figures multiply to one that ends where the amounts do, and that no row has."""
    ends = [row["amount"].best.box[2] for row in rows if "amount" in row and row["amount"].best.box]
    if not ends:
        return []
    used = {cell.best.row for row in rows for cell in row.values()}
    tops = {(cell.best.page, cell.best.box) for row in rows for cell in row.values()}
    end = statistics.median(ends)
    found: list[Row] = []
    for row in document.layout.rows:
        if row.number in used or SUMMARY.match(row.folded.strip()) or abs(row.box[2] - end) > _FAR:
            continue
        triple = triple_of(document, row)
        if triple is None or abs(triple.amount.box[2] - end) > _PLACE or triple.quantity.hit.amount == 1:
            continue
        if (row.page, triple.amount.box) not in tops and _LETTERS.search(row.text):
            found.append(row)
    return found


def _by_count(document: Document, spec: FieldSpec, rows: Sequence[TableRow], pointer: str) -> list[Finding]:
    printed = printed_count(document)
    if printed is None or printed == len(rows):
        return []
    pieces = sum((Decimal(row["quantity"].best.value) for row in rows if "quantity" in row), Decimal(0))
    if pieces == printed:
        return []
    return [
        Finding(
            code="row_count_mismatch",
            severity=Severity.WARNING,
            message=f"The document counts {printed} {spec.label.lower()}, {len(rows)} were read. "
            "Compare the table with the document.",
            paths=(pointer,),
        )
    ]


def printed_count(document: Document) -> int | None:
    """How many rows the document says it has, where it says so once."""
    counts = set()
    for row in document.layout.rows:
        match = _COUNT.search(row.folded.strip())
        if match is not None and len(row.text) < 60:
            counts.add(int(match[1] or match[2]))
    return counts.pop() if len(counts) == 1 else None


def _by_position(spec: FieldSpec, rows: Sequence[TableRow], pointer: str) -> list[Finding]:
    """Numbers that are missing in a column of running numbers."""
    numbers = [
        int(row["position"].best.value.rstrip(".)"))
        for row in rows
        if "position" in row and re.fullmatch(r"\d{1,4}[.)]?", row["position"].best.value)
    ]
    if len(numbers) < 2 or len(numbers) < 0.6 * len(rows) or numbers != sorted(set(numbers)):
        return []
    steps = Counter(second - first for first, second in pairwise(numbers))
    step = steps.most_common(1)[0][0]
    missing = [
        number
        for first, second in zip(
            [numbers[0] - step if numbers[0] > step else 0, *numbers], numbers, strict=False
        )
        for number in range(first + step, second, step)
    ]
    if step < 1 or not missing or len(missing) > len(numbers):
        return []
    named = ", ".join(map(str, missing[:_MOST_NAMED])) + (" and more" if len(missing) > _MOST_NAMED else "")
    return [
        Finding(
            code="positions_missing",
            severity=Severity.WARNING,
            message=f"Position {named} is missing between the {spec.label.lower()} that were read"
            if len(missing) == 1
            else f"Positions {named} are missing between the {spec.label.lower()} that were read",
            paths=(pointer,),
        )
    ]
