"""No request breaks the service, whether its description allows it or not."""

from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from ingestio_cloud.app import openapi
from ingestio_cloud.settings import Settings
from tests.cloud.served import Served

_ENDLESS = "/v1/changes/stream"
schema = schemathesis.openapi.from_dict(openapi(Settings())).exclude(path=_ENDLESS)


@pytest.fixture
def fuzzed(service: Served, pdf: bytes) -> dict[str, Any]:
    """A service with one of everything, and the ids of it by the name of the path's parameter."""
    batch, (document,) = service.completed(pdf)
    export = {"id": str(uuid4()), "format": "csv", "batch_id": batch}
    assert service.http.post("/v1/exports", json=export).status_code == 201
    return {"service": service, "batch_id": batch, "document_id": document, "export_id": export["id"]}


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_a_server_error(case: Any, fuzzed: dict[str, Any]) -> None:
    service: Served = fuzzed["service"]
    case.path_parameters = {
        name: fuzzed.get(name, value) for name, value in (case.path_parameters or {}).items()
    }
    response = case.call(base_url=service.url, headers=dict(service.http.headers))
    assert response.status_code < 500, response.text
    if response.status_code >= 400 and case.method != "HEAD":
        assert response.headers["content-type"] == ["application/problem+json"], response.text
