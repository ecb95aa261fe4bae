"""Dates and amounts that may be a receipt's date and total, with the features by which they are ranked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log
from typing import Final

from ingestio_extract.layout import Row, Segment, fold, run_of
from ingestio_extract.learned.ensemble import Matrix, matrix
from ingestio_extract.learned.receipt_rows import Slip
from ingestio_extract.learned.receipt_text import TEXT_FEATURES, hashed, names, text_features
from ingestio_extract.local.candidates import Candidate, from_words, tidy
from ingestio_extract.local.dates import MONTHS, DateOrder, find_dates
from ingestio_extract.local.identifiers import read_date
from ingestio_extract.local.money import read_money

_HASHES: Final = 48
_COMMON: Final = (
    "row",
    "to_end",
    "depth",
    "left",
    "right",
    "height",
    "seen_before",
    "seen_in_all",
    "first_in_row",
    "last_in_row",
    "length_before",
    "rule",
    "rule_score",
    "rule_other",
)
_AROUND: Final = (
    *names("row", TEXT_FEATURES),
    *names("before", TEXT_FEATURES),
    *names("above", TEXT_FEATURES),
    *names("below", TEXT_FEATURES),
    *(f"hash_{number}" for number in range(_HASHES)),
)
DATE_FEATURES: Final = (
    *_COMMON,
    "compact",
    "two_figures",
    "named_month",
    "time_beside",
    "first_date",
    "among",
    *_AROUND,
)
TOTAL_FEATURES: Final = (
    *_COMMON,
    "log_value",
    "part_of_largest",
    "rank",
    "larger",
    "smaller",
    "is_difference",
    "cash_less_change",
    "is_sum_of_two",
    "is_sum_above",
    "near_other",
    "sign",
    "whole_five_cents",
    "is_part_of_sum",
    "tenfold_note",
    *_AROUND,
)
_AMOUNT: Final = re.compile(
    r"(?<![\d.,:/])(?P<minus>-\s?)?(?:rm|myr|\$|€|£|eur)?\s?(?P<minus2>-)?"
    r"(?P<figure>[\do]{1,3}(?:[,.'\u00a0\u202f][\do]{3})+\s?[.,]\s?[\do]{2}|\d{1,3}(?: \d{3})+,\d{2}|"
    r"[\do]*\s?[.,]\s?[\do]{2})(?![\do%]|[.,:/\-]\d)"
)
_GLUED: Final = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d)\s?(?P<sign>[/.\-])\s?(?P<month>[01]?\d)\s?(?P=sign)\s?(?P<year>20[0-3]\d|\d{2})"
    r"(?=[^\d]|$|[0-2]?\d:\d{2})"
)
_NO_SIGN: Final = re.compile(
    rf"(?<![a-z\d])(\d{{1,2}})({'|'.join(sorted(MONTHS, key=len, reverse=True))})(\d{{2,4}})"
)
_SPOILED: Final = re.compile(
    r"(?<![a-z])[\doilsbz|]{1,2}\s?([/.\-])\s?[\doilsbz|]{1,2}\s?\1\s?[\doilsbz|]{2,4}"
)
_FIGURES: Final = str.maketrans("oil|sbz", "0111582")
"""What OCR makes of the figures of a date."""
_COMPACT: Final = re.compile(r"(?<!\d)([0-3]\d)([01]\d)(20[0-3]\d)(?!\d)")
_TIME: Final = re.compile(r"\d{1,2}\s?:\s?\d{2}")
_TOLERANCE: Final = 0.005
_NOTES: Final = frozenset((1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1000))


@dataclass(frozen=True, slots=True)
class Value:
    """A reading with where it stands; `before` is what its row says before it."""

    candidate: Candidate
    segment: Segment
    before: str
    compact: bool = False


def dates(slip: Slip) -> list[Value]:
    """All dates, those run together with a time, printed without spaces or over wide gaps too."""
    result: list[Value] = []
    for row in slip.rows:
        found = [
            value
            for segment, before in _parts(row)
            for value in _dates_of(segment, before, slip.document.order)
        ]
        if not found and len(row.segments) > 1:
            words = [word for segment in row.segments for word in segment.words]
            found = _dates_of(run_of(words, row.page, row.number), "", slip.document.order)
        result.extend(found)
    return result


def _dates_of(segment: Segment, before: str, order: DateOrder) -> list[Value]:
    hits = [
        (hit.value, hit.start, hit.end, hit.other, hit.compact) for hit in find_dates(segment.text, order)
    ]
    result: list[Value] = []
    for value, start, end, other, compact in hits or _mended_dates(segment.text, order):
        words = segment.words_at(start, end)
        if words:
            candidate = from_words(words, value, tidy(segment.text[start:end]), 1.0, segment.row)
            result.append(
                Value(replace(candidate, other=other), segment, before + segment.text[:start], compact)
            )
    return result


def _mended_dates(text: str, order: DateOrder) -> Iterator[tuple[str, int, int, str | None, bool]]:
    folded = _SPOILED.sub(lambda match: match[0].translate(_FIGURES), fold(text))
    for match in _GLUED.finditer(folded):
        for hit in find_dates("/".join((match["day"], match["month"], match["year"])), order)[:1]:
            yield hit.value, match.start(), match.end(), hit.other, False
            return
    for match in _COMPACT.finditer(folded):
        for hit in find_dates("/".join(match.groups()), order)[:1]:
            yield hit.value, match.start(), match.end(), None, True
            return
    for match in _NO_SIGN.finditer(fold(text)):
        for hit in find_dates(" ".join(match.groups()), order)[:1]:
            yield hit.value, match.start(), match.end(), hit.other, False
            return


def amounts(slip: Slip) -> list[Value]:
    """All amounts of two decimals, run together with a currency or a letter too."""
    result: list[Value] = []
    for segment, before in (part for row in slip.rows for part in _parts(row)):
        folded = fold(segment.text)
        taken = [
            (hit.start, hit.end) for hit in find_dates(segment.text, slip.document.order) if not hit.compact
        ]
        for match in _AMOUNT.finditer(folded):
            if any(start < match.end("figure") and match.start("figure") < end for start, end in taken):
                continue
            value = _plain(match["figure"])
            words = segment.words_at(match.start("figure"), match.end("figure"))
            if value is None or not words:
                continue
            if (match["minus"] or match["minus2"]) and Decimal(value) != 0:
                value = f"-{value}"
            text = tidy(segment.text[match.start() : match.end()])
            candidate = from_words(words, value, text, 1.0, segment.row)
            result.append(Value(candidate, segment, before + segment.text[: match.start()]))
    return result


def _plain(figure: str) -> str | None:
    """With a point and two decimals; a letter O among the figures is a nought."""
    digits = re.sub(r"\D", "", figure.replace("o", "0"))
    if len(digits) < 2 or not any(character.isdigit() for character in figure):
        return None
    return f"{int(digits[:-2] or 0)}.{digits[-2:]}"


def _parts(row: Row) -> Iterator[tuple[Segment, str]]:
    """The segments, each with what stands left of it."""
    before = ""
    for segment in row.segments:
        yield segment, before
        before += segment.text + "   "


def date_features(slip: Slip, found: Sequence[Value]) -> Matrix:
    """One line a date, by `DATE_FEATURES`."""
    ruled = read_date(slip.document, "date")
    scores = {} if ruled is None else {item.value: item.score for item in (ruled.best, *ruled.others)}
    best = None if ruled is None else ruled.best.value
    common = _common(slip, found, scores, best)
    result = []
    for index, value in enumerate(found):
        text = value.candidate.text
        row = slip.texts[value.segment.row]
        result.append(
            (
                *common[index],
                float(value.compact),
                float(re.search(r"(?<!\d)\d{2}$", text) is not None),
                float(any(character.isalpha() for character in text)),
                float(_TIME.search(row.replace(text, " ", 1)) is not None),
                float(index == 0),
                float(len({other.candidate.value for other in found})),
                *_around(slip, value),
            )
        )
    return matrix(result, len(DATE_FEATURES))


def total_features(slip: Slip, found: Sequence[Value]) -> Matrix:
    """One line an amount, by `TOTAL_FEATURES`."""
    money = read_money(slip.document)
    ruled = money.get("total")
    scores: dict[str, float] = {}
    if ruled is not None:
        scores = {item.value: item.score for item in (*ruled.others, ruled.best)}
        if ruled.confidence >= 0.95:
            scores[ruled.best.value] += 1.0
    common = _common(slip, found, scores, None if ruled is None else ruled.best.value)
    values = [float(value.candidate.value) for value in found]
    context = _Arithmetic(slip, found, values)
    result = [
        (*common[index], *context.features(index), *_around(slip, value)) for index, value in enumerate(found)
    ]
    return matrix(result, len(TOTAL_FEATURES))


class _Arithmetic:
    """Which amounts are sums and differences of others."""

    def __init__(self, slip: Slip, found: Sequence[Value], values: Sequence[float]) -> None:
        self.values = values
        self.kinds = sorted(set(values), reverse=True)[:40]
        self.largest = max(values, default=0.0) or 1.0
        self.count = Counter(values)
        texts = [fold(value.before) for value in found]
        self.cash = [
            v for v, text in zip(values, texts, strict=True) if re.search(r"cash|tunai|tender|paid|pay", text)
        ]
        self.change = [
            v for v, text in zip(values, texts, strict=True) if re.search(r"chan|baki|balan|kembali", text)
        ]
        last: dict[int, float] = {}
        for value, number in zip(found, values, strict=True):
            last[value.segment.row] = number
        self.ends = sorted(last.items())
        self.rows = [value.segment.row for value in found]

    def features(self, index: int) -> tuple[float, ...]:
        x = self.values[index]
        kinds = self.kinds
        near = [y for y in kinds if 0 < abs(x - y) < 0.05]
        difference = x > 0 and any(self._has(x + y) for y in kinds if y > 0 and y != x)
        given = x > 0 and any(abs(y - z - x) < _TOLERANCE for y in self.cash for z in self.change)
        two = x > 0 and any(0 < y < x and y >= x - y and self._has(x - y) for y in kinds)
        part = x > 0 and any(y > x and self._has(y - x) for y in kinds)
        return (
            log(max(abs(x), 0.01)),
            x / self.largest,
            kinds.index(x) if x in kinds else 40,
            sum(y > x for y in self.values),
            sum(y < x for y in self.values),
            float(difference),
            float(given),
            float(two),
            float(self._sums_above(index, x)),
            float(min((abs(x - y) for y in near), default=9.0)),
            float(x < 0) - float(x == 0),
            float(round(x * 100) % 5 == 0),
            float(part),
            float(x in _NOTES),
        )

    def _has(self, value: float) -> bool:
        return any(abs(value - other) < _TOLERANCE for other in self.kinds)

    def _sums_above(self, index: int, x: float) -> bool:
        """Whether some rows in a run above end in amounts that make up this one."""
        above = [value for row, value in self.ends if row < self.rows[index]]
        for last in range(len(above), max(0, len(above) - 6), -1):
            whole = 0.0
            for first in range(last - 1, -1, -1):
                whole += above[first]
                if last - first > 1 and abs(whole - x) < _TOLERANCE:
                    return True
                if whole > x + 1:
                    break
        return False


def _common(
    slip: Slip, found: Sequence[Value], scores: dict[str, float], best: str | None
) -> list[tuple[float, ...]]:
    x0, _, x1, _ = slip.extent
    wide = max(1.0, x1 - x0)
    counts = Counter(value.candidate.value for value in found)
    rows: dict[int, list[int]] = {}
    for index, value in enumerate(found):
        rows.setdefault(value.segment.row, []).append(index)
    seen: Counter[str] = Counter()
    result: list[tuple[float, ...]] = []
    for index, value in enumerate(found):
        box = value.candidate.box or value.segment.box
        key = value.candidate.value
        row = value.segment.row
        result.append(
            (
                row,
                len(slip.rows) - row,
                row / len(slip.rows),
                (box[0] - x0) / wide,
                (box[2] - x0) / wide,
                (box[3] - box[1]) / slip.height,
                seen[key],
                counts[key],
                float(rows[row][0] == index),
                float(rows[row][-1] == index),
                len(value.before.strip()),
                float(key == best),
                scores.get(key, -1.0),
                max((score for other, score in scores.items() if other != key), default=-1.0),
            )
        )
        seen[key] += 1
    return result


def _around(slip: Slip, value: Value) -> tuple[float, ...]:
    row = value.segment.row
    texts = slip.texts
    before = tidy(value.before)
    return (
        *text_features(texts[row]),
        *text_features(before),
        *text_features(texts[row - 1] if row else ""),
        *text_features(texts[row + 1] if row + 1 < len(texts) else ""),
        *hashed(before[-24:], _HASHES),
    )
