"""Compiling a prompt over HTTP."""

import asyncio

from fastapi import APIRouter
from pydantic import Field

from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_core.contracts.base import Wire
from ingestio_core.fieldplan import FieldPlan

router = APIRouter(prefix="/v1/field-plans", tags=["field plans"])


class PromptToCompile(Wire):
    prompt: str = Field(max_length=20_000)


@router.post("")
async def compile_field_plan(request: PromptToCompile, context: ContextDep, _caller: Caller) -> FieldPlan:
    """The columns that a prompt asks for; the same prompt gives the same columns."""
    return await asyncio.to_thread(context.compile_prompt, request.prompt)
