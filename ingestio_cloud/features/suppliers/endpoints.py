"""Supplier memory over HTTP: what is remembered, and how to forget it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from ingestio_cloud.features.suppliers import service
from ingestio_cloud.features.web import Caller, ContextDep, Cursor, Limit
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.suppliers import LessonForgotten, Supplier, SupplierMemory

router = APIRouter(prefix="/v1", tags=["suppliers"])


@router.get("/suppliers")
async def list_suppliers(
    context: ContextDep, caller: Caller, cursor: Cursor = None, limit: Limit = 100
) -> Page[Supplier]:
    """The suppliers that something is remembered of, by name."""
    return await context.db.of(caller).read(service.list_page, cursor=cursor, limit=limit)


@router.get("/suppliers/{supplier_id}")
async def get_supplier(supplier_id: UUID, context: ContextDep, caller: Caller) -> SupplierMemory:
    """All that is remembered of a supplier, and from which document."""
    return await context.db.of(caller).read(service.memory, supplier_id)


@router.delete(
    "/suppliers/{supplier_id}/lessons/{lesson_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
)
async def forget_lesson(supplier_id: UUID, lesson_id: UUID, context: ContextDep, caller: Caller) -> None:
    """Forget one thing. What was read by it stays as it is; a redo reads plainly."""
    await context.db.of(caller).write(service.forget_lesson, supplier_id, lesson_id)


@router.delete("/suppliers/{supplier_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def forget_supplier(supplier_id: UUID, context: ContextDep, caller: Caller) -> None:
    """Forget all that is remembered of a supplier."""
    await context.db.of(caller).write(service.forget_supplier, supplier_id)


@router.delete("/suppliers", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def forget_all_suppliers(context: ContextDep, caller: Caller) -> None:
    """Forget all that is remembered of any supplier."""
    await context.db.of(caller).write(service.forget_all)


@router.post("/documents/{document_id}/forget")
async def forget_value(
    document_id: UUID, request: LessonForgotten, context: ContextDep, caller: Caller
) -> Document:
    """Forget what one value of a document was read by; the value stays as it is."""
    return await context.db.of(caller).write(service.forget_value, document_id, request)
