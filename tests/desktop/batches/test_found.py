"""Ctrl+K and the searches: without case and accents, by name and by what was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingestio_core.contracts.documents import Edit
from ingestio_desktop.flows.batches import BatchesFlow, BatchQuery, DocumentQuery
from ingestio_desktop.store import outbox
from ingestio_desktop.store.conflicts import edit_payload
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.migrations import downgrade, upgrade
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.server import apply_documents, forget_documents
from ingestio_desktop.store.texts import matching_words
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import fresh_store

BATCH = sample_id(0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path / "store.sqlite")
    keep_batches(opened, sample_batches(3), sample_documents(BATCH, 10))
    yield opened
    opened.close()


def found(store: Store, words: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(each.row.filename, each.matched) for each in BatchesFlow(store).find(words, limit).result(30)[1]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Größe", "grosse"),
        ("CAFÉ", "cafe"),
        ("Łódź Ørsted", "lodz orsted"),
        ("İzmir", "izmir"),
        ("２０２４", "2024"),
    ],
)
def test_case_accents_and_widths_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_lists_are_searched_without_case_and_accents(store: Store) -> None:
    flow = BatchesFlow(store)
    flow.rename(BATCH, "Rechnungen März, Café").result(30)
    assert [row.id for row in flow.page(BatchQuery(search="CAFE")).result(30).rows] == [BATCH]
    assert [row.id for row in flow.page(BatchQuery(search="marz")).result(30).rows] == [BATCH]
    documents = flow.documents(DocumentQuery(BATCH, search="KALTEtechnik")).result(30).rows
    assert [row.first_value for row in documents] == ["Hofmann Kältetechnik GmbH"]


def test_documents_are_found_by_what_was_read_in_them(store: Store) -> None:
    by_words = found(store, "article 16")
    assert {name for name, _ in by_words} == {"Facture 2024-1187.pdf", "delhaize_march_0031.pdf"}
    assert {matched for _, matched in by_words} == {"Article 16"}
    assert found(store, "00007") == [("RE-90418.pdf", "00007")]
    assert found(store, "gmbh KÄLTE") == [("RE-90418.pdf", "Hofmann Kältetechnik GmbH")]
    assert found(store, "hofmann delhaize") == []
    assert found(store, '"*(') == []


def test_what_is_called_so_comes_before_what_says_so(store: Store) -> None:
    names = [name for name, _ in found(store, "delhaize")]
    assert names[0] == "delhaize_march_0031.pdf"
    assert len(found(store, "march", 3)) == 3


def test_words_follow_edits_and_what_is_gone_is_not_found(store: Store) -> None:
    target = next(each.row for each in BatchesFlow(store).find("hofmann", 8).result(30)[1])
    payload = edit_payload([Edit(path="/vendor_name", value="Zweigstelle Öhringen")], {})
    store.write(
        lambda unit: outbox.add_event(unit, EventKind.EDIT, target.id, payload=payload, based_on=1)
    ).result(30)
    assert [name for name, _ in found(store, "ohringen")] == ["RE-90418.pdf"]
    assert found(store, "hofmann") == []
    store.write(lambda unit: forget_documents(unit, (target.id,))).result(30)
    assert found(store, "ohringen") == []
    left = store.read(lambda s: s.scalar(sa.text("SELECT count(*) FROM document_words"))).result(30)
    assert left == 9


def test_what_is_deleted_is_not_found_and_is_again_after_an_undo(store: Store) -> None:
    flow = BatchesFlow(store)
    taken = flow.delete((BATCH,)).result(30)
    assert found(store, "hofmann") == []
    flow.undo_delete(taken.ids).result(30)
    assert [name for name, _ in found(store, "hofmann")] == ["RE-90418.pdf"]


def test_unchanged_documents_cost_the_index_nothing(store: Store) -> None:
    def numbers() -> list[int]:
        query = sa.text("SELECT number FROM document_texts ORDER BY number")
        return list(store.read(lambda session: session.scalars(query).all()).result(30))

    before = numbers()
    changes = store.read(lambda s: s.scalar(sa.text("SELECT sum(id) FROM document_words_data"))).result(30)
    documents = [each.model_copy(update={"version": 2}) for each in sample_documents(BATCH, 10)]
    store.write(lambda unit: apply_documents(unit, documents, answered=())).result(30)
    after = store.read(lambda s: s.scalar(sa.text("SELECT sum(id) FROM document_words_data"))).result(30)
    assert (numbers(), after) == (before, changes)


def test_one_letter_alone_asks_nothing(store: Store) -> None:
    assert matching_words("a") == ""
    assert matching_words("a 1") == '"a"* "1"*'


def test_a_store_from_before_is_searched_too(tmp_path: Path, store: Store) -> None:
    store.close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with engine.begin() as connection:
        downgrade(connection, "0007")
        upgrade(connection)
    engine.dispose()
    again = Store(tmp_path / "store.sqlite")
    again.open()
    assert found(again, "kalte") == [("RE-90418.pdf", "")]
    row = next(each.row for each in BatchesFlow(again).find("re-90418", 1).result(30)[1])
    assert row.worst is not None and row.worst.message == "Total is not net plus VAT"
    facture = next(each.row for each in BatchesFlow(again).find("facture", 1).result(30)[1])
    assert facture.from_xml
    again.close()
