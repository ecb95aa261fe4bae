"""Typed values found beside the labels of a role, each with a score."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Layout, Segment, fold
from ingestio_extract.local.dates import DateOrder, find_dates, infer_order
from ingestio_extract.local.dayorder import told_by
from ingestio_extract.local.numbers import NumberHit, NumberStyle, find_numbers, infer_style
from ingestio_extract.words import PageSource, PageText, Word, union

_ID: Final = re.compile(r"(?<![\w])[A-Za-z0-9][\w\-/.#&]*", re.UNICODE)
_ID_LEAD: Final = re.compile(
    r"^[\s:.#№°º\-=]*(?:(?:nr|no|n°|nº|number|nummer|num|id)\b[\s:.#°]*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be a field's. `value` is as `data` wants it, `text` as printed; `score` is
    about 1 for a value right beside its best label. `again` is the text as a second reading saw it,
    where that was another."""

    value: str
    text: str
    page: int
    box: Box | None
    score: float
    row: int = 0
    other: str | None = None
    currency: str | None = None
    again: str | None = None

    def scored(self, score: float) -> "Candidate":
        return replace(self, score=score)


Finder = Callable[[Segment, int], list[Candidate]]
"""Finds typed values in a segment from a place of its text on; scores are relative to 1."""


@dataclass(frozen=True)
class Document:
    """A layout with what holds for all of it: decimal sign, order of day and month, and the period that
    days without a year are of."""

    layout: Layout
    period: tuple[date, date] | None = None

    @cached_property
    def style(self) -> NumberStyle:
        return infer_style(segment.text for segment in self.layout.segments)

    @cached_property
    def order(self) -> DateOrder:
        return replace(self._order, period=self.period)

    @property
    def _order(self) -> DateOrder:
        known = infer_order((segment.text for segment in self.layout.segments), american=False)
        return known if known.sure else DateOrder(*told_by(self.layout.text, self.style.decimal))

    @cached_property
    def numbers(self) -> dict[Decimal, list[tuple[Segment, NumberHit]]]:
        """Where each number is printed; percentages are left out."""
        found: dict[Decimal, list[tuple[Segment, NumberHit]]] = {}
        for segment in self.layout.segments:
            for hit in find_numbers(segment.text, self.style):
                if not hit.percent:
                    found.setdefault(hit.amount, []).append((segment, hit))
        return found

    @cached_property
    def bare_texts(self) -> "BareTexts":
        """The letters and figures of each segment."""
        return BareTexts([bare(segment.text) for segment in self.layout.segments])

    @cached_property
    def doubts(self) -> tuple[float | None, ...]:
        """By page the share of letters that OCR expects to have wrong; None where nothing was read by OCR."""
        return tuple(_page_doubt(page) for page in self.layout.pages)

    def rise(self, row: int) -> float:
        """How far down the document a row stands, 0 to 1."""
        return row / max(1, len(self.layout.rows) - 1)


def _page_doubt(page: PageText) -> float | None:
    seen = [word for word in page.words if word.is_seen or page.source is PageSource.OCR]
    letters = sum(len(word.text) for word in seen)
    return sum(len(word.text) * (1 - word.confidence) for word in seen) / letters if letters else None


class BareTexts:
    """Texts that can be searched many times over: an e-invoice asks for each of its thousand cells."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._all = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]
        self._places: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            self._places.setdefault(text, []).append(index)

    def holding(self, part: str) -> list[int]:
        """The numbers of the texts that hold `part`, in order."""
        found: list[int] = []
        at = self._all.find(part)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            found.append(index)
            at = self._all.find(part, self._starts[index + 1])
        return found

    def equal_to(self, text: str) -> list[int]:
        return self._places.get(text, [])


def from_words(words: Sequence[Word], value: str, text: str, score: float, row: int) -> Candidate:
    """A candidate that covers whole words."""
    confidence = min((word.confidence for word in words), default=1.0)
    factor = 0.85 + 0.15 * confidence
    box = union([word.box for word in words])
    return Candidate(value, text, words[0].page, box, score * factor, row, again=_read_again(words, text))


def _read_again(words: Sequence[Word], text: str) -> str | None:
    """The text with those words exchanged that a second reading saw otherwise."""
    again = text
    for word in words:
        if word.other is not None:
            again = again.replace(word.text, word.other, 1) if word.text in again else again
            if text in word.text and text != word.text:
                again = word.other.strip(" :;,.()€$£%")
    return again if again != text else None


def bare(text: str) -> str:
    """Lower case letters and figures alone, to compare by."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def tidy(text: str) -> str:
    """Single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def dates_in(document: Document) -> Finder:
    def find(segment: Segment, start: int) -> list[Candidate]:
        found = []
        for hit in find_dates(segment.text, document.order):
            if hit.start < start:
                continue
            words = segment.words_at(hit.start, hit.end)
            candidate = from_words(
                words,
                hit.value,
                tidy(segment.text[hit.start : hit.end]),
                0.7 if hit.compact else 1.0,
                segment.row,
            )
            found.append(replace(candidate, other=hit.other))
        return found

    return find


def amounts_in(document: Document, strict: bool = True) -> Finder:
    """Amounts with two decimals or a currency; without `strict` any number, at a lower score."""

    def find(segment: Segment, start: int) -> list[Candidate]:
        taken = [(hit.start, hit.end) for hit in find_dates(segment.text, document.order)]
        found = []
        for hit in find_numbers(segment.text, document.style):
            if hit.start < start - 1 or hit.percent or any(a < hit.end and hit.start < b for a, b in taken):
                continue
            if hit.looks_like_money:
                score = 1.0
            elif strict or hit.decimals > 4:
                continue
            else:
                score = 0.6
            words = segment.words_at(hit.start, hit.end)
            text = segment.text[hit.start : hit.end].strip()
            found.append(
                replace(from_words(words, hit.value, text, score, segment.row), currency=hit.currency)
            )
        return found

    return find


def ids_in(document: Document) -> Finder:
    """The first run of letters and figures with a figure in it that is no date and no amount."""

    def find(segment: Segment, start: int) -> list[Candidate]:
        lead = _ID_LEAD.match(segment.text[start:])
        begin = start + (lead.end() if lead else 0)
        dates = [(hit.start, hit.end) for hit in find_dates(segment.text, document.order) if not hit.compact]
        skipped = 0
        for match in _ID.finditer(segment.text, begin):
            token = match[0].rstrip(".-/#&")
            if not re.search(r"\d", token):
                skipped += 1
                if skipped > 2:
                    return []
                continue
            if any(a < match.end() and match.start() < b for a, b in dates):
                return []
            if re.fullmatch(r"\d+[.,]\d\d|\d{1,3}%?", token) and len(token) < 3:
                return []
            if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})*[.,]\d\d", token):
                return []
            first = match.start()
            end = first + len(token)
            prefix = re.search(r"(?<![\w])([A-Z]{1,5}[-/]?) $", segment.text[begin:first])
            if prefix and skipped == 1:
                first, skipped = begin + prefix.start(1), 0
            more = re.match(r" (\d{2,}(?:[-/]\d+)*)(?![\w.,:%€$£])", segment.text[end:])
            if (
                more
                and not any(a < end + more.end() and end < b for a, b in dates)
                and len(segment.words) <= 6
            ):
                end += more.end()
            text = segment.text[first:end]
            words = segment.words_at(first, end)
            return [from_words(words, text, text, 1.0 - 0.2 * skipped, segment.row)]
        return []

    return find


def places(
    document: Document, segment: Segment, end: int, down: float = 3.0
) -> Iterator[tuple[Segment, int, float]]:
    """Where the value of a label may stand, with what the distance costs: behind it, right of it, below."""
    yield segment, end, 0.0
    for index, other in enumerate(document.layout.right_of(segment)[:4]):
        yield other, 0, 0.05 + 0.12 * index
    for other in document.layout.below(segment, down):
        rows = other.row - segment.row
        shift = abs(other.box[0] - segment.box[0])
        right = abs(other.box[2] - segment.box[2])
        yield other, 0, 0.12 + 0.1 * (rows - 1) + min(shift, right, 200) / 500


def beside(
    document: Document,
    patterns: Sequence[re.Pattern[str]],
    find: Finder,
    veto: re.Pattern[str] | None = None,
    last: bool = False,
    down: float = 3.0,
    step: float = 0.07,
) -> list[Candidate]:
    """All values beside a label of `patterns`, best first. `veto` lowers labels that say something
    else; with `last` the last value behind a label counts (a total stands at the end of its row)."""
    found: list[Candidate] = []
    for segment in document.layout.segments:
        for rank, pattern in enumerate(patterns):
            match = pattern.search(segment.folded)
            if match is None:
                continue
            base = 1.0 - step * rank
            if len(segment.text) > 70:
                base -= 0.15
            if veto is not None and veto.search(
                segment.folded[max(0, match.start() - 18) : match.end() + 14]
            ):
                base -= 0.5
            nearest = 0.0
            hits = 0
            for place, start, cost in places(document, segment, match.end(), down):
                values = find(place, start)
                if not values:
                    continue
                value = values[-1] if last else values[0]
                found.append(value.scored(value.score * base - cost - nearest))
                nearest += 0.15
                hits += 1
                if hits == 3:
                    break
            break
    return merge(found)


def merge(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate a value, the best of each, best first; a value that was found more than once gains."""
    best: dict[str, Candidate] = {}
    count: dict[str, int] = {}
    for candidate in candidates:
        count[candidate.value] = count.get(candidate.value, 0) + 1
        if candidate.value not in best or candidate.score > best[candidate.value].score:
            best[candidate.value] = candidate
    ranked = [item.scored(item.score + 0.03 * min(3, count[item.value] - 1)) for item in best.values()]
    return sorted(ranked, key=lambda item: -item.score)
