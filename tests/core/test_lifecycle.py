"""States follow from the documents, whatever happens to them in whatever order."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ingestio_core.lifecycle import (
    DOCUMENT_TRANSITIONS,
    FINAL_BATCH,
    FINAL_DOCUMENT,
    FINAL_JOB,
    JOB_TRANSITIONS,
    BatchStatus,
    DocumentCounts,
    DocumentStatus,
    JobStatus,
    batch_status,
)


def counts(statuses: list[DocumentStatus]) -> DocumentCounts:
    by_status = Counter(statuses)
    return DocumentCounts(
        total=len(statuses),
        pending_upload=by_status[DocumentStatus.PENDING_UPLOAD],
        processing=by_status[DocumentStatus.PROCESSING],
        completed=by_status[DocumentStatus.COMPLETED],
        failed=by_status[DocumentStatus.FAILED],
    )


@given(st.lists(st.sampled_from(DocumentStatus), min_size=1, max_size=30))
def test_a_batch_is_final_exactly_when_all_its_documents_are(statuses: list[DocumentStatus]) -> None:
    status = batch_status(counts(statuses))
    assert (status in FINAL_BATCH) == all(document in FINAL_DOCUMENT for document in statuses)
    assert (status is BatchStatus.COMPLETED) == all(s is DocumentStatus.COMPLETED for s in statuses)
    assert (status is BatchStatus.FAILED) == all(s is DocumentStatus.FAILED for s in statuses)
    assert status is not BatchStatus.CANCELLED
    assert status == batch_status(counts(statuses[::-1]))


@given(st.data(), st.integers(1, 6))
def test_every_walk_of_the_documents_can_end(data: st.DataObject, documents: int) -> None:
    statuses = [DocumentStatus.PENDING_UPLOAD] * documents
    assert batch_status(counts(statuses)) is BatchStatus.PENDING_UPLOAD
    for _ in range(12):
        at = data.draw(st.integers(0, documents - 1))
        statuses[at] = data.draw(st.sampled_from(sorted(DOCUMENT_TRANSITIONS[statuses[at]])))
        assert batch_status(counts(statuses)) is not BatchStatus.CANCELLED
    for at, status in enumerate(statuses):
        while status not in FINAL_DOCUMENT:
            status = next(
                (s for s in DOCUMENT_TRANSITIONS[status] if s in FINAL_DOCUMENT),
                DocumentStatus.PROCESSING,
            )
        statuses[at] = status
    assert batch_status(counts(statuses)) in FINAL_BATCH


def test_before_work_begins_a_batch_waits() -> None:
    uploaded, pending = DocumentStatus.UPLOADED, DocumentStatus.PENDING_UPLOAD
    assert batch_status(counts([uploaded, pending])) is BatchStatus.QUEUED
    assert batch_status(counts([uploaded, DocumentStatus.PROCESSING])) is BatchStatus.PROCESSING
    assert batch_status(counts([uploaded, DocumentStatus.COMPLETED])) is BatchStatus.PROCESSING
    assert (
        batch_status(counts([DocumentStatus.COMPLETED, DocumentStatus.FAILED]))
        is BatchStatus.PARTIALLY_COMPLETED
    )


def test_tables_of_transitions_are_complete() -> None:
    assert set(DOCUMENT_TRANSITIONS) == set(DocumentStatus)
    assert set(JOB_TRANSITIONS) == set(JobStatus)
    assert {status for status, following in JOB_TRANSITIONS.items() if not following} == FINAL_JOB
    for status in FINAL_DOCUMENT:
        assert DOCUMENT_TRANSITIONS[status] == {DocumentStatus.UPLOADED}, "a redo is the only way back"
