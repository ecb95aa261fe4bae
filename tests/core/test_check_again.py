"""Findings and adjustments after a person's edits."""

import re
from pathlib import Path

import pytest

import ingestio_core.checks
from ingestio_core.checks import check_again
from ingestio_core.checks.again import CHECK_CODES
from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import (
    Adjustment,
    Evidence,
    EvidenceSource,
    Extraction,
    Finding,
    Severity,
    Suggestion,
)
from ingestio_core.edits import apply_edits, follow
from ingestio_core.fieldplan import default_plan

PLAN = default_plan("invoice")
READ = Evidence(page=1, box=(0, 0, 1, 1), text="x", confidence=0.9, source=EvidenceSource.TEXT)


def row(amount: str) -> dict[str, str]:
    return {"description": "Repair", "quantity": "2", "unit_price": "50.00", "amount": amount}


BEFORE = Extraction(
    data={"subtotal": "181.00", "vendor_name": "Nord", "line_items": [row("100.00"), row("90.00")]},
    evidence={"/vendor_name": READ, "/line_items/1/amount": READ},
    findings=(
        Finding(code="page_damaged", severity=Severity.ERROR, message="Page 2 is damaged."),
        Finding(code="not_on_page", severity=Severity.WARNING, message="Nord", paths=("/vendor_name",)),
        Finding(
            code="read_twice",
            severity=Severity.WARNING,
            message="90 / 99",
            paths=("/line_items/1/amount",),
            suggestion=Suggestion(path="/line_items/1/amount", value="99.00"),
        ),
        Finding(code="line_sum_mismatch", severity=Severity.WARNING, message="old", paths=("/subtotal",)),
    ),
    adjustments=(
        Adjustment(path="/line_items/1", amount="-10.00", label="Discount"),
        Adjustment(amount="-9.00", label="Loyalty"),
    ),
)


def edited(*edits: Edit) -> Extraction:
    data, evidence = apply_edits(BEFORE.data, BEFORE.evidence, edits)
    return check_again(PLAN, BEFORE, data, evidence, edits)


def codes(extraction: Extraction) -> list[str]:
    return [finding.code for finding in extraction.findings]


def test_what_the_reading_found_stays_and_checks_are_done_anew() -> None:
    after = edited(Edit(path="/customer_name", value="Sud"))
    assert codes(after) == ["page_damaged", "not_on_page", "read_twice"]
    assert after.adjustments == BEFORE.adjustments


def test_what_a_person_edited_is_settled() -> None:
    after = edited(Edit(path="/vendor_name", value="Nord GmbH"))
    assert codes(after) == ["page_damaged", "read_twice"]


def test_findings_and_adjustments_go_with_their_rows() -> None:
    after = edited(Edit(op=EditOperation.REMOVE, path="/line_items/0"))
    kept = next(finding for finding in after.findings if finding.code == "read_twice")
    assert kept.paths == ("/line_items/0/amount",)
    assert kept.suggestion == Suggestion(path="/line_items/0/amount", value="99.00")
    assert [item.path for item in after.adjustments] == ["/line_items/0", ""]
    assert "line_sum_mismatch" in codes(after)
    gone = edited(Edit(op=EditOperation.REMOVE, path="/line_items/1"))
    assert "read_twice" not in codes(gone)
    assert [item.path for item in gone.adjustments] == [""]


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (Edit(op=EditOperation.ADD, path="/t/0", value={}), "/t/3/a"),
        (Edit(op=EditOperation.ADD, path="/t/2", value={}), "/t/3/a"),
        (Edit(op=EditOperation.ADD, path="/t/3", value={}), "/t/2/a"),
        (Edit(op=EditOperation.ADD, path="/t/-", value={}), "/t/2/a"),
        (Edit(op=EditOperation.REMOVE, path="/t/1"), "/t/1/a"),
        (Edit(op=EditOperation.REMOVE, path="/t/2"), None),
        (Edit(op=EditOperation.REPLACE, path="/t/2", value={}), None),
        (Edit(path="/t/2/a", value="1"), "/t/2/a"),
        (Edit(path="/t", value=[]), None),
        (Edit(path="/other", value="1"), "/t/2/a"),
        (Edit(op=EditOperation.REMOVE, path="/s/0"), "/t/2/a"),
        (Edit(op=EditOperation.MOVE, path="/t/2", value="/t/0"), "/t/0/a"),
        (Edit(op=EditOperation.MOVE, path="/t/0", value="/t/2"), "/t/1/a"),
        (Edit(op=EditOperation.MOVE, path="/t/4", value="/t/1"), "/t/3/a"),
        (Edit(op=EditOperation.MOVE, path="/t/0", value="/t/1"), "/t/2/a"),
        (Edit(op=EditOperation.MOVE, path="/s/0", value="/s/2"), "/t/2/a"),
    ],
)
def test_a_place_is_followed_through_an_edit(edit: Edit, where: str | None) -> None:
    assert follow("/t/2/a", [edit]) == where
    assert follow("/t", [edit]) == "/t"


def test_every_code_of_a_check_is_known_as_one() -> None:
    folder = Path(ingestio_core.checks.__file__).parent
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "again.py")
    printed = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', text))
    assert set(re.findall(r'code="([a-z_]+)"', text)) <= CHECK_CODES <= printed
