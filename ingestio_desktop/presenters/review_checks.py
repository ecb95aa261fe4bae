"""Which fields of a document need a look, and in which order one goes through them."""

from typing import Final

from ingestio_core.checks.states import FieldState
from ingestio_core.edits import join_pointer, value_at
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.review import ReviewDocument

TO_CHECK: Final = frozenset({FieldState.NEEDS_LOOK, FieldState.RULE_FAILED})
"""States that Enter stops at."""


def all_pointers(document: ReviewDocument) -> tuple[str, ...]:
    """All fields and cells in the order of the plan."""
    pointers: list[str] = []
    for field in document.plan.fields:
        if field.type is not FieldType.TABLE:
            pointers.append(join_pointer(field.name))
            continue
        rows, table = value_at(document.data, join_pointer(field.name)), join_pointer(field.name)
        columns = [join_pointer(column.name) for column in field.columns]
        for row in range(len(rows) if isinstance(rows, list) else 0):
            pointers += [f"{table}/{row}{below}" for below in columns]
    return tuple(pointers)


def state_of(document: ReviewDocument, pointer: str) -> FieldState | None:
    """None for a cell that has no state."""
    review = document.reviews.get(pointer)
    return review.state if review else None


def next_to_check(document: ReviewDocument, pointer: str) -> str | None:
    """The next field that needs a look; None where there is none after this one."""
    return _first_to_check(document, pointer, all_pointers(document))


def previous_to_check(document: ReviewDocument, pointer: str) -> str | None:
    """The one before; None where there is none."""
    return _first_to_check(document, pointer, tuple(reversed(all_pointers(document))))


def next_of_state(document: ReviewDocument, pointer: str, state: FieldState) -> str | None:
    """The next field of a state, from the top again after the last one; None where there is none."""
    pointers = all_pointers(document)
    start = pointers.index(pointer) + 1 if pointer in pointers else 0
    around = (*pointers[start:], *pointers[:start])
    return next((other for other in around if state_of(document, other) is state), None)


def count_of(document: ReviewDocument, state: FieldState) -> int:
    """How many fields and cells are in a state. An empty cell counts as no value not found: a
    table has a column as soon as one row has it."""
    return sum(
        review.state is state and not (state is FieldState.NOT_FOUND and pointer.count("/") > 1)
        for pointer, review in document.reviews.items()
    )


def _first_to_check(document: ReviewDocument, pointer: str, order: tuple[str, ...]) -> str | None:
    start = order.index(pointer) + 1 if pointer in order else 0
    return next((other for other in order[start:] if state_of(document, other) in TO_CHECK), None)
