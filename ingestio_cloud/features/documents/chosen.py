"""The filter of a list of documents, from the query of its address."""

from typing import Annotated

from fastapi import Depends, Query

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.lifecycle import DocumentStatus


def _chosen(
    status: Annotated[tuple[DocumentStatus, ...], Query(max_length=10)] = (),
    type: Annotated[tuple[DocumentType, ...], Query(max_length=10)] = (),
    confirmed: bool | None = None,
    findings: Annotated[bool | None, Query(description="Whether a check failed.")] = None,
    search: Annotated[
        str | None, Query(max_length=200, description="What the name or folder of the file contains.")
    ] = None,
) -> DocumentFilter:
    return DocumentFilter(status=status, type=type, confirmed=confirmed, findings=findings, search=search)


Chosen = Annotated[DocumentFilter, Depends(_chosen)]
"""What a list is narrowed to; the batch is up to the list."""
