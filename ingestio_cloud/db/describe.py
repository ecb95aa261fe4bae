"""`docs/data-model.md`, generated from the models."""

from collections.abc import Iterable, Iterator
from typing import Final

import sqlalchemy as sa

from ingestio_cloud.db import models
from ingestio_cloud.db.base import Base

_HEADER: Final = """# Data model

Generated from `ingestio_cloud/db/models` by `python -m ingestio_cloud data-model`; a test fails when it
is stale. The same tables on SQLite and PostgreSQL; times are UTC, ids are UUIDs made by whoever makes
the row first. What belongs to a user carries `user_id`, and every query is bound to it.

## Tables by workflow

A *job* table says what is being done, a *result* table what came out, an *enhancement* table what was
added to it afterwards.

| Workflow | Job | Result | Enhancement |
|---|---|---|---|
| Batch intake | `uploads` | `extraction_batches`, `documents` | `changes` |
| Extraction | `extraction_jobs` | `extraction_results` | `extraction_findings`, `field_edits` |
| Export | `exports` | `exports` (the file is in the blob store) | – |
| Usage | `usage_events` | `usage_months` | `webhook_events` |

`users` and `sessions` belong to all of them. The durable engine keeps tables of its own in the same
database; only it touches them.
"""
_COLUMNS: Final = "| Column | Type | Null | Key |\n|---|---|---|---|"


def data_model() -> str:
    """The whole document as Markdown."""
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    return "\n".join([_HEADER, "## Tables", *(line for table in tables for line in _table(table))]) + "\n"


def _table(table: sa.Table) -> Iterator[str]:
    yield f"\n### `{table.name}`\n"
    yield _summary(table.name)
    yield ""
    yield _COLUMNS
    for column in table.columns:
        null = "yes" if column.nullable else "no"
        yield f"| `{column.name}` | {_type(column)} | {null} | {_key(column)} |"
    rules = sorted(_rules(table))
    if rules:
        yield ""
        yield from rules


def _summary(name: str) -> str:
    """The docstring of the model, as one paragraph."""
    model = next(model for model in _models() if model.__tablename__ == name)
    return " ".join((model.__doc__ or "").split())


def _models() -> Iterator[type[Base]]:
    for name in models.__all__:
        found = getattr(models, name)
        if issubclass(found, Base):
            yield found


def _type(column: "sa.Column[object]") -> str:
    text = column.type.compile(dialect=sa.make_url("postgresql+psycopg://").get_dialect()())
    return text.lower()


def _key(column: "sa.Column[object]") -> str:
    parts = ["primary"] if column.primary_key else []
    parts += [
        f"→ `{key.target_fullname}` on delete {(key.ondelete or 'no action').lower()}"
        for key in column.foreign_keys
    ]
    return ", ".join(parts)


def _rules(table: sa.Table) -> Iterator[str]:
    for index in table.indexes:
        yield f"- index on {_names(index.columns)}"
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield f"- unique: {_names(constraint.columns)}"
        elif isinstance(constraint, sa.CheckConstraint):
            yield f"- check: `{constraint.sqltext}`"


def _names(columns: Iterable["sa.Column[object]"]) -> str:
    return ", ".join(f"`{column.name}`" for column in columns)
