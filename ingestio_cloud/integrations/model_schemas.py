"""The schema of an answer in the words of protocols that know no JSON Schema."""

from collections.abc import Mapping
from typing import Any


def openapi_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """In the subset of OpenAPI 3.0 that `responseSchema` of Gemini takes: no `additionalProperties`, one
    type each, `nullable` where null is one of several, and the order of the properties said apart
    (https://ai.google.dev/api/caching#Schema)."""
    kinds = schema.get("type")
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    nullable = len(options) < len(schema.get("anyOf", ()))
    if isinstance(kinds, list):
        nullable = "null" in kinds
        kinds = next(kind for kind in kinds if kind != "null")
    if options:
        # Of two, one is null: what else there is stands for both.
        result = openapi_schema(options[0])
    else:
        result = {"type": str(kinds).upper()}
        if "properties" in schema:
            result["properties"] = {name: openapi_schema(one) for name, one in schema["properties"].items()}
            result["required"] = list(schema.get("required", ()))
            result["propertyOrdering"] = list(schema["properties"])
        if "items" in schema:
            result["items"] = openapi_schema(schema["items"])
    if "description" in schema:
        result["description"] = schema["description"]
    if nullable:
        result["nullable"] = True
    return result


def tool_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """As the input of a tool of Anthropic's: plain JSON Schema whose outermost type is an object."""
    return {**schema, "type": "object"}
