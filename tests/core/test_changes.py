"""The change feed as a client of today reads that of a service of tomorrow."""

import json
from typing import Any
from uuid import uuid4

from ingestio_core.contracts.changes import ChangeKind, ChangePage


def change(number: int, kind: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "kind": kind, "id": str(uuid4()), **more}


def test_what_is_not_known_yet_is_passed_over() -> None:
    later: dict[str, Any] = {
        "id": str(uuid4()),
        "kind": "invoice_due",
        "batch_id": str(uuid4()),
        "batch_name": None,
        "batch_status": "completed",
        "document_count": 1,
        "completed_count": 1,
        "failed_count": 0,
        "created_at": "2026-11-22T04:00:00Z",
        "read_at": None,
        "new_field": {},
    }
    changes = [
        change(1, "account"),
        change(2, "of_another_world", world={"name": "x"}),
        change(3, "notification", notification=later),
        change(4, "notification", notification={**later, "kind": "batch_ended"}),
        change(5, "notification", deleted=True),
    ]
    page = ChangePage.model_validate_json(json.dumps({"changes": changes, "next": 5, "more": True}))
    assert [(each.number, each.kind) for each in page.changes] == [
        (1, ChangeKind.ACCOUNT),
        (4, ChangeKind.NOTIFICATION),
        (5, ChangeKind.NOTIFICATION),
    ]
    assert (page.next, page.more) == (5, True)
