"""A local reading first, a model only where that is unsure, and the two as one."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from ingestio_core.contracts.extractions import (
    DocumentType,
    Evidence,
    EvidenceSource,
    Extraction,
    Finding,
    Severity,
)
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.defaults import known_field, known_table
from ingestio_core.limits import MediaType
from ingestio_extract.llm.engine import Prepared, complete, prepare
from ingestio_extract.llm.estimate import estimate_pages, estimate_requests
from ingestio_extract.llm.merged import AGREED, merged
from ingestio_extract.llm.options import AskOptions
from ingestio_extract.llm.request import Answered, ModelAnswer
from ingestio_extract.llm.unsure import unsure_plan
from ingestio_extract.pipeline import ExtractionOutcome
from ingestio_extract.result import Answer
from tests.extract.test_model_reading import INVOICE, PLAN, draw

AUTO = AskOptions(only_unsure=True)
ODD = FieldSpec(name="zorblax", label="Zorblax", type=FieldType.AMOUNT)
SUMS = FieldPlan(
    fields=(
        known_field("invoice_number"),
        known_field("vendor_name"),
        known_field("subtotal"),
        known_field("tax"),
        known_field("total"),
        known_table("line_items", ("description", "amount")),
    )
)


def proof(confidence: float, text: str = "", *, page: int | None = 1) -> Evidence:
    source = EvidenceSource.TEXT if confidence != 0.92 else EvidenceSource.MODEL
    box = None if page is None else (1.0, 1.0, 2.0, 2.0)
    return Evidence(page=page, box=box, text=text, confidence=confidence, source=source)


def reading(confidence: float = 0.7, **data: JsonValue) -> tuple[dict[str, JsonValue], dict[str, Evidence]]:
    """Data with evidence of one confidence for all of it."""
    evidence: dict[str, Evidence] = {}
    for name, value in data.items():
        if isinstance(value, list):
            for index, row in enumerate(value):
                assert isinstance(row, dict)
                for column, cell in row.items():
                    evidence[f"/{name}/{index}/{column}"] = proof(confidence, str(cell))
        elif value is not None:
            evidence[f"/{name}"] = proof(confidence, str(value))
    return data, evidence


def both(
    local: tuple[dict[str, JsonValue], dict[str, Evidence]],
    model: tuple[dict[str, JsonValue], dict[str, Evidence]],
    *found: Finding,
) -> Answer:
    names: dict[str, JsonValue] = {spec.name: None for spec in SUMS.fields}
    extraction = Extraction(data=names | local[0], evidence=local[1])
    return merged(SUMS, SUMS, extraction, Answer(names | model[0], model[1], list(found)))


def codes(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.paths) for finding in answer.findings]


def test_agreement_is_surer_and_what_is_missing_is_completed() -> None:
    answer = both(
        reading(invoice_number="R-17", vendor_name="Nordwind GmbH"),
        reading(0.92, invoice_number="R 17", vendor_name=None, total="12.50"),
    )
    assert answer.data["invoice_number"] == "R-17" and answer.data["total"] == "12.50"
    assert answer.evidence["/invoice_number"].confidence == AGREED
    assert answer.evidence["/invoice_number"].source is EvidenceSource.TEXT
    assert answer.evidence["/total"].source is EvidenceSource.MODEL
    assert answer.evidence["/vendor_name"].confidence == 0.7
    assert not answer.findings


def test_a_difference_keeps_both_and_says_so() -> None:
    answer = both(reading(0.5, invoice_number="R-1O0"), reading(0.92, invoice_number="R-100"))
    evidence = answer.evidence["/invoice_number"]
    assert answer.data["invoice_number"] == "R-100" and evidence.confidence < 0.8
    assert [one.value for one in evidence.alternatives] == ["R-1O0"]
    (finding,) = answer.findings
    assert (finding.code, finding.severity) == ("read_twice", Severity.WARNING)
    assert finding.message == "Read twice, differently: R-100 / R-1O0"
    assert finding.suggestion is not None and finding.suggestion.value == "R-1O0"


def test_the_zero_of_a_number_counts() -> None:
    assert codes(both(reading(invoice_number="007"), reading(0.92, invoice_number="7")))
    assert not codes(both(reading(total="10.50"), reading(0.92, total="10.5")))


@pytest.mark.parametrize(("local", "model"), [("119.00", "91.00"), ("91.00", "119.00")])
def test_sums_decide_before_confidence(local: str, model: str) -> None:
    """Whoever says 119.00 is right, since 100.00 and 19.00 make it."""
    answer = both(
        reading(0.6, subtotal="100.00", tax="19.00", total=local), reading(0.92, tax="19.00", total=model)
    )
    assert answer.data["total"] == "119.00"
    assert [one.value for one in answer.evidence["/total"].alternatives] == ["91.00"]


def test_what_instructions_say_is_never_taken() -> None:
    told = Finding(code="value_from_instructions", severity=Severity.ERROR, message="…", paths=("/total",))
    answer = both(reading(0.3, total="12.50"), reading(0.92, total="0.00"), told)
    assert answer.data["total"] == "12.50" and codes(answer) == [("value_from_instructions", ("/total",))]


def rows(*amounts: str) -> list[JsonValue]:
    return [{"description": f"Part {number}", "amount": amount} for number, amount in enumerate(amounts)]


def test_of_two_tables_the_one_that_sums_up_stands() -> None:
    for ours, theirs in ((rows("1.00", "2.00"), rows("1.00", "2.00", "4.00")), (rows("7.00"), rows("3.00"))):
        for first, second in ((ours, theirs), (theirs, ours)):
            answer = both(reading(0.9, total="7.00", line_items=first), reading(0.92, line_items=second))
            table = answer.data["line_items"]
            assert isinstance(table, list)
            amounts = [float(str(row["amount"])) for row in table if isinstance(row, dict)]
            assert sum(amounts) == 7.0
            assert [code for code, _ in codes(answer)] == ["read_twice"]


def test_cells_that_differ_are_named() -> None:
    answer = both(
        reading(0.7, line_items=rows("1.00", "2.00")), reading(0.92, line_items=rows("1.00", "2.50"))
    )
    (finding,) = answer.findings
    assert finding.paths == ("/line_items/1/amount",)
    assert finding.message == "Line items: read twice, differently: row 2 amount 2.50 / 2.00"
    assert answer.evidence["/line_items/0/amount"].confidence == AGREED
    assert [one.value for one in answer.evidence["/line_items/1/amount"].alternatives] == ["2.00"]


def test_only_what_is_in_doubt_is_asked_for() -> None:
    data, evidence = reading(0.95, invoice_number="R-17", total="12.50", line_items=rows("12.50"))
    evidence["/total"] = proof(0.5)
    data |= {"vendor_name": None, "subtotal": None, "tax": None}
    sure = Extraction(data=data, evidence=evidence)

    def asked(extraction: Extraction, *, by_prompt: bool) -> list[str]:
        plan = unsure_plan(SUMS, extraction, DocumentType.INVOICE, by_prompt=by_prompt)
        return [spec.name for spec in plan.fields]

    assert asked(sure, by_prompt=False) == ["vendor_name", "total"]
    assert asked(sure, by_prompt=True) == ["vendor_name", "subtotal", "tax", "total"]
    wrong = Finding(
        code="line_sum_mismatch",
        severity=Severity.WARNING,
        message="…",
        paths=("/subtotal", "/line_items"),
    )
    mismatched = sure.model_copy(update={"findings": (wrong,)})
    assert asked(mismatched, by_prompt=False) == ["vendor_name", "subtotal", "total", "line_items"]


def told(prepared: Prepared, content: dict[str, Any] | None, missing: str = "") -> ExtractionOutcome:
    answer = ModelAnswer(text=json.dumps(content), model="" if missing else "reader-1", missing=missing)
    return complete(prepared.kept, [Answered(span=one.span, answer=answer) for one in prepared.requests])


def test_a_model_is_asked_for_the_rest_alone(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", INVOICE)
    plan = FieldPlan(fields=(known_field("invoice_number"), ODD))
    prepared = prepare(path, MediaType.PDF, plan, options=AUTO)
    (request,) = prepared.requests
    assert prepared.local and list(request.answer_schema["properties"]) == ["zorblax"]
    outcome = told(prepared, {"zorblax": {"value": "234,10", "_line": 5}})
    assert outcome.extraction.data == {"invoice_number": "R-2024-17", "zorblax": "234.10"}
    sources = {path: one.source for path, one in outcome.extraction.evidence.items()}
    assert sources == {"/invoice_number": EvidenceSource.TEXT, "/zorblax": EvidenceSource.MODEL}
    assert (outcome.engine, outcome.model, outcome.field_plan) == ("local+model", "reader-1", plan)
    assert not outcome.extraction.findings


def test_nobody_is_asked_about_what_is_sure(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", INVOICE)
    prepared = prepare(path, MediaType.PDF, FieldPlan(fields=(known_field("invoice_number"),)), options=AUTO)
    assert not prepared.requests and prepared.outcome is not None
    assert (prepared.outcome.engine, prepared.outcome.model) == ("local", None)


def test_a_model_that_gives_no_answer_leaves_the_local_reading(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", INVOICE)
    plan = FieldPlan(fields=(known_field("invoice_number"), ODD))
    outcome = told(prepare(path, MediaType.PDF, plan, options=AUTO), None, missing="unavailable")
    assert outcome.extraction.data == {"invoice_number": "R-2024-17", "zorblax": None}
    (finding,) = outcome.extraction.findings
    assert finding.code == "model_not_asked"
    assert finding.message.startswith("The model could not be asked about zorblax: it could not be reached.")
    assert (outcome.engine, outcome.model) == ("local", None)


def test_what_asking_costs_is_known_before(tmp_path: Path) -> None:
    lines = [(*INVOICE, *(f"Item {number}  1  2,00" for number in range(30)))] * 3
    prepared = prepare(draw(tmp_path / "a.pdf", *lines), MediaType.PDF, PLAN)
    exact = estimate_requests(prepared.requests, PLAN)
    characters = sum(len(one.system) + len(one.user) for one in prepared.requests)
    assert exact.questions == len(prepared.requests) and exact.input_tokens >= characters / 4
    rough = estimate_pages(3, PLAN)
    assert 0.3 < rough.input_tokens / exact.input_tokens < 3
    assert 0.3 < rough.output_tokens / exact.output_tokens < 3
    seen = estimate_pages(3, PLAN, scanned=2, options=AskOptions(pictures=True))
    assert seen.input_tokens > rough.input_tokens and (rough + rough).questions == 2 * rough.questions
