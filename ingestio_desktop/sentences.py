"""Sentences from below the window in the person's language: errors, findings, refusals of the service.

They come as English sentences with figures in them. `ingestio_desktop/catalogue.py` has the templates that
they are made of: the one that fits is translated, and what stood in its places is put back. A sentence that
none fits is shown as it came.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from string import Formatter
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ingestio_desktop.language import QT_TRANSLATE_NOOP, tr

CONTEXT: Final = "Sentences"
LABELS: Final = "Labels"
_KEPT: Final = 4096
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")
_DAY: Final = r"\d{4}-\d\d-\d\d"
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}")
_COUNTED: Final = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+) (.+)")


class Told(Protocol):
    """What an error, a stored error or a problem of the wizard says."""

    @property
    def title(self) -> str: ...

    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Template:
    text: str
    pattern: re.Pattern[str]
    literal: str
    """Its longest part without a place: what does not have it does not fit."""
    quoted: frozenset[str]
    """Its places between quotation marks."""


def said(sentence: str) -> str:
    """One sentence, or several that were put together, in the person's language."""
    if not sentence or QLocale().language() is QLocale.Language.English:
        return sentence
    return _said(sentence, QLocale().name())


def label_said(label: str) -> str:
    """The label of a field: those of the default plans in the person's language, all others as they are."""
    if QLocale().language() is QLocale.Language.English:
        return label
    return QCoreApplication.translate(LABELS, label)


def default_said(prompt: str) -> str:
    """The text of a default prompt, in words that compile to the same columns."""
    whole = said(prompt)
    if whole != prompt:
        return whole
    return re.sub(r"[^,()\s][^,()]*[^,()\s]", lambda label: label_said(label[0]), prompt)


def title_said(title: str) -> str:
    """The title of an error. Those of one word are no sentences: they stand among the words of the window."""
    return said(title) if " " in title else tr(title)


def said_error(error: Told) -> str:
    """Title and message of an error in one line."""
    return f"{title_said(error.title)}. {said(error.message)}"


def forget() -> None:
    """Translate all anew: another translator speaks the same language from now on."""
    _said.cache_clear()


@lru_cache(maxsize=_KEPT)
def _said(sentence: str, _locale: str) -> str:
    whole = _translated(sentence)
    if whole is not None:
        return whole
    # Several of them one after the other: each one is looked for.
    parts = re.split(r"(?<=[.!?]) (?=[A-Z“])", sentence)
    if len(parts) > 1:
        for cut in range(len(parts) - 1, 0, -1):
            head = _translated(" ".join(parts[:cut]))
            if head is not None:
                return f"{head} {_said(' '.join(parts[cut:]), _locale)}"
    return value_said(sentence)


def _translated(sentence: str) -> str | None:
    exact, templates = _catalogue()
    if sentence in exact:
        return QCoreApplication.translate(CONTEXT, exact[sentence])
    for template in templates:
        if template.literal in sentence and (match := template.pattern.fullmatch(sentence)):
            spoken = QCoreApplication.translate(CONTEXT, template.text)
            return spoken.format(**_values(match.groupdict(), template.quoted))
    return None


def _values(found: Mapping[str, str | None], quoted: frozenset[str]) -> dict[str, str]:
    """What is quoted is a name or stands so in a document."""
    return {name: value or "" if name in quoted else value_said(value or "") for name, value in found.items()}


def value_said(value: str) -> str:
    """What stands in a place of a sentence: numbers, dates and counts as the locale writes them, phrases
    that are known translated, all else (names, texts of documents) as it is."""
    if _DATE.fullmatch(value):
        return _date_said(value)
    if _NUMBER.fullmatch(value):
        locale = QLocale()
        marks = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
        return "".join(marks.get(mark, mark) for mark in value)
    if match := _COUNTED.fullmatch(value):
        counted = _counted(int(match[1].replace(",", "")), match[2])
        if counted:
            return counted
    if match := re.fullmatch(r"([\d.,]+)( ?(?:%|B|kB|KB|MB|GB))", value):
        return tr("{number} %", number=match[1]) if match[2] == "%" else value_said(match[1]) + match[2]
    if (label := _labels().get(value)) is not None:
        return label_said(label)
    if " " not in value and value not in _catalogue()[0]:
        return value
    return _translated(value) or value


def _date_said(value: str) -> str:
    written = "%Y-%m-%d" if value[:4].isdigit() else "%d %B %Y"
    try:
        day = datetime.strptime(value, written).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return value
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))


@cache
def _labels() -> dict[str, str]:
    """The known labels by how they stand in a sentence, as they are and in small letters."""
    from ingestio_desktop import catalogue

    return {written: label for label in catalogue.LABELS for written in (label.lower(), label)}


@cache
def _catalogue() -> tuple[dict[str, str], tuple[_Template, ...]]:
    """Sentences without places, and templates, those with most words of their own first."""
    from ingestio_desktop.catalogue import SENTENCES

    exact: dict[str, str] = {}
    templates: list[_Template] = []
    for text in (*SENTENCES, *_PHRASES):
        parts = list(Formatter().parse(text))
        if all(name is None for _, name, _, _ in parts):
            exact["".join(literal for literal, *_ in parts)] = text
        else:
            literals = [literal for literal, *_ in parts]
            pattern = re.compile("".join(_pattern(parts)), re.DOTALL)
            quoted = frozenset(re.findall(r"“{(\w+)}”", text))
            templates.append(_Template(text, pattern, max(literals, key=len), quoted))
    templates.sort(key=lambda template: -sum(len(part[0]) for part in Formatter().parse(template.text)))
    return exact, tuple(templates)


def _pattern(parts: list[tuple[str, str | None, str | None, str | None]]) -> Iterator[str]:
    for literal, name, _, _ in parts:
        yield re.escape(literal)
        if name is not None:
            yield f"(?P<{name}>{_DAY if name.startswith('isoformat') else '.*?'})"


def _counted(count: int, noun: str) -> str:
    """A count and its noun, or its noun and verb; "" for a noun that is not known."""
    match noun:
        case "page" | "pages":
            return tr("%n page(s)", "", count)
        case "file" | "files":
            return tr("%n file(s)", "", count)
        case "other file" | "other files":
            return tr("%n other file(s)", "", count)
        case "file is" | "files are":
            return tr("%n file(s) are", "", count)
        case "document" | "documents":
            return tr("%n document(s)", "", count)
        case "row" | "rows":
            return tr("%n row(s)", "", count)
        case "row was" | "rows were":
            return tr("%n row(s) were", "", count)
        case "more field was" | "more fields were":
            return tr("%n more field(s) were", "", count)
        case "line" | "lines":
            return tr("%n line(s)", "", count)
        case "word" | "words":
            return tr("%n word(s)", "", count)
        case "second" | "seconds":
            return tr("%n second(s)", "", count)
        case "minute" | "minutes":
            return tr("%n minute(s)", "", count)
        case "hour" | "hours":
            return tr("%n hour(s)", "", count)
        case "day" | "days":
            return tr("%n day(s)", "", count)
        case _:
            return ""


_PHRASES: Final = (
    QT_TRANSLATE_NOOP("Sentences", "an Excel workbook"),
    QT_TRANSLATE_NOOP("Sentences", "a Word document"),
    QT_TRANSLATE_NOOP("Sentences", "a PowerPoint presentation"),
    QT_TRANSLATE_NOOP("Sentences", "an OpenDocument spreadsheet"),
    QT_TRANSLATE_NOOP("Sentences", "an OpenDocument file"),
    QT_TRANSLATE_NOOP("Sentences", "an e-book (EPUB)"),
    QT_TRANSLATE_NOOP("Sentences", "a file of Pages, Numbers or Keynote"),
    QT_TRANSLATE_NOOP("Sentences", "an Excel workbook of an old version"),
    QT_TRANSLATE_NOOP("Sentences", "a Word document of an old version"),
    QT_TRANSLATE_NOOP("Sentences", "a PowerPoint presentation of an old version"),
    QT_TRANSLATE_NOOP("Sentences", "an Office file with a password"),
    QT_TRANSLATE_NOOP("Sentences", "an Office file of an old version"),
    QT_TRANSLATE_NOOP("Sentences", "an Outlook message"),
    QT_TRANSLATE_NOOP("Sentences", "a GIF picture"),
    QT_TRANSLATE_NOOP("Sentences", "a TIFF picture"),
    QT_TRANSLATE_NOOP("Sentences", "a BMP picture"),
    QT_TRANSLATE_NOOP("Sentences", "a WebP picture"),
    QT_TRANSLATE_NOOP("Sentences", "a HEIC or AVIF picture"),
    QT_TRANSLATE_NOOP("Sentences", "a Photoshop picture"),
    QT_TRANSLATE_NOOP("Sentences", "a film"),
    QT_TRANSLATE_NOOP("Sentences", "an RTF document"),
    QT_TRANSLATE_NOOP("Sentences", "a PostScript file"),
    QT_TRANSLATE_NOOP("Sentences", "a ZIP archive"),
    QT_TRANSLATE_NOOP("Sentences", "a 7-Zip archive"),
    QT_TRANSLATE_NOOP("Sentences", "a RAR archive"),
    QT_TRANSLATE_NOOP("Sentences", "a gzip archive"),
    QT_TRANSLATE_NOOP("Sentences", "a bzip2 archive"),
    QT_TRANSLATE_NOOP("Sentences", "a program"),
    QT_TRANSLATE_NOOP("Sentences", "a database"),
    QT_TRANSLATE_NOOP("Sentences", "a web page (HTML)"),
    QT_TRANSLATE_NOOP("Sentences", "a text file"),
    QT_TRANSLATE_NOOP("Sentences", "a text file that is no e-invoice"),
    QT_TRANSLATE_NOOP("Sentences", "an XML file with a document type definition, and no e-invoice"),
    QT_TRANSLATE_NOOP("Sentences", "an XML file (“{name}”), but no e-invoice"),
    QT_TRANSLATE_NOOP("Sentences", "no type of file that is known here"),
    QT_TRANSLATE_NOOP("Sentences", "it had no room"),
    QT_TRANSLATE_NOOP("Sentences", "it could not be reached"),
    QT_TRANSLATE_NOOP("Sentences", "it took too long"),
    QT_TRANSLATE_NOOP("Sentences", "it refused the key"),
    QT_TRANSLATE_NOOP("Sentences", "it would not answer"),
    QT_TRANSLATE_NOOP("Sentences", "the document is too long for it"),
    QT_TRANSLATE_NOOP("Sentences", "its answer was cut off"),
    QT_TRANSLATE_NOOP("Sentences", "its answers made no sense"),
    QT_TRANSLATE_NOOP("Sentences", "it gave no answer"),
    QT_TRANSLATE_NOOP("Sentences", "the key that was chosen for it was removed"),
    QT_TRANSLATE_NOOP("Sentences", "the service can't decrypt the key any more"),
    QT_TRANSLATE_NOOP("Sentences", "the service asks the address of the key no more"),
    QT_TRANSLATE_NOOP("Sentences", "the service has no model of its own any more"),
    QT_TRANSLATE_NOOP("Sentences", "the plan has no models any more"),
    QT_TRANSLATE_NOOP("Sentences", "is not valid yet"),
    QT_TRANSLATE_NOOP("Sentences", "is over"),
    QT_TRANSLATE_NOOP("Sentences", "{how}, {percent} sure"),
    QT_TRANSLATE_NOOP("Sentences", "Read on page {page}"),
    QT_TRANSLATE_NOOP("Sentences", "“{document}” ({learned})"),
    QT_TRANSLATE_NOOP("Sentences", ", in part"),
    QT_TRANSLATE_NOOP("Sentences", " in line {line}"),
    QT_TRANSLATE_NOOP("Sentences", " of line {line}"),
    QT_TRANSLATE_NOOP("Sentences", " on page {page}"),
    QT_TRANSLATE_NOOP("Sentences", " and {count} more"),
    QT_TRANSLATE_NOOP("Sentences", " The same holds for {count} more."),
    QT_TRANSLATE_NOOP("Sentences", " beside “{text}”"),
    QT_TRANSLATE_NOOP("Sentences", "; {quantity} × {price} is {amount}"),
    QT_TRANSLATE_NOOP("Sentences", "page {page}"),
    QT_TRANSLATE_NOOP("Sentences", "pages {pages}"),
    QT_TRANSLATE_NOOP("Sentences", "yours already"),
    QT_TRANSLATE_NOOP("Sentences", "a default"),
    QT_TRANSLATE_NOOP("Sentences", "right of"),
    QT_TRANSLATE_NOOP("Sentences", "below"),
    QT_TRANSLATE_NOOP("Sentences", "behind"),
    QT_TRANSLATE_NOOP("Sentences", "ahead of"),
    QT_TRANSLATE_NOOP("Sentences", "looks"),
    QT_TRANSLATE_NOOP("Sentences", "look"),
    QT_TRANSLATE_NOOP("Sentences", "a second"),
    QT_TRANSLATE_NOOP("Sentences", "amount"),
    QT_TRANSLATE_NOOP("Sentences", "currency"),
    QT_TRANSLATE_NOOP("Sentences", "date"),
    QT_TRANSLATE_NOOP("Sentences", "day"),
    QT_TRANSLATE_NOOP("Sentences", "month"),
    QT_TRANSLATE_NOOP("Sentences", "name or address"),
)
"""What is put into the sentences: the code that makes it has it in lists."""
