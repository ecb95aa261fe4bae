"""Items of receipts: a description and an amount, with quantity, code, weight or discount around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ingestio_extract.layout import Row, Segment
from ingestio_extract.local.alignment import Figure, figures_of, triple_of
from ingestio_extract.local.candidates import Document, from_words, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import NumberHit, find_numbers
from ingestio_extract.local.rowtexts import CARRIED, DISCOUNT, SUMMARY
from ingestio_extract.local.values import FoundValue, TableRow
from ingestio_extract.words import Word

_CENT: Final = Decimal("0.011")
_UNITS: Final = r"kgs?|gr?|lbs?|oz|l|ltr|m|stk|st|pcs?|ea|un|uds?|szt|pz|pce|h|hrs?|ct|pk"
_TIMES: Final = re.compile(
    rf"(?<![\w.,])(?P<count>\d+(?:[.,]\d+)?)\s*(?:{_UNITS})?\.?\s*(?:[x×*@]|à|a(?= ?\d))\s*@?\s*"
    rf"(?P<price>\D{{0,4}}?\d+(?:[.,]\d+)*)(?:\s*(?:/|per|je|pro)\s*(?:{_UNITS}))?",
    re.IGNORECASE,
)
"""Quantity × price, as on a line of its own."""
_LEAD: Final = re.compile(r"^(?P<count>\d{1,3})\s*[x×*]?\s+(?=[^\W\d_]{2})")
_PAID: Final = re.compile(
    r"^\W*(?:change|cash|tip|gratuity|bar\b(?! (?!eur|chf|gegeben|bezahlt|erhalten)[a-z])|gegeben|visa|"
    r"mastercard|tendered|service charge|especes|"
    r"rendu|efectivo|contanti|contant|dinheiro|numerario|gotowka|wisselgeld|reszta|cambio|amount tendered|"
    r"troco|resto|zuruck|ruckgeld|carte|tarjeta|karta|master ?card|pagado|betaald|zaplacono)\b"
)
_VOID: Final = re.compile(
    r"\b(?:void(?:ed)?|storno|annul\w*|anulad[oa]|correctie|cancel(?:led)?|refund|retour)\b"
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_CODE: Final = re.compile(r"^\W*(?:\d{5,14}|[A-Z]{0,3}\d{5,12})\W*$")
_MOST_AFTER: Final = 2
_NEAR: Final = 1.4


@dataclass(frozen=True, slots=True)
class _Slip:
    """A row taken apart: its words of text, quantity × price, and the amount at its end."""

    row: Row
    words: tuple[Word, ...]
    count: Figure | None = None
    price: Figure | None = None
    amount: Figure | None = None

    @property
    def text(self) -> str:
        return tidy(" ".join(word.text for word in self.words))

    @property
    def lettered(self) -> bool:
        return bool(_LETTERS.search(self.text))


@dataclass(slots=True)
class _State:
    """What has been read so far, and the lines that wait for their amount."""

    rows: list[TableRow] = field(default_factory=list)
    texts: list[_Slip] = field(default_factory=list)
    times: _Slip | None = None


def read_slip(document: Document) -> list[TableRow]:
    """Lines "description … amount" above the first sum; quantity × price stands in the line, above or below
    it, and a description may run over the lines before its amount. Discounts are taken off their item, and
    a void takes back the item it names."""
    state = _State()
    for row in document.layout.rows:
        folded = row.folded.strip()
        slip = _taken_apart(document, row)
        if (SUMMARY.match(folded) or _PAID.match(folded) or CARRIED.search(folded)) and not _is_cut(slip):
            if state.rows and (slip.amount is not None or any(map(str.isdigit, folded))):
                break
            if slip.amount is not None:
                state.texts, state.times = [], None
                continue
        if any(find_dates(part.text, document.order) for part in row.segments):
            state.texts, state.times = [], None
            continue
        _take(document, state, slip)
    rows = [row for row in state.rows if row]
    return rows if sum("description" in row for row in rows) >= 0.5 * len(rows) else []


def _is_cut(slip: _Slip) -> bool:
    return bool(
        slip.amount is not None
        and slip.amount.hit.amount < 0
        and (DISCOUNT.search(slip.row.folded) or _VOID.search(slip.row.folded))
    )


def _take(document: Document, state: _State, slip: _Slip) -> None:
    if slip.amount is None:
        if slip.count is not None:
            _take_times(state, slip)
        elif slip.lettered and len(slip.row.segments) <= 3:
            state.texts = [*state.texts, slip][-3:]
        return
    if _is_cut(slip) and state.rows:
        _cut(state, slip)
    else:
        item = _item(document, state, slip)
        if "description" in item:
            state.rows.append(item)
    state.texts, state.times = [], None


def _take_times(state: _State, slip: _Slip) -> None:
    """Quantity × price alone: of the item above where it makes its amount, else of the one below."""
    last = state.rows[-1] if state.rows else None
    if last is not None and "unit_price" not in last and not state.texts and _makes(slip, last):
        last["quantity"], last["unit_price"] = _cells(slip)
        return
    state.times = slip


def _cells(slip: _Slip) -> tuple[FoundValue, FoundValue]:
    assert slip.count is not None and slip.price is not None
    return _cell(slip.count, slip.row.number, 0.85), _cell(slip.price, slip.row.number, 0.85)


def _makes(slip: _Slip, item: TableRow) -> bool:
    if slip.count is None or slip.price is None or "amount" not in item:
        return False
    made = slip.count.hit.amount * slip.price.hit.amount
    return abs(made - Decimal(item["amount"].best.value)) <= _CENT


def _cut(state: _State, slip: _Slip) -> None:
    """A discount is taken off the item above; a void takes the item of its amount away."""
    assert slip.amount is not None
    cut = slip.amount.hit.amount
    if _VOID.search(slip.row.folded):
        for index in range(len(state.rows) - 1, -1, -1):
            if Decimal(state.rows[index]["amount"].best.value) == -cut:
                del state.rows[index]
                return
    last = state.rows[-1]
    amount = last["amount"]
    left = Decimal(amount.best.value) + cut
    text = f"{amount.best.text} {cut:f}"
    last["amount"] = replace(amount, best=replace(amount.best, value=f"{left:f}", text=text))


def _item(document: Document, state: _State, slip: _Slip) -> TableRow:
    assert slip.amount is not None
    item: TableRow = {"amount": _cell(slip.amount, slip.row.number, 0.8)}
    if slip.count is not None and slip.price is not None:
        item["quantity"], item["unit_price"] = _cells(slip)
    elif state.times is not None and _makes(state.times, item):
        item["quantity"], item["unit_price"] = _cells(state.times)
    words = list(slip.words) if slip.lettered else []
    before = _before(document, state.texts, slip.row)
    if before and not words:
        words = [word for part in before[_lead(before) :] for word in part.words]
    elif before and _lead_of(before[_lead(before)]) is not None and _lead_of(slip) is None:
        words = [*(word for part in before[_lead(before) :] for word in part.words), *words]
    text = tidy(" ".join(word.text for word in words))
    lead_match = _LEAD.match(text)
    if lead_match is not None and "quantity" not in item:
        first = words[0]
        hits = find_numbers(lead_match["count"], document.style)
        if hits:
            item["quantity"] = FoundValue(
                from_words([first], hits[0].value, hits[0].value, 0.7, slip.row.number), 0.7
            )
            words = words[1:]
            while (words and not any(map(str.isalnum, words[0].text))) or (words and words[0].text in "xX"):
                words = words[1:]
            text = tidy(" ".join(word.text for word in words))
    if _LETTERS.search(text):
        item["description"] = FoundValue(from_words(words, text, text, 0.75, slip.row.number), 0.75)
    return item


def _lead_of(slip: _Slip) -> re.Match[str] | None:
    return _LEAD.match(slip.text)


def _lead(texts: Sequence[_Slip]) -> int:
    """Where the item of some lines begins: at the last that starts with a quantity, else at the last."""
    return next((at for at in range(len(texts) - 1, -1, -1) if _lead_of(texts[at])), len(texts) - 1)


def _before(document: Document, texts: Sequence[_Slip], row: Row) -> list[_Slip]:
    """The lines just above a row, close to one another."""
    near: list[_Slip] = []
    below = row
    for other in reversed(texts):
        steps = below.number - other.row.number
        if steps > 2 or below.box[1] - other.row.box[3] > _NEAR * document.layout.line_height * steps:
            break
        near.insert(0, other)
        below = other.row
    return near


def _taken_apart(document: Document, row: Row) -> _Slip:
    figures = figures_of(document, row)
    amount = _last_amount(row, figures)
    triple = triple_of(document, row) if amount is not None and len(figures) > 2 else None
    count = price = None
    taken: set[int] = set()
    if triple is not None and amount is not None and triple.amount.words == amount.words:
        count, price = triple.quantity, triple.price
        taken = _between(row, count, price)
    else:
        count, price, taken = _times(document, row)
        if count is not None and amount is not None and price is not None and amount.words == price.words:
            amount = None
    if amount is not None:
        taken |= {id(word) for word in amount.words}
    words = _clean([word for part in row.segments for word in part.words], taken, amount)
    return _Slip(row, tuple(words), count, price, amount)


def _times(document: Document, row: Row) -> tuple[Figure | None, Figure | None, set[int]]:
    for part in row.segments:
        match = _TIMES.search(part.text)
        if match is None:
            continue
        count = _figure_at(document, part, *match.span("count"))
        price = _figure_at(document, part, *match.span("price"))
        if count is not None and price is not None:
            return count, price, {id(word) for word in part.words_at(*match.span())}
    # The price may stand in a piece of its own.
    figures = figures_of(document, row)
    for first, second in pairwise(figures):
        between = _words_between(row, first, second)
        sign = [word for word in between if re.fullmatch(rf"(?:{_UNITS})?\.?[x×*@à]|@", word.text, re.I)]
        if sign and second.hit.looks_like_money and len(between) <= 2:
            taken = {id(word) for word in (*first.words, *between, *second.words)}
            return first, second, taken
    return None, None, set()


def _figure_at(document: Document, part: Segment, start: int, end: int) -> Figure | None:
    hits = find_numbers(part.text[start:end], document.style)
    if not hits:
        return None
    return Figure(hits[-1], tuple(part.words_at(start + hits[-1].start, start + hits[-1].end)))


def _words_between(row: Row, first: Figure, second: Figure) -> list[Word]:
    left, right = first.box[2], second.box[0]
    return [
        word
        for part in row.segments
        for word in part.words
        if word.box[0] >= left - 0.5 and word.box[2] <= right + 0.5
    ]


def _between(row: Row, first: Figure, second: Figure) -> set[int]:
    """The words of two figures with signs and units beside them."""
    own = [*first.words, *second.words]
    signs = [
        word
        for part in row.segments
        for word in part.words
        if re.fullmatch(rf"(?:{_UNITS})?\.?[x×*@à]?|@", word.text, re.IGNORECASE)
        and min(item.box[0] for item in own) <= word.box[0] <= max(item.box[2] for item in own) + 30
    ]
    return {id(word) for word in (*own, *signs)}


def _last_amount(row: Row, figures: Sequence[Figure]) -> Figure | None:
    """The amount at the end of a row; a letter or two for the tax may follow it."""
    money = [figure for figure in figures if figure.hit.looks_like_money]
    if not money:
        return None
    last = money[-1]
    after = [word for part in row.segments for word in part.words if word.box[0] >= last.box[2] - 0.5]
    if sum(len(word.text) for word in after) > 2 * _MOST_AFTER or len(after) > _MOST_AFTER:
        return None
    return last


def _clean(words: Sequence[Word], taken: set[int], amount: Figure | None) -> list[Word]:
    """The words of a row that describe: no figures taken, no code before, no letter for the tax behind."""
    left = [
        word
        for word in words
        if id(word) not in taken and (amount is None or word.box[0] < amount.box[2] - 0.5)
    ]
    while left and (_CODE.match(left[0].text) or not any(map(str.isalnum, left[0].text))) and len(left) > 1:
        left.pop(0)
    while left and (not any(map(str.isalnum, left[-1].text)) or left[-1].text in ("x", "X")):
        left.pop()
    return left


def _cell(figure: Figure, row: int, confidence: float) -> FoundValue:
    text = tidy(" ".join(word.text for word in figure.words))
    return FoundValue(from_words(figure.words, figure.hit.value, text, confidence, row), confidence)


def figures_in(document: Document, row: Row) -> list[tuple[NumberHit, Segment]]:
    """The numbers of a row with the pieces they stand in."""
    return [
        (hit, part)
        for part in row.segments
        for hit in find_numbers(part.text, document.style)
        if not hit.percent
        and not any(d.start < hit.end and hit.start < d.end for d in find_dates(part.text, document.order))
    ]


def cell_at(hit: NumberHit, segment: Segment, confidence: float) -> FoundValue:
    """A number as a cell."""
    words = segment.words_at(hit.start, hit.end)
    text = segment.text[hit.start : hit.end].strip()
    return FoundValue(from_words(words, hit.value, text, confidence, segment.row), confidence)
