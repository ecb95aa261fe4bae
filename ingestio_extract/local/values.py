"""What an engine hands on: values with where they were read, before they become data and evidence."""

from dataclasses import dataclass, field

from ingestio_core.contracts.extractions import Adjustment, Finding
from ingestio_extract.local.candidates import Candidate


@dataclass(frozen=True, slots=True)
class FoundValue:
    """The chosen reading of a field, how sure it is (0 to 1), and the other readings, best first.
    `calibrated` says that `confidence` is a share of right values already, no raw score."""

    best: Candidate
    confidence: float
    others: tuple[Candidate, ...] = ()
    calibrated: bool = False


TableRow = dict[str, FoundValue]
"""The cells of one row by column name; an absent cell is not printed."""


@dataclass(slots=True)
class FoundDocument:
    """Everything that was found for a field plan, by field name."""

    scalars: dict[str, FoundValue] = field(default_factory=dict)
    tables: dict[str, list[TableRow]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)


def found(candidates: list[Candidate], top: float = 0.95) -> FoundValue | None:
    """The best candidate with a confidence from its score and its lead over the next."""
    if not candidates or candidates[0].score < 0.2:
        return None
    best = candidates[0]
    lead = best.score - candidates[1].score if len(candidates) > 1 else 0.3
    confidence = min(top, max(0.1, 0.19 + 0.72 * best.score + 0.25 * min(0.3, lead)))
    return FoundValue(best, round(confidence, 3), tuple(candidates[1:4]))
