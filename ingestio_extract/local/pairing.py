"""Labels and the values that may belong to them: behind, right of, below or above, and ticked boxes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Layout, Segment, overlaps
from ingestio_extract.local.concepts import NOTHING, Likeness, Name, bare_label, likeness, name_of
from ingestio_extract.words import PageSource, Word

RELATIONS: Final = ("behind", "right", "below", "above", "ticked")
_COLON: Final = re.compile(r"^(?P<label>[^\W\d_][^:]{0,58}?)\s*:(?=\s|$|[^/\d])")
_LEADER: Final = re.compile(r"(?:[._·] ?){3,}|…+")
_GAP: Final = re.compile(r" {2,}")
_NEXT: Final = re.compile(r"\s+[|•·]\s+|  +(?=[^\W\d_][^:]{1,38}:(?:\s|$))|,\s+(?=[^\W\d_][\w .\-]{1,28}:\s)")
_ON: Final = r"☒|☑|✓|✔|■|\[ ?[xX✓] ?\]|\( ?[xX✓] ?\)"
_OFF: Final = r"☐|□|○|\[ ?_? ?\]|\( {0,2}\)"
_MARK: Final = re.compile(rf"(?P<on>{_ON})|(?P<off>{_OFF})")
_YES: Final = frozenset(["yes", "y", "ja", "j", "oui", "si", "sim", "tak", "true"])
_NO: Final = frozenset(["no", "n", "nein", "non", "nao", "nee", "nie", "false"])
_MOST_WORDS: Final = 8
_DOWN: Final = 4.0
"""How far below a label its value may stand, in line heights."""


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of a segment that may name a field: `end` is where it ends in the segment's text, `sure`
    whether a colon, a leader or a gap closes it."""

    segment: Segment
    text: str
    end: int
    sure: bool
    name: Name


@dataclass(frozen=True, slots=True)
class Reach:
    """A text that may be the value of a label: how it lies to it, over what distance in line heights, how
    far their left edges are apart, and how many texts of that relation are nearer."""

    relation: str
    text: str
    segment: Segment
    words: tuple[Word, ...]
    gap: float
    shift: float
    order: int
    marked: bool = False


class Sheet:
    """A layout as labels; what several fields ask is found once. Without `known` no label has a known
    meaning, as on forms of a strange trade."""

    def __init__(self, layout: Layout, known: bool = True) -> None:
        self.layout = layout
        self.known = known

    @cached_property
    def labels(self) -> list[Label]:
        """All pieces that may be labels, in reading order."""
        labels = [label for segment in self.layout.segments for label in _labels_of(segment)]
        if self.known:
            return labels
        return [replace(label, name=replace(label.name, means=frozenset())) for label in labels]

    @cached_property
    def _texts(self) -> list[str]:
        return [label.name.text for label in self.labels]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, label in enumerate(self.labels):
            for word in label.name.key:
                index.setdefault(word[:4], []).append(number)
        return index

    @cached_property
    def _by_meaning(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, label in enumerate(self.labels):
            for meaning in label.name.means:
                index.setdefault(meaning, []).append(number)
        return index

    @cached_property
    def named(self) -> frozenset[int]:
        """The ids of the segments that read as a label alone: with a colon or a leader at the end, or of a
        known meaning."""
        return frozenset(
            id(label.segment)
            for label in self.labels
            if label.end >= len(label.segment.text) - 1 and (label.sure or label.name.means)
        )

    @cached_property
    def habits(self) -> tuple[float, float, float]:
        """Of the segments that read as a label alone: the share with something right that reads as none,
        with something right below that reads as none, and the share that end in a colon."""
        right = below = colons = 0
        alone = [segment for segment in self.layout.segments if id(segment) in self.named]
        for segment in alone:
            beside = self.layout.right_of(segment)[:1]
            right += bool(beside) and id(beside[0]) not in self.named
            under = next(self.layout.below(segment, 1.6), None)
            below += under is not None and id(under) not in self.named
            colons += segment.text.rstrip().endswith(":")
        count = max(1, len(alone))
        return right / count, below / count, colons / count

    @cached_property
    def _starts(self) -> dict[tuple[int, int], list[Segment]]:
        """The segments of a page by the place of their left edge, in steps of 4 points."""
        index: dict[tuple[int, int], list[Segment]] = {}
        for segment in self.layout.segments:
            index.setdefault((segment.page, round(segment.box[0] / 4)), []).append(segment)
        return index

    def column(self, segment: Segment) -> list[Segment]:
        """The segments whose left edge is where this one has its own, itself too."""
        place = round(segment.box[0] / 4)
        near = [self._starts.get((segment.page, place + step), []) for step in (-1, 0, 1)]
        return [other for group in near for other in group if abs(other.box[0] - segment.box[0]) <= 3]

    def company(self, segment: Segment, other: Segment) -> tuple[float, float, float]:
        """How many more segments start where `segment` does, the share of their rows where one stands at the
        place of `other`, and the share of rows with nothing further right."""
        column = [item for item in self.column(segment) if item is not segment][:40]
        with_other = free = 0
        for item in column:
            right = self.layout.right_of(item)
            with_other += any(abs(part.box[0] - other.box[0]) <= 3 for part in right)
            free += not right
        count = max(1, len(column))
        return float(min(10, len(column))), with_other / count, free / count

    def row_look(self, number: int) -> tuple[float, float]:
        """How many segments a row has, and the share of them with figures in them."""
        parts = self.layout.rows[number].segments
        return float(len(parts)), sum(any(map(str.isdigit, part.text)) for part in parts) / len(parts)

    def row_under(self, number: int) -> float:
        """The share of a row's segments under which one of the next row begins."""
        rows = self.layout.rows
        if number + 1 >= len(rows) or rows[number + 1].page != rows[number].page:
            return 0.0
        starts = [part.box[0] for part in rows[number + 1].segments]
        parts = rows[number].segments
        return sum(any(abs(start - part.box[0]) <= 8 for start in starts) for part in parts) / len(parts)

    def rooms(self, segment: Segment, other: Segment) -> tuple[float, float]:
        """The free room over a label and under a text, in line heights, 9 where nothing stands there."""
        line = max(1.0, self.layout.line_height)
        over = self.over(segment)
        under = next(self.layout.below(other, 6.0), None)
        return (
            9.0 if over is None else min(9.0, (segment.box[1] - over.box[3]) / line),
            9.0 if under is None else min(9.0, (under.box[1] - other.box[3]) / line),
        )

    def labelled(self, asked: Sequence[Name]) -> list[tuple[Label, Likeness]]:
        """The labels that may name what is asked, each by its most alike name."""
        numbers: set[int] = set()
        for name in asked:
            for meaning in name.means:
                numbers.update(self._by_meaning.get(meaning, ()))
            for word in name.key:
                numbers.update(self._by_word.get(word[:4], ()))
            close = process.extract(name.text, self._texts, scorer=fuzz.ratio, score_cutoff=72, limit=12)
            numbers.update(number for _, _, number in close)
        found: list[tuple[Label, Likeness]] = []
        for number in sorted(numbers):
            label = self.labels[number]
            alike = max((likeness(label.name, name) for name in asked), key=rank_of, default=NOTHING)
            if rank_of(alike) >= 0.5:
                found.append((label, alike))
        found.sort(key=lambda item: -rank_of(item[1]))
        return found[:12]

    def reaches(self, label: Label) -> Iterator[Reach]:
        """The texts around a label, nearest first within each relation."""
        layout, segment = self.layout, label.segment
        line = max(1.0, layout.line_height)
        ticked = self._ticked(label)
        if ticked is not None:
            yield ticked
            return
        rest = segment.text[label.end :]
        lead = len(rest) - len(rest.lstrip(" :.-–#_…·"))
        after = _NEXT.split(rest[lead:])[0].rstrip(" _.…")
        if after:
            begin = label.end + lead
            covered = tuple(segment.words_at(begin, begin + len(after)))
            if covered:
                yield Reach("behind", after, segment, covered, 0.0, 0.0, 0)
        for order, other in enumerate(layout.right_of(segment)[:2]):
            gap = (other.box[0] - segment.box[2]) / max(line, segment.height, other.height)
            yield _whole("right", other, gap, gap, order)
        for order, other in enumerate(layout.below(segment, _DOWN)):
            if order > 1:
                break
            gap = (other.box[1] - segment.box[3]) / max(line, segment.height, other.height)
            yield _whole("below", other, gap, abs(other.box[0] - segment.box[0]) / line, order)
        over = self.over(segment)
        if over is not None and segment.box[1] - over.box[3] < 1.8 * line:
            gap = (segment.box[1] - over.box[3]) / line
            yield _whole("above", over, gap, abs(over.box[0] - segment.box[0]) / line, 0)

    def over(self, segment: Segment) -> Segment | None:
        """The nearest segment over this one."""
        for row in reversed(self.layout.rows[max(0, segment.row - 3) : segment.row]):
            if row.page != segment.page:
                return None
            for other in row.segments:
                near = segment.box[1] - other.box[3] < 4.0 * self.layout.line_height
                if near and overlaps(other.box, segment.box):
                    return other
        return None

    def _ticked(self, label: Label) -> Reach | None:
        """The option with a tick among those behind a label, or the tick before it."""
        segment = label.segment
        before = segment.text[: max(0, label.end - len(label.text))].rstrip()
        mark = _MARK.search(before[-4:]) if before else None
        rest = [segment.text[label.end :], *(other.text for other in self.layout.right_of(segment)[:4])]
        behind = "  ".join(rest)
        if _MARK.search(behind):
            option = _option(behind.strip(" :.-"))
            words = [*segment.words_at(label.end, len(segment.text))]
            words += [word for other in self.layout.right_of(segment)[:4] for word in other.words]
            if option is None or not words:
                return Reach("ticked", "", segment, segment.words, 0.0, 0.0, 0)
            value, text = option
            own = [word for word in words if word.text in text.split()] or words
            return Reach("ticked", value, segment, tuple(own), 0.0, 0.0, 0)
        if mark is not None:
            return Reach("ticked", "yes" if mark["on"] else "no", segment, segment.words, 0.0, 0.0, 0)
        return None


def rank_of(alike: Likeness) -> float:
    """One figure for how alike two names are."""
    return max(alike.letters, alike.words, alike.same)


def _whole(relation: str, other: Segment, gap: float, shift: float, order: int) -> Reach:
    if _MARK.search(other.text):
        option = _option(other.text.strip(" :.-"))
        if option is None:
            return Reach(relation, "", other, other.words, gap, shift, order, True)
        own = tuple(word for word in other.words if word.text in option[1].split()) or other.words
        return Reach(relation, option[0], other, own, gap, shift, order, True)
    text = _NEXT.split(other.text)[0].rstrip(" _.…")
    lead = len(text) - len(text.lstrip(" _.…·:"))
    words = tuple(other.words_at(lead, len(text))) or other.words
    return Reach(relation, text[lead:], other, words, gap, shift, order)


def _option(text: str) -> tuple[str, str] | None:
    """The value and the text of the one ticked option; None where none is or several are."""
    marks = list(_MARK.finditer(text))
    leading = marks[0].start() == 0
    chosen: list[str] = []
    for number, mark in enumerate(marks):
        if leading:
            end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
            option = text[mark.end() : end]
        else:
            option = text[marks[number - 1].end() if number else 0 : mark.start()]
        if mark["on"]:
            chosen.append(option.strip(" ,;/|"))
    if len(marks) == 1 and not chosen:
        return ("no", text) if not _words(text) - _YES else None
    if len(chosen) != 1:
        return None
    said = _words(chosen[0])
    if not said or said <= _YES:
        return "yes", chosen[0]
    return ("no", chosen[0]) if said <= _NO else (chosen[0], chosen[0])


def _words(text: str) -> set[str]:
    return set(name_of(_MARK.sub(" ", text)).text.split())


def _labels_of(segment: Segment) -> Iterator[Label]:
    """The pieces of a segment that may be labels: up to a colon or a leader, between wide gaps, all of
    it, and its first words."""
    text = segment.text
    starts = [0, *(match.end() for match in re.finditer(r" {2,}|\s[|•·/]\s|(?<=\S),\s", text))]
    seen: set[int] = set()
    for start in starts[:6]:
        part = text[start:]
        mark = _MARK.match(part)
        skip = mark.end() + len(part[mark.end() :]) - len(part[mark.end() :].lstrip()) if mark else 0
        part, start = part[skip:], start + skip
        if colon := _COLON.match(part):
            yield _label(segment, colon["label"], start + colon.end(), True)
            seen.add(start + colon.end())
        elif (leader := _LEADER.search(part)) and 1 < leader.start() < 60:
            yield _label(segment, part[: leader.start()], start + leader.end(), True)
            seen.add(start + leader.end())
        if start and not colon:
            continue
        piece = _GAP.split(part)[0]
        if not colon and len(piece) <= 60 and start + len(piece) not in seen:
            yield _label(segment, piece, start + len(piece), len(piece) < len(part))
            seen.add(start + len(piece))
        if start == 0 or not colon:
            yield from _openings(segment, part, start, seen)


def _openings(segment: Segment, part: str, start: int, seen: set[int]) -> Iterator[Label]:
    words = list(re.finditer(r"\S+", part))[:_MOST_WORDS]
    for word in words[:5]:
        end = start + word.end()
        if end not in seen and end < len(segment.text):
            seen.add(end)
            yield _label(segment, part[: word.end()], end, False)


def _label(segment: Segment, text: str, end: int, sure: bool) -> Label:
    return Label(segment, bare_label(text), end, sure, name_of(text))


FEATURES: Final = (
    "letters",
    "words",
    "asked",
    "printed",
    "same",
    "rank_gap",
    "sure",
    "alone",
    "colon",
    "label_words",
    *RELATIONS,
    "gap",
    "shift",
    "order",
    "height",
    "marked",
    "length",
    "value_words",
    "value_named",
    "value_colon",
    "value_digits",
    "value_upper",
    "fits",
    "typed",
    "left_named",
    "over_named",
    "right_free",
    "below_free",
    "habit_right",
    "habit_below",
    "habit_colon",
    "ocr",
    "column",
    "column_other",
    "column_free",
    "room_over",
    "room_under",
    "small_start",
    "row_count",
    "row_digits",
    "other_row_count",
    "other_row_digits",
    "row_under",
    "rivals",
)
"""What the ranker of values is asked with."""


def figures(
    sheet: Sheet,
    label: Label,
    alike: Likeness,
    best: float,
    reach: Reach,
    kind: FieldType,
    fits: float,
    rivals: float,
) -> list[float]:
    """The figures of `FEATURES`. `best` is the likeness of the most alike label, `fits` how well the text is
    of the asked type (0 where it is not, 1 where it is nothing else)."""
    layout, segment = sheet.layout, label.segment
    text = reach.text
    right = layout.right_of(segment)[:1]
    under = next(layout.below(segment, _DOWN), None)
    other = reach.segment
    same_row = [part for part in layout.rows[other.row].segments if part.box[2] <= other.box[0] + 1]
    left = same_row[-1] if same_row and other is not segment else None
    over = sheet.over(other) if reach.relation in ("right", "below") else None
    return [
        alike.letters,
        alike.words,
        alike.asked,
        alike.printed,
        alike.same,
        best - rank_of(alike),
        float(label.sure),
        float(label.end >= len(segment.text) - 1),
        float(segment.text[max(0, label.end - 1) : label.end + 1].strip().startswith(":")),
        float(len(label.text.split())),
        *(float(reach.relation == relation) for relation in RELATIONS),
        reach.gap,
        reach.shift,
        float(reach.order),
        other.height / max(1.0, segment.height),
        float(reach.marked or reach.relation == "ticked"),
        float(min(120, len(text))),
        float(min(20, len(text.split()))),
        float(id(other) in sheet.named and other is not segment),
        float(":" in text),
        sum(map(str.isdigit, text)) / max(1, len(text)),
        float(text.isupper()),
        fits,
        float(kind is not FieldType.TEXT),
        float(left is not None and left is not segment and id(left) in sheet.named),
        float(over is not None and over is not segment and id(over) in sheet.named),
        float(bool(right) and id(right[0]) not in sheet.named),
        float(under is not None and id(under) not in sheet.named),
        *sheet.habits,
        float(layout.page(segment.page).source is PageSource.OCR),
        *sheet.company(segment, other),
        *sheet.rooms(segment, other),
        float(text[:1].islower()),
        *sheet.row_look(segment.row),
        *sheet.row_look(other.row),
        sheet.row_under(segment.row),
        rivals,
    ]
