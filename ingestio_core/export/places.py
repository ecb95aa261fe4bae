"""What a person calls the place that a JSON Pointer leads to."""

from collections.abc import Mapping

from ingestio_core.edits import split_pointer
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan


def place_name(plan: FieldPlan, path: str, headers: Mapping[str, str], row: str) -> str:
    """The place as the sheet names it: "Total", "Line items, row 3, Unit price". `headers` are those of the
    columns by key, `row` says table and number ("{table}, row {number}"). What leads nowhere is given as it
    is."""
    try:
        name, *rest = split_pointer(path)
    except IngestError:
        return path
    spec = plan.get(name)
    label = headers.get(name) or (spec.label if spec is not None else name)
    if not rest:
        return label
    number = rest[0]
    place = row.format(table=label, number=int(number) + 1) if number.isdecimal() else label
    if len(rest) == 1:
        return place
    cell = next((column for column in spec.columns if column.name == rest[1]), None) if spec else None
    title = headers.get(f"{name}.{rest[1]}") or (cell.label if cell is not None else rest[1])
    return f"{place}, {title}"
