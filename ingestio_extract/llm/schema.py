"""A field plan as the JSON Schema of an answer.

Within what every provider's structured output takes (OpenAI's strict mode is the narrowest): all
properties required, none beside them, null for what is not printed. Values are asked for as they
are printed, with their line; what they mean is decided here, for the whole document at once.
"""

from typing import Any, Final

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType

LINE: Final = "_line"
"""No field can be called so: names begin with a letter."""
VALUE: Final = "value"

_LINE_NUMBER: Final = {"type": ["integer", "null"]}
_HINTS: Final = {
    FieldType.DATE: "a date, as printed",
    FieldType.AMOUNT: "an amount of money, as printed, with its sign and currency if they stand there",
    FieldType.NUMBER: "a number, as printed",
    FieldType.ID: "a number or code, as printed",
    FieldType.TIME: "a time of day, as printed",
    FieldType.TEXT: "a text, as printed",
}


def schema_of(plan: FieldPlan) -> dict[str, Any]:
    """What an answer for `plan` looks like."""
    return _object({spec.name: _table(spec) if spec.columns else _single(spec) for spec in plan.fields})


def _single(spec: FieldSpec) -> dict[str, Any]:
    return {
        "description": f"{spec.label}: {_HINTS[spec.type]}. Null where it is not printed.",
        "anyOf": [
            _object({VALUE: {"type": "string"}, LINE: _LINE_NUMBER}),
            {"type": "null"},
        ],
    }


def _table(spec: FieldSpec) -> dict[str, Any]:
    columns = {
        column.name: {"description": f"{column.label}: {_HINTS[column.type]}", "type": ["string", "null"]}
        for column in spec.columns
    }
    return {
        "description": f"{spec.label}: every printed row, from the first to the last",
        "type": "array",
        "items": _object({LINE: _LINE_NUMBER, **columns}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
