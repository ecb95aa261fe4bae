"""The OpenAPI document: what FastAPI knows of the routes, and which refusals each may answer with."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI

from ingestio_core.contracts.problems import PROBLEM_MEDIA_TYPE, Problem

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_ALWAYS: Final = (400, 414, 431, 500, 503)
"""An odd request, an address or headers that are too long, our own fault, too many callers."""
_HOSTED: Final = 421
_SIGNED_IN: Final = (401, 429)
_WITH_BODY: Final = (408, 413, 415, 422, 507)
_CHECKSUM: Final = 460
_OWN: Final[Mapping[str, tuple[int, ...]]] = {
    "create_batch": (402, 403, 409),
    "submit_batch": (409,),
    "cancel_batch": (409,),
    "edit_data": (409, 428),
    "confirm": (409,),
    "unconfirm": (409,),
    "redo": (402, 409),
    "get_file": (416,),
    "create_export": (404, 409),
    "receive_notice": (404,),
    "download_export": (403,),
    "create": (404, 409, 410, 412, 423, _CHECKSUM),
    "offset_of": (410, 412),
    "append": (409, 410, 412, 423, _CHECKSUM),
    "terminate": (409, 410, 412, 423),
    "delete_account": (403, 409),
    "create_token": (403, 409),
    "open_checkout": (403, 409),
    "open_portal": (403, 409),
}
"""Refusals of single operations, by their id; the table in docs/api.md has their codes."""
_TEXTS: Final = {
    _CHECKSUM: "The bytes arrived changed (tus 1.0, checksum).",
    402: "Not enough pages are left.",
    409: "The row is not in a state that allows this, or was changed elsewhere.",
}
_TUS: Final = {
    "name": "Tus-Resumable",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "const": "1.0.0"},
}
_LENGTH: Final = {
    "name": "Upload-Length",
    "in": "header",
    "required": True,
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**53},
}
_METADATA: Final = {
    "name": "Upload-Metadata",
    "in": "header",
    "required": True,
    "description": "`document_id` and its id in base64.",
    "schema": {"type": "string", "pattern": "^document_id [A-Za-z0-9+/]{48}$"},
}
_OFFSET: Final = {
    "name": "Upload-Offset",
    "in": "header",
    "required": True,
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**53},
}
_BYTES: Final = {
    "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}}
}
_TUS_PARAMETERS: Final[Mapping[str, tuple[Mapping[str, Any], ...]]] = {
    "create": (_TUS, _LENGTH, _METADATA),
    "offset_of": (_TUS,),
    "append": (_TUS, _OFFSET),
    "terminate": (_TUS,),
}
"""Headers that the upload protocol reads by itself (https://tus.io/protocols/resumable-upload)."""

_LINKS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "create_batch": (
        *((name, "batch_id", "$response.body#/id") for name in ("get_batch", "rename_batch", "submit_batch")),
        *((name, "batch_id", "$response.body#/id") for name in ("cancel_batch", "list_batch_documents")),
        ("delete_batch", "batch_id", "$response.body#/id"),
        *(
            (name, "document_id", "$request.body#/documents/0/id")
            for name in ("get_document", "confirm", "redo", "list_trail", "delete_document", "get_file")
        ),
    ),
    "create_export": (("get_export", "export_id", "$response.body#/id"),),
    "create_token": (("revoke_token", "token_id", "$response.body#/token/id"),),
}
"""What can be done next: operation, its parameter, and where the value stands."""
_UPLOAD_BODIES: Final = frozenset({"create", "append"})
_OPERATIONS: Final = "operations"


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of an app that need not run."""
    document = app.openapi()
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    for name, schema in problem.pop("$defs", {}).items():
        schemas.setdefault(name, schema)
    schemas["Problem"] = problem
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            responses = operation["responses"]
            responses.pop("default", None)
            for status in sorted(set(_refusals(path, operation))):
                if str(status) not in responses or _is_validation(responses[str(status)]):
                    responses[str(status)] = _problem(status)
            operation["responses"] = dict(sorted(responses.items()))
            _add_uploads(operation)
            _say_absent(operation)
            _add_links(operation)
    return document


def _refusals(path: str, operation: Mapping[str, Any]) -> Iterator[int]:
    name = operation["operationId"]
    yield from _ALWAYS
    if _OPERATIONS in operation.get("tags", ()):
        if name == "metrics":
            yield 401
        return
    yield _HOSTED
    yield from _OWN.get(name, ())
    if "security" in operation:
        yield from _SIGNED_IN
    if "{" in path:
        yield 404
    if "requestBody" in operation or name in _UPLOAD_BODIES or path.startswith("/v1/webhooks"):
        yield from _WITH_BODY
    elif operation.get("parameters"):
        yield 422


def _add_uploads(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    if name in _TUS_PARAMETERS:
        operation.setdefault("parameters", []).extend(_TUS_PARAMETERS[name])
    if name in _UPLOAD_BODIES:
        operation["requestBody"] = {**_BYTES, "required": name == "append"}


def _say_absent(operation: Mapping[str, Any]) -> None:
    """A parameter that is not there is left out; there is no way to send null in its place."""
    for parameter in operation.get("parameters", ()):
        kinds = parameter["schema"].get("anyOf", ())
        given = [kind for kind in kinds if kind != {"type": "null"}]
        if len(given) == 1 < len(kinds):
            del parameter["schema"]["anyOf"]
            parameter["schema"].update(given[0])


def _add_links(operation: dict[str, Any]) -> None:
    links = _LINKS.get(operation["operationId"], ())
    if links:
        operation["responses"]["201"]["links"] = {
            name: {"operationId": name, "parameters": {parameter: value}} for name, parameter, value in links
        }


def _is_validation(response: Mapping[str, Any]) -> bool:
    return "HTTPValidationError" in str(response)


def _problem(status: int) -> dict[str, Any]:
    text = _TEXTS.get(status) or HTTPStatus(status).phrase
    return {"description": text, "content": {PROBLEM_MEDIA_TYPE: {"schema": _PROBLEM}}}
