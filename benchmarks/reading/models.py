"""How much of a bad model's answers is noticed: a simulated one that gets values wrong, leaves rows out and
makes things up, on generated invoices. No provider is asked.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import alike
from ingestio_core.checks.states import FieldState, field_states
from ingestio_core.contracts.extractions import Severity
from ingestio_core.limits import MediaType
from ingestio_extract.llm.engine import complete, prepare
from ingestio_extract.llm.request import Answered, ModelAnswer, ModelRequest
from ingestio_extract.pipeline import ExtractionOutcome
from tests.support.documents import DocumentKind, make_document

NUMBERS: Final = range(8400, 8430)
RATES: Final = (0.02, 0.10, 0.30)
"""Of values that the model gets wrong: a quarter it leaves out, half are other figures or words of the page,
a quarter it makes up. A third as many rows are left out."""
_FIGURES: Final = re.compile(r"\d[\d.,/-]+\d")
_WORDS: Final = re.compile(r"[^\W\d_]{4,}")


def measure(options: Options) -> Iterator[Row]:
    for rate in RATES:
        title = f"models, {rate:.0%} of values wrong"
        if options.wants(title):
            yield from _measured(options, title, rate)


def _measured(options: Options, title: str, rate: float) -> Iterator[Row]:
    chance, count = random.Random(8400), Counter[str]()
    for number in NUMBERS:
        document = make_document(number, DocumentKind.INVOICE)
        path = options.scratch / document.filename
        path.write_bytes(document.content)
        prepared = prepare(path, MediaType.PDF, None)
        if prepared.outcome is None:
            answers = [
                Answered(span=one.span, answer=_answer(one, document.truth, chance, rate))
                for one in prepared.requests
            ]
            _count(count, complete(prepared.kept, answers), document.truth)
    said, right, sure, sure_right = (count[name] for name in ("said", "right", "sure", "sure right"))
    peer = "right of all that it said"
    yield Row(f"{title}: right where sure", sure_right / max(1, sure), peer, right / max(1, said))
    yield Row(f"{title}: wrong and not noticed, of wrong", count["silent"] / max(1, said - right))


def _count(count: Counter[str], outcome: ExtractionOutcome, truth: Mapping[str, Any]) -> None:
    """Scalars by their value, tables by whether all of it is right."""
    extraction, plan = outcome.extraction, outcome.field_plan
    states = field_states(plan, extraction.data, extraction.evidence, extraction.findings)
    warned = {
        path.split("/")[1]
        for finding in extraction.findings
        if finding.severity is not Severity.INFO
        for path in finding.paths
    }
    for spec in plan.fields:
        value, wanted = extraction.data.get(spec.name), truth.get(spec.name)
        if value is None:
            continue
        mine = [state for pointer, state in states.items() if pointer.split("/")[1] == spec.name]
        doubt = {FieldState.NEEDS_LOOK, FieldState.RULE_FAILED}
        sure = spec.name not in warned and not doubt.intersection(mine)
        right = alike(spec.name, value, wanted) if isinstance(value, str) else _same_rows(value, wanted)
        count.update(said=1, right=right, sure=sure)
        count.update({"sure right": sure and right, "silent": sure and not right})


def _same_rows(rows: Any, wanted: Any) -> bool:
    return len(rows) == len(wanted or ()) and all(
        alike(name, row[name], one.get(name)) for row, one in zip(rows, wanted, strict=True) for name in row
    )


def _answer(
    request: ModelRequest, truth: Mapping[str, Any], chance: random.Random, rate: float
) -> ModelAnswer:
    figures, words = _FIGURES.findall(request.user), _WORDS.findall("\n".join(request.lines))

    def told(value: str | None) -> str | None:
        if value is None or chance.random() >= rate:
            return value
        kind = chance.random()
        if kind < 0.25:
            return None
        if kind < 0.75:
            others: list[str] = figures if any(map(str.isdigit, value)) and figures else words
            return chance.choice(others)
        return "".join(str(chance.randrange(10)) if one.isdigit() else one for one in value)

    content: dict[str, Any] = {}
    for name, shape in request.answer_schema["properties"].items():
        value = truth.get(name)
        if shape.get("type") == "array":
            content[name] = [
                {"_line": _line(request, [row.get(column) for column in row])}
                | {
                    column: told(row.get(column))
                    for column in shape["items"]["properties"]
                    if column != "_line"
                }
                for row in value or ()
                if chance.random() >= rate / 3
            ]
        else:
            text = told(value)
            content[name] = None if text is None else {"value": text, "_line": _line(request, [text])}
    return ModelAnswer(text=json.dumps(content), model="simulated")


def _line(request: ModelRequest, values: Sequence[str | None]) -> int | None:
    """The number of the first line that holds the first of these texts."""
    text = next((value for value in values if value), "")
    return next((request.first + at for at, line in enumerate(request.lines) if text and text in line), None)
