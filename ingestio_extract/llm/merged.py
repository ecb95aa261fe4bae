"""A local reading and a model's, as one: what both say is surer, what they differ in is kept both ways.

Which of two values stands is decided by the checks first (sums, dates, check figures), then by which
reading is surer of it. The other one stays beside it, one click away.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks import run_checks
from ingestio_core.contracts.extractions import (
    Adjustment,
    Evidence,
    Extraction,
    Finding,
    Reading,
    Severity,
    Suggestion,
)
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.values import decimal_of
from ingestio_extract.local.candidates import bare
from ingestio_extract.result import Answer

AGREED: Final = 0.97
"""Of a value that a page shows and that two readings found, each by its own means."""
_DIFFERENT: Final = 0.6
_TAINTED: Final = frozenset({"value_from_instructions", "value_from_hidden_text"})
_SHOWN_CELLS: Final = 3
_NUMBERED: Final = re.compile(r"0\d|\S+ 0\d")
"""Two texts of which one begins with a zero that counts, as numbers of invoices do."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A field as one reading has it: its value, and the evidence of all that is in it."""

    value: JsonValue
    evidence: Mapping[str, Evidence]

    @property
    def confidence(self) -> float:
        """Of all in it, on average."""
        found = [one.confidence for one in self.evidence.values()]
        return sum(found) / len(found) if found else 0.0

    @property
    def size(self) -> int:
        return len(self.value) if isinstance(self.value, list) else 1

    @property
    def printed(self) -> int:
        """How many of its rows, or whether its value, a page shows at least in part."""
        shown = [path for path, one in self.evidence.items() if one.page is not None]
        return len({path.split("/")[2] for path in shown}) if isinstance(self.value, list) else len(shown)


@dataclass(slots=True)
class _Choice:
    """A field that was read twice, differently, and which of the two stands."""

    spec: FieldSpec
    ours: _Version
    theirs: _Version
    take_theirs: bool
    adjusted: tuple[Sequence[Adjustment], Sequence[Adjustment]]

    @property
    def may_turn(self) -> bool:
        """Whether the other one may stand: what no page shows never takes the place of what one shows."""
        return self.take_theirs or not _made_up(self.ours, self.theirs)

    @property
    def chosen(self) -> _Version:
        return self.theirs if self.take_theirs else self.ours

    @property
    def other(self) -> _Version:
        return self.ours if self.take_theirs else self.theirs


def merged(plan: FieldPlan, asked: FieldPlan, local: Extraction, model: Answer) -> Answer:
    """Data, evidence and findings of `local`, completed by what a model said of the `asked` fields. Checks
    are to be run on it anew."""
    checks = run_checks(plan, local.data, local.evidence, adjustments=local.adjustments)
    answer = Answer(
        data=dict(local.data),
        evidence=dict(local.evidence),
        findings=[finding for finding in local.findings if finding not in checks],
        adjustments=list(local.adjustments),
    )
    tainted = {path for finding in model.findings if finding.code in _TAINTED for path in finding.paths}
    choices: list[_Choice] = []
    from_model: set[str] = set()
    for spec in asked.fields:
        pointer = join_pointer(spec.name)
        ours, theirs = _version(local.data, local.evidence, spec), _version(model.data, model.evidence, spec)
        if theirs.value is None or any(_within(path, pointer) for path in tainted):
            continue
        if ours.value is None:
            _put(answer, pointer, theirs)
            _adjust(answer, pointer, model.adjustments)
            from_model.add(pointer)
        elif _same(spec, ours.value, theirs.value):
            _agree(answer, pointer, ours, theirs)
        else:
            adjusted = local.adjustments, tuple(model.adjustments)
            choices.append(_Choice(spec, ours, theirs, _surer(ours, theirs), adjusted))
    _settle(plan, answer, choices)
    for choice in choices:
        pointer = join_pointer(choice.spec.name)
        if choice.take_theirs:
            from_model.add(pointer)
        _keep_both(answer, choice, pointer)
    answer.findings = [
        *(one for one in answer.findings if not _about(one, from_model)),
        *_told_by(model, from_model, [join_pointer(choice.spec.name) for choice in choices]),
        *(_read_twice(choice) for choice in choices),
    ]
    return answer


def _about(finding: Finding, pointers: set[str]) -> bool:
    """Whether a finding is about one of these fields in the first place."""
    return bool(finding.paths) and any(_within(finding.paths[0], pointer) for pointer in pointers)


def _told_by(model: Answer, from_model: set[str], differing: Sequence[str]) -> Iterator[Finding]:
    """The model's findings that still say something: not those about rows that did not stand."""
    lost = [pointer for pointer in differing if pointer not in from_model]
    for finding in model.findings:
        about = finding.paths[0] if finding.paths else ""
        if finding.code in _TAINTED or not any(_within(about, pointer) for pointer in lost):
            yield finding


def _version(data: Mapping[str, JsonValue], evidence: Mapping[str, Evidence], spec: FieldSpec) -> _Version:
    pointer = join_pointer(spec.name)
    value = data.get(spec.name)
    found = {path: one for path, one in evidence.items() if _within(path, pointer)}
    return _Version(value if value != [] else None, found)


def _put_chosen(answer: Answer, choice: _Choice) -> None:
    pointer = join_pointer(choice.spec.name)
    _put(answer, pointer, choice.chosen)
    _adjust(answer, pointer, choice.adjusted[choice.take_theirs])


def _adjust(answer: Answer, pointer: str, adjustments: Iterable[Adjustment]) -> None:
    """Discounts and surcharges of rows go with the rows."""
    others = (one for one in answer.adjustments if not _within(one.path, pointer))
    answer.adjustments = [*others, *(one for one in adjustments if _within(one.path, pointer))]


def _put(answer: Answer, pointer: str, version: _Version) -> None:
    name = pointer[1:]
    for path in [path for path in answer.evidence if _within(path, pointer)]:
        del answer.evidence[path]
    answer.data[name] = version.value
    answer.evidence.update(version.evidence)


def _surer(ours: _Version, theirs: _Version) -> bool:
    """Whether the model's stands where the checks have no opinion. Of two tables the one with more printed
    rows does: a row that is left out is missed by nobody."""
    if _made_up(ours, theirs):
        return False
    if ours.printed != theirs.printed:
        return theirs.printed > ours.printed
    return theirs.confidence > ours.confidence


def _made_up(ours: _Version, theirs: _Version) -> bool:
    """Whether the model's has no more of what the pages show, and something that none shows."""
    return ours.printed == ours.size and theirs.printed <= ours.printed and theirs.printed < theirs.size


def _settle(plan: FieldPlan, answer: Answer, choices: Sequence[_Choice]) -> None:
    """Put in what stands: a version that fails fewer checks before one that is surer."""
    for choice in choices:
        _put_chosen(answer, choice)
    least = _failed(plan, answer)
    for choice in sorted(choices, key=lambda one: one.spec.type is not FieldType.TABLE):
        if not choice.may_turn:
            continue
        choice.take_theirs = not choice.take_theirs
        _put_chosen(answer, choice)
        if (failed := _failed(plan, answer)) < least:
            least = failed
        else:
            choice.take_theirs = not choice.take_theirs
            _put_chosen(answer, choice)


def _failed(plan: FieldPlan, answer: Answer) -> int:
    found = run_checks(plan, answer.data, answer.evidence, adjustments=answer.adjustments)
    return sum(finding.severity is not Severity.INFO for finding in found)


def _agree(answer: Answer, pointer: str, ours: _Version, theirs: _Version) -> None:
    """Both say the same: what a page shows is as good as sure, cell by cell."""
    for path, evidence in ours.evidence.items():
        second = theirs.evidence.get(path)
        if second is None:
            continue
        place = evidence if evidence.page is not None else second
        if place.page is None:
            continue
        answer.evidence[path] = place.model_copy(
            update={"confidence": max(place.confidence, AGREED), "source": evidence.source}
        )
    if all(one.page is not None for path, one in answer.evidence.items() if _within(path, pointer)):
        answer.findings = [
            one for one in answer.findings if one.code != "not_on_page" or not _within(one.paths[0], pointer)
        ]


def _keep_both(answer: Answer, choice: _Choice, pointer: str) -> None:
    """Lower what stands to doubt where the other reading says something else, and put that beside it."""
    for path, evidence in choice.chosen.evidence.items():
        value, other = _at(choice.chosen.value, path), _at(choice.other.value, path)
        second = choice.other.evidence.get(path)
        if choice.chosen.size == choice.other.size and _alike(value, other):
            if second is not None and evidence.page is not None:
                surer = max(evidence.confidence, AGREED)
                answer.evidence[path] = evidence.model_copy(update={"confidence": surer})
            continue
        alternatives = evidence.alternatives
        if second is not None and choice.chosen.size == choice.other.size:
            reading = Reading(
                value=other,
                text=second.text,
                page=second.page,
                box=second.box,
                confidence=min(second.confidence, _DIFFERENT),
            )
            alternatives = (reading, *(one for one in alternatives if one.value != other))
        answer.evidence[path] = evidence.model_copy(
            update={"confidence": min(evidence.confidence, _DIFFERENT), "alternatives": alternatives}
        )


def _read_twice(choice: _Choice) -> Finding:
    pointer = join_pointer(choice.spec.name)
    ours, theirs = choice.ours.value, choice.theirs.value
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return Finding(
            code="read_twice",
            severity=Severity.WARNING,
            message=f"Read twice, differently: {_printed(choice.chosen, pointer)} / "
            f"{_printed(choice.other, pointer)}",
            paths=(pointer,),
            suggestion=Suggestion(path=pointer, value=choice.other.value),
        )
    if len(ours) != len(theirs):
        counts = f"{choice.chosen.size} / {choice.other.size} rows"
        return Finding(
            code="read_twice",
            severity=Severity.WARNING,
            message=f"{choice.spec.label}: read twice, differently: {counts}",
            paths=(pointer,),
        )
    cells = list(_differing_cells(choice))
    shown = "; ".join(
        f"row {index + 1} {label} {value} / {other}" for index, label, _, value, other in cells[:_SHOWN_CELLS]
    )
    more = f" and {len(cells) - _SHOWN_CELLS} more" if len(cells) > _SHOWN_CELLS else ""
    return Finding(
        code="read_twice",
        severity=Severity.WARNING,
        message=f"{choice.spec.label}: read twice, differently: {shown}{more}",
        paths=tuple(path for _, _, path, _, _ in cells),
    )


def _differing_cells(choice: _Choice) -> Iterator[tuple[int, str, str, str, str]]:
    """Row, label and pointer of a cell, and what the two readings say."""
    for index in range(choice.chosen.size):
        for column in choice.spec.columns:
            path = join_pointer(choice.spec.name, index, column.name)
            value, other = _at(choice.chosen.value, path), _at(choice.other.value, path)
            if not _alike(value, other):
                yield index, column.label.lower(), path, _said(value), _said(other)


def _printed(version: _Version, pointer: str) -> str:
    evidence = version.evidence.get(pointer)
    return _said(evidence.text if evidence is not None and evidence.text else version.value)


def _said(value: JsonValue) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _at(value: JsonValue, path: str) -> JsonValue:
    """The value of a field, or of its cell that a pointer names."""
    parts = path.split("/")[2:]
    for part in parts:
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value


def _same(spec: FieldSpec, ours: JsonValue, theirs: JsonValue) -> bool:
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return _alike(ours, theirs)
    return len(ours) == len(theirs) and all(
        _alike(_at(ours, path), _at(theirs, path))
        for index in range(len(ours))
        for path in (join_pointer(spec.name, index, column.name) for column in spec.columns)
    )


def _alike(ours: JsonValue, theirs: JsonValue) -> bool:
    """Whether two values say the same: 10.5 and 10.50, `Nordwind GmbH` and `NORDWIND GmbH,`."""
    if ours == theirs:
        return True
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return False
    first, second = decimal_of(ours), decimal_of(theirs)
    if first is not None and second is not None and not _NUMBERED.match(ours + " " + theirs):
        return first == second
    return bool(bare(ours)) and bare(ours) == bare(theirs)


def _within(path: str, pointer: str) -> bool:
    return path == pointer or path.startswith(f"{pointer}/")
