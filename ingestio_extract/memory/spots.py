"""Where a value stands on a page, learned from one document and found again on the next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Segment, fold, overlaps
from ingestio_extract.local.candidates import Candidate, Document, bare, from_words, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import find_numbers
from ingestio_extract.memory.model import Anchor, Spot, Way
from ingestio_extract.words import PageSource, PageText

_MOST_LABEL: Final = 60
_ROWS_ABOVE: Final = 4
_SEGMENTS_LEFT: Final = 3
_ALIKE: Final = 85
"""From this on a label read by OCR is taken for the one that was learned."""
_EDGE: Final = " \t:.,;#|*=-–—»>"
_MOST_HITS: Final = 12


@dataclass(frozen=True, slots=True)
class Printed:
    """A value in a segment: between `start` and `end` of its text."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """A value found where it was learned to stand. `by` is how: by its label, exactly or nearly, or only
    by its place on the page."""

    candidate: Candidate
    label: str
    exact: bool
    same_shape: bool

    @property
    def score(self) -> float:
        return self.candidate.score


def label_of(text: str) -> str:
    """A label as it is compared: folded, without what surrounds it; empty when it is none."""
    label = tidy(fold(text)).strip(_EDGE)
    letters = sum(character.isalpha() for character in label)
    digits = sum(character.isdigit() for character in label)
    return label if letters >= 2 and digits == 0 and len(label) <= _MOST_LABEL else ""


def _said(text: str) -> str:
    return tidy(text).strip(_EDGE)


def shape_of(text: str) -> str:
    """What a text looks like: `a` for letters, `9` for figures, all else as it is."""
    shape = re.sub(r"[^\W\d_]+", "a", tidy(text))
    return re.sub(r"\d+", "9", shape)


def anchors_of(document: Document, printed: Printed) -> tuple[Anchor, ...]:
    """The labels beside a value: in its own segment, left of it, above it."""
    return tuple(_anchors(document, printed))


def spot_of(document: Document, printed: Printed, kind: FieldType) -> Spot:
    """All that tells where a value stands."""
    segment = printed.segment
    page = document.layout.page(segment.page)
    words = segment.words_at(printed.start, printed.end)
    left, right = min(word.box[0] for word in words), max(word.box[2] for word in words)
    pages = len(document.layout.pages)
    values = _values(document, segment, kind, 0)
    after = [value for value in values if value.start >= printed.end]
    rest = segment.text[printed.end :].strip(_EDGE)
    return Spot(
        anchors=anchors_of(document, printed),
        page=segment.page if segment.page == 1 else segment.page - pages,
        last=segment.page > 1,
        x=round((left + right) / 2 / page.width, 4),
        y=round(segment.middle / page.height, 4),
        shape=shape_of(printed.text),
        whole=not rest,
        nth=len(after),
    )


def look(document: Document, spot: Spot, kind: FieldType) -> list[Hit]:
    """The values that stand where `spot` says, best first."""
    hits: list[Hit] = []
    for rank, anchor in enumerate(spot.anchors):
        for segment, exact in _labels(document, anchor):
            for place, start in _ways(document, segment, anchor):
                value = _value(document, place, start, spot, kind)
                if value is not None:
                    hits.append(_hit(document, value, spot, kind, anchor, exact, rank))
                    break
            if len(hits) >= _MOST_HITS:
                break
    if not spot.anchors:
        hits.extend(_by_place(document, spot, kind))
    return sorted(hits, key=lambda hit: -hit.score)


def _anchors(document: Document, printed: Printed) -> Iterator[Anchor]:
    segment = printed.segment
    own = label_of(segment.text[: printed.start])
    if own:
        yield Anchor(label=own, way=Way.SAME, said=_said(segment.text[: printed.start]))
    row = document.layout.rows[segment.row]
    left = [other for other in row.segments if other.box[2] <= segment.box[0] + 1]
    for skip, other in enumerate(reversed(left[-_SEGMENTS_LEFT:])):
        if label := label_of(other.text):
            yield Anchor(label=label, way=Way.RIGHT, skip=skip, said=_said(other.text))
            break
    words = segment.words_at(printed.start, printed.end)
    box = (min(word.box[0] for word in words), 0.0, max(word.box[2] for word in words), 0.0)
    rows = document.layout.rows
    above = [rows[at] for at in range(segment.row - 1, max(-1, segment.row - 1 - _ROWS_ABOVE), -1)]
    for skip, upper in enumerate(above):
        if upper.page != segment.page:
            return
        for other in upper.segments:
            if overlaps(other.box, box, 4.0) and (label := label_of(other.text)):
                yield Anchor(label=label, way=Way.BELOW, skip=skip, said=_said(other.text))
                return


def _labels(document: Document, anchor: Anchor) -> Iterator[tuple[Segment, bool]]:
    """The segments that say the label, or nearly, where the page was read by OCR."""
    for segment in document.layout.segments:
        text = segment.folded
        if anchor.way is Way.SAME:
            if _begins(text, anchor.label) is not None:
                yield segment, True
            continue
        label = tidy(text).strip(_EDGE)
        if label == anchor.label or (anchor.way is Way.RIGHT and _begins(text, anchor.label) is not None):
            yield segment, True
        elif (
            document.layout.page(segment.page).source is PageSource.OCR
            and len(label) >= 5
            and fuzz.ratio(label, anchor.label) >= _ALIKE
        ):
            yield segment, False


def _begins(text: str, label: str) -> int | None:
    """The end of a label that a text begins with, None where it doesn't."""
    start = len(text) - len(text.lstrip(_EDGE))
    pattern = r"\s+".join(map(re.escape, label.split()))
    match = re.compile(rf"{pattern}(?![^\W\d_])").match(text, start)
    return match.end() if match else None


def _ways(document: Document, segment: Segment, anchor: Anchor) -> Iterator[tuple[Segment, int]]:
    """From a label to where its value stands, the likeliest first: gaps come out wider or narrower."""
    behind = _begins(segment.folded, anchor.label)
    right = document.layout.right_of(segment)
    match anchor.way:
        case Way.SAME:
            if behind is not None:
                yield segment, behind
            if right and (behind is None or not segment.text[behind:].strip(_EDGE)):
                yield right[0], 0
        case Way.RIGHT:
            if behind is not None and segment.text[behind:].strip(_EDGE):
                yield segment, behind
            for at in (anchor.skip, *range(len(right))):
                if at < len(right):
                    yield right[at], 0
        case Way.BELOW:
            rows = document.layout.rows[segment.row + 1 : segment.row + 3 + anchor.skip]
            wanted = segment.row + 1 + anchor.skip
            for row in sorted(rows, key=lambda item: abs(item.number - wanted)):
                if row.page == segment.page:
                    yield from ((other, 0) for other in row.segments if overlaps(other.box, segment.box, 6.0))


def _value(document: Document, segment: Segment, start: int, spot: Spot, kind: FieldType) -> Printed | None:
    """The value of a type in a segment from `start` on."""
    values = _values(document, segment, kind, start)
    if kind in (FieldType.DATE, FieldType.AMOUNT, FieldType.NUMBER):
        if not values:
            return None
        return values[max(0, len(values) - 1 - spot.nth)]
    rest = segment.text[start:]
    begin = start + len(rest) - len(rest.lstrip(_EDGE))
    end = len(segment.text.rstrip())
    if begin >= end:
        return None
    whole = Printed(segment, begin, end)
    if spot.whole:
        return whole
    shape = _pattern(spot.shape)
    match = shape.search(segment.text, begin)
    if match:
        return Printed(segment, match.start(), match.end())
    if kind is FieldType.ID:
        token = re.compile(r"\S*\d\S*").search(segment.text, begin)
        return Printed(segment, token.start(), token.end()) if token else None
    return whole


def _values(document: Document, segment: Segment, kind: FieldType, start: int) -> list[Printed]:
    if kind is FieldType.DATE:
        hits = find_dates(segment.text, document.order)
        return [Printed(segment, hit.start, hit.end) for hit in hits if hit.start >= start - 1]
    if kind in (FieldType.AMOUNT, FieldType.NUMBER):
        numbers = [
            hit
            for hit in find_numbers(segment.text, document.style)
            if hit.start >= start - 1 and not hit.percent
        ]
        money = [hit for hit in numbers if hit.looks_like_money] if kind is FieldType.AMOUNT else []
        return [Printed(segment, hit.start, hit.end) for hit in money or numbers]
    return []


def _pattern(shape: str) -> re.Pattern[str]:
    parts = {"a": r"[^\W\d_]+", "9": r"\d+", " ": r"\s+"}
    return re.compile(r"(?<!\w)" + "".join(parts.get(each, re.escape(each)) for each in shape) + r"(?!\w)")


def candidate_of(document: Document, printed: Printed, kind: FieldType, score: float) -> Candidate | None:
    """A printed value in the form that `data` has it in."""
    segment, start, end = printed.segment, printed.start, printed.end
    words = segment.words_at(start, end)
    if not words:
        return None
    text = tidy(printed.text)
    if kind is FieldType.DATE:
        dates = find_dates(segment.text, document.order)
        for hit in dates:
            if hit.start == start:
                return replace(from_words(words, hit.value, text, score, segment.row), other=hit.other)
        return None
    if kind in (FieldType.AMOUNT, FieldType.NUMBER):
        for number in find_numbers(segment.text, document.style):
            if number.start == start:
                return from_words(words, number.value, text, score, segment.row)
        return None
    return from_words(words, text, text, score, segment.row)


def _hit(
    document: Document,
    printed: Printed,
    spot: Spot,
    kind: FieldType,
    anchor: Anchor,
    exact: bool,
    rank: int,
) -> Hit:
    page = document.layout.page(printed.segment.page)
    pages = len(document.layout.pages)
    wanted = pages + spot.page if spot.last else spot.page
    away = abs(printed.segment.middle / page.height - spot.y)
    score = 1.0 - 0.1 * rank - min(0.25, away) - 0.15 * (printed.segment.page != wanted) - 0.1 * (not exact)
    same = shape_of(printed.text) == spot.shape
    candidate = candidate_of(document, printed, kind, score - 0.15 * (not same))
    assert candidate is not None, "a value that was found has words"
    return Hit(candidate, anchor.label, exact, same)


def _by_place(document: Document, spot: Spot, kind: FieldType) -> Iterator[Hit]:
    """The value of the same look that stands nearest to where it stood; nothing far away."""
    pages = len(document.layout.pages)
    wanted = pages + spot.page if spot.last else spot.page
    if not 1 <= wanted <= pages:
        return
    page = document.layout.page(wanted)
    for segment in document.layout.segments:
        if segment.page != wanted:
            continue
        middle = (segment.box[0] + segment.box[2]) / 2 / page.width
        away = abs(segment.middle / page.height - spot.y) + abs(middle - spot.x)
        if away > 0.05:
            continue
        value = _value(document, segment, 0, spot, kind)
        if value is None or shape_of(value.text) != spot.shape:
            continue
        candidate = candidate_of(document, value, kind, 0.5 - away)
        if candidate is not None:
            yield Hit(candidate, "", exact=False, same_shape=True)


def printed_values(document: Document, value: str, kind: FieldType) -> list[Printed]:
    """Where a value is printed within one segment, in reading order."""
    found: list[Printed] = []
    for segment in document.layout.segments:
        if kind is FieldType.DATE:
            found += [
                Printed(segment, hit.start, hit.end)
                for hit in find_dates(segment.text, document.order)
                if value in (hit.value, hit.other)
            ]
        elif kind in (FieldType.AMOUNT, FieldType.NUMBER):
            found += [
                Printed(segment, hit.start, hit.end)
                for hit in find_numbers(segment.text, document.style)
                if same_number(hit.value, value)
                and (hit.looks_like_money or kind is FieldType.NUMBER or hit.decimals >= _decimals(value))
            ]
        else:
            found += _texts(segment, value)
    return found


def stands_at(page: PageText, printed: Printed, box: Box) -> bool:
    """Whether a value is the one that a box of the page as it is shown lies around."""
    shown = page.on_page(printed.segment.words_at(printed.start, printed.end)[0].box)
    x, y = (shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def same_number(one: str, other: str) -> bool:
    """Whether two plain decimal strings are one number, however many decimals they have."""
    return _plain(one) == _plain(other)


def same_value(one: str | None, other: str | None, kind: FieldType) -> bool:
    """Whether two values of `data` say the same."""
    if one is None or other is None:
        return one is other
    if kind in (FieldType.AMOUNT, FieldType.NUMBER):
        return same_number(one, other)
    return one == other if kind is FieldType.DATE else bare(one) == bare(other) and bool(bare(one))


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _texts(segment: Segment, value: str) -> Iterator[Printed]:
    """Runs of whole words that spell a text, whatever its case and marks."""
    wanted = bare(value)
    if not wanted or wanted not in bare(segment.text):
        return
    spelled = [bare(word.text) for word in segment.words]
    for start in range(len(spelled)):
        run = ""
        for end in range(start, len(spelled)):
            run += spelled[end]
            if run == wanted and spelled[start]:
                first = segment.starts[start]
                last = segment.starts[end] + len(segment.words[end].text)
                text = segment.text[first:last]
                lead = len(text) - len(text.lstrip(_EDGE))
                yield Printed(segment, first + lead, last - (len(text) - len(text.rstrip(_EDGE))))
                return
            if len(run) > len(wanted):
                break
    # A label that is stuck to its value: "Nr.:4711".
    stuck = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", segment.text, re.IGNORECASE)
    if stuck:
        yield Printed(segment, stuck.start(), stuck.end())


def first_labels(anchors: Sequence[Anchor]) -> set[str]:
    """The labels themselves, to compare where two values stood."""
    return {anchor.label for anchor in anchors}
