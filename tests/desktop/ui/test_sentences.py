"""What is said below the window is shown in the person's language."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ingestio_core.contents.refusals import not_allowed
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.fieldplan.defaults import DEFAULT_PLANS
from ingestio_desktop.flows.prompts import defaults
from ingestio_desktop.language import Language, speak
from ingestio_desktop.sentences import default_said, said, said_error, title_said
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.sync import push, transfer

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speak(qapp, Language.GERMAN)
    yield
    speak(qapp, Language.ENGLISH)


def test_english_stays_as_it_is() -> None:
    assert said("There is no network") == "There is no network"


@pytest.mark.usefixtures("german")
def test_a_sentence_without_figures() -> None:
    assert said("There is no network") == "Keine Netzwerkverbindung"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("broken", [push._BROKEN, transfer._BROKEN])
def test_what_broke_while_it_was_sent_is_said_in_german(broken: ErrorInfo) -> None:
    assert said(broken.title) != broken.title and said(broken.message) != broken.message


@pytest.mark.usefixtures("german")
def test_names_are_put_back_as_they_are_and_figures_as_the_locale_writes_them() -> None:
    sentence = "“March {1}.pdf” is larger than the 1,050.5 MB that a file may have."
    assert said(sentence) == "„March {1}.pdf“ ist größer als die 1.050,5 MB, die eine Datei haben darf."


@pytest.mark.usefixtures("german")
def test_phrases_and_counts_within_a_sentence_are_translated() -> None:
    refused = not_allowed("a Word document")
    assert said_error(refused).startswith("Dateityp nicht erlaubt. Das ist ein Word-Dokument. ")
    needs = "This batch needs 1 page and 0 pages are left this month."
    assert said(f"{needs} Upgrade the plan, or submit fewer documents.").startswith(
        "Dieser Stapel braucht 1 Seite, und es sind noch 0 Seiten übrig"
    )


@pytest.mark.usefixtures("german")
def test_sentences_that_were_put_together_are_translated_one_by_one() -> None:
    both = "Say what to extract. Add at least one file."
    assert said(both) == f"{said('Say what to extract.')} {said('Add at least one file.')}"
    assert "file" not in said(both)


def columns(plan: FieldPlan) -> list[tuple[str | None, FieldType, tuple[str | None, ...]]]:
    return [(spec.role, spec.type, tuple(column.role for column in spec.columns)) for spec in plan.fields]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "prompt", [one for one in defaults() if one.id in DEFAULT_PLANS], ids=lambda one: one.id
)
def test_default_prompts_say_the_same_columns_in_german(prompt: SavedPrompt) -> None:
    spoken = default_said(prompt.prompt)
    assert spoken != prompt.prompt
    assert columns(compile_prompt(spoken)) == columns(compile_prompt(prompt.prompt))


@pytest.mark.usefixtures("german")
def test_what_nobody_knows_is_shown_as_it_came() -> None:
    assert said("A newer service says this.") == "A newer service says this."
    assert said_error(IngestError("x", "Odd", "Very odd.")) == "Odd. Very odd."


def test_the_catalogue_holds_todays_sentences() -> None:
    command = [sys.executable, "packaging/sentences.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("german")
def test_titles_of_one_word_are_said_too() -> None:
    assert title_said("Cancelled") == "Abgebrochen"
    assert title_said("There is no network") == said("There is no network") != "There is no network"
