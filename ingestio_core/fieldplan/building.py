"""From what a prompt was read as to the plan: context, names, duplicates, and what is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingestio_core.fieldplan.columns import column_role
from ingestio_core.fieldplan.defaults import (
    DEFAULT_PLANS,
    LINE_ITEM_COLUMNS,
    field_label,
    field_type,
    known_field,
)
from ingestio_core.fieldplan.kinds import IN_CONTEXT, SIGNS
from ingestio_core.fieldplan.lexicon import ATTRIBUTES, FIELDS, word_set, words
from ingestio_core.fieldplan.model import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.naming import ROLES, hinted_type, singular, slug, unique
from ingestio_core.fieldplan.phrases import key, known, stripped, table_name

_TABLE_COLUMNS: Final = {
    "line_items": LINE_ITEM_COLUMNS,
    "transactions": ("date", "description", "amount", "balance"),
    "parties": ("name", "role"),
}
_ROWS: Final = word_set(
    "row rows line lines entry entries zeile zeilen position positionen ligne lignes linea lineas riga "
    "righe linha "
    "linhas regel regels wiersz wiersze pozycja pozycje"
)
"""What the transactions of a statement are called, too."""

_PAYROLL: Final = word_set(
    "salary wages wage employee employees employer payroll lohn gehalt bruttolohn nettolohn mitarbeiter "
    "arbeitnehmer arbeitgeber personalnummer salaire salarie salaries employeur salario salarios sueldo "
    "trabajador trabajadores empleado empleados nomina stipendio dipendente dipendenti retribuzione salarial "
    "funcionario funcionarios vencimento loon brutoloon nettoloon salaris werknemer medewerker pensja "
    "wynagrodzenie pracownik"
)
"""Words of payslips."""

_MANY: Final = {
    **dict.fromkeys(
        word_set(
            "addresses adressen anschriften adresses direcciones domicilios indirizzi moradas enderecos "
            "adresy "
            "adresow"
        ),
        "address",
    ),
    **dict.fromkeys(word_set("names namen noms nombres nomi nomes nazw nazwy"), "name"),
}
_PARTIES: Final = ("vendor", "supplier", "customer", "buyer")


@dataclass(slots=True)
class Entry:
    """One column to be: `known` is its canonical name before the context has its say, `kind` the type that
    the prompt asks for."""

    label: str
    known: str | None
    columns: list[FieldSpec] | None = None
    kind: FieldType | None = None
    without: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What was read so far. `left_out` are things that are not wanted, each with the words to be told where
    there is no such thing (empty for none)."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    context: Counter[str] = field(default_factory=Counter)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def plan(self) -> FieldPlan:
        kind = self.kind()
        mapping = IN_CONTEXT[kind]
        self._leave_out()
        stated = {entry.known for entry in self.entries}
        specs: list[FieldSpec] = []
        seen: set[str] = set()
        taken: set[str] = set()
        for entry in self.entries:
            name = entry.known
            if name == "number" or name in mapping:
                target = mapping.get(name)
                name = target if target is not None and target not in stated else name
                if name == "":
                    # What is known elsewhere keeps the person's word here, and its type.
                    name, entry = None, replace(entry, kind=entry.kind or field_type(entry.known or ""))
            if name == "line_items" and kind == "bank_statement" and _says_rows(entry.label):
                name = "transactions"
            for spec in _specs(entry, name, kind):
                identity = spec.name if spec.role or spec.name != "field" else spec.label
                if identity in seen:
                    continue
                seen.add(identity)
                own = unique(spec.name, taken)
                taken.add(own)
                specs.append(spec.model_copy(update={"name": own}))
        return FieldPlan(fields=tuple(_told_apart(specs)), unread=tuple(dict.fromkeys(self.unread)))

    def take_all(self) -> None:
        """The columns of the default plan of what the prompt speaks of; an invoice where it doesn't say."""
        for spec in DEFAULT_PLANS.get(self.kind(), DEFAULT_PLANS["invoice"]).fields:
            self.entries.append(Entry(spec.label, spec.name, list(spec.columns) if spec.columns else None))

    def kind(self) -> str:
        """The kind of document that the prompt speaks of; empty where nothing tells."""
        votes = Counter(self.context)
        for kind, signs in SIGNS.items():
            votes[kind] += sum(entry.known in signs for entry in self.entries)
        labels = [label for entry in self.entries for label in _labels(entry)]
        votes["payroll"] += sum(any(word.text in _PAYROLL for word in words(label)) for label in labels)
        best = max(SIGNS, key=lambda kind: votes[kind])
        return best if votes[best] else ""

    def _leave_out(self) -> None:
        for what, said in self.left_out:
            body = stripped(what)
            suffix = _attribute(what)
            name = known(body)
            table = table_name(body)
            own = slug(what)
            kept = []
            for entry in self.entries:
                gone = (
                    (suffix is not None and entry.known in {f"{party}_{suffix}" for party in _PARTIES})
                    or (entry.columns is None and name is not None and entry.known == name)
                    or (table is not None and entry.known == table and entry.columns is not None)
                    or (entry.known is None and _same(slug(entry.label), own))
                )
                if not gone:
                    kept.append(entry)
            if (
                said
                and len(kept) == len(self.entries)
                and suffix is None
                and name is None
                and table is None
                and body
            ):
                self.unread.append(said)
            self.entries = kept


def _labels(entry: Entry) -> Iterator[str]:
    yield entry.label
    yield from (column.label for column in entry.columns or ())


def _told_apart(specs: list[FieldSpec]) -> Iterator[FieldSpec]:
    """No two columns with one label: the address of each party has its party in the label."""
    labels = Counter(spec.label.casefold() for spec in specs)
    for spec in specs:
        twice = labels[spec.label.casefold()] > 1
        yield spec.model_copy(update={"label": field_label(spec.name)}) if twice else spec


def _attribute(what: str) -> str | None:
    """`address` and so on where all of that kind are meant."""
    body = stripped(what)
    for word in body:
        if word.text in _MANY and len(body) == 1:
            return _MANY[word.text]
    asked = key(body)
    if asked in ATTRIBUTES and FIELDS.get(asked) != "tax" and (name := FIELDS.get(asked | {"vendor"})):
        return name.removeprefix("vendor_")
    return None


def _same(one: str, other: str) -> bool:
    return one == other or singular(one) == singular(other)


def _says_rows(label: str) -> bool:
    return any(word.text in _ROWS for word in words(label))


def generic(label: str, kind: FieldType, taken: Sequence[str]) -> FieldSpec:
    """A column of its own name; names in `taken` are left to others."""
    return FieldSpec(name=unique(slug(label), set(taken)), label=label, type=kind)


def _specs(entry: Entry, name: str | None, kind: str) -> Iterator[FieldSpec]:
    label = entry.label
    if entry.columns is not None:
        columns = tuple(entry.columns)
        if not columns and name is not None:
            names = ("sku",) * (name == "line_items" and kind == "purchase_order") + _TABLE_COLUMNS[name]
            columns = tuple(known_field(column) for column in names)
        columns = tuple(_without(columns, entry.without, name)) or columns
        columns = columns or (known_field("description"),)
        yield FieldSpec(
            name=name or slug(label), label=label, type=FieldType.TABLE, role=name, columns=columns
        )
    elif name == "period":
        yield from (known_field("period_start"), known_field("period_end"))
    elif name is None:
        yield FieldSpec(name=slug(label), label=label, type=entry.kind or hinted_type(words(label)))
    elif name == "number":
        yield FieldSpec(name="number", label=label, type=FieldType.ID)
    else:
        role = name if name in ROLES else None
        own = field_type(name) if role else hinted_type(words(name.replace("_", " ")))
        yield FieldSpec(name=name, label=label, type=own, role=role)


def _without(columns: Sequence[FieldSpec], left_out: Sequence[str], table: str | None) -> Iterator[FieldSpec]:
    roles = set()
    for what in left_out:
        asked = key(stripped(what))
        one = frozenset(singular(word) for word in asked)
        roles |= {column_role(asked, table) or column_role(one, table), slug(what)}
    yield from (
        column for column in columns if column.role not in roles - {None} and column.name not in roles
    )
