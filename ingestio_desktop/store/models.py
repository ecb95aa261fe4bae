"""The tables of the local store.

`batches` and `documents` keep the service's row as JSON beside columns that lists search, filter
and sort by; these columns have the pending outbox events projected on them (`projection.py`).
Times are microseconds since 1970 in UTC.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote, unquote_to_bytes
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Dialect, Index, Integer, MetaData, String, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BYTES = "bytes:"


class Moment(TypeDecorator[datetime]):
    """An aware datetime as whole microseconds, so that it sorts as it is."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MICROSECOND


class FilePath(TypeDecorator[str]):
    """The path of a file as text. A name on disk may have bytes that are no text; SQLite takes text
    only, so such a path is kept as its bytes, percent-encoded after a sign that no path begins with."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return _BYTES + quote(value.encode("utf-8", "surrogateescape"))
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or not value.startswith(_BYTES):
            return value
        return unquote_to_bytes(value.removeprefix(_BYTES)).decode("utf-8", "surrogateescape")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, UUID: Uuid(), str: Text, int: BigInteger}


class AccountModel(Base):
    """The account as the service last told it, and how far the change feed was read: one row."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body: Mapped[str | None]
    cursor: Mapped[int] = mapped_column(default=0)


class DraftModel(Base):
    """The batch being composed. `compiled` is what the prompt compiled to, `field_plan` the same
    with the person's own changes, `listing` a JSON list of the paths that are still being listed;
    `engine` is what reads it, None for the account's default; `changed_at` is when it was last written,
    and `refusal` is JSON of why the service did not take it, where it was submitted once already."""

    __tablename__ = "drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    strategy: Mapped[str] = mapped_column(String(20))
    prompt: Mapped[str]
    compiled: Mapped[str | None]
    field_plan: Mapped[str | None]
    listing: Mapped[str] = mapped_column(Text, server_default="[]")
    engine: Mapped[str | None] = mapped_column(String(20))
    model_provider: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    refusal: Mapped[str | None]


class DraftFileModel(Base):
    __tablename__ = "draft_files"
    __table_args__ = (Index(None, "draft_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    draft_id: Mapped[UUID]
    position: Mapped[int]
    path: Mapped[str] = mapped_column(FilePath)
    name: Mapped[str]
    folder: Mapped[str]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    checked: Mapped[bool] = mapped_column(Boolean)
    media_type: Mapped[str | None] = mapped_column(String(40))
    pages: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None]
    include_anyway: Mapped[bool] = mapped_column(Boolean)
    prompt: Mapped[str]
    compiled: Mapped[str | None]
    field_plan: Mapped[str | None]


class BatchModel(Base):
    """`local` is the batch as it was submitted here (without documents), `server` the service's. `keep_files`
    says that its files are wanted on this computer."""

    __tablename__ = "batches"
    __table_args__ = (
        Index(None, "hidden", "created_at", "id", "name_key"),
        Index(None, "hidden", "name_key", "status", "id"),
        Index(None, "hidden", "status", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    local: Mapped[str | None]
    server: Mapped[str | None]
    hidden: Mapped[bool] = mapped_column(Boolean)
    name: Mapped[str | None]
    name_key: Mapped[str]
    status: Mapped[str] = mapped_column(String(30))
    document_count: Mapped[int]
    completed_count: Mapped[int]
    failed_count: Mapped[int]
    total_pages: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    pending: Mapped[bool] = mapped_column(Boolean)
    set_aside: Mapped[str | None]
    keep_files: Mapped[bool] = mapped_column(Boolean, server_default="0", default=False)


class DocumentModel(Base):
    """`local` is the document as it was announced here, `server` the service's, with its data. `worst` is
    JSON of the finding that matters most, `from_xml` says that values were read from an e-invoice's XML,
    `first_key` is the first value as it is searched and sorted by."""

    __tablename__ = "documents"
    __table_args__ = (
        Index(None, "batch_id", "hidden", "state"),
        Index(None, "batch_id", "position"),
        Index(None, "sha256"),
        Index(None, "hidden", "state"),
        Index(None, "hidden", "created_at", "name_key", "first_key"),
        Index(None, "batch_id", "hidden", "name_key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID | None]
    position: Mapped[int]
    local: Mapped[str | None]
    server: Mapped[str | None]
    hidden: Mapped[bool] = mapped_column(Boolean)
    filename: Mapped[str]
    name_key: Mapped[str]
    folder: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    page_count: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    progress: Mapped[int]
    error: Mapped[str | None]
    detected_type: Mapped[str | None] = mapped_column(String(30))
    first_value: Mapped[str]
    line_items: Mapped[int | None]
    findings: Mapped[int]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    pending: Mapped[bool] = mapped_column(Boolean)
    set_aside: Mapped[str | None]
    worst: Mapped[str | None]
    from_xml: Mapped[bool] = mapped_column(Boolean, server_default="0", default=False)
    first_key: Mapped[str] = mapped_column(Text, server_default="", default="")


SHOWN: Final = func.likely(DocumentModel.hidden.is_(False))
"""For documents looked up by their ids: without the hint SQLite goes over all that are not hidden."""


class DocumentTextModel(Base):
    """Which row of the index of words (`document_words`, see `texts.py`) is of which document. `digest` tells
    whether its words have changed."""

    __tablename__ = "document_texts"
    __table_args__ = {"sqlite_autoincrement": True}

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    document_id: Mapped[UUID] = mapped_column(unique=True)
    digest: Mapped[int]


class CellPlanModel(Base):
    """The columns of one plan, as the grid shows them: `fields` is JSON, `key` a digest of it."""

    __tablename__ = "cell_plans"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    fields: Mapped[str]


class DocumentCellsModel(Base):
    """What the grid shows of a document, its unsaved draft applied: made when the grid asks for it, gone as
    soon as the document or its draft changes. `texts` is a JSON list in the order of the plan's fields,
    `states` has one letter for each of them, `findings` counts failed checks."""

    __tablename__ = "document_cells"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(String(32))
    texts: Mapped[str]
    states: Mapped[str]
    findings: Mapped[int]
    currency: Mapped[str | None]
    drafted: Mapped[bool] = mapped_column(Boolean)


class EventModel(Base):
    """The outbox. Events of one entity are sent in order of `seq`. One that is held until a moment can
    still be undone, and is not sent before it."""

    __tablename__ = "outbox_events"
    __table_args__ = (
        Index(None, "entity_id", "seq"),
        Index(None, "batch_id", "seq"),
        Index(None, "state"),
        Index(None, "held_until"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(30))
    entity_id: Mapped[UUID]
    batch_id: Mapped[UUID | None]
    payload: Mapped[str]
    based_on: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int]
    next_try: Mapped[datetime | None]
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    held_until: Mapped[datetime | None]


class UploadModel(Base):
    """A file on its way. `attempts` counts the tries in a row that brought nothing forward, `renew` says
    that the file is taken as it is by now, and is not yet announced as that."""

    __tablename__ = "uploads"
    __table_args__ = (Index(None, "batch_id", "state"), Index(None, "state"))

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID]
    position: Mapped[int]
    path: Mapped[str] = mapped_column(FilePath)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    url: Mapped[str | None]
    offset: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int]
    next_try: Mapped[datetime | None]
    error: Mapped[str | None]
    renew: Mapped[bool] = mapped_column(Boolean, server_default="0", default=False)


class ReviewDraftModel(Base):
    """Unsaved edits of a document, kept at every keystroke. `base` is JSON of what the fields they
    touch were on version `based_on`."""

    __tablename__ = "review_drafts"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    edits: Mapped[str]
    based_on: Mapped[int]
    updated_at: Mapped[datetime]
    base: Mapped[str]


class NotificationModel(Base):
    """A batch that ended, as it was then. `told` says that the person was shown it once on this computer,
    `read_at` when they saw it, here or elsewhere."""

    __tablename__ = "notifications"
    __table_args__ = (Index(None, "batch_id"), Index(None, "created_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(30))
    document_count: Mapped[int]
    completed_count: Mapped[int]
    failed_count: Mapped[int]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    told: Mapped[bool] = mapped_column(Boolean)


class ExportModel(Base):
    """`request` is JSON of what it was made with, None for those of before; `added` counts the rows that were
    added to a file that was there already."""

    __tablename__ = "exports"
    __table_args__ = (Index(None, "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    format: Mapped[str] = mapped_column(String(10))
    rows: Mapped[str]
    status: Mapped[str] = mapped_column(String(20))
    path: Mapped[str]
    what: Mapped[str]
    documents: Mapped[int]
    row_count: Mapped[int | None]
    size: Mapped[int | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    request: Mapped[str | None]
    added: Mapped[int | None]


class ExportPresetModel(Base):
    """`body` is JSON of an `ExportPreset`'s settings."""

    __tablename__ = "export_presets"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str]
    created_at: Mapped[datetime]


class ExportDefaultModel(Base):
    """The preset that exports of a plan begin with; `plan` is a hash of its columns."""

    __tablename__ = "export_defaults"

    plan: Mapped[str] = mapped_column(String(64), primary_key=True)
    preset_id: Mapped[str] = mapped_column(String(36))


class FileModel(Base):
    """A copy of a document's file in the cache folder."""

    __tablename__ = "files"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime]


class TrailModel(Base):
    """A document's trail as the service told it last: `body` is JSON of its `entries`, oldest first, `head`
    the last one's hash. What does not go on from it is not kept in its place."""

    __tablename__ = "trails"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    body: Mapped[str]
    head: Mapped[str | None] = mapped_column(String(64))
    entries: Mapped[int]
    fetched_at: Mapped[datetime]


class NotTakenModel(Base):
    """A person's value of a field that gave way in a conflict: `body` is JSON of both sides' values."""

    __tablename__ = "not_taken"
    __table_args__ = (Index(None, "document_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    path: Mapped[str]
    body: Mapped[str]
    at: Mapped[datetime]


class PromptModel(Base):
    """`field_plan` is there where the person changed what the text compiles to."""

    __tablename__ = "prompts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    prompt: Mapped[str]
    field_plan: Mapped[str | None]
    created_at: Mapped[datetime]


class WatchedFileModel(Base):
    """A file of a watched folder as it was looked at, and what became of it (`watched.py`)."""

    __tablename__ = "watched_files"
    __table_args__ = (
        Index(None, "folder_id", "state"),
        Index(None, "path"),
        Index(None, "sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    folder_id: Mapped[UUID]
    path: Mapped[str] = mapped_column(FilePath)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    sha256: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[UUID | None]
    batch_id: Mapped[UUID | None]
    target: Mapped[str | None] = mapped_column(FilePath)
    error: Mapped[str | None]
    at: Mapped[datetime]
