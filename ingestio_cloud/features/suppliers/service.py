"""What is remembered of suppliers: learned when a document is confirmed, taken back with the
confirmation, handed to who reads the next document, listed and forgotten."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionResult, FieldEdit
from ingestio_cloud.db.models import Supplier as SupplierRow
from ingestio_cloud.db.models import SupplierLesson as LessonRow
from ingestio_cloud.features.changes.repository import record_change
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.service import found, get
from ingestio_cloud.features.errors import NotFoundError
from ingestio_cloud.features.extraction import repository as extraction
from ingestio_cloud.features.suppliers import repository
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.documents import Document as DocumentWire
from ingestio_core.contracts.documents import EditOperation
from ingestio_core.contracts.extractions import FROM_MEMORY, Evidence
from ingestio_core.contracts.suppliers import LessonForgotten, Supplier, SupplierLesson, SupplierMemory
from ingestio_core.contracts.trail import EDITS
from ingestio_core.fieldplan import FieldPlan
from ingestio_extract.memory.history import Change
from ingestio_extract.memory.learn import lessons_of
from ingestio_extract.memory.model import KeptReading, KnownLesson, KnownSupplier, Lesson, subject_of
from ingestio_extract.memory.sentences import sentence

KEPT_EARLIER: Final = 2
"""So many earlier lessons about the same are kept, for when the newest is taken back."""


def keep(session: Session, user_id: UUID, result_id: UUID, kept: KeptReading) -> None:
    """Store what a reading left behind, with its result."""
    rest = kept.model_dump(mode="json", exclude={"words"})
    repository.add_reading(session, user_id, result_id, kept.words, rest)


def known(session: Session, user_id: UUID, keys: Sequence[str]) -> tuple[KnownSupplier, ...]:
    """The user's suppliers that have one of these signs, with the lessons that count."""
    rows = repository.suppliers_with(session, user_id, keys)
    signs = repository.keys_of(session, user_id, [row.id for row in rows])
    return tuple(_known(session, user_id, row, signs.get(row.id, [])) for row in rows)


def confirmed(session: Session, row: Document, *, edited: bool) -> None:
    """Learn from a document that was just confirmed: from the person's edits, and from what they left as
    the memory had read it. Without `edited` nobody ever changed it."""
    user_id = row.user_id
    applied = repository.applied_to(session, user_id, row.id)
    if applied is None or not (applied or edited):
        return
    result = documents.with_rows(session, user_id, [row])[0].result
    stored = None if result is None else repository.reading(session, user_id, result.id)
    if result is None or stored is None:
        return
    kept = KeptReading.model_validate({**stored.reading, "words": stored.words})
    edits = _edits_since(session, row, result) if edited else []
    if kept.applied:
        _note_uses(session, row, kept, edits)
    if edits:
        _learn(session, row, result, kept, edits)


def taken_back(session: Session, row: Document) -> None:
    """Forget what a document taught whose confirmation is taken back."""
    user_id = row.user_id
    repository.drop_uses(session, user_id, row.id)
    lessons = repository.lessons_from(session, user_id, row.id)
    repository.delete_lessons(session, user_id, [lesson.id for lesson in lessons])
    repository.delete_if_empty(session, user_id, {lesson.supplier_id for lesson in lessons})


def list_page(session: Session, user_id: UUID, *, cursor: str | None, limit: int) -> Page[Supplier]:
    """One page by name. Raises `RefusedError` (bad_cursor)."""
    rows, following = repository.page(session, user_id, cursor=cursor, limit=limit)
    return Page(items=_wires(session, user_id, rows), next_cursor=following)


def memory(session: Session, user_id: UUID, supplier_id: UUID) -> SupplierMemory:
    """Raises `NotFoundError`."""
    rows = repository.by_ids(session, user_id, [supplier_id])
    if not rows:
        raise NotFoundError("supplier")
    lessons = repository.lessons_of(session, user_id, supplier_id)
    uses = repository.uses_of(session, user_id, [lesson.id for lesson in lessons])
    return SupplierMemory(
        supplier=_wires(session, user_id, rows)[0],
        lessons=tuple(_lesson_wire(each, uses.get(each.id, repository.Uses())) for each in _newest(lessons)),
    )


def forget_lesson(session: Session, user_id: UUID, supplier_id: UUID, lesson_id: UUID) -> None:
    """With what earlier documents taught about the same. Raises `NotFoundError`."""
    row = repository.lesson(session, user_id, lesson_id)
    if row is None or row.supplier_id != supplier_id:
        raise NotFoundError("lesson")
    repository.delete_about(session, user_id, supplier_id, row.subject)
    repository.delete_if_empty(session, user_id, [supplier_id])


def forget_value(
    session: Session, user_id: UUID, document_id: UUID, request: LessonForgotten
) -> DocumentWire:
    """Forget the lesson that a value of a document was read by, and say no more that it was. The value
    itself stays. Raises `NotFoundError`."""
    documents.lock(session, user_id, document_id)
    document = found(session, user_id, document_id)
    rows = documents.with_rows(session, user_id, [document])[0]
    stored = None if rows.result is None else repository.reading(session, user_id, rows.result.id)
    lesson_id = None if stored is None else stored.reading["applied"].get(request.path)
    if rows.result is None or stored is None or lesson_id is None:
        raise NotFoundError("lesson")
    lesson = repository.lesson(session, user_id, UUID(lesson_id))
    if lesson is not None:
        forget_lesson(session, user_id, lesson.supplier_id, lesson.id)
    applied = {path: each for path, each in stored.reading["applied"].items() if each != lesson_id}
    repository.change_reading(session, user_id, rows.result.id, {**stored.reading, "applied": applied})
    _say_no_more(session, document, rows, request.path)
    return get(session, user_id, document_id)


def forget_supplier(session: Session, user_id: UUID, supplier_id: UUID) -> None:
    """Raises `NotFoundError`."""
    if not repository.delete_suppliers(session, user_id, supplier_id):
        raise NotFoundError("supplier")


def forget_all(session: Session, user_id: UUID) -> None:
    repository.delete_suppliers(session, user_id)


def _say_no_more(session: Session, document: Document, rows: documents.DocumentRows, path: str) -> None:
    """Drop the finding that says that the value at `path` comes from the memory."""
    if rows.findings is None:
        return
    findings = [
        each
        for each in rows.findings.findings
        if each["code"] != FROM_MEMORY or path not in each.get("paths", ())
    ]
    if len(findings) == len(rows.findings.findings):
        return
    repository.change_findings(session, document.user_id, rows.findings.result_id, findings)
    documents.set_values(
        session, document.user_id, document.id, document.version, finding_count=len(findings)
    )
    record_change(session, document.user_id, ChangeKind.DOCUMENT, document.id)


def _learn(
    session: Session, row: Document, result: ExtractionResult, kept: KeptReading, edits: Sequence[FieldEdit]
) -> None:
    user_id = row.user_id
    taught = lessons_of(
        kept,
        FieldPlan.model_validate(result.field_plan),
        result.data,
        {pointer: Evidence.model_validate(item) for pointer, item in result.evidence.items()},
        [Change(EditOperation(edit.operation), edit.path, edit.old_value, edit.new_value) for edit in edits],
    )
    if not taught.lessons or not taught.keys:
        return
    repository.lock(session, user_id)
    same = taught.whose(known(session, user_id, [*taught.keys, *kept.keys]))
    if same is None:
        supplier_id = repository.add_supplier(session, user_id, taught.name[:200], taught.lines)
    else:
        supplier_id = UUID(same.id)
        repository.touch(session, user_id, supplier_id, lines=list(taught.lines_with(same)))
    repository.add_keys(session, user_id, supplier_id, taught.keys)
    _add(session, row, supplier_id, taught.lessons)


def _add(session: Session, row: Document, supplier_id: UUID, lessons: Sequence[Lesson]) -> None:
    """Put a document's lessons in the place of those that it taught before about the same, and keep of
    earlier documents' only the newest."""
    now = utc_now()
    subjects = {subject_of(lesson)[:255] for lesson in lessons}
    before = repository.lessons_from(session, row.user_id, row.id)
    old = [each.id for each in before if each.subject in subjects]
    seen: Counter[str] = Counter()
    for each in repository.lessons_of(session, row.user_id, supplier_id):
        seen[each.subject] += 1
        if each.subject in subjects and seen[each.subject] > KEPT_EARLIER:
            old.append(each.id)
    repository.delete_lessons(session, row.user_id, old)
    repository.add_lessons(
        session,
        [
            {
                "id": uuid4(),
                "user_id": row.user_id,
                "supplier_id": supplier_id,
                "document_id": row.id,
                "document_name": row.filename,
                "kind": lesson.kind,
                "subject": subject_of(lesson)[:255],
                "lesson": lesson.model_dump(mode="json"),
                "learned_at": now,
            }
            for lesson in lessons
        ],
    )


def _note_uses(session: Session, row: Document, kept: KeptReading, edits: Sequence[FieldEdit]) -> None:
    """A lesson was right where the person left all that it had read, and wrong where they changed it."""
    changed = [edit.path for edit in edits]
    agreed: dict[UUID, bool] = {}
    for pointer, lesson_id in kept.applied.items():
        touched = any(
            path == pointer or path.startswith(f"{pointer}/") or pointer.startswith(f"{path}/")
            for path in changed
        )
        agreed[UUID(lesson_id)] = agreed.get(UUID(lesson_id), True) and not touched
    repository.add_uses(session, row.user_id, row.id, agreed)


def _edits_since(session: Session, row: Document, result: ExtractionResult) -> list[FieldEdit]:
    """The edits of this result, and not those of an earlier attempt."""
    trail = extraction.trail(session, row.user_id, row.id)
    return [each for each in trail if each.edited_at >= result.created_at and each.operation in EDITS]


def _known(session: Session, user_id: UUID, row: SupplierRow, keys: Sequence[str]) -> KnownSupplier:
    lessons = repository.lessons_of(session, user_id, row.id)
    uses = repository.uses_of(session, user_id, [lesson.id for lesson in lessons])
    counting = []
    for each in _newest(lessons):
        agreed, disagreed = uses.get(each.id, repository.Uses())
        if disagreed > agreed:
            continue
        counting.append(
            KnownLesson(
                id=str(each.id),
                lesson=Lesson.model_validate(each.lesson),
                document=each.document_name,
                learned=_day(each.learned_at),
                agreed=agreed,
            )
        )
    return KnownSupplier(
        id=str(row.id), name=row.name, keys=tuple(keys), lines=tuple(row.lines), lessons=tuple(counting)
    )


def _wires(session: Session, user_id: UUID, rows: Sequence[SupplierRow]) -> tuple[Supplier, ...]:
    ids = [row.id for row in rows]
    counts = repository.count_lessons(session, user_id, ids)
    signs = repository.keys_of(session, user_id, ids)
    return tuple(
        Supplier(
            id=row.id,
            name=row.name,
            lessons=counts.get(row.id, 0),
            signs=tuple(signs.get(row.id, ())),
            updated_at=row.updated_at,
        )
        for row in rows
    )


def _lesson_wire(row: LessonRow, uses: repository.Uses) -> SupplierLesson:
    lesson = Lesson.model_validate(row.lesson)
    return SupplierLesson(
        id=row.id,
        field=lesson.name,
        table=lesson.table,
        text=sentence(lesson),
        document_id=row.document_id,
        document_name=row.document_name,
        learned_at=row.learned_at,
        agreed=uses.agreed,
        disagreed=uses.disagreed,
    )


def _newest(lessons: Sequence[LessonRow]) -> Iterator[LessonRow]:
    """The newest lesson about each subject, of lessons that are the newest first."""
    seen: set[str] = set()
    for each in lessons:
        if each.subject not in seen:
            seen.add(each.subject)
            yield each


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
