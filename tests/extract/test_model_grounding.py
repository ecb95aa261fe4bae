"""Values that only seem to stand on a page: parts of longer ones, nearly the same, turned, made up."""

from pathlib import Path
from typing import Any

import pytest

from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.extractions import Adjustment, Evidence, EvidenceSource, Extraction
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.fieldplan.defaults import known_field, known_table
from ingestio_core.limits import MediaType
from ingestio_extract.llm.engine import prepare
from ingestio_extract.llm.merged import merged
from ingestio_extract.llm.options import AskOptions
from ingestio_extract.pipeline import ExtractionOutcome
from ingestio_extract.result import Answer
from tests.extract.test_model_merging import both, proof, reading, rows
from tests.extract.test_model_reading import INVOICE, PLAN, answered, codes, draw

LETTER = (
    "Nordwind Handels GmbH",
    "Our account",
    "DE02120300000000202051",
    "Our reference",
    "RE-20240000-012345",
    "The sum of all goods",
    "1.234,60",
    "Sent on",
    "03/04/2024",
)
ASKED = FieldPlan(
    fields=tuple(
        map(known_field, ("invoice_number", "iban", "vendor_name", "vendor_address", "total", "invoice_date"))
    )
)


def told(path: Path, name: str, value: str, line: int) -> ExtractionOutcome:
    """The letter as a model reads it that says this of one field and nothing of the others."""

    def change(content: dict[str, Any]) -> None:
        content.update(dict.fromkeys(content))
        content[name] = {"value": value, "_line": line}

    return answered(prepare(draw(path, LETTER), MediaType.PDF, ASKED), change)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("invoice_number", "RE-20240000-012345", 4),
        ("iban", "DE02 1203 0000 0000 2020 51", 2),
        ("vendor_name", "Nordwind Handels GmbH", 0),
        ("vendor_name", "Nordwind", 0),
        ("total", "1.234,60", 6),
        ("total", "1234.6", 6),
    ],
)
def test_what_is_printed_is_sure(tmp_path: Path, name: str, value: str, line: int) -> None:
    outcome = told(tmp_path / "a.pdf", name, value, line)
    evidence = outcome.extraction.evidence[f"/{name}"]
    assert evidence.box is not None and evidence.confidence >= SURE_CONFIDENCE
    assert "not_on_page" not in codes(outcome)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("invoice_number", "RE-20240000-012346", 4),
        ("invoice_number", "RE-20240000-01234", 4),
        ("invoice_number", "0240000-012345", 4),
        ("iban", "DE02120300000000202061", 2),
        ("iban", "DE0212030000000020205", 2),
        ("total", "234,60", 6),
    ],
)
def test_an_id_or_figure_that_is_nearly_printed_is_not(
    tmp_path: Path, name: str, value: str, line: int
) -> None:
    outcome = told(tmp_path / "a.pdf", name, value, line)
    assert outcome.extraction.evidence[f"/{name}"].box is None
    assert codes(outcome)["not_on_page"] == (f"/{name}",)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("invoice_number", "RE-20240000", 4),
        ("invoice_number", "012345", 4),
        ("vendor_name", "Nordwind Hand", 0),
        ("vendor_name", "Nordwind Handel GmbH", 0),
        ("total", "-1.234,60", 6),
    ],
)
def test_what_is_printed_in_part_or_otherwise_is_in_doubt(
    tmp_path: Path, name: str, value: str, line: int
) -> None:
    evidence = told(tmp_path / "a.pdf", name, value, line).extraction.evidence[f"/{name}"]
    assert evidence.box is not None and evidence.confidence < SURE_CONFIDENCE


@pytest.mark.parametrize("value", ["2024-04-03", "2024-03-04", "3 April 2024"])
def test_a_date_that_may_be_two_is_in_doubt_however_a_model_writes_it(tmp_path: Path, value: str) -> None:
    evidence = told(tmp_path / "a.pdf", "invoice_date", value, 8).extraction.evidence["/invoice_date"]
    assert evidence.confidence < SURE_CONFIDENCE
    assert {"2024-04-03", "2024-03-04"} >= {one.value for one in evidence.alternatives} != set()


def test_rows_are_kept_of_a_model_that_counts_lines_from_the_begin_of_each_part(tmp_path: Path) -> None:
    items = [f"Item Part {number:03}  {number}  {number},00" for number in range(1, 81)]
    path = draw(tmp_path / "long.pdf", (*INVOICE[:4], *items[:40]), (*items[40:], "Total  3.240,00"))
    prepared = prepare(path, MediaType.PDF, PLAN, options=AskOptions(size=1500))
    assert len(prepared.requests) > 3

    def count_anew(content: dict[str, Any]) -> None:
        for number, row in enumerate(content["line_items"]):
            row["_line"] = number

    table = answered(prepared, count_anew).extraction.data["line_items"]
    assert isinstance(table, list) and len(table) == 80


def _merged(ours: str, theirs: str, *, shown: bool) -> Answer:
    plan = FieldPlan(fields=tuple(map(known_field, ("subtotal", "tax", "total"))))
    sums = {"subtotal": "100.00", "tax": "19.00"}
    _, evidence = reading(0.95, **sums)
    local = Extraction(data={**sums, "total": ours}, evidence={**evidence, "/total": proof(0.7, ours)})
    page = {"/total": proof(0.92, theirs, page=1 if shown else None)}
    return merged(plan, FieldPlan(fields=(known_field("total"),)), local, Answer({"total": theirs}, page, []))


def test_a_figure_that_no_page_shows_takes_no_printed_ones_place_though_it_sums_up() -> None:
    """A document may be wrong; a model that mends it makes figures up."""
    assert _merged("118.00", "119.00", shown=True).data["total"] == "119.00"
    answer = _merged("118.00", "119.00", shown=False)
    assert answer.data["total"] == "118.00"
    assert [one.value for one in answer.evidence["/total"].alternatives] == ["119.00"]


@pytest.mark.parametrize("path", ["", "/line_items/1"])
@pytest.mark.parametrize("table", [("1.00", "2.00"), ("1.00", "2.00", "7.00")])
def test_discounts_that_the_local_engine_saw_are_kept(path: str, table: tuple[str, ...]) -> None:
    """Else the sums of every document with a discount would be wrong once a model was asked."""
    answer = _with_discount(path, "3.00" if path else "2.00", table)
    assert answer.adjustments and len(_rows_of(answer)) == 2


def test_a_rows_discount_goes_with_the_row() -> None:
    answer = _with_discount("/line_items/1", "3.00", ("1.00", "1.50", "0.50"))
    assert not answer.adjustments and len(_rows_of(answer)) == 3


def _with_discount(path: str, total: str, table: tuple[str, ...]) -> Answer:
    plan = FieldPlan(fields=(known_field("total"), known_table("line_items", ("description", "amount"))))
    data, evidence = reading(0.7, total=total, line_items=rows("1.00", "2.00"))
    discount = Adjustment(path=path, amount="-1.00", label="Discount")
    local = Extraction(data=data, evidence=evidence, adjustments=(discount,))
    return merged(plan, plan, local, Answer(*reading(0.92, total=total, line_items=rows(*table)), []))


def test_rows_that_no_page_shows_make_no_table_longer() -> None:
    ours, theirs = reading(0.7, line_items=rows("1.00")), reading(0.92, line_items=rows("1.00", "2.00"))
    assert len(_rows_of(both(ours, theirs))) == 2
    for column in ("description", "amount"):
        made_up = Evidence(text="2.00", confidence=0.3, source=EvidenceSource.MODEL)
        theirs[1][f"/line_items/1/{column}"] = made_up
    assert len(_rows_of(both(ours, theirs))) == 1


def _rows_of(answer: Answer) -> list[Any]:
    table = answer.data["line_items"]
    assert isinstance(table, list)
    return table
