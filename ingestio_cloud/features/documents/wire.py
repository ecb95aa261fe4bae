"""Documents as the API shows them."""

from ingestio_cloud.features.documents.repository import DocumentRows
from ingestio_core.contracts.documents import Document, Job
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.lifecycle import DocumentStatus


def document_wire(rows: DocumentRows) -> Document:
    row, job = rows.document, rows.job
    return Document(
        id=row.id,
        batch_id=row.batch_id,
        filename=row.filename,
        folder=row.folder,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        page_count=row.page_count,
        prompt=row.prompt,
        field_plan=plan_in_force(rows),
        detected_type=row.detected_type,
        status=row.status,
        error=row.error,
        # One that is read anew is confirmed no more, and again if nothing comes of it.
        confirmed_at=row.confirmed_at if row.status is DocumentStatus.COMPLETED else None,
        version=row.version,
        job=None
        if job is None
        else Job(
            attempt=job.attempt,
            status=job.status,
            progress=job.progress,
            error=job.error,
            pages=job.pages,
            engine=job.engine,
            model=job.model,
            seconds=job.seconds,
            input_tokens=job.input_tokens,
            output_tokens=job.output_tokens,
            cost_micros=job.cost_micros,
        ),
        extraction=extraction_of(rows) if rows.result else None,
        trail_entries=row.edit_count,
        trail_head=row.trail_head,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def plan_in_force(rows: DocumentRows) -> FieldPlan | None:
    """The plan that the data was read by; before that the document's own, else the batch's, else
    that of the detected type."""
    stored = rows.result.field_plan if rows.result else rows.document.field_plan or rows.batch_plan
    if stored is not None:
        return FieldPlan.model_validate(stored)
    detected = rows.document.detected_type
    return default_plan(detected) if detected else None


def extraction_of(rows: DocumentRows) -> Extraction:
    """What is stored of a document that was read; empty for another."""
    result = rows.result
    if result is None:
        return Extraction(data={})
    return Extraction.model_validate(
        {
            "data": result.data,
            "evidence": result.evidence,
            "findings": rows.findings.findings if rows.findings else (),
            "page_sizes": result.page_sizes,
            "adjustments": result.adjustments or (),
            "version": rows.document.version,
        }
    )
