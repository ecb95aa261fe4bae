"""Many rows in PostgreSQL, made by PostgreSQL itself, for `benchmarks.cloud`."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import psycopg

from ingestio_cloud.db.engine import sync_url
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.fieldplan.compiler import compile_prompt

_FILES_A_BATCH: Final = 100

_ID: Final = "md5('{0}' || {1})::uuid"
_DATA: Final = {"invoice_number": "A-17", "vendor_name": "Acme", "total": "119.00"}
_TABLES: Final = (
    "users",
    "extraction_batches",
    "documents",
    "extraction_jobs",
    "extraction_results",
    "extraction_findings",
    "changes",
)


def fill_tables(url: str, users: int, documents: int) -> Sequence[UUID]:
    """Make users with the same number of completed documents each, in batches of 100, with jobs, results,
    findings and changes; the users' ids. Indexes are made when the rows are there."""
    each = documents // users
    batches = max(1, each // _FILES_A_BATCH)
    values: dict[str, Any] = {
        "users": users,
        "documents": documents,
        "each": each,
        "batches": batches,
        "files": -(-each // batches),
        "plan": compile_prompt("invoice number, vendor name, total").model_dump_json(),
        "data": json.dumps(_DATA),
        "evidence": json.dumps({f"/{name}": _evidence(text) for name, text in _DATA.items()}),
        "sizes": json.dumps([{"width": 595.0, "height": 842.0}]),
    }
    with psycopg.connect(_plain(url)) as connection:
        # Rows that agree with one another by the way they are made need no look at each key.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        with _indexes_later(connection):
            for statement in _STATEMENTS:
                connection.execute(statement, values)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
        return [row[0] for row in connection.execute("SELECT id FROM users ORDER BY id")]


def _plain(url: str) -> str:
    return sync_url(url).replace("postgresql+psycopg", "postgresql", 1)


def _evidence(text: str) -> dict[str, Any]:
    box = (10.0, 10.0, 60.0, 20.0)
    return Evidence(page=1, box=box, text=text, confidence=0.95, source=EvidenceSource.TEXT).model_dump(
        mode="json"
    )


@contextmanager
def _indexes_later(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Without the indexes that stand behind no constraint, which are made anew afterwards."""
    made = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique",
        (list(_TABLES),),
    ).fetchall()
    for name, _ in made:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, definition in made:
        connection.execute(definition)


_USER: Final = _ID.format("u", "((n - 1) %% %(users)s)")
_BATCH: Final = _ID.format("b", "((n - 1) %% %(users)s) || '.' || (((n - 1) / %(users)s) / %(files)s)")
_DOCUMENT: Final = _ID.format("d", "n")
_MADE: Final = "timestamptz '2026-01-01' + n * interval '20 seconds'"
_EVERY_DOCUMENT: Final = "FROM generate_series(1, %(documents)s::bigint) AS n"

_STATEMENTS: Final = (
    "INSERT INTO users (id, email, local, change_number, created_at) "
    "SELECT md5('u' || n)::uuid, n || '@example.org', false, %(each)s + %(batches)s, '2026-01-01' "
    "FROM generate_series(0, %(users)s - 1) AS n",
    "INSERT INTO extraction_batches (id, user_id, name, name_folded, prompt_strategy, field_plan, status, "
    "document_count, completed_count, failed_count, total_pages, idempotency_key, request_hash, created_at, "
    "updated_at, completed_at) "
    "SELECT md5('b' || u || '.' || b)::uuid, md5('u' || u)::uuid, 'Batch ' || b, 'batch ' || b, 'auto', "
    "%(plan)s::json, 'completed', %(files)s, %(files)s, 0, %(files)s, 'key ' || b, repeat('0', 64), "
    "timestamptz '2026-01-01' + b * interval '1 day', '2026-06-01', '2026-06-01' "
    "FROM generate_series(0, %(users)s - 1) AS u, generate_series(0, %(batches)s - 1) AS b",
    "INSERT INTO documents (id, user_id, batch_id, position, filename, filename_folded, folder, search_text, "
    "storage_path, media_type, size, sha256, claimed_pages, page_count, detected_type, status, version, "
    "attempt, created_at, updated_at) "
    f"SELECT {_DOCUMENT}, {_USER}, {_BATCH}, ((n - 1) / %(users)s) %% %(files)s, 'Invoice ' || n || '.pdf', "
    "'invoice ' || n || '.pdf', 'in', 'in/invoice ' || n || '.pdf', 'files/' || n, 'application/pdf', 200, "
    f"md5(n::text) || md5('h' || n), 1, 1 + n %% 7, 'invoice', 'completed', 1, 1, {_MADE}, {_MADE} "
    f"{_EVERY_DOCUMENT}",
    "INSERT INTO extraction_jobs (id, user_id, document_id, batch_id, attempt, status, progress, pages, "
    "engine, seconds, created_at, started_at, finished_at) "
    f"SELECT {_ID.format('j', 'n')}, {_USER}, {_DOCUMENT}, {_BATCH}, 1, 'completed', 100, 1, 'local', 0.5, "
    f"{_MADE}, {_MADE}, {_MADE} {_EVERY_DOCUMENT}",
    "INSERT INTO extraction_results (id, user_id, document_id, job_id, data, evidence, page_sizes, "
    "field_plan, document_type, type_confidence, version, created_at, updated_at) "
    f"SELECT {_ID.format('r', 'n')}, {_USER}, {_DOCUMENT}, {_ID.format('j', 'n')}, %(data)s::json, "
    f"%(evidence)s::json, %(sizes)s::json, %(plan)s::json, 'invoice', 0.97, 1, {_MADE}, {_MADE} "
    f"{_EVERY_DOCUMENT}",
    "INSERT INTO extraction_findings (result_id, user_id, quality, findings, duplicates) "
    f"SELECT {_ID.format('r', 'n')}, {_USER}, 0.9, '[]', '[]' {_EVERY_DOCUMENT}",
    "INSERT INTO changes (user_id, kind, entity_id, number, deleted, changed_at) "
    f"SELECT {_USER}, 'document', {_DOCUMENT}, %(batches)s + 1 + (n - 1) / %(users)s, false, {_MADE} "
    f"{_EVERY_DOCUMENT}",
    "INSERT INTO changes (user_id, kind, entity_id, number, deleted, changed_at) "
    "SELECT md5('u' || u)::uuid, 'batch', md5('b' || u || '.' || b)::uuid, 1 + b, false, '2026-06-01' "
    "FROM generate_series(0, %(users)s - 1) AS u, generate_series(0, %(batches)s - 1) AS b",
)
"""One for each table, in the order of their keys. Users take turns, so that the rows of one lie apart."""
