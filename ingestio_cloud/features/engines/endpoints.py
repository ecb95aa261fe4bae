"""Engines over HTTP."""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Response

from ingestio_cloud.features.engines import repository, service
from ingestio_cloud.features.engines.estimate import estimate
from ingestio_cloud.features.web import Caller, ContextDep
from ingestio_cloud.integrations.model_providers import make_provider
from ingestio_cloud.integrations.models import ModelError, Trouble
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import (
    EngineChoice,
    EngineDefault,
    EngineEstimate,
    Engines,
    EngineTest,
    ModelKey,
    ModelKeyPut,
)
from ingestio_core.providers import ProviderKind, sees_pictures

router = APIRouter(prefix="/v1/engines", tags=["engines"])

_WRONG: Final = {
    Trouble.REFUSED: "{host} refused the key: it is wrong, is not paid for, or may not use this model.",
    Trouble.BUSY: "{host} is busy: it took the key, and lets nobody ask at the moment.",
}
_AWAY: Final = "{host} can't be reached, or does not answer as a provider of models."


@router.get("")
async def get_engines(context: ContextDep, caller: Caller) -> Engines:
    """What may read the account's documents, and with which keys."""
    plan = await context.plan_of(caller)
    return await context.db.of(caller).read(service.engines, context.engines, plan)


@router.put("/default")
async def set_default_engine(body: EngineDefault, context: ContextDep, caller: Caller) -> Engines:
    """Choose what reads batches that do not say."""
    plan = await context.plan_of(caller)
    await context.db.of(caller).write(service.set_default, context.engines, plan, body)
    return await context.db.of(caller).read(service.engines, context.engines, plan)


@router.put("/keys/{provider}")
async def put_model_key(
    provider: ProviderKind, body: ModelKeyPut, context: ContextDep, caller: Caller
) -> ModelKey:
    """Keep a key of one's own with a provider of models. It is never shown again."""
    plan = await context.plan_of(caller)
    return await context.db.of(caller).write(service.put_key, context.engines, plan, provider, body)


@router.delete("/keys/{provider}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
async def delete_model_key(provider: ProviderKind, context: ContextDep, caller: Caller) -> None:
    """Forget a key. What waits to be read with it is read locally, with a finding that says so;
    what was asked about already, fails."""
    await context.db.of(caller).write(service.delete_key, provider)


@router.post("/keys/{provider}/test")
async def test_model_key(provider: ProviderKind, context: ContextDep, caller: Caller) -> EngineTest:
    """Ask the provider for something that costs nothing; no document is sent."""
    row = await context.db.of(caller).read(service.own_key, provider)
    key = service.opened(context.engines, row)
    if key is None:
        return EngineTest(works=False, message="The key can't be decrypted any more. Enter it again.")
    if not service.usable(context.engines, row):
        return EngineTest(works=False, message="The service asks this address no more. Enter another one.")
    asked = make_provider(
        provider, key=key, model=row.model, base_url=row.base_url, seconds=context.engines.seconds
    )
    try:
        await asked.check()
    except ModelError as error:
        return EngineTest(works=False, message=_WRONG.get(error.trouble, _AWAY).format(host=asked.host))
    finally:
        await asked.close()
    return EngineTest(works=True)


@router.post("/estimate")
async def estimate_batch(request: BatchCreate, context: ContextDep, caller: Caller) -> EngineEstimate:
    """What a batch will cost at about if it is made. Nothing is made and nothing is sent."""
    plan = await context.plan_of(caller)
    desk = context.engines
    db = context.db.of(caller)
    chosen = await db.read(service.resolve, desk, plan, request.engine, request.model_provider)
    engine = chosen.engine
    host, model = (None, None) if desk.service is None else (desk.service.host, desk.service.model)
    pictures = desk.pictures
    if chosen.provider is not None:
        row = await db.read(repository.key, chosen.provider)
        if row is not None:
            key = service.key_wire(row, desk)
            host, model = key.host, key.model
            pictures = sees_pictures(chosen.provider, model)
    elif engine is EngineChoice.LOCAL or (engine is None and not plan.model_engines):
        host = model = None
    if engine is None:
        engine = EngineChoice.LOCAL if model is None else desk.usual
    work = partial(estimate, request, engine, host, model, context.compile_prompt, pictures=pictures)
    return await asyncio.to_thread(work)
