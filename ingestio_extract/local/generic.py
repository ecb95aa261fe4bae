"""Fields of any name: the value beside the words that name it; all label and value pairs of a form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.lexicon import COLUMNS, FIELDS, TABLES, key_of, phrase_key, word_set, words
from ingestio_extract.layout import Layout, Segment, fold
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
from ingestio_extract.local.values import FoundValue, found

MAX_FIELDS: Final = 80
_PAIR: Final = re.compile(r"^(?P<label>[^\W\d_][^:]{1,38}?)\s*:\s*(?P<value>\S.*)?$")
_MINIMUM: Final = 82


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
class Pair:
    """A label with the value beside it."""

    label: str
    value: Candidate


def pairs(document: Document) -> list[Pair]:
    """Everything that is printed as "label: value", the value behind the colon, right of it or below."""
    layout = document.layout
    result: list[Pair] = []
    used: set[int] = set()
    for segment in layout.segments:
        if id(segment) in used:
            continue
        match = _PAIR.match(segment.text)
        if match is None:
            continue
        label = tidy(match["label"])
        if len(label.split()) > 5 or fold(label) in ("http", "https", "www"):
            continue
        value = _value_of(layout, segment, match, used)
        if value is not None:
            result.append(Pair(label, value))
    return result


def _value_of(layout: Layout, segment: Segment, match: re.Match[str], used: set[int]) -> Candidate | None:
    if match["value"]:
        behind = segment.words_at(match.start("value"), len(segment.text))
        text = tidy(match["value"])
        return from_words(behind, text, text, 0.85, segment.row)
    right = layout.right_of(segment)
    if right and not right[0].text.rstrip().endswith(":"):
        used.add(id(right[0]))
        text = tidy(right[0].text)
        return from_words(right[0].words, text, text, 0.8, right[0].row)
    for other in layout.below(segment, 1.6):
        if not _PAIR.match(other.text) and abs(other.box[0] - segment.box[0]) < 3 * layout.line_height:
            used.add(id(other))
            text = tidy(other.text)
            return from_words(other.words, text, text, 0.6, other.row)
    return None


def snake_case(label: str) -> str:
    """A label as a field name: ASCII, lower case, at most 60 characters."""
    name = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:60].strip("_")
    if not name:
        return "field"
    return name if name[0].isalpha() else "field_" + name[:54]


def plan_of_pairs(found_pairs: list[Pair]) -> tuple[FieldPlan, dict[str, FoundValue]]:
    """A plan with one field a pair, names made unique by a number, and the values."""
    fields: list[FieldSpec] = []
    values: dict[str, FoundValue] = {}
    for pair in found_pairs[:MAX_FIELDS]:
        base = snake_case(pair.label)
        name, number = base, 2
        while name in values:
            if values[name].best.value == pair.value.value:
                break
            name, number = f"{base}_{number}", number + 1
        if name in values:
            continue
        fields.append(FieldSpec(name=name, label=pair.label))
        values[name] = FoundValue(pair.value, round(min(0.85, 0.1 + 0.8 * pair.value.score), 3))
    return FieldPlan(fields=tuple(fields)), values


def read_generic(document: Document, spec: FieldSpec, known: list[Pair]) -> FoundValue | None:
    """The value beside the words of a field's label or name, as its type wants it."""
    names = tuple(dict.fromkeys((fold(spec.label).strip(), spec.name.replace("_", " "))))
    candidates: list[Candidate] = []
    for pair in known:
        likeness = max(fuzz.token_sort_ratio(fold(pair.label), name) for name in names)
        if likeness >= _MINIMUM:
            value = None if is_label(pair.value.text) else _typed(document, spec.type, pair.value)
            if value is not None:
                candidates.append(value.scored(value.score * likeness / 100 + 0.05))
    for segment in document.layout.segments:
        place = _label_end(segment, names)
        if place is not None:
            end, likeness = place
            candidates.extend(
                value.scored(value.score * likeness) for value in _beside(document, spec.type, segment, end)
            )
    if shape := next((shape for name, shape in _SHAPES if any(name.search(item) for item in names)), None):
        candidates = [value for item in candidates if (value := _shaped(document, item, shape)) is not None]
    return found(merge(candidates), top=0.9)


def _shaped(document: Document, item: Candidate, shape: re.Pattern[str]) -> Candidate | None:
    """The part of a text that looks as the field's values do; None where no part does."""
    match = shape.search(item.value)
    segment = _segment_at(document.layout, item)
    if match is None or segment is None:
        return None
    start = segment.text.find(match[0])
    if start < 0:
        return replace(item, value=match[0], text=match[0])
    covered = segment.words_at(start, start + len(match[0]))
    return from_words(covered, match[0], match[0], item.score, item.row)


def _label_end(segment: Segment, names: Sequence[str]) -> tuple[int, float] | None:
    """Where the label ends in a segment that begins with it or holds it, and how well it fits."""
    folded = segment.folded
    for name in names:
        pattern = re.escape(name).replace(r"\ ", r"[\s\-_.]*")
        match = re.search(
            rf"(?<![a-z0-9@])(?<![a-z0-9][./\-]){pattern}(?:e?s|n|en)?(?![a-z0-9@]|[./\-][a-z0-9])", folded
        )
        if match and (match.start() < 3 or _begins_anew(segment.text, match.start(), match.end())):
            start_cost = 0.0 if match.start() < 3 else 0.2
            return match.end(), 0.92 - start_cost - (0.15 if len(folded) > 70 else 0.0)
    head = folded.split(":")[0].strip()
    if 3 <= len(head) <= 40:
        likeness = max(fuzz.ratio(head, name) for name in names)
        if likeness >= 85:
            return len(segment.text.split(":")[0]), 0.8 * likeness / 100
    return None


def _begins_anew(text: str, start: int, end: int) -> bool:
    """Whether a label inside a line is one: behind a gap or a sign that ends the value before, or
    with a colon of its own. A word of a sentence is none."""
    return bool(re.search(r"(?:  |[|,;·•/(]\s?)$", text[:start]) or re.match(r"[^:]{0,12}:", text[end:]))


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


def _beside(document: Document, kind: FieldType, segment: Segment, end: int) -> list[Candidate]:
    layout = document.layout
    values: list[Candidate] = []
    rest = segment.text[end:]
    lead = len(rest) - len(rest.lstrip(" :.-#"))
    if rest[lead:].strip():
        behind = segment.words_at(end + lead, len(segment.text))
        text = tidy(rest[lead:])
        values.append(from_words(behind, text, text, 0.9 if ":" in rest[:lead] else 0.75, segment.row))
    neighbours = [(0.88, other) for other in layout.right_of(segment)[:1]]
    neighbours += [(0.6, other) for other in list(layout.below(segment, 2.0))[:1]]
    values.extend(
        from_words(other.words, tidy(other.text), tidy(other.text), score, other.row)
        for score, other in neighbours
        if not other.text.rstrip().endswith(":")
    )
    typed = (_typed(document, kind, value) for value in values if not is_label(value.text))
    return [value for value in typed if value is not None]


def _typed(document: Document, kind: FieldType, value: Candidate) -> Candidate | None:
    """A text as the type wants it, None where it holds nothing of that type."""
    segment = _segment_at(document.layout, value)
    if segment is None or kind in (FieldType.TEXT, FieldType.TIME):
        return value
    find = {
        FieldType.DATE: dates_in(document),
        FieldType.AMOUNT: amounts_in(document, strict=False),
        FieldType.NUMBER: amounts_in(document, strict=False),
        FieldType.ID: ids_in(document),
    }[kind]
    start = max(0, tidy(segment.text).find(value.text))
    hits = find(segment, start)
    if not hits:
        return None
    hit = hits[0]
    return replace(hit, score=value.score * (1.0 if kind is FieldType.NUMBER else hit.score))


def _segment_at(layout: Layout, value: Candidate) -> Segment | None:
    if value.box is None:
        return None
    middle = (value.box[0] + value.box[2]) / 2
    return next(
        (part for part in layout.rows[value.row].segments if part.box[0] - 1 <= middle <= part.box[2] + 1),
        None,
    )
