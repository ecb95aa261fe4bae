"""Events that wait until they can't be undone any more, the worst finding, and what was read, to be searched

Revision ID: 0008
Revises: 0007
"""

import json
import unicodedata
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PIECE = 500
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_RANKS = {"error": 0, "warning": 1}


def upgrade() -> None:
    op.add_column("outbox_events", sa.Column("held_until", sa.BigInteger(), nullable=True))
    op.create_index("ix_outbox_events_held_until", "outbox_events", ["held_until"])
    op.add_column("batches", sa.Column("keep_files", sa.Boolean(), server_default="0", nullable=False))
    for column in (
        sa.Column("worst", sa.Text(), nullable=True),
        sa.Column("from_xml", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("first_key", sa.Text(), server_default="", nullable=False),
    ):
        op.add_column("documents", column)
    op.create_table(
        "document_texts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_document_texts"),
        sa.UniqueConstraint("document_id", name="uq_document_texts_document_id"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE document_words USING fts5"
        "(words, detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    _fill()
    op.drop_index("ix_batches_hidden_created_at", "batches")
    op.drop_index("ix_batches_hidden_name_key", "batches")
    op.create_index(
        "ix_batches_hidden_created_at_id_name_key", "batches", ["hidden", "created_at", "id", "name_key"]
    )
    op.create_index("ix_batches_hidden_name_key_status_id", "batches", ["hidden", "name_key", "status", "id"])
    op.create_index(
        "ix_documents_hidden_created_at_name_key_first_key",
        "documents",
        ["hidden", "created_at", "name_key", "first_key"],
    )
    op.create_index("ix_documents_batch_id_hidden_name_key", "documents", ["batch_id", "hidden", "name_key"])


def downgrade() -> None:
    op.drop_index("ix_documents_batch_id_hidden_name_key", "documents")
    op.drop_index("ix_documents_hidden_created_at_name_key_first_key", "documents")
    op.drop_index("ix_batches_hidden_created_at_id_name_key", "batches")
    op.create_index("ix_batches_hidden_created_at", "batches", ["hidden", "created_at"])
    op.drop_index("ix_batches_hidden_name_key_status_id", "batches")
    op.create_index("ix_batches_hidden_name_key", "batches", ["hidden", "name_key"])
    op.execute("DROP TABLE document_words")
    op.drop_table("document_texts")
    for name in ("first_key", "from_xml", "worst"):
        op.drop_column("documents", name)
    op.drop_column("batches", "keep_files")
    op.drop_index("ix_outbox_events_held_until", "outbox_events")
    op.drop_column("outbox_events", "held_until")


def _fill() -> None:
    """What the rows that are here already say."""
    connection = op.get_bind()
    batches = connection.execute(sa.text("SELECT id, name FROM batches WHERE name IS NOT NULL"))
    keys = [{"id": row.id, "key": _fold(row.name)} for row in batches]
    if keys:
        connection.execute(sa.text("UPDATE batches SET name_key = :key WHERE id = :id"), keys)
    last = ""
    while True:
        rows = connection.execute(
            sa.text(
                "SELECT id, filename, folder, first_value, server FROM documents "
                "WHERE id > :last ORDER BY id LIMIT :piece"
            ),
            {"last": last, "piece": _PIECE},
        ).all()
        if not rows:
            return
        last = rows[-1].id
        for row in rows:
            _fill_document(connection, row)


def _fill_document(connection: sa.Connection, row: sa.Row[tuple[str, str, str, str, str | None]]) -> None:
    extraction = json.loads(row.server or "{}").get("extraction") or {}
    failed = [each for each in extraction.get("findings") or () if each.get("severity") in _RANKS]
    worst = min(failed, key=lambda each: _RANKS[each["severity"]], default=None)
    sources = (each.get("source") for each in (extraction.get("evidence") or {}).values())
    connection.execute(
        sa.text(
            "UPDATE documents SET name_key = :name, first_key = :first, worst = :worst, from_xml = :xml "
            "WHERE id = :id"
        ),
        {
            "id": row.id,
            "name": _fold(row.filename),
            "first": _fold(row.first_value),
            "worst": json.dumps(worst) if worst is not None else None,
            "xml": any(source == "xml" for source in sources),
        },
    )
    words = _fold("\n".join((row.filename, row.folder, *_texts(extraction.get("data")))))
    inserted = connection.execute(
        sa.text("INSERT INTO document_texts (document_id, digest) VALUES (:id, :digest)"),
        {"id": row.id, "digest": crc32(words.encode())},
    )
    connection.execute(
        sa.text("INSERT INTO document_words (rowid, words) VALUES (:number, :words)"),
        {"number": inserted.lastrowid, "words": words},
    )


def _texts(value: object) -> list[str]:
    match value:
        case dict():
            return [text for each in value.values() for text in _texts(each)]
        case list():
            return [text for each in value for text in _texts(each)]
        case bool() | None:
            return []
        case _:
            return [str(value)]


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)
