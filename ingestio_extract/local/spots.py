"""Every date, number of a document and amount that is printed, with all that tells what it may be.

A spot is one printed value; its features go to the rankers of `ranking.py`. Nothing here knows what the right
answer is, and nothing but `labels` and the rules' own choice knows a word.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

from ingestio_extract.layout import Segment, fold
from ingestio_extract.learned.labels import roles, shares
from ingestio_extract.local.candidates import Candidate, Document, amounts_in, dates_in, from_words
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.lexicon import LABELS, TITLE_WORD
from ingestio_extract.local.numbers import MONEY_MARK, find_numbers

MOST: Final = 400
"""Spots of a kind in a document; of more, those of the first and last pages count."""
_TOKEN: Final = re.compile(r"(?<![\w])[A-Za-z0-9][\w\-/.&]*(?<![.\-/&])", re.UNICODE)
_PREFIX: Final = re.compile(r"(?<!\w)([A-Z]{1,5}[-/]?) $")
_MORE: Final = re.compile(r" (\d{2,}(?:[-/]\d+)*)(?![\w.,:%€$£])")
_LABELLED: Final = (
    "invoice_number",
    "purchase_order",
    "order_number",
    "invoice_date",
    "due_date",
    "delivery_date",
    "total",
    "subtotal",
    "tax",
    "amount_due",
    "vendor_tax_id",
)
RULES: Final = {
    "date": ("invoice_date", "due_date", "delivery_date", "order_date"),
    "id": ("invoice_number", "purchase_order", "order_number"),
    "amount": ("total", "subtotal", "tax"),
}
"""The roles whose choice by rules is told to the ranker of a kind of value."""

Rules = Mapping[str, Sequence[tuple[Candidate, float]]]
"""What the rules chose for each role, best first, each with its score."""


@dataclass(frozen=True)
class Spot:
    """One printed value. `before` is the text in front of it in its own segment."""

    candidate: Candidate
    segment: Segment | None
    start: int
    end: int
    flags: tuple[float, ...] = ()


class Surroundings:
    """What stands around the segments of a document, looked up once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.layout = document.layout
        self._above: dict[int, tuple[Segment | None, Segment | None]] = {}

    def left(self, segment: Segment) -> Segment | None:
        """The nearest segment with letters on the left."""
        near: Segment | None = None
        for other in self.layout.rows[segment.row].segments:
            if other.box[0] >= segment.box[0]:
                break
            if any(map(str.isalpha, other.text)) and not _bare_money(other.text):
                near = other
        return near

    def above(self, segment: Segment) -> tuple[Segment | None, Segment | None]:
        """The nearest segment above that shares its columns, and the nearest with letters further up."""
        key = id(segment)
        if key not in self._above:
            first: Segment | None = None
            second: Segment | None = None
            for number in range(segment.row - 1, max(-1, segment.row - 16), -1):
                row = self.layout.rows[number]
                if row.page != segment.page:
                    break
                for other in row.segments:
                    if min(other.box[2], segment.box[2]) - max(other.box[0], segment.box[0]) > -2:
                        if first is None:
                            if segment.box[1] - other.box[3] < 3.5 * self.layout.line_height:
                                first = other
                        elif second is None and any(map(str.isalpha, other.text)):
                            second = other
                if second is not None:
                    break
            self._above[key] = first, second
        return self._above[key]

    @cached_property
    def amounts_by_row(self) -> dict[int, int]:
        find = amounts_in(self.document)
        counts: dict[int, int] = {}
        for segment in self.layout.segments:
            counts[segment.row] = counts.get(segment.row, 0) + len(find(segment, 0))
        return counts


def _bare_money(text: str) -> bool:
    return not any(map(str.isalpha, MONEY_MARK.sub("", text)))


def date_spots(document: Document) -> list[Spot]:
    find = dates_in(document)
    found: list[Spot] = []
    for segment in document.layout.segments:
        hits = find_dates(segment.text, document.order)
        found.extend(
            Spot(candidate, segment, hit.start, hit.end, (float(hit.compact),))
            for candidate, hit in zip(find(segment, 0), hits, strict=True)
        )
    return _fewer(found, document)


def amount_spots(document: Document) -> list[Spot]:
    find = amounts_in(document)
    found = []
    for segment in document.layout.segments:
        for hit in find_numbers(segment.text, document.style):
            if not hit.looks_like_money:
                continue
            candidate = next(iter(find(segment, hit.start)), None)
            if candidate is not None and candidate.value == hit.value:
                found.append(Spot(candidate, segment, hit.start, hit.end))
    return _fewer(found, document)


def id_spots(document: Document) -> list[Spot]:
    """Runs of letters and figures with a figure in them; also together with a mark in front or figures
    behind them, as in "FT 2024/17"."""
    found = []
    last = document.layout.pages[-1].number if document.layout.pages else 0
    for segment in document.layout.segments:
        if segment.page not in (1, last) or not any(map(str.isdigit, segment.text)):
            continue
        taken = [(hit.start, hit.end) for hit in find_dates(segment.text, document.order) if not hit.compact]
        taken += [
            (hit.start, hit.end)
            for hit in find_numbers(segment.text, document.style)
            if hit.percent
            or hit.currency is not None
            or (hit.decimals in (2, 3) and "." not in hit.value[-2:-1])
        ]
        for start, end, joined in _tokens(segment.text):
            if any(a < end and start < b for a, b in taken):
                continue
            text = segment.text[start:end]
            candidate = from_words(segment.words_at(start, end), text, text, 1.0, segment.row)
            found.append(Spot(candidate, segment, start, end, (float(joined),)))
    return _fewer(found, document)


def _tokens(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _TOKEN.finditer(text):
        token = match[0]
        if not any(map(str.isdigit, token)):
            continue
        start, end = match.span()
        yield start, end, 0
        prefix = _PREFIX.search(text[:start])
        if prefix:
            yield prefix.start(1), end, 1
        more = _MORE.match(text, end)
        if more:
            yield start, more.end(), 2


def _fewer(spots: list[Spot], document: Document) -> list[Spot]:
    if len(spots) <= MOST:
        return spots
    return [*spots[: MOST // 2], *spots[-MOST // 2 :]]


def with_rules(spots: list[Spot], rules: Rules, kind: str) -> list[Spot]:
    """The spots and, where a rule chose a value that stands nowhere as such (a sum of taxes), that too."""
    known = {spot.candidate.value for spot in spots}
    more = [
        Spot(candidate, None, 0, 0, (1.0,))
        for role in RULES[kind]
        for candidate, _ in rules.get(role, ())[:1]
        if candidate.value not in known
    ]
    return [*spots, *more]


CONTEXTS: Final = ("own", "left", "above", "heading")


def features(kind: str) -> tuple[str, ...]:
    """The names of the features of a kind of value, in order."""
    words = [f"{context}_{role}" for context in CONTEXTS for role in roles()]
    lexicon = [f"{context}_is_{role}" for context in CONTEXTS[:3] for role in _LABELLED]
    ruled = [f"rule_{role}_{part}" for role in RULES[kind] for part in ("best", "score", "same")]
    own = {"date": _DATE_NAMES, "id": _ID_NAMES, "amount": _AMOUNT_NAMES}[kind]
    return (*_PLACE_NAMES, *words, *lexicon, *ruled, *own)


_PLACE_NAMES: Final = (
    "order_document",
    "x0",
    "x1",
    "y",
    "rise",
    "first_page",
    "last_page",
    "height",
    "row_segments",
    "row_amounts",
    "segment_length",
    "begins",
    "ends",
    "own_length",
    "left_gap",
    "above_gap",
    "repeats",
    "pages",
    "title",
    "colon",
    "confidence",
)
_DATE_NAMES: Final = ("place", "from_last", "distinct", "days_from_first", "days_to_last", "compact", "loose")
_ID_NAMES: Final = (
    "joined", "length", "figures", "letters", "slashes", "dashes", "points", "zero", "year", "contained",
    "long_figures", "first_id", "in_title_row", "beside_phone", "upper",
)  # fmt: skip
_AMOUNT_NAMES: Final = (
    "rank", "share", "is_sum", "is_part", "rate_of", "has_rate", "last_in_row", "distinct", "negative",
    "zero", "has_currency", "after", "sum_of_taxes", "below_largest", "rows_below",
)  # fmt: skip


def rows_of(
    kind: str, spots: Sequence[Spot], around: Surroundings, rules: Rules, is_order: bool
) -> list[list[float]]:
    """The features of each spot, in the order of `features(kind)`."""
    own = _OWN[kind](spots, around)
    result = []
    repeats: dict[str, int] = {}
    for spot in spots:
        repeats[spot.candidate.value] = repeats.get(spot.candidate.value, 0) + 1
    ruled = {role: rules.get(role, ()) for role in RULES[kind]}
    for spot, more in zip(spots, own, strict=True):
        row = _place(spot, around, repeats[spot.candidate.value], is_order)
        row.extend(_words(spot, around))
        for role in RULES[kind]:
            row.extend(_ruled(spot, ruled[role]))
        row.extend(more)
        result.append(row)
    return result


def _ruled(spot: Spot, chosen: Sequence[tuple[Candidate, float]]) -> tuple[float, float, float]:
    for rank, (candidate, score) in enumerate(chosen):
        if candidate.value == spot.candidate.value:
            same = candidate.row == spot.candidate.row and candidate.page == spot.candidate.page
            return float(rank == 0), score, float(same)
    return 0.0, -1.0, 0.0


def _place(spot: Spot, around: Surroundings, repeats: int, is_order: bool) -> list[float]:
    layout, segment, candidate = around.layout, spot.segment, spot.candidate
    page = layout.page(candidate.page)
    box = candidate.box or (0.0, 0.0, 0.0, 0.0)
    if segment is None:
        return [
            float(is_order), box[0] / page.width, box[2] / page.width, box[1] / page.height,
            around.document.rise(candidate.row), float(candidate.page == 1), 0.0,
            *([-1.0] * 9), float(repeats), float(len(layout.pages)), 0.0, 0.0, 1.0,
        ]  # fmt: skip
    left = around.left(segment)
    above = around.above(segment)[0]
    return [
        float(is_order),
        box[0] / page.width,
        box[2] / page.width,
        box[1] / page.height,
        around.document.rise(candidate.row),
        float(candidate.page == 1),
        float(candidate.page == len(layout.pages)),
        (box[3] - box[1]) / layout.line_height,
        float(len(layout.rows[segment.row].segments)),
        float(around.amounts_by_row.get(segment.row, 0)),
        float(len(segment.text)),
        float(spot.start == 0),
        float(spot.end >= len(segment.text.rstrip())),
        float(spot.start),
        -1.0 if left is None else (segment.box[0] - left.box[2]) / layout.line_height,
        -1.0 if above is None else (segment.box[1] - above.box[3]) / layout.line_height,
        float(repeats),
        float(len(layout.pages)),
        float(TITLE_WORD.match(segment.folded) is not None),
        float(_after_colon(spot, left)),
        segment.confidence,
    ]  # fmt: skip


def _after_colon(spot: Spot, left: Segment | None) -> bool:
    if spot.segment is not None and spot.start > 0:
        return spot.segment.text[: spot.start].rstrip().endswith(":")
    return left is not None and left.text.rstrip().endswith(":")


def _words(spot: Spot, around: Surroundings) -> list[float]:
    nothing = (0.0,) * len(roles())
    if spot.segment is None:
        return [*nothing * len(CONTEXTS), *([0.0] * (3 * len(_LABELLED)))]
    segment = spot.segment
    own = segment.folded[: spot.start]
    left = around.left(segment)
    above, heading = around.above(segment)
    texts = [
        own[-40:].rstrip(" :.#"),
        left.folded.rstrip(" :.") if left is not None else "",
        above.folded.rstrip(" :.") if above is not None else "",
        heading.folded.rstrip(" :.") if heading is not None else "",
    ]
    result: list[float] = []
    for text in texts:
        result.extend(shares(text) if text else nothing)
    for text in texts[:3]:
        result.extend(_lexicon(text))
    return result


@lru_cache(maxsize=20_000)
def _lexicon(text: str) -> tuple[float, ...]:
    """For each role how trusted its best label in a text is, 0 for none."""
    return tuple(
        next((1.0 - 0.1 * rank for rank, pattern in enumerate(LABELS[role]) if pattern.search(text)), 0.0)
        for role in _LABELLED
    )


def _date_own(spots: Sequence[Spot], around: Surroundings) -> Iterator[list[float]]:
    del around
    days = sorted({date.fromisoformat(spot.candidate.value).toordinal() for spot in spots})
    for spot in spots:
        day = date.fromisoformat(spot.candidate.value).toordinal()
        place = bisect_left(days, day)
        yield [
            float(place),
            float(len(days) - 1 - place),
            float(len(days)),
            float(min(400, day - days[0])),
            float(min(400, days[-1] - day)),
            spot.flags[0] if spot.segment is not None else 0.0,
            float(spot.candidate.other is not None),
        ]


def _id_own(spots: Sequence[Spot], around: Surroundings) -> Iterator[list[float]]:
    values = [spot.candidate.value for spot in spots]
    folded = [fold(value) for value in values]
    joined = "\n".join(folded)
    for index, (spot, value) in enumerate(zip(spots, values, strict=True)):
        figures = sum(map(str.isdigit, value))
        before = spot.segment.text[: spot.start].rstrip() if spot.segment is not None else ""
        title_row = spot.segment is not None and any(
            TITLE_WORD.match(part.folded) for part in around.layout.rows[spot.segment.row].segments
        )
        yield [
            spot.flags[0] if spot.segment is not None else 3.0,
            float(len(value)),
            figures / len(value),
            float(sum(map(str.isalpha, value))),
            float(value.count("/")),
            float(value.count("-")),
            float(value.count(".")),
            float(value.startswith("0")),
            float(re.fullmatch(r"(?:19|20)\d\d", value) is not None),
            float(joined.count(folded[index]) - folded.count(folded[index])),
            float(max((len(run) for run in re.findall(r"\d+", value)), default=0)),
            float(index),
            float(title_row),
            float(before.endswith(("+", "(", ")"))),
            float(value.upper() == value),
        ]


_RATES: Final = (4, 5, 5.5, 6, 7, 8, 9, 10, 12, 13, 16, 18, 19, 20, 21, 22, 23)


def _amount_own(spots: Sequence[Spot], around: Surroundings) -> Iterator[list[float]]:
    values = [Decimal(spot.candidate.value) for spot in spots]
    distinct = sorted({abs(value) for value in values}, reverse=True)
    large = [int(value * 100) for value in distinct[:60]]
    known = {int(value * 100) for value in distinct}
    largest = large[0] if large else 1
    sums = {first + second for first in large for second in known if first >= second > 0}
    parts = {int(base * rate / 100 + 0.5) for base in large[:12] for rate in _RATES}
    by_row: dict[tuple[int, int], int] = {}
    for index, spot in enumerate(spots):
        by_row[(spot.candidate.page, spot.candidate.row)] = index
    rows_below = _rows_below(spots)
    for index, spot in enumerate(spots):
        cents = int(abs(values[index]) * 100)
        taxes = [int(cents * rate / 100 + 0.5) for rate in _RATES]
        yield [
            float(bisect_left([-value for value in large], -cents)),
            cents / max(1, largest),
            float(cents in sums),
            float(any(cents + other in known for other in large[:12] if other)) if cents else 0.0,
            float(cents in parts),
            float(any(tax in known for tax in taxes if tax > 0)),
            float(by_row[(spot.candidate.page, spot.candidate.row)] == index),
            float(len(distinct)),
            float(values[index] < 0),
            float(cents == 0),
            float(spot.candidate.currency is not None),
            float(len(spots) - 1 - index),
            float(spot.segment is None),
            float(index > values.index(max(values))),
            float(rows_below[index]),
        ]


def _rows_below(spots: Sequence[Spot]) -> list[int]:
    """How many later rows hold three amounts or more, as rows of goods do."""
    counts: dict[int, int] = {}
    for spot in spots:
        counts[spot.candidate.row] = counts.get(spot.candidate.row, 0) + 1
    wide = sorted(row for row, count in counts.items() if count >= 2)
    return [len(wide) - bisect_left(wide, spot.candidate.row + 1) for spot in spots]


_OWN: Final[Mapping[str, Callable[[Sequence[Spot], Surroundings], Iterator[list[float]]]]] = {
    "date": _date_own,
    "id": _id_own,
    "amount": _amount_own,
}
SPOTS: Final[Mapping[str, Callable[[Document], list[Spot]]]] = {
    "date": date_spots,
    "id": id_spots,
    "amount": amount_spots,
}
