"""Presets of exports, kept in the account's own store on this computer."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_core.export import ColumnFormat
from ingestio_desktop.futures import chain, done, failed
from ingestio_desktop.store import export_presets
from ingestio_desktop.store.database import Reader, Store, Unit

_LONGEST_NAME: Final = 100


PLAIN: Final = ColumnFormat()
"""As the values of a column look where nobody chose otherwise."""


@dataclass(frozen=True, slots=True)
class PresetColumn:
    """A column by its key. `header` is what the person called it, None for the field's own label."""

    key: str
    header: str | None = None
    format: ColumnFormat = PLAIN
    picked: bool = True


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """All that a person chooses but where the file goes. `rows` is `documents` or the name of a table;
    `columns` are in order, those left out among them, and empty for all."""

    format: ExportFormat = ExportFormat.XLSX
    rows: str = "documents"
    columns: tuple[PresetColumn, ...] = ()
    include_unconfirmed: bool = True
    findings_sheet: bool = True
    link_source: bool = True
    changes_sheet: bool = False
    append: bool = False
    delimiter: str = ","
    decimal: str = "."
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class ExportPreset:
    id: str
    name: str
    settings: ExportSettings


_SETTINGS: Final = TypeAdapter(ExportSettings)


class ExportPresetsFlow:
    """Every call answers with all presets, by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> "Future[tuple[ExportPreset, ...]]":
        return self._store.read(read_presets)

    def save(self, name: str, settings: ExportSettings) -> "Future[tuple[ExportPreset, ...]]":
        """Replaces the one of that name. Fails with `IngestError` (name_missing)."""
        title = name.strip()[:_LONGEST_NAME]
        if not title:
            return failed(_nameless())
        body = _SETTINGS.dump_json(settings).decode()

        def save(unit: Unit) -> tuple[ExportPreset, ...]:
            export_presets.save_preset(unit, title, body)
            return read_presets(unit.session)

        return self._store.write(save)

    def rename(self, preset_id: str, name: str) -> "Future[tuple[ExportPreset, ...]]":
        """Fails with `IngestError` (name_missing, name_taken)."""
        title = name.strip()[:_LONGEST_NAME]
        if not title:
            return failed(_nameless())

        def renamed(done_so: bool) -> "Future[tuple[ExportPreset, ...]]":
            if done_so:
                return self.all()
            return failed(
                IngestError(
                    "name_taken", "This name is taken", f"“{title}” is yours already. Choose another name."
                )
            )

        return chain(
            self._store.write(lambda unit: export_presets.rename_preset(unit, preset_id, title)), renamed
        )

    def delete(self, preset_id: str) -> "Future[tuple[ExportPreset, ...]]":
        def delete(unit: Unit) -> tuple[ExportPreset, ...]:
            export_presets.delete_preset(unit, preset_id)
            return read_presets(unit.session)

        return self._store.write(delete)

    def use_for(self, plan: str, preset_id: str | None) -> "Future[None]":
        """Begin exports of these columns with a preset, or with none."""
        if not plan:
            return done(None)
        return self._store.write(lambda unit: export_presets.set_default_preset(unit, plan, preset_id))


def read_presets(session: Reader) -> tuple[ExportPreset, ...]:
    """By name. One that a later version wrote, and that can't be read here, is passed over and stays."""
    found = []
    for preset_id, name, body in export_presets.presets(session):
        try:
            found.append(ExportPreset(preset_id, name, _SETTINGS.validate_json(body)))
        except ValidationError:
            continue
    return tuple(found)


def _nameless() -> IngestError:
    return IngestError("name_missing", "The preset has no name", "Type a name to find it by.")
