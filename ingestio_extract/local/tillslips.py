"""Items of receipts: a description and an amount, with quantity, code, weight or discount around them."""

import re
from typing import Final

from ingestio_extract.layout import Row, Segment
from ingestio_extract.local.candidates import Candidate, Document, amounts_in, from_words, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import NumberHit, find_numbers
from ingestio_extract.local.rowtexts import SUMMARY
from ingestio_extract.local.values import FoundValue, TableRow
from ingestio_extract.words import Word

_QUANTITY_LINE: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:stk|st|pcs|x|×|@|\*)\s*(?:a|@|x)?\s*\S*\d", re.IGNORECASE
)
_PAID: Final = re.compile(
    r"^\W*(?:change|cash|tip|gratuity|bar|gegeben|visa|mastercard|tendered|service charge|especes|"
    r"rendu|efectivo|contanti|contant|dinheiro|gotowka|wisselgeld|reszta|cambio|"
    r"troco|resto|zuruck|ruckgeld|carte|tarjeta|karta|master ?card)\b"
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def read_slip(document: Document) -> list[TableRow]:
    """Lines "description … amount" above the first sum; a quantity stands before the description or
    on a line of its own; a description may run over the lines before its amount."""
    rows: list[TableRow] = []
    waiting: list[Row] = []
    find = amounts_in(document)
    for row in document.layout.rows:
        folded = row.folded.strip()
        values = [value for part in row.segments for value in find(part, 0)]
        if (SUMMARY.match(folded) or _PAID.match(folded)) and (values or rows):
            if rows:
                break
            continue
        if any(find_dates(part.text, document.order) for part in row.segments):
            waiting = []
            continue
        if not values:
            waiting = [*waiting, row][-3:] if _LETTERS.search(row.text) and len(row.segments) <= 3 else []
            continue
        rows.append(_receipt_row(document, row, values, waiting, rows))
        if not rows[-1]:
            rows.pop()
        waiting = []
    return rows if sum("description" in row for row in rows) >= 0.5 * len(rows) else []


def _receipt_row(
    document: Document, row: Row, values: list[Candidate], waiting: list[Row], before: list[TableRow]
) -> TableRow:
    figures = figures_in(document, row)
    cells: TableRow = {"amount": FoundValue(values[-1], 0.8)}
    text = _text_of(row, figures)
    quantity_line = _QUANTITY_LINE.search(row.text)
    numbers = [item for item in figures if item[0].amount > 0]
    if quantity_line and len(numbers) >= 2:
        cells["quantity"] = cell_at(*numbers[0], 0.85)
        cells["unit_price"] = cell_at(*numbers[1], 0.85)
    elif figures and not figures[0][0].looks_like_money and figures[0][0].decimals == 0:
        leading = figures[0]
        if leading[1].row == row.number and leading[0].start == 0 and 0 < leading[0].amount < 100:
            cells["quantity"] = cell_at(*leading, 0.7)
    first = _first_waiting(document, waiting, row)
    if first:
        quantity, words = first
        if quantity is not None and "quantity" not in cells:
            cells["quantity"] = quantity
        if text is not None and not quantity_line:
            words = [*words, *_words_of(text, row)]
        joined = tidy(" ".join(word.text for word in words))
        if _LETTERS.search(joined):
            text = FoundValue(from_words(words, joined, joined, 0.7, row.number), 0.7)
    if text is not None:
        cells["description"] = text
    if "description" not in cells:
        return {}
    return cells


def _words_of(text: FoundValue, row: Row) -> list[Word]:
    box = text.best.box
    return [
        word
        for part in row.segments
        for word in part.words
        if box is not None and word.box[0] >= box[0] - 0.1 and word.box[2] <= box[2] + 0.1
    ]


def _first_waiting(
    document: Document, waiting: list[Row], row: Row
) -> tuple[FoundValue | None, list[Word]] | None:
    """The lines just above an amount that begin its item: from the last one that starts with a quantity."""
    near: list[Row] = []
    below = row
    for other in reversed(waiting):
        if below.box[1] - other.box[3] > 1.2 * document.layout.line_height:
            break
        near.insert(0, other)
        below = other
    for index in range(len(near) - 1, -1, -1):
        figures = figures_in(document, near[index])
        lead = figures[0] if figures else None
        if lead and lead[0].start == 0 and lead[1] is near[index].segments[0] and lead[0].amount < 100:
            words = [word for item in near[index:] for part in item.segments for word in part.words]
            return cell_at(*lead, 0.7), words[1:]
    if near and not _LETTERS.search(row.text):
        words = [word for part in near[-1].segments for word in part.words]
        return None, words
    return None


def _text_of(row: Row, figures: list[tuple[NumberHit, Segment]]) -> FoundValue | None:
    """The words of a row that are no figures."""
    taken = {
        id(word)
        for hit, part in figures
        for word in part.words_at(hit.start, hit.end)
        if hit.looks_like_money
    }
    words = [word for part in row.segments for word in part.words if id(word) not in taken]
    while words and not any(map(str.isalnum, words[-1].text)):
        words.pop()
    while words and re.fullmatch(r"[\d.,]{1,4}|[x×*]", words[0].text):
        words.pop(0)
    text = tidy(" ".join(word.text for word in words))
    if not _LETTERS.search(text):
        return None
    return FoundValue(from_words(words, text, text, 0.75, row.number), 0.75)


def figures_in(document: Document, row: Row) -> list[tuple[NumberHit, Segment]]:
    return [
        (hit, part)
        for part in row.segments
        for hit in find_numbers(part.text, document.style)
        if not hit.percent
        and not any(d.start < hit.end and hit.start < d.end for d in find_dates(part.text, document.order))
    ]


def cell_at(hit: NumberHit, segment: Segment, confidence: float) -> FoundValue:
    words = segment.words_at(hit.start, hit.end)
    text = segment.text[hit.start : hit.end].strip()
    return FoundValue(from_words(words, hit.value, text, confidence, segment.row), confidence)
