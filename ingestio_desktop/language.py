"""What the window says, in the person's language: Qt's own translation, and numbers by the locale.

Every text that a person reads goes through `tr` where it is shown. `lupdate` finds the calls, and the
constants marked with `QT_TR_NOOP`; the translations are in `resources/translations`.
"""

from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ingestio_desktop.assets import resource
from ingestio_desktop.options import Language

__all__ = [
    "CONTEXT",
    "QT_TRANSLATE_NOOP",
    "QT_TR_NOOP",
    "Language",
    "amount",
    "chosen_locale",
    "decimal",
    "decimal_mark",
    "money",
    "number",
    "percent",
    "speak",
    "tr",
]

CONTEXT: Final = ""
"""The context that `lupdate` gives to calls of a plain function."""


_installed: Final[list[QTranslator]] = []
"""Of the language that is spoken now. To ask the application for them costs the start twenty milliseconds."""


def tr(text: str, comment: str = "", n: int = -1, /, **values: Any) -> str:
    """`text` in the person's language. `values` fill its {names}; with `n` the form of the plural is
    chosen and %n is the number, written as the locale does. `comment` tells apart equal texts that mean
    different things."""
    said = QCoreApplication.translate(CONTEXT, text, comment or None, n)
    if n >= 0:
        # Qt's own %n has no separators: they are those of the locale.
        said = said.replace(f"{n}", number(n), 1) if n >= 1_000 else said
    return said.format(**values) if values else said


def QT_TR_NOOP(text: str) -> str:
    """Marks a constant for `lupdate`; it is translated by `tr` where it is shown."""
    return text


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The same for a constant of another context than this module's."""
    return text


def number(value: int) -> str:
    """A whole number with the locale's separators: 1,342."""
    return QLocale().toString(value)


def decimal(value: float, digits: int) -> str:
    """A number with so many digits behind the locale's point: 1,342.5."""
    return QLocale().toString(value, "f", digits)


def amount(value: Decimal) -> str:
    """A finite decimal with all its digits, in the locale's marks: 1,234.50."""
    locale = QLocale()
    marks = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
    return "".join(marks.get(mark, mark) for mark in f"{value:,}")


def decimal_mark() -> str:
    """What stands before the fraction in the locale."""
    return QLocale().decimalPoint()


def money(dollars: float) -> str:
    """US dollars to the cent: $1,342.50."""
    return QLocale().toCurrencyString(dollars, "$", 2)


def percent(part: int) -> str:
    """So many of a hundred: 42 %."""
    return tr("{number} %", number=number(part))


def chosen_locale(language: Language, system: QLocale | None = None) -> QLocale:
    """The locale of a language. Where it is the system's, its region decides how numbers and dates look."""
    own = system or QLocale.system()
    spoken = {QLocale.Language.English: Language.ENGLISH, QLocale.Language.German: Language.GERMAN}
    code = spoken.get(own.language()) if language is Language.SYSTEM else language
    if spoken.get(own.language()) is code and code is not None:
        return own
    return QLocale(QLocale.Language.German if code is Language.GERMAN else QLocale.Language.English)


def speak(application: QCoreApplication, language: Language) -> None:
    """Have the application speak it from now on; what is shown already stays as it is."""
    locale = chosen_locale(language)
    QLocale.setDefault(locale)
    while _installed:
        translator = _installed.pop()
        application.removeTranslator(translator)
        translator.deleteLater()
    code = QLocale.languageToCode(locale.language())
    own = resource("translations")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("ingestio", str(own))):
        translator = QTranslator(application)
        if translator.load(f"{name}_{code}", folder):
            application.installTranslator(translator)
            _installed.append(translator)
        else:
            translator.deleteLater()
