"""The tables of a prompt: opened by their names or by an "each", filled with the columns that follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingestio_core.fieldplan.building import Draft, Entry, generic
from ingestio_core.fieldplan.columns import Generic, column_role, which_is_generic
from ingestio_core.fieldplan.defaults import field_type, known_field
from ingestio_core.fieldplan.formats import asked_type, type_behind
from ingestio_core.fieldplan.leaving import left_out, pieces
from ingestio_core.fieldplan.lexicon import (
    COLUMNS,
    DOCUMENTS,
    ITEM_WORDS,
    TABLES,
    Word,
    phrase_key,
    word_set,
    words,
)
from ingestio_core.fieldplan.naming import COLUMN_NAMES, ROLES, hinted_type, label_of, label_of_quoted
from ingestio_core.fieldplan.phrases import MAX_WORDS, is_known, key, known, strip, stripped, table_name
from ingestio_core.fieldplan.polite import EACH, LEADS, PER, POSSESSIVES, WITH
from ingestio_core.fieldplan.splitting import Part, split_parts
from ingestio_core.fieldplan.writing import ADDED, quoted_name

_WITH_FIRST: Final = re.compile(r"^\s*(?:with|mit|avec|con|com|met|ze?)\s+")
_DONE: Final = word_set(
    "bought sold purchased ordered listed invoiced billed delivered printed gekauft verkauft bestellt "
    "berechnet "
    "achete vendu facture comprado vendido facturado acquistato venduto fatturato gekocht verkocht "
    "besteld kupiony "
    "kupiona kupione sprzedany"
)
"""What was done with an item, behind its word."""


@dataclass(slots=True)
class TableReader:
    """The plan being read and the table that is open, if one is."""

    draft: Draft = field(default_factory=Draft)
    table: Entry | None = None

    @property
    def entries(self) -> list[Entry]:
        return self.draft.entries

    def open_table(self, label: str, name: str | None) -> None:
        self.table = Entry(label, name, [])
        self.entries.append(self.table)

    def fill_table(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if left := left_out(part.text):
                if self.table is not None:
                    self.table.without += pieces(left.what)
            else:
                self.add_column(part, strict=True)

    def add_column(self, part: Part, *, strict: bool) -> bool:
        """Adds a column to the open table. Unless `strict`, what can only be a value of the whole
        document is refused, and so is a second word for a column that is there."""
        text = part.text
        body, behind = strip(words(text))
        table = self.table
        if table is None or table.columns is None or not body:
            return not body
        if not strict and part.joined and not table.columns and words(text)[0].text in POSSESSIVES:
            # "The parties and their roles" asks for the parties, too.
            self.add_column(Part("name"), strict=True)
        role = column_role(key(body), table.known)
        taken = {column.role: at for at, column in enumerate(table.columns) if column.role}
        if not strict:
            if role is None and (known(body) or table_name(body) or len(body) > MAX_WORDS):
                return False
            if ADDED in text and known(body):
                return False
            if EACH.match(text) or (role in taken and known(body)):
                return False
        name = quoted_name(text)
        label = label_of_quoted(name) if name else label_of(text, body)
        others = [*(column.name for column in table.columns), *COLUMN_NAMES]
        if role in taken:
            first = table.columns[taken[role]]
            match which_is_generic(role, phrase_key(first.label), key(body)):
                case Generic.NEITHER:
                    return True
                case Generic.FIRST:
                    table.columns[taken[role]] = generic(first.label, first.type, others)
                case Generic.SECOND:
                    table.columns.append(generic(label, field_type(role), others))
                    return True
        if role is not None:
            table.columns.append(known_field(role).model_copy(update={"label": label}))
            return True
        found = known(body)
        asked = type_behind(behind) or (asked_type(part.inside) if part.inside else None)
        kind = field_type(found) if found in ROLES else asked or hinted_type(body)
        table.columns.append(generic(label, kind, others))
        return True

    def read_each(self, rest: str, part: Part, more: bool) -> bool:
        """`line item the description` behind an "each": the table and its first column."""
        subject = words(rest)
        for length in range(min(3, len(subject)), 0, -1):
            alone = length == 1 and subject[0].text in ITEM_WORDS
            if name := "line_items" if alone else TABLES.get(key(subject[:length])):
                self.open_table(label_of(rest, subject[:length]), name)
                if part.inside is not None:
                    self.fill_table(split_parts(part.inside, is_known))
                behind = rest[subject[length - 1].end :]
                if subject[length:] and subject[length].text in _DONE:
                    behind = behind[subject[length].end - subject[length - 1].end :]
                self.add_column(Part(_WITH_FIRST.sub("", behind)), strict=False)
                return True
        at = next((at for at, word in enumerate(subject) if word.text in LEADS), len(subject))
        if not 0 < at <= 2 or any(word.text in DOCUMENTS for word in subject[:at]) or is_known(rest):
            return False
        if (at == len(subject) and (not more or part.inside is not None)) or WITH.match(
            rest, subject[at - 1].end
        ):
            return False
        self.open_table(label_of(rest, subject[:at]), None)
        self.add_column(Part(rest[subject[at - 1].end :]), strict=False)
        return True


def join_columns(parts: list[Part]) -> list[Part]:
    """`description, quantity and price of each line` is a table said backwards."""
    joined: list[Part] = []
    start = 0
    for part in parts:
        found = PER.search(part.text)
        subject = words(part.text[found.end() :]) if found else []
        if found is None or _rows_named(subject) is None or EACH.match(part.text):
            joined.append(part)
            continue
        first = len(joined)
        while first > start and COLUMNS.get(key(stripped(joined[first - 1].text))):
            first -= 1
        columns = [*(each.text for each in joined[first:]), part.text[: found.start()]]
        rows = part.text[found.end() :]
        joined[first:] = [Part(rows if table_name(subject) else "line items", ", ".join(columns))]
        start = len(joined)
    return joined


def _rows_named(subject: list[Word]) -> str | None:
    """The table whose rows `each line` or `every item sold` is."""
    if subject and subject[0].text in ITEM_WORDS and all(word.text in _DONE for word in subject[1:]):
        return "line_items"
    return table_name(subject)


def is_item_column(text: str) -> bool:
    """Whether what stands first behind "item with" is one of the columns that only items have."""
    columns = stripped(text.split(",")[0])
    return column_role(key(columns), "line_items") in ("sku", "description", "quantity", "unit_price")
