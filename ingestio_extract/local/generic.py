"""Fields of any name: the value beside the words that name it; all label and value pairs of a form.

A ranker (`learned/weights/generic.onnx`, made by `training.generic`) weighs how alike a printed label is to
what was asked, how a text lies to it and whether it is of the asked type.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.lexicon import COLUMNS, FIELDS, TABLES, key_of, phrase_key, word_set, words
from ingestio_extract.layout import fold
from ingestio_extract.learned.ensemble import ensemble, matrix
from ingestio_extract.local.candidates import (
    Candidate,
    Document,
    amounts_in,
    dates_in,
    from_words,
    ids_in,
    merge,
    tidy,
)
from ingestio_extract.local.concepts import Likeness, Name, name_of
from ingestio_extract.local.numbers import find_numbers
from ingestio_extract.local.pairing import FEATURES, Label, Reach, Sheet, figures, rank_of
from ingestio_extract.local.values import FoundValue

MAX_FIELDS: Final = 80
WEIGHTS: Final = "generic"
ENOUGH: Final = 0.4
"""The least probability of a value that was asked for by name: chosen on forms made for it."""
ENOUGH_UNASKED: Final = 0.5
ENOUGH_UNMARKED: Final = 0.8
"""The same for pairs that nobody asked for, and for those whose label neither a colon nor a known meaning
tells: the cells of a table look much like them."""


_SHAPES: Final = (
    (re.compile(r"e[\s-]?mail|correo|courriel"), re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    (
        re.compile(r"^(?:tele)?(?:phone|fon|fax|phone number)$|^tel$"),
        re.compile(r"[+(]?\d[\d\s()/.\-]{4,}\d"),
    ),
    (re.compile(r"^(?:bic|swift)(?: code)?$"), re.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b")),
    (re.compile(r"^web(?:site|seite)?$|^url$"), re.compile(r"(?:https?://|www\.)?[\w\-]+(?:\.[\w\-]+)+\S*")),
)
"""What the values of fields of such a name look like (a BIC by ISO 9362)."""

_LABEL_ENDS: Final = frozenset(
    phrase_key(word)
    for word in word_set(
        "name address date number nom adresse datum nummer anschrift fecha nombre numero data nome naam "
        "adres nazwa numer id amount total price"
    )
)
_ALSO_VALUES: Final = frozenset(
    phrase_key(word) for word in word_set("bank company store shop service services item goods")
)


@dataclass(frozen=True, slots=True)
class Case:
    """A value that may be asked for, with the figures that the ranker weighs."""

    label: Label
    reach: Reach
    value: Candidate
    figures: tuple[float, ...]


def names_of(spec: FieldSpec) -> tuple[Name, ...]:
    """What a field may be called on the page: its label and its name."""
    return tuple(dict.fromkeys((name_of(spec.label), name_of(spec.name.replace("_", " ")))))


def cases_of(document: Document, sheet: Sheet, asked: Sequence[Name], kind: FieldType) -> list[Case]:
    """Every value near a label that is like what is asked."""
    labels = sheet.labelled(asked)
    best = rank_of(labels[0][1]) if labels else 0.0
    shape = next((shape for name, shape in _SHAPES if any(name.search(item.text) for item in asked)), None)
    return [
        case
        for label, alike in labels
        for case in _around(document, sheet, label, alike, best, kind, shape, _rivals(labels, label, alike))
    ]


def _rivals(labels: Sequence[tuple[Label, Likeness]], own: Label, alike: Likeness) -> float:
    """How many other segments have a label that is about as alike."""
    return float(
        len(
            {
                id(label.segment)
                for label, other in labels
                if label.segment is not own.segment and rank_of(other) >= rank_of(alike) - 0.05
            }
        )
    )


def _around(
    document: Document,
    sheet: Sheet,
    label: Label,
    alike: Likeness,
    best: float,
    kind: FieldType,
    shape: re.Pattern[str] | None,
    rivals: float,
) -> Iterator[Case]:
    for reach in sheet.reaches(label):
        if not reach.text or (
            reach.relation not in ("behind", "ticked") and not reach.marked and _is_asked(reach)
        ):
            continue
        typed = _typed(document, kind, reach, shape)
        if typed is not None:
            value, fits = typed
            yield Case(
                label, reach, value, tuple(figures(sheet, label, alike, best, reach, kind, fits, rivals))
            )


def read_generic(document: Document, spec: FieldSpec, sheet: Sheet) -> FoundValue | None:
    """The likeliest value of a field by its label or name, None where none is likely."""
    cases = cases_of(document, sheet, names_of(spec), spec.type)
    if not cases:
        return None
    shares = probabilities(cases)
    ranked = merge([case.value.scored(share) for case, share in zip(cases, shares, strict=True)])
    if ranked[0].score < ENOUGH:
        return None
    return FoundValue(ranked[0], round(min(1.0, ranked[0].score), 4), tuple(ranked[1:4]))


def probabilities(cases: Sequence[Case]) -> list[float]:
    """How likely each value is the one that was asked for."""
    rows = matrix([case.figures for case in cases], len(FEATURES))
    return [float(share) for share in ensemble(WEIGHTS).probabilities(rows)[:, 1]]


def read_pairs(document: Document, sheet: Sheet) -> list[tuple[str, Candidate]]:
    """Every label that is closed by a colon, a leader or a gap, or stands alone, with its value. No text is
    the value of two labels, and no value is a label."""
    cases: list[Case] = []
    for label in sheet.labels:
        alone = label.end >= len(label.segment.text) - 1
        if not label.text or len(label.text.split()) > 6 or not _names_something(label.text):
            continue
        if label.sure or alone:
            alike = Likeness(1.0, 1.0, 1.0, 1.0, float(bool(label.name.means)))
            cases.extend(_around(document, sheet, label, alike, 1.0, FieldType.TEXT, None, 0.0))
    shares = probabilities(cases)
    order = sorted(range(len(cases)), key=lambda number: -shares[number])
    labels: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    chosen: list[int] = []
    for number in order:
        case = cases[number]
        own, other = id(case.label.segment), id(case.reach.segment)
        behind = own == other
        start = case.label.end - len(case.label.text)
        if shares[number] < _enough(case.label) or (own, case.label.end) in labels.values():
            continue
        words = {id(word) for word in case.reach.words}
        if (
            words & taken
            or own in taken
            or (not behind and any(place[0] == other for place in labels.values()))
        ):
            continue
        if behind and any(place[0] == own and place[1] > start for place in labels.values()):
            continue
        labels[number] = (own, case.label.end)
        taken |= words
        taken |= set() if behind else {other}
        chosen.append(number)
    chosen.sort(key=lambda number: (cases[number].label.segment.row, cases[number].label.segment.box[0]))
    return [(cases[number].label.text, cases[number].value.scored(shares[number])) for number in chosen]


def _is_asked(reach: Reach) -> bool:
    """Whether a text is printed as a label: then it is no value, whatever stands beside it."""
    return reach.text.rstrip().endswith(":") or reach.segment.text.rstrip().endswith(":")


def _enough(label: Label) -> float:
    return ENOUGH_UNASKED if label.sure or label.name.means else ENOUGH_UNMARKED


def _names_something(text: str) -> bool:
    return (
        sum(map(str.isalpha, text)) >= 2
        and not any(map(str.isdigit, text))
        and fold(text) not in ("http", "https", "www")
    )


def snake_case(label: str) -> str:
    """A label as a field name: ASCII, lower case, at most 60 characters."""
    name = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:60].strip("_")
    if not name:
        return "field"
    return name if name[0].isalpha() else "field_" + name[:54]


def plan_of_pairs(
    found_pairs: Sequence[tuple[str, Candidate]],
) -> tuple[FieldPlan, dict[str, FoundValue], int]:
    """A plan with one field a pair, names made unique by a number, the values, and how many more pairs there
    are than a plan has fields."""
    left_out = 0
    fields: list[FieldSpec] = []
    values: dict[str, FoundValue] = {}
    for label, value in found_pairs:
        base = snake_case(label)
        name, number = base, 2
        while name in values:
            if values[name].best.value == value.value:
                break
            name, number = f"{base}_{number}", number + 1
        if name in values:
            continue
        if len(fields) == MAX_FIELDS:
            left_out += 1
            continue
        fields.append(FieldSpec(name=name, label=label))
        values[name] = FoundValue(value, round(min(1.0, value.score), 4))
    return FieldPlan(fields=tuple(fields)), values, left_out


def is_label(text: str) -> bool:
    """Whether a text reads as the name of a field and not as the value of one."""
    bare = text.strip()
    if any(character.isdigit() for character in bare):
        return False
    if bare.endswith(":"):
        return True
    if len(bare) > 40:
        return False
    spoken = [word.text for word in words(re.sub(r"(?<=\w)\.(?=\w)", "", bare))]
    key = key_of(spoken)
    if not key:
        return bool(spoken)
    known = key in FIELDS or key in COLUMNS or key in TABLES
    owned = len(spoken) <= 5 and (key_of(spoken[-1:]) in _LABEL_ENDS or key_of(spoken[:1]) in _LABEL_ENDS)
    return (known and key not in _ALSO_VALUES) or owned


def _typed(
    document: Document, kind: FieldType, reach: Reach, shape: re.Pattern[str] | None
) -> tuple[Candidate, float] | None:
    """A text as the type wants it and how much of it is of that type; None where it holds nothing so."""
    text = tidy(reach.text)
    if reach.marked or reach.relation == "ticked":
        if kind not in (FieldType.TEXT, FieldType.ID):
            return None
        return from_words(reach.words, text, text, 1.0, reach.segment.row), 1.0
    if shape is not None:
        match = shape.search(text)
        if match is None:
            return None
        return from_words(reach.words, match[0], match[0], 1.0, reach.segment.row), len(match[0]) / len(text)
    if kind in (FieldType.TEXT, FieldType.TIME):
        return from_words(reach.words, text, text, 1.0, reach.segment.row), 0.5
    start = max(0, reach.segment.text.find(reach.text))
    segment = replace(reach.segment, text=" " * start + reach.segment.text[start:])
    find = {
        FieldType.DATE: dates_in(document),
        FieldType.AMOUNT: amounts_in(document, strict=False),
        FieldType.NUMBER: amounts_in(document, strict=False),
        FieldType.ID: ids_in(document),
    }[kind]
    end = start + len(reach.text)
    hits = [hit for hit in find(segment, start) if segment.text.find(hit.text, start) < end]
    if not hits:
        return _percent(document, reach, start) if kind is FieldType.NUMBER else None
    hit = hits[0]
    if kind is FieldType.ID and text.startswith(hit.value) and _is_code(text):
        hit = replace(hit, value=text, text=text)
    return hit.scored(1.0), min(1.0, len(hit.text) / len(text))


def _percent(document: Document, reach: Reach, start: int) -> tuple[Candidate, float] | None:
    """A rate in percent, which is no amount but a number all the same."""
    for hit in find_numbers(reach.segment.text, document.style):
        if hit.start >= start - 1 and hit.percent:
            covered = reach.segment.words_at(hit.start, hit.end) or list(reach.words)
            text = tidy(reach.segment.text[hit.start : hit.end])
            return from_words(covered, hit.value, text, 1.0, reach.segment.row), 0.9
    return None


def _is_code(text: str) -> bool:
    """Groups of capitals and figures, as IBANs and long numbers are printed."""
    return bool(re.fullmatch(r"[A-Z0-9][A-Z0-9./\-]*(?: [A-Z0-9./\-]{1,8}){1,9}", text))
