"""What is remembered of suppliers, from what a person corrected."""

from uuid import UUID

from pydantic import AwareDatetime, Field

from ingestio_core.contracts.base import Wire


class Supplier(Wire):
    """A supplier that something is remembered of. `lessons` counts what, `signs` are what it is known by:
    a tax id, an IBAN, a name, a domain, each behind its kind and a colon."""

    id: UUID
    name: str
    lessons: int
    signs: tuple[str, ...] = ()
    updated_at: AwareDatetime


class SupplierLesson(Wire):
    """One thing that a confirmed correction taught, as a sentence. `field` is the name of the field or
    column, `table` that of its table. `document_id` is the document that was corrected, None once it is
    gone; `agreed` counts later documents that were confirmed as the lesson read them, `disagreed` those
    where it was wrong: one that was wrong more often than right is not used."""

    id: UUID
    field: str
    table: str | None = None
    text: str
    document_id: UUID | None
    document_name: str
    learned_at: AwareDatetime
    agreed: int
    disagreed: int


class SupplierMemory(Wire):
    """All that is remembered of one supplier, the newest first."""

    supplier: Supplier
    lessons: tuple[SupplierLesson, ...]


class LessonForgotten(Wire):
    """Which value of a document the person wants to have read plainly from now on: its JSON Pointer."""

    path: str = Field(max_length=500)
