"""A person's changes to a field plan: made by hand, kept when the prompt is typed on."""

from collections.abc import Callable, Iterator

from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType

_FIRST_COLUMN = FieldSpec(name="description", label="Description", type=FieldType.TEXT)


def merge_plan(before: FieldPlan | None, edited: FieldPlan | None, compiled: FieldPlan) -> FieldPlan:
    """The plan after the prompt compiled anew: `before` is what it compiled to last, `edited` the
    same with the person's changes. Columns that the prompt no longer names go, unless they were changed
    by hand; new ones come last; renamed, retyped, moved, added and dropped ones stay so."""
    if before is None or edited is None or edited.fields == before.fields:
        return compiled
    return FieldPlan(fields=_merge(before.fields, edited.fields, compiled.fields), unread=compiled.unread)


def rename_column(plan: FieldPlan, column: str, label: str, table: str | None) -> FieldPlan:
    """Another label; the name, which is the key in the data, stays."""
    words = label.strip()
    if not words:
        return plan
    return _replace(plan, table, column, lambda spec: spec.model_copy(update={"label": words}))


def retype_column(plan: FieldPlan, column: str, to: FieldType, table: str | None) -> FieldPlan:
    """Another type; a column that becomes a table gets one text column."""

    def retype(spec: FieldSpec) -> FieldSpec:
        if to is FieldType.TABLE and table is not None:
            return spec
        if to is spec.type:
            return spec
        columns = (_FIRST_COLUMN,) if to is FieldType.TABLE else ()
        return spec.model_copy(update={"type": to, "columns": columns})

    return _replace(plan, table, column, retype)


def drop_column(plan: FieldPlan, column: str, table: str | None) -> FieldPlan:
    """A table that loses its last column goes itself."""
    if table is None:
        return _with(plan, tuple(spec for spec in plan.fields if spec.name != column))
    fields = []
    for spec in plan.fields:
        if spec.name == table:
            columns = tuple(each for each in spec.columns if each.name != column)
            if columns:
                fields.append(spec.model_copy(update={"columns": columns}))
        else:
            fields.append(spec)
    return _with(plan, tuple(fields))


def add_column(plan: FieldPlan, label: str, to: FieldType, table: str | None) -> FieldPlan:
    """Raises `IngestError` (label_missing)."""
    words = label.strip()
    if not words:
        raise IngestError("label_missing", "The column has no name", "Type a name for the new column.")
    if table is None:
        columns = (_FIRST_COLUMN,) if to is FieldType.TABLE else ()
        name = _free_name(words, {spec.name for spec in plan.fields})
        return _with(plan, (*plan.fields, FieldSpec(name=name, label=words, type=to, columns=columns)))
    plain = FieldType.TEXT if to is FieldType.TABLE else to
    fields = tuple(
        spec.model_copy(
            update={
                "columns": (
                    *spec.columns,
                    FieldSpec(
                        name=_free_name(words, {each.name for each in spec.columns}), label=words, type=plain
                    ),
                )
            }
        )
        if spec.name == table and spec.type is FieldType.TABLE
        else spec
        for spec in plan.fields
    )
    return _with(plan, fields)


def move_column(plan: FieldPlan, column: str, by: int, table: str | None) -> FieldPlan:
    """One place to the front (-1) or to the back (1); tables keep to themselves, as they are shown."""

    def moved(fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
        spec = next((each for each in fields if each.name == column), None)
        if spec is None:
            return fields
        alike = [each for each in fields if (each.type is FieldType.TABLE) is (spec.type is FieldType.TABLE)]
        place = alike.index(spec) + by
        if not 0 <= place < len(alike):
            return fields
        other = alike[place]
        swapped = {spec.name: other, other.name: spec}
        return tuple(swapped.get(each.name, each) for each in fields)

    if table is None:
        return _with(plan, moved(plan.fields))
    return _with(
        plan,
        tuple(
            spec.model_copy(update={"columns": moved(spec.columns)}) if spec.name == table else spec
            for spec in plan.fields
        ),
    )


def changed_columns(compiled: FieldPlan | None, plan: FieldPlan) -> frozenset[tuple[str, str]]:
    """The columns that the person added, renamed or retyped: the name of their table ("" for none) and
    their own. A table counts by its own name and type."""
    if compiled is None:
        return frozenset()
    before = dict(_places(compiled))
    return frozenset(
        place
        for place, spec in _places(plan)
        if (old := before.get(place)) is None or (old.label, old.type) != (spec.label, spec.type)
    )


def compile_text(prompt: str) -> FieldPlan:
    """The columns of a prompt; none for an empty one."""
    # Loads words of many languages, which a start needs not wait for.
    from ingestio_core.fieldplan.compiler import compile_prompt

    return compile_prompt(prompt) if prompt.strip() else FieldPlan()


def _places(plan: FieldPlan) -> Iterator[tuple[tuple[str, str], FieldSpec]]:
    for spec in plan.fields:
        yield ("", spec.name), spec
        for column in spec.columns:
            yield (spec.name, column.name), column


def _merge(
    before: tuple[FieldSpec, ...], edited: tuple[FieldSpec, ...], compiled: tuple[FieldSpec, ...]
) -> tuple[FieldSpec, ...]:
    old = {spec.name: spec for spec in before}
    new = {spec.name: spec for spec in compiled}
    merged = []
    for spec in edited:
        if spec.name in old and spec.name not in new:
            # What was changed by hand stays while the words are typed anew.
            if spec != old[spec.name]:
                merged.append(spec)
            continue
        if spec.name in old and spec.type is FieldType.TABLE and new[spec.name].type is FieldType.TABLE:
            columns = _merge(old[spec.name].columns, spec.columns, new[spec.name].columns)
            merged.append(spec.model_copy(update={"columns": columns or spec.columns}))
        elif spec.name in old and spec == old[spec.name]:
            merged.append(new[spec.name])
        else:
            merged.append(spec)
    kept = {spec.name for spec in merged}
    merged.extend(spec for spec in compiled if spec.name not in old and spec.name not in kept)
    return tuple(merged)


def _replace(
    plan: FieldPlan, table: str | None, column: str, change: Callable[[FieldSpec], FieldSpec]
) -> FieldPlan:
    def within(fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
        return tuple(change(spec) if spec.name == column else spec for spec in fields)

    if table is None:
        return _with(plan, within(plan.fields))
    return _with(
        plan,
        tuple(
            spec.model_copy(update={"columns": within(spec.columns)}) if spec.name == table else spec
            for spec in plan.fields
        ),
    )


def _with(plan: FieldPlan, fields: tuple[FieldSpec, ...]) -> FieldPlan:
    return FieldPlan(fields=fields, unread=plan.unread)


def _free_name(label: str, taken: set[str]) -> str:
    """A key made of the label: lower-case letters, digits and underscores."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in label.lower())
    base = "_".join(part for part in letters.split("_") if part)[:50]
    if not base or not base[0].isalpha():
        base = f"field_{base}".rstrip("_")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name
