"""Prompts in plain words: how many compile to exactly the plan that was asked for, and how many columns come
out right, beside a splitter at commas and "and" that names columns by their words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.reading.rows import Options, Row
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.compiler import compile_prompt
from tests.support.prompts import FOLDER, Prompt, columns, differences, flat, prompts

_PEER: Final = "split at commas and 'and'"
_FILES: Final = ("known", "held_out")
_TYPES: Final = (("date", FieldType.DATE), ("number", FieldType.ID), ("total", FieldType.AMOUNT))


def measure(options: Options) -> Iterator[Row]:
    """Two rows a file, and a line for each language."""
    for name in _FILES:
        file = FOLDER / f"{name}.json"
        if not file.is_file() or not options.wants(f"prompts, {name}"):
            continue
        asked = prompts(file)
        right, f1 = _score(asked, compile_prompt)
        peer_right, peer_f1 = _score(asked, split)
        print(f"\nPrompts, {name}: {len(asked)}")
        for language in sorted({each.language for each in asked}):
            some = [each for each in asked if each.language == language]
            exact, columns_f1 = _score(some, compile_prompt)
            print(f"  {language} {len(some):>4}  exactly right {exact:.2f}  columns F1 {columns_f1:.3f}")
        if options.misses:
            for each in asked:
                for miss in differences(each, compile_prompt(each.prompt)):
                    print(f"  - {each.id}: {miss}")
        yield Row(f"prompts, {name}: plans exactly right", right, _PEER, peer_right)
        yield Row(f"prompts, {name}: columns (name and type), F1", f1, _PEER, peer_f1)


def split(prompt: str) -> FieldPlan:
    """The peer: a column for every piece, of text unless an English word tells a type."""
    fields: dict[str, FieldSpec] = {}
    for piece in re.split(r"[,;\n]|\band\b", prompt):
        name = re.sub(r"[^a-z0-9]+", "_", piece.lower()).strip("_")[:60]
        if name[:1].isalpha():
            kind = next((kind for word, kind in _TYPES if word in name), FieldType.TEXT)
            fields.setdefault(name, FieldSpec(name=name, label=piece.strip(), type=kind))
    return FieldPlan(fields=tuple(fields.values()))


def _score(asked: list[Prompt], compiled: Callable[[str], FieldPlan]) -> tuple[float, float]:
    """The share of plans exactly right, and the F1 of all columns together."""
    exact = 0
    hits, read, wanted = 0, 0, 0
    for each in asked:
        plan = compiled(each.prompt)
        exact += not differences(each, plan)
        given: Counter[str] = flat(columns(plan))
        right = flat(each.fields)
        hits += (given & right).total()
        read += given.total()
        wanted += right.total()
    return exact / len(asked), 2 * hits / max(1, read + wanted)
