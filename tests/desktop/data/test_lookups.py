"""Documents that are looked up by their ids are found by them, however many others there are."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import ExportOptions
from ingestio_desktop.store import export_facts, export_history, grid, held, queries
from ingestio_desktop.store.database import Store, Unit
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.store.rows import DocumentState
from tests.support.desktop import fresh_store
from tests.support.exporting import document_id, fill_exports

Ids = Sequence[UUID]
LOOKUPS: dict[str, Callable[[Unit, Ids, UUID], object]] = {
    "documents_by_id": lambda unit, ids, _: queries.documents_by_id(unit.session, ids),
    "ids_in_state": lambda unit, ids, _: queries.ids_in_state(
        unit.session, ids, frozenset({DocumentState.CONFIRMED})
    ),
    "grid_rows": lambda unit, ids, _: grid.grid_rows(unit.session, ids, ()),
    "grid_batch_of": lambda unit, ids, batch: grid.grid_batch_of(unit.session, ids, batch),
    "missing_cells": lambda unit, ids, _: grid.missing_cells(unit.session, ids),
    "to_confirm": lambda unit, ids, _: grid.to_confirm(unit, ids),
    "source_counts": lambda unit, ids, _: export_facts.source_counts(unit.session, ExportSource(tuple(ids))),
    "export_facts": lambda unit, ids, _: export_facts.export_facts(unit.session, ExportSource(tuple(ids))),
    "first_rows": lambda unit, ids, _: export_facts.first_rows(
        unit.session, ExportSource(tuple(ids)), ExportOptions(ExportFormat.XLSX)
    ),
    "changed_since": lambda unit, ids, _: export_history.changed_since(
        unit.session, ExportSource(tuple(ids)), datetime.now(UTC)
    ),
    "delete_documents": lambda unit, ids, _: held.delete_documents(unit, ids),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, UUID]]:
    store = fresh_store(tmp_path_factory.mktemp("lookups") / "store.sqlite")
    yield store, fill_exports(store, 60)
    store.close()


@pytest.mark.parametrize("name", LOOKUPS)
def test_it_is_by_the_ids(filled: tuple[Store, UUID], name: str) -> None:
    store, batch = filled
    ids = [document_id(batch, number) for number in range(40)]
    plans = store.write(lambda unit: _plans(unit, lambda: LOOKUPS[name](unit, ids, batch))).result(30)
    assert any("sqlite_autoindex_documents_1" in step for step in plans)
    assert [step for step in plans if "ix_documents" in step or "SCAN documents" in step] == []


def _plans(unit: Unit, work: Callable[[], object]) -> list[str]:
    """The steps by which SQLite finds the documents that `work` names by their ids."""
    connection = unit.session.connection()
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(_c: object, _cursor: object, text: str, values: tuple[object, ...], *_more: object) -> None:
        if text.lstrip().startswith("SELECT") and "documents.id IN" in text:
            asked.append((text, values))

    sa.event.listen(connection, "before_cursor_execute", note)
    work()
    sa.event.remove(connection, "before_cursor_execute", note)
    plans = (connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values) for text, values in asked)
    return [str(row[3]) for plan in plans for row in plan]
