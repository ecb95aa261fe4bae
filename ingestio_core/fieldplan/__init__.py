"""Field plans: the typed columns that a prompt compiles to."""

from ingestio_core.fieldplan.defaults import DEFAULT_PLANS, default_plan
from ingestio_core.fieldplan.model import FieldPlan, FieldSpec, FieldType

__all__ = ["DEFAULT_PLANS", "FieldPlan", "FieldSpec", "FieldType", "default_plan"]
