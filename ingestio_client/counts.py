"""Send a program's own counts to an address that its makers named, when a person said that they may."""

from collections.abc import Mapping
from typing import Final

import httpx

from ingestio_client.errors import converted, response_error
from ingestio_client.oauth import check_address
from ingestio_client.proxy import WayTransport

_TIMEOUT: Final = httpx.Timeout(15, connect=10)


async def send_counts(address: str, counts: Mapping[str, str | int]) -> None:
    """POST them as JSON, with nothing that says who sends them. Raises `IngestError`."""
    check_address(address)
    with converted():
        async with httpx.AsyncClient(timeout=_TIMEOUT, transport=WayTransport()) as http:
            response = await http.post(address, json=dict(counts), headers={"User-Agent": "IngestIO"})
    if not response.is_success:
        raise response_error(response)
