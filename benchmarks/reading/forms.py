"""Label to value on made forms: what was asked for by name, and what is found unasked."""

import re
from collections.abc import Iterator, Sequence

from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import alike
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldSpec
from ingestio_core.limits import MediaType
from ingestio_extract.layout import Layout, build_layout, fold
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document, read_every_pair
from ingestio_extract.local.generic import snake_case
from ingestio_extract.pages import read_pages
from tests.support.documents_forms import Line, make_form_sheet

SHEETS = range(300, 420)
"""Numbers that nobody looked at while the reading was written."""


def measure(options: Options) -> Iterator[Row]:

    if not options.wants("forms"):
        return
    right = {"own": 0, "paraphrased": 0, "blank": 0}
    peer = dict.fromkeys(right, 0)
    count = dict.fromkeys(right, 0)
    pairs = [0, 0, 0]
    for number in SHEETS:
        content, lines = make_form_sheet(number)
        path = options.scratch / f"form-{number}.pdf"
        path.write_bytes(content)
        document = Document(build_layout(read_pages(path, MediaType.PDF).pages))
        plan, kept = _plan(lines)
        read = read_document(document, plan, DocumentType.FORM).scalars
        for spec, line in zip(plan.fields, kept, strict=True):
            group = "blank" if line.value is None else "own" if line.asked == line.label else "paraphrased"
            count[group] += 1
            value = read[spec.name].best.value if spec.name in read else None
            good = _same(spec.name, value, line.value)
            right[group] += good
            peer[group] += _same(spec.name, text_behind(document.layout, line.asked), line.value)
            if options.misses and not good:
                print(
                    f"  - form {number} “{line.asked}” ({line.label}): read {value!r}, truth {line.value!r}"
                )
        _, unasked = read_every_pair(document)
        wanted = {
            (snake_case(line.label), bare(line.value if line.printed[:1] in "☐☒☑[" else line.printed))
            for line in lines
            if line.value
        }
        got = {(name, bare(value.best.value)) for name, value in unasked.scalars.items()}
        pairs = [pairs[0] + len(wanted & got), pairs[1] + len(got), pairs[2] + len(wanted)]
    total = sum(count.values())
    yield Row(
        f"forms: label to value ({total})",
        sum(right.values()) / total,
        "text after the label",
        sum(peer.values()) / total,
        asked=">= 0.80",
    )
    for group, name in (("own", "as printed"), ("paraphrased", "in other words"), ("blank", "left blank")):
        yield Row(
            f"forms: asked {name} ({count[group]})"
            if group != "blank"
            else f"forms: {name} ({count[group]})",
            right[group] / count[group],
            "text after the label",
            peer[group] / count[group],
        )
    yield Row("forms: unasked pairs, precision", pairs[0] / max(1, pairs[1]))
    yield Row("forms: unasked pairs, recall", pairs[0] / max(1, pairs[2]))


def _plan(lines: Sequence[Line]) -> tuple[FieldPlan, list[Line]]:
    fields: dict[str, FieldSpec] = {}
    kept = []
    for line in lines:
        name = snake_case(line.asked)
        if name not in fields:
            fields[name] = FieldSpec(name=name, label=line.asked, type=line.type)
            kept.append(line)
    return FieldPlan(fields=tuple(fields.values())), kept


def text_behind(layout: Layout, asked: str) -> str | None:
    """The peer: what stands behind the label on its line."""
    label = re.escape(fold(asked))
    for row in layout.rows:
        match = re.search(rf"{label}[\s:._]*(\S.*)$", row.folded)
        if match is not None:
            return row.text[match.start(1) :].strip()
    return None


def _unasked(line: Line) -> str | None:
    """The value as text: what is ticked, or what is printed."""
    return line.value if line.value in ("yes", "no") else line.printed


def _same(name: str, read: str | None, truth: str | None) -> bool:
    return read is None if truth is None else read is not None and alike(name, read, truth)


def bare(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text or ""))
