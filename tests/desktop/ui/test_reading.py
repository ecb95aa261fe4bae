"""What reads documents, in the settings and on the Review step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.engines import EngineChoice, EngineEstimate, Engines
from ingestio_core.providers import ProviderKind
from ingestio_desktop.presenters.engines import (
    EnginesPresenter,
    cost_after,
    cost_before,
    dollars,
    spent_words,
)
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.reading_settings import KeyRow, ReadingSettings
from ingestio_desktop.windows.widgets.page import Page
from ingestio_desktop.windows.wizard.engine_card import EngineCard
from ingestio_desktop.workers.bridge import Bridge
from tests.support.engines import WRONG, ChosenEngines

pytestmark = pytest.mark.usefixtures("theme")


def _raise(error: BaseException) -> None:
    raise error


def settings(qtbot: QtBot, flow: ChosenEngines) -> ReadingSettings:
    page = ReadingSettings(EnginesPresenter(flow, Bridge(_raise)))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    qtbot.waitUntil(lambda: bool(page.said.text()))
    return page


def asked(row: KeyRow) -> Question:
    return next(question for question in row.findChildren(Question) if question.isVisible())


def test_the_form_is_brought_into_view(qtbot: QtBot) -> None:
    page = Page("Settings", scrolling=True)
    reading = ReadingSettings(EnginesPresenter(ChosenEngines(), Bridge(_raise)))  # type: ignore[arg-type]
    page.content.addSpacing(400)
    page.content.addWidget(reading)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    row = reading.rows[ProviderKind.ANTHROPIC]
    qtbot.waitUntil(lambda: bool(reading.said.text()))
    row.open_form()
    qtbot.waitUntil(lambda: row.save.visibleRegion().boundingRect().size() == row.save.size())


def test_a_key_is_added_tested_and_removed_with_the_keyboard(qtbot: QtBot) -> None:
    flow = ChosenEngines()
    page = settings(qtbot, flow)
    row = page.rows[ProviderKind.OPENAI]
    assert not page.engine.isEnabled() and row.form.isHidden() and row.test.isHidden()
    row.change.setFocus()
    QTest.keyClick(row.change, Qt.Key.Key_Space)
    assert row.form.isVisible() and row.key.hasFocus()
    assert row.key.echoMode() is row.key.EchoMode.Password
    QTest.keyClicks(row.key, WRONG)
    QTest.keyClick(row.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "key ends in 0000" in row.state.text())
    assert row.form.isHidden() and not row.key.text() and page.engine.isEnabled()
    assert [(kind, put.key) for kind, put in flow.kept] == [(ProviderKind.OPENAI, WRONG)]
    QTest.keyClick(row.test, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "refused the key" in row.state.text())
    row.open_form()
    row.model.setText("gpt-5-nano")
    QTest.keyClick(row.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "gpt-5-nano" in row.state.text())
    assert flow.kept[-1][1].key is None, "an empty field keeps the key"
    QTest.keyClick(row.remove, Qt.Key.Key_Space)
    QTest.keyClick(asked(row).no, Qt.Key.Key_Space)
    assert len(flow.state.keys) == 1, "a key is never removed by one slip of the hand"
    QTest.keyClick(row.remove, Qt.Key.Key_Space)
    QTest.keyClick(asked(row).yes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row.state.text() == "No key")
    assert not page.engine.isEnabled()


def test_the_default_says_where_text_goes(qtbot: QtBot) -> None:
    flow = ChosenEngines(ProviderKind.GEMINI)
    page = settings(qtbot, flow)
    assert page.engine.current == "local" and "No text" in page.said.text()
    QTest.keyClick(page.engine, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: flow.state.default is not None)
    assert flow.state.default is not None and flow.state.default.provider is ProviderKind.GEMINI
    qtbot.waitUntil(lambda: "generativelanguage.googleapis.com" in page.said.text())


def test_a_key_that_the_service_cannot_decrypt_is_entered_again(qtbot: QtBot) -> None:
    """An empty field keeps no key that nobody can use."""
    flow = ChosenEngines(ProviderKind.OPENAI)
    (key,) = flow.state.keys
    flow.state = flow.state.model_copy(update={"keys": (key.model_copy(update={"readable": False}),)})
    row = settings(qtbot, flow).rows[ProviderKind.OPENAI]
    assert "decrypted" in row.state.text()
    row.open_form()
    assert row.key.placeholderText() == "Key"
    QTest.keyClick(row.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Copy the key alone" in row.state.text())
    assert not flow.kept


def test_a_batch_says_what_reads_it_and_what_it_costs(qtbot: QtBot) -> None:
    kinds = (ProviderKind.OPENAI, ProviderKind.ANTHROPIC)
    state: Engines = ChosenEngines(*kinds).state
    card = EngineCard()
    qtbot.addWidget(card)
    card.show()
    told: list[tuple[object, object]] = []
    card.chosen.connect(lambda engine, provider: told.append((engine, provider)))
    card.show_choice(state, None, None)
    assert card.engine.current == "local" and card.provider.isHidden() and card.cost.isHidden()
    QTest.keyClick(card.engine, Qt.Key.Key_Right)
    assert told == [(EngineChoice.AUTO, ProviderKind.OPENAI)]
    card.show_choice(state, EngineChoice.MODEL, ProviderKind.ANTHROPIC)
    assert card.said.text() == "Text of these documents is sent to api.anthropic.com."
    assert card.provider.isVisible() and card.provider.currentData() == "anthropic"
    estimate = EngineEstimate(
        engine=EngineChoice.MODEL,
        host="api.anthropic.com",
        model="claude-haiku-4-5",
        documents=4,
        pages=4,
        input_tokens=6_000,
        output_tokens=2_000,
        cost_micros=16_000,
        prices_of="2026-11-06",
    )
    card.show_estimate(estimate)
    assert card.cost.text().startswith("About $0.02 with claude-haiku-4-5") and card.cost.isVisible()


def test_amounts_are_never_told_too_low() -> None:
    assert (dollars(0), dollars(9_999), dollars(10_000), dollars(10_001)) == (
        "less than $0.01",
        "less than $0.01",
        "$0.01",
        "$0.02",
    )
    assert dollars(1_234_560_000) == "$1,234.56"
    assert cost_after(None, None, None) == "" and cost_after(700, 90, None) == "790 tokens"
    assert cost_after(700, 90, 20_000) == "790 tokens, $0.02"
    assert spent_words(None, None, None, None) == "" == spent_words(EngineChoice.LOCAL, None, None, None)
    assert spent_words(EngineChoice.MODEL, 700, 90, 20_000) == "Read by a model: 790 tokens, $0.02"
    nobody = EngineEstimate(engine=EngineChoice.LOCAL, documents=1, pages=1)
    assert cost_before(nobody) == ""
