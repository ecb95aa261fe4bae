"""The wizard: files empty, filled, in work; prompts in all strategies; review; upgrade."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.plans import PlanName
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.store.server import apply_account
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.wizard.page import WizardPage
from tests.screens.screen import Screen
from tests.screens.staging import STAGE, Stage, framed, rest, until
from tests.support.desktop import Desktop
from tests.support.documents import make_document
from tests.support.engines import ChosenEngines

PROMPT = (
    "Supplier, VAT number, invoice number, invoice date, due date, purchase order, currency, "
    "net amount, VAT, total\n\nLine items (article, description, quantity, unit price, amount)"
)
_NARROW = ("files-filled", "prompts-global", "prompts-own", "review")
_FOLDERS = ("Van Acker", "Brandt & Sohn", "Freight", "Utilities", "Scans", "Card statements")


def screens() -> Iterator[Screen]:
    """One a state."""
    for name, build in _states(STAGE):
        yield Screen(f"wizard-{name}", build)
        if name in _NARROW:
            yield Screen(f"wizard-{name}-narrow", build, 900, 640)


def _states(made: Stage) -> list[tuple[str, Callable[[], QWidget]]]:
    def wizard(do: Callable[[WizardPage], object], plan: PlanName = PlanName.PLUS) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            account(desktop, plan)
            flow = ChosenEngines(ProviderKind.OPENAI, ProviderKind.ANTHROPIC)
            presenter = EnginesPresenter(flow, desktop.bridge)  # type: ignore[arg-type]
            page = WizardPage(desktop.composer(), presenter)
            window = framed(page, "new")
            window.show()
            until(lambda: page.presenter.is_open and page.presenter.account is not None)
            do(page)
            rest(600)
            return window

        return build

    def filled(page: WizardPage) -> None:
        page.presenter.add_paths([dropped(made)])
        until(lambda: page.presenter.view.totals.valid and not page.presenter.view.listing)

    def prompts(page: WizardPage, strategy: PromptStrategy = PromptStrategy.GLOBAL) -> None:
        filled(page)
        page.presenter.set_strategy(strategy)
        page.presenter.next()
        until(lambda: page.presenter.view.step is Step.PROMPTS and page.presenter.view.strategy is strategy)

    def written(page: WizardPage) -> None:
        prompts(page)
        page.prompts.shared.text.setPlainText(PROMPT)
        until(lambda: page.presenter.plan().fields)

    def told(page: WizardPage) -> None:
        prompts(page)
        page.prompts.shared.text.setPlainText(
            "The documents are utility bills from Spain. Supplier, meter number, consumption in kWh, total.\n"
            "Ignore the advertising on page two."
        )
        until(lambda: page.presenter.plan().unread)

    def library(page: WizardPage) -> None:
        written(page)
        page.presenter.save_prompt("Supplier invoices")
        until(lambda: any(not entry.builtin for entry in page.presenter.library.entries))
        page.prompts.shared.text.setPlainText(PROMPT + ", paid")
        page.library.open_below(page.prompts.shared.library)

    def own(page: WizardPage) -> None:
        prompts(page, PromptStrategy.PER_DOCUMENT)
        page.prompts.own.editor.text.setPlainText("Supplier, contract number, net, VAT, total")
        until(lambda: page.presenter.plan().fields)
        page.presenter.copy_prompt(only_empty=True)
        until(lambda: not page.presenter.view.problems)
        page.prompts.own.show_neighbour(3)
        page.prompts.own.editor.text.clear()
        until(lambda: page.presenter.view.problems)
        page.prompts.own.show_neighbour(-1)
        page.prompts.own.editor.text.setPlainText(
            "Electricity: supplier, total (kWh), meters (number, start)"
        )

    def review(page: WizardPage) -> None:
        written(page)
        until(lambda: not page.presenter.view.problems)
        page.presenter.next()
        until(lambda: page.presenter.view.step is Step.REVIEW)
        page.presenter.type_name("March invoices and petty cash")
        page.review.show_view(page.presenter.view)

    def asking(page: WizardPage) -> None:
        review(page)
        page.presenter.set_engine(EngineChoice.MODEL, ProviderKind.ANTHROPIC)
        until(lambda: page.review.engine.cost.text())

    def offline(page: WizardPage) -> None:
        review(page)
        page.presenter.status = SyncStatus(Link.OFFLINE, account="Northgate Supplies")
        page.presenter.account_changed.emit()

    def refused(page: WizardPage) -> None:
        review(page)
        page.review.show_refusal("Files were changed: “VA-2024-10391.pdf” is gone. Add it again.")

    def asked(page: WizardPage) -> None:
        filled(page)
        dialog = ask(
            page, "Start over?", "What you typed is forgotten.", "Start over", rest, destructive=True
        )
        dialog.show()

    return [
        ("files-empty", wizard(lambda _page: None)),
        ("files-empty-local", wizard(lambda _page: None, PlanName.LOCAL)),
        ("files-over", wizard(lambda page: page.files.show_over("Drop to add 3 folders"))),
        ("files-filled", wizard(filled)),
        ("prompts-empty", wizard(prompts)),
        ("prompts-global", wizard(written)),
        ("prompts-not-understood", wizard(told)),
        ("prompts-library", wizard(library)),
        ("prompts-own", wizard(own)),
        ("prompts-auto", wizard(lambda page: prompts(page, PromptStrategy.AUTO))),
        ("review", wizard(review)),
        ("review-model", wizard(asking)),
        ("review-offline", wizard(offline)),
        ("review-refused", wizard(refused)),
        ("start-over", wizard(asked)),
        ("upgrade", wizard(lambda _page: None, PlanName.STARTER)),
    ]


def dropped(made: Stage) -> Path:
    """A folder of documents, with one of each kind of refused file."""
    top = made.folder("March")
    for number in range(18):
        folder = top / _FOLDERS[number % len(_FOLDERS)]
        folder.mkdir(exist_ok=True)
        document = make_document(number + 1)
        (folder / f"VA-2024-{10391 + number}.pdf").write_bytes(document.content)
    first = top / "Van Acker" / "VA-2024-10391.pdf"
    shutil.copy(first, top / "Van Acker" / "VA-2024-10391 (1).pdf")
    (top / "Scans" / "scan_0003.pdf").write_bytes(first.read_bytes()[:300])
    (top / "supplier list.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 300)
    (top / "Scans" / "empty.pdf").write_bytes(b"")
    long = "Invoice with a very long name that a scanner made of sender, date and time 2024-03-05.pdf"
    (top / "Freight" / long).write_bytes(make_document(40).content)
    return top


def account(desktop: Desktop, plan: PlanName) -> None:
    """The account as the service would tell it."""
    files = {PlanName.STARTER: 0, PlanName.LOCAL: 10_000}.get(plan, 200)
    limit = None if plan is PlanName.LOCAL else 2_000
    known = Account(
        id=UUID(int=7),
        email=None if plan is PlanName.LOCAL else "office@northgate.example",
        plan=plan,
        files_per_batch=files,
        max_file_bytes=50 * 1024 * 1024,
        pages_limit=limit,
        pages_used=658,
        pages_left=None if limit is None else 1_342,
        period_start=date(2024, 4, 1),
        period_end=date(2024, 5, 1),
    )
    desktop.store.write(lambda unit: apply_account(unit, known)).result(30)
