"""Reads a document again where a person corrected an earlier one of the same supplier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks import run_checks
from ingestio_core.checks.again import kept_findings, moved_adjustments
from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import (
    FROM_MEMORY,
    Evidence,
    EvidenceSource,
    Extraction,
    Finding,
    Reading,
    Severity,
    Suggestion,
)
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.dates import DateOrder, find_dates
from ingestio_extract.local.numbers import NumberStyle, find_numbers
from ingestio_extract.memory.columns import (
    band_of,
    cell_in,
    columns_on,
    row_mark,
    rows_under,
    table_key,
)
from ingestio_extract.memory.model import (
    KeptReading,
    KnownLesson,
    KnownSupplier,
    LessonKind,
    subject_of,
)
from ingestio_extract.memory.spots import (
    Hit,
    anchors_of,
    first_labels,
    look,
    printed_values,
    same_value,
    stands_at,
)
from ingestio_extract.memory.suppliers import choose, lines_of
from ingestio_extract.memory.words import unpack
from ingestio_extract.words import union

_SEEN_ONCE: Final = 0.91
"""A person's correction that finds its own label again needs no further look."""
_NOT_PRINTED: Final = 0.86
_MORE_SURE: Final = 0.02
"""For each later document that was confirmed as the lesson said."""
_SUREST: Final = 0.95
_UNSURE: Final = 0.7
"""The value is suggested, and a person looks at it."""
_GUESS: Final = 0.5
_NUMBERS: Final = (FieldType.AMOUNT, FieldType.NUMBER)
_MUST_BE_PRINTED: Final = frozenset(["iban", "vendor_tax_id"])
"""A bank account that is not on the page is never filled in: fraud begins with a changed one."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A document read with the memory: `applied` has the lesson's id by JSON Pointer."""

    extraction: Extraction
    supplier: str
    applied: dict[str, str]


def apply_memory(
    kept: KeptReading, plan: FieldPlan, extraction: Extraction, suppliers: Sequence[KnownSupplier]
) -> Remembered | None:
    """The extraction as the supplier's lessons say; None where the supplier is not surely known.

    What was read exactly (from XML) or entered by a person stays. Each value that is changed gets a
    finding that says so, and keeps the plain reading as its first alternative.
    """
    document = Document(build_layout(unpack(kept.words)))
    supplier = choose(suppliers, kept.keys, lines_of(document.layout))
    if supplier is None:
        return None
    work = _Work(document, plan, dict(extraction.data), dict(extraction.evidence))
    for known in _in_order(supplier.lessons):
        work.follow(known)
    return Remembered(work.result(extraction), supplier.id, work.applied)


def _in_order(lessons: Sequence[KnownLesson]) -> Iterator[KnownLesson]:
    """How a document writes dates and numbers first, then single fields, the newest lesson of each."""
    seen: set[str] = set()
    for known in sorted(lessons, key=lambda each: each.lesson.kind not in _OF_ALL):
        subject = subject_of(known.lesson)
        if subject not in seen:
            seen.add(subject)
            yield known


_OF_ALL: Final = (LessonKind.ORDER, LessonKind.DECIMAL)


@dataclass
class _Work:
    document: Document
    plan: FieldPlan
    data: dict[str, JsonValue]
    evidence: dict[str, Evidence]
    applied: dict[str, str] = field(default_factory=dict)
    notes: list[Finding] = field(default_factory=list)
    removed: list[Edit] = field(default_factory=list)
    _columns: dict[str, list[KnownLesson]] = field(default_factory=dict)

    def follow(self, known: KnownLesson) -> None:
        lesson = known.lesson
        match lesson.kind:
            case LessonKind.ORDER | LessonKind.DECIMAL:
                self._read_otherwise(known)
            case LessonKind.COLUMN:
                self._columns.setdefault(lesson.table or "", []).append(known)
            case LessonKind.LEFT_OUT:
                self._leave_out(known)
            case LessonKind.FIXED | LessonKind.PLACE | LessonKind.ABSENT:
                spec = self._field(known)
                if spec is not None and self._may_change(f"/{spec.name}"):
                    self._change_field(known, spec)

    def result(self, before: Extraction) -> Extraction:
        """With the checks done again where a value changed."""
        for table, lessons in self._columns.items():
            self._fill_columns(table, lessons)
        if not self.applied:
            return before
        kept = kept_findings(before.findings, {}, self.removed)
        stay = [finding for finding in kept if not self._is_settled(finding)]
        adjustments = moved_adjustments(before.adjustments, self.removed)
        checks = run_checks(self.plan, self.data, self.evidence, adjustments=adjustments)
        return before.model_copy(
            update={
                "data": self.data,
                "evidence": self.evidence,
                "adjustments": adjustments,
                "findings": (*stay, *self.notes, *checks),
            }
        )

    def _field(self, known: KnownLesson) -> FieldSpec | None:
        lesson = known.lesson
        for spec in self.plan.scalars:
            same = spec.role == lesson.role if lesson.role else spec.name == lesson.name and not spec.role
            if same and spec.type is lesson.type:
                return spec
        return None

    def _may_change(self, pointer: str) -> bool:
        known = self.evidence.get(pointer)
        return pointer not in self.applied and (
            known is None or known.source not in (EvidenceSource.XML, EvidenceSource.PERSON)
        )

    def _is_settled(self, finding: Finding) -> bool:
        """What was said of a reading that is another one now."""
        return bool(finding.paths) and set(finding.paths) <= self.applied.keys()

    def _change_field(self, known: KnownLesson, spec: FieldSpec) -> None:
        old = self.data.get(spec.name)
        if isinstance(old, list | dict):
            return
        plain = old if isinstance(old, str) else None
        match known.lesson.kind:
            case LessonKind.FIXED:
                self._fix(known, spec, plain)
            case LessonKind.PLACE:
                hit = _best(self.document, known, spec.type)
                if hit is not None and not same_value(plain, hit.candidate.value, spec.type):
                    sure = self._sureness(known, spec, plain, hit)
                    if plain is None or sure > _GUESS:
                        self._put(known, spec, hit.candidate, sure)
            case _:
                if plain is not None and self._stands_wrong(known, spec, plain):
                    self._clear(known, spec)

    def _fix(self, known: KnownLesson, spec: FieldSpec, plain: str | None) -> None:
        value = known.lesson.value
        if not isinstance(value, str) or same_value(plain, value, spec.type) or plain == value:
            return
        printed = printed_values(self.document, value, spec.type)
        other = spec.role == "currency" and plain and printed_values(self.document, plain, spec.type)
        if not printed and (spec.role in _MUST_BE_PRINTED or other):
            return
        sure = _sure(known) if printed else min(_sure(known), _NOT_PRINTED)
        if printed:
            segment = printed[0].segment
            words = segment.words_at(printed[0].start, printed[0].end)
            candidate = Candidate(
                value, printed[0].text, segment.page, union([word.box for word in words]), 1.0, segment.row
            )
        else:
            candidate = Candidate(value, value, 1, None, 1.0)
        self._put(known, spec, candidate, sure)

    def _sureness(self, known: KnownLesson, spec: FieldSpec, plain: str | None, hit: Hit) -> float:
        """How sure a value is that stands where the lesson says: less where only the place or the look
        agrees, or where the plain reading was sure and stood elsewhere than what was corrected."""
        if not hit.label:
            return _GUESS
        if not hit.exact or not hit.same_shape or hit.candidate.other is not None:
            return _UNSURE
        evidence = self.evidence.get(f"/{spec.name}")
        doubted = plain is None or evidence is None or evidence.confidence < SURE_CONFIDENCE
        if doubted or known.agreed or self._stands_wrong(known, spec, plain):
            return _sure(known)
        return _UNSURE

    def _stands_wrong(self, known: KnownLesson, spec: FieldSpec, plain: str | None) -> bool:
        """Whether the plain reading stands beside the label whose value was corrected before."""
        evidence = self.evidence.get(f"/{spec.name}")
        wrong = first_labels(known.lesson.wrong)
        if plain is None or evidence is None or evidence.box is None or not wrong:
            return False
        found = printed_values(self.document, plain, spec.type)
        found = found or printed_values(self.document, evidence.text, FieldType.TEXT)
        for printed in found:
            page = self.document.layout.page(printed.segment.page)
            if printed.segment.page == evidence.page and stands_at(page, printed, evidence.box):
                return bool(wrong & first_labels(anchors_of(self.document, printed)))
        return False

    def _put(self, known: KnownLesson, spec: FieldSpec, candidate: Candidate, sure: float) -> None:
        pointer = f"/{spec.name}"
        self.data[spec.name] = self._note_cell(pointer, candidate, sure, self.data.get(spec.name))
        printed = candidate.box is not None
        self._tell(known, (pointer,), self._plain_suggestion(pointer), printed=printed)

    def _clear(self, known: KnownLesson, spec: FieldSpec) -> None:
        pointer = f"/{spec.name}"
        before = self.evidence.pop(pointer, None)
        value, self.data[spec.name] = self.data.get(spec.name), None
        self.applied[pointer] = known.id
        said = before.text if before is not None and before.text else str(value)
        self.notes.append(
            Finding(
                code=FROM_MEMORY,
                severity=Severity.INFO,
                message=f"“{said}” was left out as you did on “{known.document}” ({known.learned}).",
                paths=(pointer,),
                suggestion=Suggestion(path=pointer, value=value),
            )
        )

    def _tell(
        self,
        known: KnownLesson,
        pointers: tuple[str, ...],
        undo: Suggestion | None = None,
        *,
        printed: bool = True,
    ) -> None:
        self.applied |= dict.fromkeys(pointers, known.id)
        where = f"“{known.document}” ({known.learned})"
        said = f"Read as you corrected it on {where}."
        if not printed:
            said = f"As you entered it for {where}; no page of this document shows it."
        self.notes.append(
            Finding(
                code=FROM_MEMORY,
                severity=Severity.INFO,
                message=said,
                paths=pointers,
                suggestion=undo,
            )
        )

    def _plain_suggestion(self, pointer: str) -> Suggestion | None:
        known = self.evidence[pointer]
        if not known.alternatives:
            return None
        return Suggestion(path=pointer, value=known.alternatives[0].value)

    def _note_cell(self, pointer: str, candidate: Candidate, sure: float, old: JsonValue) -> str:
        """Writes the evidence of a new value, with what was read plainly as its first alternative."""
        page = self.document.layout.page(candidate.page)
        before = self.evidence.get(pointer)
        others: list[Reading] = []
        if before is not None and isinstance(old, str):
            others.append(
                Reading(
                    value=old,
                    text=before.text or old,
                    page=before.page,
                    box=before.box,
                    confidence=min(before.confidence, sure),
                )
            )
            others += [each for each in before.alternatives if each.value != candidate.value]
        self.evidence[pointer] = Evidence(
            page=None if candidate.box is None else candidate.page,
            box=None if candidate.box is None else page.on_page(candidate.box),
            text=candidate.text,
            confidence=sure,
            source=EvidenceSource(page.source_at(candidate.box)),
            alternatives=tuple(others),
        )
        return candidate.value

    def _read_otherwise(self, known: KnownLesson) -> None:
        """Dates or numbers of the whole document in the sense that a person said they have."""
        changed: list[str] = []
        for pointer, spec, place in _scalars(self.plan, self.data):
            evidence = self.evidence.get(pointer)
            if evidence is None or not self._may_change(pointer):
                continue
            value = place.get(spec.name)
            new = _otherwise(known, spec, evidence.text)
            if new is None or not isinstance(value, str) or same_value(value, new, spec.type):
                continue
            if known.lesson.kind is LessonKind.ORDER and not _could_be(evidence, new):
                continue
            reading = Reading(
                value=value, text=evidence.text, page=evidence.page, box=evidence.box, confidence=_GUESS
            )
            rest = [each for each in evidence.alternatives if each.value not in (new, value)]
            self.evidence[pointer] = evidence.model_copy(
                update={"confidence": _sure(known), "alternatives": (reading, *rest)}
            )
            place[spec.name] = new
            changed.append(pointer)
        if changed:
            self._tell(known, tuple(changed))

    def _leave_out(self, known: KnownLesson) -> None:
        for spec in self.plan.tables:
            rows = self.data.get(spec.name)
            if table_key(spec) != known.lesson.table or not isinstance(rows, list):
                continue
            marks = [row_mark(spec, row) if isinstance(row, dict) else "" for row in rows]
            gone = [at for at, mark in enumerate(marks) if mark and mark == known.lesson.value]
            if not gone or not all(self._may_change_row(spec, at) for at in gone):
                continue
            self.data[spec.name] = [row for at, row in enumerate(rows) if at not in gone] or None
            self._drop_rows(spec.name, gone, len(rows))
            self.removed += [
                Edit(op=EditOperation.REMOVE, path=f"/{spec.name}/{at}") for at in reversed(gone)
            ]
            what = "1 row was" if len(gone) == 1 else f"{len(gone)} rows were"
            self.applied[f"/{spec.name}"] = known.id
            self.notes.append(
                Finding(
                    code=FROM_MEMORY,
                    severity=Severity.INFO,
                    message=f"{what} left out as you did on “{known.document}” ({known.learned}): "
                    f"“{known.lesson.value}”.",
                    paths=(f"/{spec.name}",),
                )
            )

    def _may_change_row(self, spec: FieldSpec, at: int) -> bool:
        return all(self._may_change(f"/{spec.name}/{at}/{column.name}") for column in spec.columns)

    def _drop_rows(self, table: str, gone: Sequence[int], count: int) -> None:
        left = [at for at in range(count) if at not in gone]
        moved = {f"/{table}/{old}/": f"/{table}/{new}/" for new, old in enumerate(left)}
        evidence: dict[str, Evidence] = {}
        for pointer, known in self.evidence.items():
            parts = pointer.split("/")
            if len(parts) == 4 and parts[1] == table:
                prefix = moved.get(f"/{table}/{parts[2]}/")
                if prefix is not None:
                    evidence[prefix + parts[3]] = known
            else:
                evidence[pointer] = known
        self.evidence = evidence

    def _fill_columns(self, table: str, lessons: Sequence[KnownLesson]) -> None:
        spec = next((each for each in self.plan.tables if table_key(each) == table), None)
        if spec is None:
            return
        chosen: dict[str, KnownLesson] = {}
        for known in lessons:
            asked = next((each for each in spec.columns if _is_column(each, known)), None)
            if asked is not None:
                chosen.setdefault(asked.name, known)
        own = [known.lesson.model_copy(update={"name": name}) for name, known in chosen.items()]
        columns = columns_on(self.document, own)
        if not columns:
            return
        rows = self.data.get(spec.name)
        if rows is None or rows == []:
            self._add_rows(spec, chosen, list(rows_under(self.document, columns)))
            return
        if not isinstance(rows, list):
            return
        kept = [dict(row) if isinstance(row, dict) else {} for row in rows]
        for column in columns:
            name = column.lesson.name
            changed: list[str] = []
            for at, row in enumerate(kept):
                pointer = f"/{spec.name}/{at}/{name}"
                prefix = f"/{spec.name}/{at}/"
                place = band_of(
                    self.document, [known for key, known in self.evidence.items() if key.startswith(prefix)]
                )
                if place is None or place[0] != column.heading.page or not self._may_change(pointer):
                    continue
                cell = cell_in(self.document, column, *place)
                old = row.get(name)
                plain = old if isinstance(old, str) else None
                if cell is None or same_value(plain, cell.value, column.lesson.type):
                    continue
                row[name] = self._note_cell(pointer, cell, _sure(chosen[name]), old)
                changed.append(pointer)
            if changed:
                self._tell(chosen[name], tuple(changed))
        self.data[spec.name] = [*kept]

    def _add_rows(
        self, spec: FieldSpec, chosen: Mapping[str, KnownLesson], rows: Sequence[Mapping[str, Candidate]]
    ) -> None:
        if not rows:
            return
        made: list[JsonValue] = []
        for at, cells in enumerate(rows):
            item: dict[str, JsonValue] = {column.name: None for column in spec.columns}
            for name, cell in cells.items():
                pointer = f"/{spec.name}/{at}/{name}"
                item[name] = self._note_cell(pointer, cell, _UNSURE, None)
            made.append(item)
        self.data[spec.name] = made
        self._tell(next(iter(chosen.values())), (f"/{spec.name}",))


def _best(document: Document, known: KnownLesson, kind: FieldType) -> Hit | None:
    """The value that the places of a lesson lead to. Where they lead to several values, the one that
    most of them and the best label speak for."""
    votes: dict[str, float] = {}
    best: dict[str, Hit] = {}
    for rank, spot in enumerate(known.lesson.spots):
        for hit in look(document, spot, kind)[:1]:
            value = hit.candidate.value
            votes[value] = votes.get(value, 0.0) + hit.score - 0.05 * rank
            if value not in best or hit.score > best[value].score:
                best[value] = hit
    if not votes:
        return None
    return best[max(votes, key=lambda value: votes[value])]


def _sure(known: KnownLesson) -> float:
    return min(_SUREST, _SEEN_ONCE + _MORE_SURE * known.agreed)


def _scalars(
    plan: FieldPlan, data: dict[str, JsonValue]
) -> Iterator[tuple[str, FieldSpec, dict[str, JsonValue]]]:
    """Every field and cell of a date or a number: its pointer, what it is, and where its value is kept."""
    for spec in plan.fields:
        if spec.type is not FieldType.TABLE:
            yield f"/{spec.name}", spec, data
            continue
        rows = data.get(spec.name)
        if not isinstance(rows, list):
            continue
        copies = [dict(row) if isinstance(row, dict) else {} for row in rows]
        data[spec.name] = [*copies]
        for at, row in enumerate(copies):
            for column in spec.columns:
                yield f"/{spec.name}/{at}/{column.name}", column, row


def _otherwise(known: KnownLesson, spec: FieldSpec, text: str) -> str | None:
    """What a printed text means in the learned sense."""
    value = known.lesson.value
    if known.lesson.kind is LessonKind.ORDER and spec.type is FieldType.DATE:
        dates = find_dates(text, DateOrder(value == "month_first", sure=True))
        return dates[0].value if len(dates) == 1 else None
    if known.lesson.kind is LessonKind.DECIMAL and spec.type in _NUMBERS:
        numbers = find_numbers(text, NumberStyle("," if value == "," else ".", sure=True))
        return numbers[0].value if len(numbers) == 1 else None
    return None


def _could_be(evidence: Evidence, new: str) -> bool:
    """Whether a date may be read both ways: what only one order makes a date of stays as it is."""
    both = {
        hit.value
        for month_first in (False, True)
        for hit in find_dates(evidence.text, DateOrder(month_first, sure=True))
    }
    return len(both) == 2 and new in both


def _is_column(column: FieldSpec, known: KnownLesson) -> bool:
    lesson = known.lesson
    same = column.role == lesson.role if lesson.role else column.name == lesson.name
    return same and column.type is lesson.type
