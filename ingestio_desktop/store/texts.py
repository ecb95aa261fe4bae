"""What was read, to be searched by its words: kept beside the documents, by SQLite's own index of words."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID
from zlib import crc32

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_core.contracts.documents import Document
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.models import DocumentTextModel

_MOST: Final = 20_000
"""Letters of one document: a bank statement of a year has more, and nobody looks for its last lines."""
_SHORTEST: Final = 2
"""Letters of a word that is looked for: with one, every document has it."""


def document_words(document: Document) -> str:
    """Names and all values, folded."""
    data = document.extraction.data if document.extraction is not None else {}
    return fold("\n".join((document.filename, document.folder, *texts_of(data)))[:_MOST])


def texts_of(value: JsonValue) -> Iterable[str]:
    """All values below, as texts."""
    match value:
        case dict():
            for each in value.values():
                yield from texts_of(each)
        case list():
            for each in value:
                yield from texts_of(each)
        case bool() | None:
            return
        case _:
            yield str(value)


def keep_words(unit: Unit, words: Mapping[UUID, str]) -> None:
    """Keep what documents say now; those that say what they said before cost nothing."""
    digests = {document_id: crc32(text.encode()) for document_id, text in words.items()}
    known: dict[UUID, tuple[int, int]] = {}
    for piece in chunked(words):
        rows = unit.session.execute(
            sa.select(
                DocumentTextModel.document_id, DocumentTextModel.number, DocumentTextModel.digest
            ).where(DocumentTextModel.document_id.in_(piece))
        )
        known.update((row.document_id, (row.number, row.digest)) for row in rows)
    stale = {key: number for key, (number, digest) in known.items() if digest != digests[key]}
    fresh = [{"document_id": key, "digest": digests[key]} for key in words if key not in known]
    if stale:
        _forget(unit.session, stale.values())
        changed = [{"number": number, "digest": digests[key]} for key, number in stale.items()]
        unit.session.execute(sa.update(DocumentTextModel), changed)
    if fresh:
        unit.session.execute(sa.insert(DocumentTextModel), fresh)
        for piece in chunked(key for key in words if key not in known):
            rows = unit.session.execute(
                sa.select(DocumentTextModel.document_id, DocumentTextModel.number).where(
                    DocumentTextModel.document_id.in_(piece)
                )
            )
            stale.update((row.document_id, row.number) for row in rows)
    if stale:
        unit.session.execute(
            _KEEP, [{"number": number, "words": words[key]} for key, number in stale.items()]
        )


def forget_words(unit: Unit, ids: Iterable[UUID]) -> None:
    """The documents are gone."""
    for piece in chunked(ids):
        where = DocumentTextModel.document_id.in_(piece)
        _forget(unit.session, unit.session.scalars(sa.select(DocumentTextModel.number).where(where)).all())
        unit.session.execute(sa.delete(DocumentTextModel).where(where))


def matching_words(words: str) -> str:
    """What the index is asked for: each word that was typed, or begun. "" for nothing to ask."""
    split = "".join(letter if letter.isalnum() else " " for letter in fold(words)).split()
    return " ".join(f'"{word}"*' for word in split if len(word) >= _SHORTEST or len(split) > 1)


def _forget(session: Session, numbers: Iterable[int]) -> None:
    gone = [{"number": number} for number in numbers]
    if gone:
        session.execute(_FORGET, gone)


_KEEP: Final = sa.text("INSERT INTO document_words (rowid, words) VALUES (:number, :words)")
_FORGET: Final = sa.text("DELETE FROM document_words WHERE rowid = :number")
