"""How sure an extraction is, as one figure."""

from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from ingestio_core.checks.states import FieldState, field_states
from ingestio_core.contracts.extractions import Evidence, Finding
from ingestio_core.fieldplan import FieldPlan

_SETTLED = frozenset({FieldState.SURE, FieldState.EDITED})


def quality(
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    findings: Iterable[Finding],
) -> float:
    """The share of fields and cells that need no look, 0 to 1; 1 where there are none."""
    states = field_states(plan, data, evidence, tuple(findings))
    if not states:
        return 1.0
    return sum(state in _SETTLED for state in states.values()) / len(states)
