"""Which columns a prompt calls required: "total (required)", "Summe (Pflichtfeld)", a JSON Schema's list."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from ingestio_core.fieldplan.model import FieldPlan, FieldSpec

_WORD: Final = (
    r"(?:is |a )?(?:required|mandatory|must(?: be there)?|pflicht(?:feld|angabe)?|obligatoire|obligatori[oa]|"
    r"obbligatori[oa]|obrigatóri[oa]|verplicht|wymagan[eay]|obowiązkow[eay])"
)
_MARKED: Final = re.compile(
    # Of bounded length and only from where a phrase begins: a prompt may be 20,000 characters without one.
    rf"(?<![^\n,;:()\[\]])(?P<what>[^\n,;:()\[\]]{{1,200}}?)\s{{0,9}}"
    rf"(?:[(\[](?:[^()\n]{{0,200}},)?\s{{0,9}}{_WORD}\s{{0,9}}(?:,[^()\n]{{0,200}})?[)\]]"
    rf"|:\s{{0,9}}{_WORD}\s{{0,9}}(?=[,;.\n]|$))",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(r"^.*\b(?:and|und|et|y|e|en|i|oraz)\s+", re.IGNORECASE)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def with_required(plan: FieldPlan, prompt: str, compiled: Callable[[str], FieldPlan]) -> FieldPlan:
    """The plan with the columns marked that the prompt calls required. `compiled` reads a prompt."""
    fields = list(plan.fields)
    for phrase in _phrases(prompt):
        _mark(fields, phrase, compiled)
    return plan.model_copy(update={"fields": tuple(fields)})


def _mark(fields: list[FieldSpec], phrase: str, compiled: Callable[[str], FieldPlan]) -> None:
    """Mark the field that is called so, else the column of a table, else the field that is meant."""
    for at, field in enumerate(fields):
        if _is_called(field, phrase):
            fields[at] = field.model_copy(update={"required": True})
            return
    for at, field in enumerate(fields):
        columns = tuple(
            column.model_copy(update={"required": True}) if _is_called(column, phrase) else column
            for column in field.columns
        )
        if columns != field.columns:
            fields[at] = field.model_copy(update={"columns": columns})
            return
    meant = {field.name for field in compiled(phrase).fields}
    for at, field in enumerate(fields):
        if field.name in meant:
            fields[at] = field.model_copy(update={"required": True})


def _is_called(field: FieldSpec, phrase: str) -> bool:
    called = phrase.casefold()
    return called in (field.label.casefold(), field.name.replace("_", " "))


def _phrases(prompt: str) -> Iterator[str]:
    """What stands before the marks, or in the lists of a schema."""
    if "required" in prompt and prompt.lstrip()[:1] == "{":
        try:
            content = json.loads(prompt)
        except (ValueError, RecursionError):
            content = None
        if content is not None:
            yield from _required_of(content, 8)
            return
    for match in _MARKED.finditer(prompt):
        yield _LEAD.sub("", match["what"]).strip(" -*•\t")


def _required_of(node: Any, depth: int) -> Iterator[str]:
    if not isinstance(node, dict) or not depth:
        return
    listed = node.get("required")
    if isinstance(listed, list) and isinstance(node.get("properties"), dict):
        for name in listed:
            if isinstance(name, str):
                yield re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", name)).strip()
    for below in node.values():
        yield from _required_of(below, depth - 1)
