"""The columns of an export as a person arranges them. Plain values: every change gives new columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingestio_core.export import Column, ColumnFormat, ExportWords
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.export_presets import PLAIN, PresetColumn
from ingestio_desktop.sentences import label_said
from ingestio_desktop.store.export_facts import ColumnFacts

STATUS: Final = "_status"


@dataclass(frozen=True, slots=True)
class ChosenColumn:
    """A column and what a person made of it. `label` is the field's in their language, `header` what they
    called it instead. `of_item` is the item's own; `missing` is one of a preset that these documents do not
    have: it stays empty."""

    key: str
    label: str
    type: FieldType | None = None
    of_item: bool = False
    picked: bool = True
    header: str | None = None
    format: ColumnFormat = PLAIN
    missing: bool = False
    place: int = 0
    """Among all that are offered: those left out stand in this order."""

    @property
    def shown(self) -> str:
        return self.header or self.label


Columns = tuple[ChosenColumn, ...]


def offered(facts: Sequence[ColumnFacts], words: ExportWords) -> Columns:
    """As they are before anybody chose."""
    own = {
        "_file": words.file,
        "_folder": words.folder,
        "_type": words.type,
        STATUS: words.status,
        "_id": words.document,
    }
    columns = tuple(
        ChosenColumn(
            fact.key,
            own.get(fact.key) or ": ".join(map(label_said, fact.labels)),
            fact.type,
            fact.of_item,
            fact.given,
            place=place,
        )
        for place, fact in enumerate(facts)
    )
    return _sorted(columns)


def applied(columns: Columns, wanted: Sequence[PresetColumn]) -> Columns:
    """The columns as a preset has them: in its order, with its names and formats. What it does not know is
    left out, and what these documents do not have stays, empty."""
    if not wanted:
        return columns
    known = {column.key: column for column in columns}
    found = []
    for preset in wanted:
        column = known.pop(preset.key, None)
        if column is None:
            if not preset.picked:
                continue
            column = ChosenColumn(preset.key, preset.header or preset.key, missing=True)
        found.append(replace(column, header=preset.header, format=preset.format, picked=preset.picked))
    return _sorted((*found, *(replace(column, picked=False) for column in known.values())))


def kept(columns: Columns) -> tuple[PresetColumn, ...]:
    """The same for a preset."""
    return tuple(
        PresetColumn(column.key, column.header, column.format, column.picked)
        for column in columns
        if column.picked or column.header or column.format != PLAIN
    )


def written(columns: Columns) -> tuple[Column, ...]:
    """The same for the file."""
    return tuple(Column(column.key, column.shown, column.format) for column in columns if column.picked)


def joined(columns: Columns, found: Columns, *, picked: bool) -> Columns:
    """With those that were found since behind the picked ones, or left out."""
    known = {column.key for column in columns}
    new = (replace(each, picked=each.picked and picked) for each in found if each.key not in known)
    return _sorted((*columns, *new))


def left_out(columns: Columns) -> tuple[str, ...]:
    """The keys of those that are not to be in the file."""
    return tuple(column.key for column in columns if not column.picked)


def moved(columns: Columns, key: str, step: int) -> Columns:
    """One of the picked ones so many places on; it stops at the ends."""
    chosen = [column for column in columns if column.picked]
    place = next((at for at, column in enumerate(chosen) if column.key == key), None)
    if place is None:
        return columns
    return placed(columns, key, min(max(0, place + step), len(chosen) - 1))


def placed(columns: Columns, key: str, place: int) -> Columns:
    """One of the picked ones at this place among them."""
    chosen = [column for column in columns if column.picked]
    own = next((column for column in chosen if column.key == key), None)
    if own is None:
        return columns
    chosen.remove(own)
    chosen.insert(place, own)
    return (*chosen, *(column for column in columns if not column.picked))


def picked(columns: Columns, key: str, on: bool) -> Columns:
    """Add a column behind the picked ones, or leave it out. The last one that is left stays."""
    others = [column for column in columns if column.key != key]
    own = next((column for column in columns if column.key == key), None)
    if own is None or own.picked == on or (not on and not any(column.picked for column in others)):
        return columns
    chosen = [column for column in others if column.picked]
    left = [column for column in others if not column.picked]
    if on:
        return (*chosen, replace(own, picked=True), *left)
    if own.missing:
        return (*chosen, *left)
    return _sorted((*chosen, replace(own, picked=False), *left))


def renamed(columns: Columns, key: str, header: str) -> Columns:
    """Another header; an empty one, or the field's own label, is none."""
    text = " ".join(header.split())
    return tuple(
        replace(column, header=text if text and text != column.label else None)
        if column.key == key
        else column
        for column in columns
    )


def formatted(columns: Columns, key: str, look: ColumnFormat) -> Columns:
    """Another look of its values."""
    return tuple(replace(column, format=look) if column.key == key else column for column in columns)


def _sorted(columns: Sequence[ChosenColumn]) -> Columns:
    """The picked ones first, as they are; then the others as they were offered."""
    left = sorted((column for column in columns if not column.picked), key=lambda column: column.place)
    return (*(column for column in columns if column.picked), *left)
