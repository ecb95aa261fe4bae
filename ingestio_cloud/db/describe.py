"""`docs/data-model.md`, generated from the models."""

from collections.abc import Iterable, Iterator
from typing import Final

import sqlalchemy as sa

from ingestio_cloud.db import models
from ingestio_cloud.db.base import Base

_HEADER: Final = """# Data model

Generated from `ingestio_cloud/db/models` by `python -m ingestio_cloud data-model`; a test fails when it
is stale. The same tables on SQLite and PostgreSQL; times are UTC, ids are UUIDs made by whoever makes
the row first.

## Whose rows they are

What belongs to a user carries `user_id`, and every query is bound to it by `db/scope.py`. On PostgreSQL
row-level security is the second lock: a transaction runs as `ingestio_app`, which sees the rows of the
user in `app.user_id` alone, or as `ingestio_system`, which sees all, for what comes before a user is
known and for sweeps. A transaction that is bound to neither sees nothing.

## Tables by workflow

A *job* table says what is being done, a *result* table what came out, an *enhancement* table what was
added to it afterwards.

"""
_WORKFLOWS: Final = (
    ("Batch intake", ("uploads",), ("extraction_batches", "documents"), ("changes",)),
    ("Extraction", ("extraction_jobs",), ("extraction_results",), ("extraction_findings", "field_edits")),
    ("Asking a model", ("extraction_jobs", "model_pauses"), ("extraction_results",), ("model_keys",)),
    (
        "Learning from corrections",
        ("extraction_readings",),
        ("suppliers", "supplier_lessons"),
        ("supplier_keys", "supplier_lesson_uses"),
    ),
    ("Telling that a batch ended", ("batch_notifications",), ("extraction_batches",), ()),
    ("Export (its file is in the blob store)", ("exports",), ("exports",), ()),
    ("Usage", ("usage_events",), ("usage_months",), ()),
    (
        "Identity",
        ("one_time_tokens", "authorization_codes"),
        ("users", "oauth_grants"),
        ("sessions", "refresh_tokens"),
    ),
    ("Billing (subscriptions are Stripe's)", ("webhook_events",), ("users",), ()),
    ("Taking over from a dead process", ("workers",), ("extraction_jobs",), ()),
)
_FOOTER: Final = """
The durable engine keeps tables of its own in the same database (on PostgreSQL in the schema `dbos`);
only it touches them, but for queueing, which is part of the transaction that asks for the work.
"""
_COLUMNS: Final = "| Column | Type | Null | Key |\n|---|---|---|---|"


def data_model() -> str:
    """The whole document as Markdown."""
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    workflows = "\n".join(_workflows({table.name for table in tables}))
    described = "\n".join(line for table in tables for line in _table(table))
    return f"{_HEADER}{workflows}\n{_FOOTER}\n## Tables\n{described}\n"


def _workflows(tables: set[str]) -> Iterator[str]:
    """Raises ValueError for a table that has no place in it."""
    placed = {name for _, *columns in _WORKFLOWS for names in columns for name in names}
    if placed != tables:
        raise ValueError(f"say which workflow these tables belong to: {sorted(placed ^ tables)}")
    yield "| Workflow | Job | Result | Enhancement |"
    yield "|---|---|---|---|"
    for title, *columns in _WORKFLOWS:
        yield " | ".join([f"| {title}", *(_tables(names) for names in columns)]) + " |"


def _tables(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


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
        only = index.dialect_options["postgresql"]["where"]
        where = "" if only is None else f" where `{only}`"
        yield f"- {'unique:' if index.unique else 'index on'} {_names(index.columns)}{where}"
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield f"- unique: {_names(constraint.columns)}"
        elif isinstance(constraint, sa.CheckConstraint):
            yield f"- check: `{constraint.sqltext}`"


def _names(columns: Iterable["sa.Column[object]"]) -> str:
    return ", ".join(f"`{column.name}`" for column in columns)
