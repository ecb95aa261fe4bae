"""A composed draft as a batch: as it is written, and as it is announced before that."""

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.composer import Composed
from ingestio_desktop.store.batches import NewBatch, NewDocument
from ingestio_desktop.store.rows import StoredFile


def new_batch(composed: Composed) -> NewBatch:
    """The batch as it is written at its submission."""
    draft = composed.draft
    shared = draft.strategy is PromptStrategy.GLOBAL
    own = draft.strategy is PromptStrategy.PER_DOCUMENT
    return NewBatch(
        id=draft.id,
        name=draft.name.strip() or None,
        strategy=draft.strategy,
        prompt=draft.prompt if shared else None,
        field_plan=draft.field_plan if shared else None,
        documents=tuple(_new_document(file, own) for file in composed.files),
        engine=draft.engine,
        model_provider=draft.model_provider,
    )


def _new_document(file: StoredFile, own: bool) -> NewDocument:
    assert file.sha256 is not None and file.media_type is not None and file.pages is not None, "it is valid"
    create = DocumentCreate(
        id=file.id,
        filename=file.name[-255:],
        folder=file.folder[:2000],
        size=file.size,
        sha256=file.sha256,
        pages=file.pages,
        media_type=file.media_type,
        prompt=file.prompt if own else None,
        field_plan=file.field_plan if own else None,
    )
    return NewDocument(create, file.path, file.mtime_ns)


def announced(composed: Composed) -> BatchCreate:
    """The batch as it would be sent now. Files are not named: only their types, pages and plans count."""
    draft = composed.draft
    shared = draft.strategy is PromptStrategy.GLOBAL
    own = draft.strategy is PromptStrategy.PER_DOCUMENT
    return BatchCreate(
        id=draft.id,
        prompt_strategy=draft.strategy,
        prompt=draft.prompt if shared else None,
        field_plan=draft.field_plan if shared else None,
        engine=draft.engine,
        model_provider=draft.model_provider,
        documents=tuple(_counted(file, own) for file in composed.files),
    )


def _counted(file: StoredFile, own: bool) -> DocumentCreate:
    assert file.media_type is not None, "it is valid"
    return DocumentCreate(
        id=file.id,
        filename="document",
        size=file.size,
        sha256="0" * 64,
        pages=file.pages or 0,
        media_type=file.media_type,
        field_plan=file.field_plan if own else None,
    )
