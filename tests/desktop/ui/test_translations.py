"""The files of the languages: nothing is missing in them, and nothing in them breaks a text."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "translations"
FORMS_OF_PLURAL = {"en": 2, "de": 2}


def messages(code: str) -> list[ElementTree.Element]:
    return list(ElementTree.parse(FOLDER / f"ingestio_{code}.ts").iter("message"))


def source(message: ElementTree.Element) -> str:
    return message.findtext("source") or ""


def translations(message: ElementTree.Element) -> list[str]:
    """The translation, or each form of the plural."""
    said = message.find("translation")
    assert said is not None
    forms = said.findall("numerusform")
    return [form.text or "" for form in forms] if message.get("numerus") else [said.text or ""]


def holes(text: str) -> list[str]:
    """What is filled in: the names of values."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_there_are_english_and_german() -> None:
    assert {path.stem for path in FOLDER.glob("*.ts")} == {"ingestio_en", "ingestio_de"}


@pytest.mark.parametrize("code", ["en", "de"])
def test_no_text_is_missing(code: str) -> None:
    assert messages(code)
    missing = [
        source(message)
        for message in messages(code)
        if message.find("translation[@type]") is not None or not all(translations(message))
    ]
    assert missing == []


@pytest.mark.parametrize("code", ["en", "de"])
def test_each_plural_has_all_its_forms(code: str) -> None:
    plurals = [message for message in messages(code) if message.get("numerus")]
    assert plurals
    short = [source(message) for message in plurals if len(translations(message)) != FORMS_OF_PLURAL[code]]
    assert short == []
    # A translation may say "one", but only where it is the form of exactly one.
    numberless = [
        source(message)
        for message in plurals
        if "%n" in source(message) and any("%n" not in form for form in translations(message)[1:])
    ]
    assert numberless == []


@pytest.mark.parametrize("code", ["en", "de"])
def test_values_are_filled_in_by_the_same_names(code: str) -> None:
    differing = [
        source(message)
        for message in messages(code)
        for form in translations(message)
        if holes(form) != holes(source(message)) or ("%n" in form and "%n" not in source(message))
    ]
    assert differing == []


def test_translations_begin_and_end_as_the_text_does() -> None:
    """A colon, an ellipsis or a space at the end is looked at by the window or glued to what follows."""

    def edges(text: str) -> tuple[str, str]:
        start, end = re.match(r"\s*", text), re.search(r"[\s:…]*$", text)
        assert start is not None and end is not None
        return start[0], end[0]

    differing = [
        (source(message), form)
        for message in messages("de")
        for form in translations(message)
        if edges(form) != edges(source(message))
    ]
    assert differing == []


def test_no_text_hides_from_lupdate_inside_an_f_string() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "ingestio_desktop").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tr"
    ]
    assert hidden == []


def test_the_files_hold_todays_texts() -> None:
    command = [sys.executable, "packaging/translations.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
