"""What the export dialog says, and what an export itself says, in the person's language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale

from ingestio_core.contracts.exports import DateFormat, ExportFormat
from ingestio_core.export import (
    DOCUMENT_ROWS,
    ColumnFormat,
    ExportWords,
    LocaleDefaults,
    locale_defaults,
)
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.export_target import TargetFacts
from ingestio_desktop.language import QT_TR_NOOP, decimal_mark, tr
from ingestio_desktop.presenters.export_columns import STATUS, Columns
from ingestio_desktop.store.export_facts import ExportFacts
from ingestio_desktop.theme.words import number

MARKS: Final = '<>:"/\\|?*'
"""What no file name may hold on one of the systems."""
_DECIMALS: Final = (0, 2, 4)
_DATES: Final = {
    DateFormat.ISO: "2024-03-05",
    DateFormat.DOTS: "05.03.2024",
    DateFormat.DAY_FIRST: "05/03/2024",
    DateFormat.MONTH_FIRST: "03/05/2024",
    DateFormat.DASHES: "05-03-2024",
}
_ENCODINGS: Final = {
    "utf-8-sig": QT_TR_NOOP("UTF-8 for Excel"),
    "utf-8": QT_TR_NOOP("UTF-8"),
    "utf-16": QT_TR_NOOP("UTF-16"),
    "cp1252": QT_TR_NOOP("Windows-1252"),
    "iso8859-15": QT_TR_NOOP("ISO 8859-15"),
}
_DELIMITERS: Final = {
    ",": QT_TR_NOOP("Comma"),
    ";": QT_TR_NOOP("Semicolon"),
    "\t": QT_TR_NOOP("Tab"),
    "|": QT_TR_NOOP("Bar, |"),
}
_DECIMAL_SIGNS: Final = {".": QT_TR_NOOP("Point, 1234.50"), ",": QT_TR_NOOP("Comma, 1234,50")}


@dataclass(frozen=True, slots=True)
class Choices:
    """Keys and words of the choices of CSV."""

    delimiters: tuple[tuple[str, str], ...]
    decimals: tuple[tuple[str, str], ...]
    encodings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One way that a column's values can look: a word for the menu, and the format."""

    text: str
    format: ColumnFormat


def csv_choices() -> Choices:
    """In the order of the lists."""
    delimiters, decimals, encodings = (
        tuple((key, tr(text)) for key, text in words.items())
        for words in (_DELIMITERS, _DECIMAL_SIGNS, _ENCODINGS)
    )
    return Choices(delimiters, decimals, encodings)


def looks(kind: FieldType | None) -> tuple[Look, ...]:
    """How a column of this type can be written, the usual way first; nothing where there is no choice."""
    match kind:
        case FieldType.DATE:
            dates = (Look(text, ColumnFormat(dates=pattern)) for pattern, text in _DATES.items())
            system = Look(tr("As the computer that opens it"), ColumnFormat(dates=DateFormat.SYSTEM))
            return (*dates, system, Look(tr("As text"), ColumnFormat(text=True)))
        case FieldType.AMOUNT:
            return (
                Look(tr("As read, with currency"), ColumnFormat()),
                Look(tr("As read, without currency"), ColumnFormat(currency=False)),
                *(Look(_decimals(count), ColumnFormat(decimals=count)) for count in _DECIMALS),
                Look(tr("Plain digits"), ColumnFormat(thousands=False, currency=False)),
                Look(tr("As text"), ColumnFormat(text=True)),
            )
        case FieldType.NUMBER:
            return (
                Look(tr("As read"), ColumnFormat()),
                *(Look(_decimals(count), ColumnFormat(decimals=count)) for count in _DECIMALS),
                Look(tr("Grouped by thousands"), ColumnFormat(thousands=True)),
                Look(tr("As text"), ColumnFormat(text=True)),
            )
        case _:
            return ()


def spoken_words() -> ExportWords:
    """For what the file says itself."""
    return ExportWords(
        data_sheet=tr("Data"),
        findings_sheet=tr("Findings"),
        changes_sheet=tr("Changes"),
        file=tr("File"),
        folder=tr("Folder"),
        type=tr("Type"),
        status=tr("State"),
        document=tr("Document id"),
        severity=tr("Severity"),
        field=tr("Field"),
        row=tr("{table}, row {number}"),
        message=tr("What is wrong"),
        at=tr("When"),
        by=tr("Who"),
        before=tr("Before"),
        after=tr("After"),
        completed=tr("Completed"),
        confirmed=tr("Confirmed"),
        unconfirmed=tr("To review"),
        failed=tr("Failed: {reason}"),
        info=tr("note", "severity of a finding"),
        warning=tr("warning", "severity of a finding"),
        error=tr("error", "severity of a finding"),
        yes=tr("yes"),
        no=tr("no"),
    )


def csv_defaults() -> LocaleDefaults:
    """As the spreadsheets of the person's locale read CSV."""
    return locale_defaults(decimal_mark(), QLocale().dateFormat(QLocale.FormatType.ShortFormat))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be written: the source's facts and what was chosen."""

    facts: ExportFacts
    format: ExportFormat
    rows: str
    include_unconfirmed: bool
    append: bool
    columns: Columns
    filename: str
    target: Path
    place: TargetFacts | None

    @property
    def documents(self) -> int:
        counts = self.facts.counts
        return counts.read if self.include_unconfirmed else counts.confirmed

    @property
    def row_count(self) -> int:
        table = next((table for table in self.facts.tables if table.name == self.rows), None)
        if table is None:
            return self.documents
        return table.confirmed_rows + (table.unconfirmed_rows if self.include_unconfirmed else 0)


def problem(plan: Plan) -> str:
    """Why nothing can be exported now; empty when it can."""
    if plan.documents <= 0:
        if plan.facts.counts.unconfirmed:
            return tr("Nothing is confirmed yet. Include the unconfirmed documents, or confirm some first.")
        return tr("Nothing was read yet. Wait for the documents, or choose others.")
    if not plan.filename.strip():
        return tr("Give the file a name.")
    if any(mark in plan.filename for mark in MARKS):
        return tr("A file name can't hold any of {marks}", marks=" ".join(MARKS))
    place = plan.place
    if place is None or place.path != plan.target:
        return ""
    folder = plan.target.parent
    if not place.folder:
        return tr("The folder “{folder}” is not there. Choose another one.", folder=folder)
    if not place.writable:
        return tr("Nothing can be written to “{folder}”. Choose another folder.", folder=folder)
    return ""


def summary(plan: Plan) -> tuple[str, bool]:
    """What will be written, in one sentence, and what to be aware of; whether there is such."""
    rows = tr("%n row(s)", "", plan.row_count)
    if plan.format is ExportFormat.JSON and plan.rows == DOCUMENT_ROWS:
        said = [tr("%n document(s) with all their values.", "", plan.documents)]
    else:
        said = [tr("{rows} from %n document(s).", "", plan.documents, rows=rows)]
    count = plan.facts.counts.unconfirmed if plan.include_unconfirmed else 0
    if count:
        said.append(_unconfirmed(plan, count))
    exists = plan.place is not None and plan.place.path == plan.target and plan.place.exists
    if exists and plan.append:
        said.append(tr("They are added to the file that is there, without doubles."))
    elif exists:
        said.append(tr("The file that is there is replaced."))
    return " ".join(said), bool(count) or (exists and not plan.append)


def stay_out(facts: ExportFacts) -> str:
    """Which documents are in no export, with their number; empty for none."""
    counts = facts.counts
    parts = []
    if counts.in_progress:
        parts.append(tr("{count} in progress", count=number(counts.in_progress)))
    if counts.failed:
        parts.append(tr("%n error(s)", "", counts.failed))
    if counts.cancelled:
        parts.append(tr("{count} cancelled", count=number(counts.cancelled)))
    if not parts:
        return ""
    *head, last = parts
    listed = tr("{parts} and {last}", parts=", ".join(head), last=last) if head else last
    total = counts.in_progress + counts.failed + counts.cancelled
    return tr("{documents} stay out.", "", total, documents=listed)


def _unconfirmed(plan: Plan, count: int) -> str:
    if plan.format is ExportFormat.JSON:
        if plan.rows == DOCUMENT_ROWS:
            return tr("%n of them are not confirmed and marked so.", "", count)
        return tr("%n of them are not confirmed, and nothing in the file says so.", "", count)
    state = next((column for column in plan.columns if column.key == STATUS and column.picked), None)
    if state is not None:
        return tr("%n of them are not confirmed and say so in {column}.", "", count, column=state.shown)
    if plan.format is ExportFormat.XLSX:
        return tr("%n of them are not confirmed and stand in italics.", "", count)
    return tr("%n of them are not confirmed, and nothing in the file says so.", "", count)


def _decimals(count: int) -> str:
    return tr("%n decimal(s)", "", count)
