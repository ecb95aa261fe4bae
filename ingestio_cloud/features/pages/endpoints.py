"""Words of pages over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from ingestio_cloud.features.pages import service
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_core.contracts.pages import AreaRequest, AreaText, PageWords

router = APIRouter(prefix="/v1/documents", tags=["pages"])

PageNumber = Annotated[int, Path(ge=1, le=100_000)]


@router.get("/{document_id}/pages/{page}/words")
async def get_page_words(
    document_id: UUID, page: PageNumber, context: ContextDep, caller: Caller
) -> PageWords:
    """The words of a page with their boxes: from its text layer, or by OCR."""
    return await service.words(context, caller, document_id, page)


@router.post("/{document_id}/pages/{page}/read")
async def read_area(
    document_id: UUID, page: PageNumber, request: AreaRequest, context: ContextDep, caller: Caller
) -> AreaText:
    """Read an area of a page as a picture, in a good resolution."""
    return await service.area(context, caller, document_id, page, request.box)
