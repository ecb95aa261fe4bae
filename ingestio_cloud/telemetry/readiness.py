"""Whether the service can do its work: each thing that it needs is asked, with a time limit."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog

log = structlog.get_logger(__name__)

_SECONDS: Final = 3.0
FAILED: Final = "failed"
OK: Final = "ok"

Probe = Callable[[], Awaitable[object]]


async def probe(probes: Mapping[str, Probe], seconds: float = _SECONDS) -> dict[str, str]:
    """Ask all at once: `ok` or `failed` by name."""
    answers = await asyncio.gather(*(_ask(name, one, seconds) for name, one in probes.items()))
    return dict(zip(probes, answers, strict=True))


async def _ask(name: str, one: Probe, seconds: float) -> str:
    """The edge: whatever goes wrong means that this is not ready."""
    try:
        async with asyncio.timeout(seconds):
            await one()
    except Exception:
        log.exception("not_ready", what=name)
        return FAILED
    return OK
