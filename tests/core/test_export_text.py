"""Text and numbers that a spreadsheet would change or run, in the form in which it does neither."""

from pathlib import Path

import openpyxl
import pytest

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import ExportDocument, ExportOptions, write_export
from ingestio_core.export.text import neutral
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType


@pytest.mark.parametrize(
    "unseen", ["\u00a0", "\u3000", "\u200b", "\u2028", "\ufeff", "\u202e", "\u00ad", "\x85"]
)
@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "＝1"])
def test_a_formula_behind_what_is_not_seen_is_none(unseen: str, start: str) -> None:
    assert neutral(f"{unseen} {start}") == f"'{unseen} {start}"


@pytest.mark.parametrize("text", ["a=1", "(+1)", "\u00a0words", "\u202eמה", "…", "", "  two blanks"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("total", "kept"),
    [(10**400, str(10**400)), (-(10**308), str(-(10**308))), (10**300, 10**300), ("0.00", 0)],
)
def test_numbers_that_no_double_holds_are_text(tmp_path: Path, total: int | str, kept: object) -> None:
    plan = FieldPlan(fields=(FieldSpec(name="total", label="Total", type=FieldType.AMOUNT),))
    document = ExportDocument(id="1", filename="1.pdf", field_plan=plan, data={"total": total})
    write_export([document], ExportOptions(ExportFormat.XLSX, only_confirmed=False), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    at = [cell.value for cell in sheet[1]].index("Total")
    assert sheet[2][at].value == kept
