"""Suppliers and their lessons in the database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import and_, case, func
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    ExtractionFindings,
    ExtractionReading,
    ExtractionResult,
    Supplier,
    SupplierKey,
    SupplierLesson,
    SupplierLessonUse,
    User,
)
from ingestio_cloud.db.scope import (
    changed_rows,
    insert_or_ignore,
    insert_rows,
    own_user,
    owned,
    owned_columns,
    owned_delete,
    owned_exists,
    owned_update,
)
from ingestio_cloud.features.keyset import Key, Order, list_tag, page_of, parse_text, parse_uuid

MOST_SUPPLIERS: Final = 5
"""A sign that more suppliers than this have in common is none."""
MOST_LESSONS: Final = 200
"""Of one supplier; the newest count."""

_BY_NAME: Final = Order((Key(Supplier.name, parse_text), Key(Supplier.id, parse_uuid)))


class Uses(NamedTuple):
    """On how many later documents a lesson was right and wrong."""

    agreed: int = 0
    disagreed: int = 0


def lock(session: Session, user_id: UUID) -> None:
    """Let nobody else learn for the user until the transaction ends: two would make two suppliers of one.
    The user's row comes last in the order of locks. Others may go on to refer to it, as who confirms does
    before learning: a full lock would make them wait for one another."""
    session.execute(own_user(user_id).with_only_columns(User.id).with_for_update(key_share=True))


def add_reading(
    session: Session, user_id: UUID, result_id: UUID, words: str, reading: Mapping[str, Any]
) -> None:
    row = {"result_id": result_id, "user_id": user_id, "words": words, "reading": dict(reading)}
    insert_rows(session, ExtractionReading, [row])


def reading(session: Session, user_id: UUID, result_id: UUID) -> ExtractionReading | None:
    found: ExtractionReading | None = session.scalars(
        owned(ExtractionReading, user_id).where(ExtractionReading.result_id == result_id)
    ).one_or_none()
    return found


def applied_to(session: Session, user_id: UUID, document_id: UUID) -> Mapping[str, str] | None:
    """By which lessons a document was read, by JSON Pointer; None where nothing can be learned from it."""
    found = session.execute(
        owned_columns(ExtractionReading, user_id, ExtractionReading.reading)
        .join(
            ExtractionResult,
            and_(
                ExtractionResult.id == ExtractionReading.result_id,
                ExtractionResult.user_id == ExtractionReading.user_id,
            ),
        )
        .where(ExtractionResult.document_id == document_id)
        .order_by(ExtractionResult.version.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else found["applied"]


def change_reading(session: Session, user_id: UUID, result_id: UUID, reading: Mapping[str, Any]) -> None:
    session.execute(
        owned_update(ExtractionReading, user_id)
        .where(ExtractionReading.result_id == result_id)
        .values(reading=dict(reading))
    )


def change_findings(session: Session, user_id: UUID, result_id: UUID, findings: Sequence[Any]) -> None:
    session.execute(
        owned_update(ExtractionFindings, user_id)
        .where(ExtractionFindings.result_id == result_id)
        .values(findings=list(findings))
    )


def suppliers_with(session: Session, user_id: UUID, keys: Sequence[str]) -> Sequence[Supplier]:
    """The suppliers that have one of these signs; one that many have is passed over."""
    if not keys:
        return ()
    telling = session.scalars(
        owned_columns(SupplierKey, user_id, SupplierKey.key)
        .where(SupplierKey.key.in_(keys))
        .group_by(SupplierKey.key)
        .having(func.count() <= MOST_SUPPLIERS)
    ).all()
    if not telling:
        return ()
    ids = session.scalars(
        owned_columns(SupplierKey, user_id, SupplierKey.supplier_id)
        .where(SupplierKey.key.in_(telling))
        .distinct()
    ).all()
    return by_ids(session, user_id, ids)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> Sequence[Supplier]:
    if not ids:
        return ()
    return session.scalars(owned(Supplier, user_id).where(Supplier.id.in_(ids)).order_by(Supplier.id)).all()


def page(
    session: Session, user_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[Supplier], str | None]:
    """One page of the user's suppliers by name, and the next cursor."""
    return page_of(
        session, owned(Supplier, user_id), _BY_NAME, tag=list_tag("suppliers"), cursor=cursor, limit=limit
    )


def keys_of(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The signs of suppliers."""
    found: dict[UUID, list[str]] = {}
    if not ids:
        return found
    columns = (SupplierKey.supplier_id, SupplierKey.key)
    statement = owned_columns(SupplierKey, user_id, *columns).where(SupplierKey.supplier_id.in_(ids))
    for supplier_id, key in session.execute(statement.order_by(SupplierKey.supplier_id, SupplierKey.key)):
        found.setdefault(supplier_id, []).append(key)
    return found


def lessons_of(session: Session, user_id: UUID, supplier_id: UUID) -> Sequence[SupplierLesson]:
    """What a supplier's documents taught, the newest first."""
    return session.scalars(
        owned(SupplierLesson, user_id)
        .where(SupplierLesson.supplier_id == supplier_id)
        .order_by(SupplierLesson.learned_at.desc(), SupplierLesson.id)
        .limit(MOST_LESSONS)
    ).all()


def count_lessons(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How much is remembered of suppliers."""
    if not ids:
        return {}
    count = func.count(SupplierLesson.subject.distinct())
    statement = (
        owned_columns(SupplierLesson, user_id, SupplierLesson.supplier_id, count)
        .where(SupplierLesson.supplier_id.in_(ids))
        .group_by(SupplierLesson.supplier_id)
    )
    return {supplier_id: int(count) for supplier_id, count in session.execute(statement)}


def uses_of(session: Session, user_id: UUID, lesson_ids: Sequence[UUID]) -> dict[UUID, Uses]:
    """What later documents said of lessons."""
    if not lesson_ids:
        return {}
    agreed = func.sum(case((SupplierLessonUse.agreed, 1), else_=0))
    statement = (
        owned_columns(SupplierLessonUse, user_id, SupplierLessonUse.lesson_id, agreed, func.count())
        .where(SupplierLessonUse.lesson_id.in_(lesson_ids))
        .group_by(SupplierLessonUse.lesson_id)
    )
    return {lesson: Uses(right, count - right) for lesson, right, count in session.execute(statement)}


def add_supplier(session: Session, user_id: UUID, name: str, lines: Sequence[int]) -> UUID:
    supplier_id = uuid4()
    now = utc_now()
    row = {"id": supplier_id, "user_id": user_id, "name": name, "lines": list(lines)}
    insert_rows(session, Supplier, [{**row, "created_at": now, "updated_at": now}])
    return supplier_id


def touch(session: Session, user_id: UUID, supplier_id: UUID, **values: Any) -> None:
    session.execute(
        owned_update(Supplier, user_id)
        .where(Supplier.id == supplier_id)
        .values(updated_at=utc_now(), **values)
    )


def add_keys(session: Session, user_id: UUID, supplier_id: UUID, keys: Iterable[str]) -> None:
    for key in keys:
        insert_or_ignore(
            session, SupplierKey, {"user_id": user_id, "key": key[:255], "supplier_id": supplier_id}
        )


def add_lessons(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    insert_rows(session, SupplierLesson, rows)


def lessons_from(session: Session, user_id: UUID, document_id: UUID) -> Sequence[SupplierLesson]:
    """What a document taught."""
    return session.scalars(
        owned(SupplierLesson, user_id).where(SupplierLesson.document_id == document_id)
    ).all()


def delete_lessons(session: Session, user_id: UUID, ids: Sequence[UUID]) -> int:
    if not ids:
        return 0
    return changed_rows(session, owned_delete(SupplierLesson, user_id).where(SupplierLesson.id.in_(ids)))


def delete_about(session: Session, user_id: UUID, supplier_id: UUID, subject: str) -> None:
    """Delete all that is remembered of one subject of a supplier."""
    session.execute(
        owned_delete(SupplierLesson, user_id).where(
            SupplierLesson.supplier_id == supplier_id, SupplierLesson.subject == subject
        )
    )


def lesson(session: Session, user_id: UUID, lesson_id: UUID) -> SupplierLesson | None:
    found: SupplierLesson | None = session.scalars(
        owned(SupplierLesson, user_id).where(SupplierLesson.id == lesson_id)
    ).one_or_none()
    return found


def add_uses(session: Session, user_id: UUID, document_id: UUID, agreed: Mapping[UUID, bool]) -> None:
    """Note what a document said of the lessons that it was read by; those that are forgotten are not."""
    there = session.scalars(
        owned_columns(SupplierLesson, user_id, SupplierLesson.id).where(SupplierLesson.id.in_(agreed))
    ).all()
    drop_uses(session, user_id, document_id)
    rows = [
        {"lesson_id": each, "document_id": document_id, "user_id": user_id, "agreed": agreed[each]}
        for each in there
    ]
    insert_rows(session, SupplierLessonUse, rows)


def drop_uses(session: Session, user_id: UUID, document_id: UUID) -> None:
    session.execute(
        owned_delete(SupplierLessonUse, user_id).where(SupplierLessonUse.document_id == document_id)
    )


def delete_if_empty(session: Session, user_id: UUID, ids: Iterable[UUID]) -> None:
    """Forget suppliers of which nothing is remembered any more."""
    for supplier_id in ids:
        left = owned_exists(SupplierLesson, user_id, SupplierLesson.supplier_id == supplier_id)
        if not session.scalar(left):
            delete_suppliers(session, user_id, supplier_id)


def delete_suppliers(session: Session, user_id: UUID, supplier_id: UUID | None = None) -> int:
    """Forget one supplier, or all, with all that hangs on them; how many there were."""
    statement = owned_delete(Supplier, user_id)
    if supplier_id is not None:
        statement = statement.where(Supplier.id == supplier_id)
    return changed_rows(session, statement)
