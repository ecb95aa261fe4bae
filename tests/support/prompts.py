"""The prompts of `tests/core/prompts` and how a plan compares with what they must compile to."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingestio_core.fieldplan import FieldPlan, FieldSpec

FOLDER: Final = Path(__file__).parents[1] / "core" / "prompts"
Column = str | dict[str, list[str]]
"""`"name type"`, or a table's name with its columns."""


@dataclass(frozen=True)
class Prompt:
    """One prompt with the plan that it must compile to."""

    id: str
    language: str
    prompt: str
    fields: list[Column]
    unread: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str | None] = field(default_factory=dict)


def prompts(file: Path) -> list[Prompt]:
    given: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return [Prompt(**each) for each in given]


def columns(plan: FieldPlan) -> list[Column]:
    """The plan as the files write it."""
    return [
        {spec.name: [_column(column) for column in spec.columns]} if spec.columns else _column(spec)
        for spec in plan.fields
    ]


def flat(written: list[Column]) -> Counter[str]:
    """`name type` of every column, those of tables as `table.name type`."""
    found: Counter[str] = Counter()
    for each in written:
        if isinstance(each, str):
            found[each] += 1
        else:
            found.update(f"{table}.{column}" for table, inner in each.items() for column in inner)
    return found


def differences(asked: Prompt, plan: FieldPlan) -> list[str]:
    """What is not as it must be, in words; empty for a plan that is exactly right."""
    found: list[str] = []
    if columns(plan) != asked.fields:
        found.append(f"columns {columns(plan)}, wanted {asked.fields}")
    told = [_bare(part) for part in plan.unread]
    wanted = [_bare(part) for part in asked.unread]
    missing = [part for part in wanted if not any(part in each for each in told)]
    needless = [each for each in told if not any(part in each for part in wanted)]
    if missing or needless:
        found.append(f"unread {list(plan.unread)}, wanted {asked.unread}")
    for name, label in asked.labels.items():
        if (spec := plan.get(name)) is None or spec.label != label:
            found.append(f"label of {name} is {spec and spec.label}, wanted {label}")
    for name, role in asked.roles.items():
        if (spec := plan.get(name)) is None or spec.role != role:
            found.append(f"role of {name} is {spec and spec.role}, wanted {role}")
    return found


def _column(spec: FieldSpec) -> str:
    return f"{spec.name} {spec.type.value}"


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
