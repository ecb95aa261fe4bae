"""Prompts that are JSON: an example of the wanted data, a list of names, or a JSON Schema."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

MAX_DEPTH: Final = 8
_FENCE: Final = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TYPES: Final = frozenset(("object", "array", "string", "number", "integer", "boolean", "date"))


def lines_of_json(prompt: str, is_known: Callable[[str], bool]) -> list[str] | None:
    """The names in a JSON prompt as lines in plain words, tables with their columns in brackets;
    None where the prompt is no JSON object or array."""
    text = prompt.strip()
    fenced = _FENCE.match(text)
    text = fenced[1].strip() if fenced else text
    if text[:1] not in ("{", "["):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return list(_lines(content, "", is_known, MAX_DEPTH))


def _lines(node: Any, parent: str, is_known: Callable[[str], bool], depth: int) -> Iterator[str]:
    if depth == 0:
        return
    for name, below in _members(node):
        full = f"{parent} {name}".strip()
        own = full if not is_known(name) or is_known(full) else name
        if isinstance(below, list) and below and isinstance(below[0], dict | list):
            columns = [column for column, _ in _members(below[0])]
            yield f"{name} ({', '.join(columns)})" if columns else name
        elif isinstance(below, dict) and below:
            yield from _lines(below, name, is_known, depth - 1)
        else:
            yield own


def _members(node: Any) -> Iterator[tuple[str, Any]]:
    """Names and what lies below them: of an object, a schema's properties, or a list of names."""
    if isinstance(node, list):
        for item in node:
            if isinstance(item, str):
                yield _words(item), None
            elif isinstance(item, dict) and isinstance(item.get("name"), str):
                below = next((item[key] for key in ("columns", "fields", "items") if item.get(key)), None)
                yield _words(item["name"]), [below] if isinstance(below, list) else _schema(below)
            else:
                yield from _members(item)
    elif isinstance(node, dict):
        inner = _schema(node)
        if isinstance(inner, dict) and inner is not node:
            yield from _members(inner)
        elif set(node) <= {"fields", "columns"} and isinstance(next(iter(node.values()), None), list | dict):
            yield from _members(next(iter(node.values())))
        else:
            for name, below in node.items():
                yield _words(name), _schema(below)


def _schema(node: Any) -> Any:
    """What a piece of JSON Schema describes; all other nodes as they are."""
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("properties"), dict):
        return node["properties"]
    if node.get("type") == "array" and isinstance(node.get("items"), dict):
        return [_schema(node["items"])]
    return None if isinstance(node.get("type"), str) and node["type"] in _TYPES else node


def _words(name: str) -> str:
    """`invoiceNumber` and `invoice_number` in words, without signs that part a prompt."""
    return " ".join(re.findall(r"[^\W_]+", _CAMEL.sub(" ", name))) or "field"
