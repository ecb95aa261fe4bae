"""The wizard: files empty, filled, in work; prompts in all strategies; review; upgrade."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import MachineError
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.plans import PlanName
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.wizard.page import WizardPage
from tests.screens.screen import Screen
from tests.screens.staging import STAGE, Stage, framed, rest, until
from tests.support.batches import keep_batches
from tests.support.desktop import Desktop
from tests.support.documents import make_document
from tests.support.engines import ChosenEngines
from tests.support.told import keep_account, read_batch, read_document

MOMENT = datetime(2024, 3, 29, 9, 30, tzinfo=UTC)
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
    def wizard(
        do: Callable[[WizardPage], object],
        plan: PlanName = PlanName.PLUS,
        before: Callable[[Desktop], object] | None = None,
        known: bool = True,
        **changes: object,
    ) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            if known:
                account(desktop, plan, **changes)
            if before is not None:
                before(desktop)
            flow = ChosenEngines(ProviderKind.OPENAI, ProviderKind.ANTHROPIC)
            presenter = EnginesPresenter(flow, desktop.bridge)  # type: ignore[arg-type]
            page = WizardPage(desktop.composer(), presenter)
            window = framed(page, "new")
            window.show()
            until(lambda: page.presenter.is_open and (page.presenter.account is not None or not known))
            do(page)
            rest(450)
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
        page.presenter.status = SyncStatus(Link.OFFLINE, account="Northgate Supplies", local=False)
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

    def reasons(page: WizardPage) -> None:
        """Every reason that a file can have, and one file that is included all the same."""
        top = made.folder("March")
        for name, content in files_refused():
            (top / name).parent.mkdir(exist_ok=True)
            (top / name).write_bytes(content)
        page.presenter.add_paths([top, top / "gone.pdf"])
        until(lambda: page.presenter.view.totals.files == 15 and not page.presenter.view.listing)
        again = next(row for row in page.files.table.rows.rows if row.duplicate_of is not None)
        page.presenter.include_anyway([again.id])
        until(lambda: page.presenter.rows.is_valid(again.id))

    def removed(page: WizardPage) -> None:
        filled(page)
        page.presenter.remove_rejected()
        until(lambda: page.toast.isVisible())

    def found(desktop: Desktop) -> None:
        """A draft of an earlier start."""
        desktop.compose.open().result(30)
        desktop.compose.add_paths([dropped(made)])
        until(lambda: desktop.compose.view().totals.files == 23 and not desktop.compose.view().listing)
        until(lambda: desktop.compose.view().saved_at is not None)
        desktop.compose.close()
        again = ComposeFlow(desktop.store, made.child)
        again.start()
        made.when_cleared(again.close)
        object.__setattr__(desktop, "compose", again)

    def edited(page: WizardPage) -> None:
        written(page)
        first, second, third = page.presenter.plan().scalars[:3]
        page.presenter.rename_column(first.name, "Who sells")
        page.presenter.rename_column(third.name, second.label)
        table = page.presenter.plan().tables[0]
        page.presenter.rename_column(table.columns[0].name, "Our article", table.name)
        until(lambda: len(page.presenter.edited_columns()) == 3)

    def manage(page: WizardPage) -> None:
        written(page)
        for number in range(10):
            page.presenter.library.save(f"Supplier invoices {number + 1}", f"{PROMPT}, {number}", None)
        until(lambda: len(page.presenter.library.entries) == 16)
        page.library.open_below(page.prompts.shared.library)
        page.library._manage_asked()

    def several(page: WizardPage) -> None:
        own(page)
        ids = tuple(row.id for row in page.presenter.rows.valid()[:4])
        page.presenter.show_files(ids)
        page.prompts.own.show_files()

    def no_hits(page: WizardPage) -> None:
        own(page)
        page.prompts.own.search.setText("Kestrel")
        rest(300)

    def folded(page: WizardPage) -> None:
        review(page)
        page.review.prompt._toggle()
        page.review.files._toggle()

    def submitting(page: WizardPage) -> None:
        review(page)
        page.presenter._submitting = True
        page.presenter.view_changed.emit(page.presenter.view)

    def came_back(page: WizardPage) -> None:
        review(page)
        text = "Some files cannot be taken: 2 of 19 files have a reason not to be taken; each is listed. "
        names = [row.name for row in page.presenter.rows.valid()[:2]]
        page.review.show_refusal(text + "; ".join(f"“{name}”: it is larger than 10 MB" for name in names))

    def unreadable(page: WizardPage) -> None:
        page.presenter._opened = False
        page.presenter.open_failed.emit(
            MachineError("store_unusable", "The local data cannot be used", "“store.sqlite” is damaged.")
        )

    def checked(page: WizardPage) -> None:
        page.upgrade.show_checked()

    def past_due(page: WizardPage) -> None:
        page.upgrade.show_reason("starter", "Northgate Supplies", 33, past_due=True)

    def no_network(page: WizardPage) -> None:
        page.presenter.status = SyncStatus(Link.OFFLINE, account="Northgate Supplies", local=False)
        page.presenter.account_changed.emit()

    def unknown(page: WizardPage) -> None:
        page.presenter.status = SyncStatus(Link.STARTING, account="Northgate Supplies", local=False)
        page.presenter.account_changed.emit()

    return [
        ("files-reasons", wizard(reasons, before=earlier, max_file_bytes=1_048_576, files_per_batch=4)),
        ("files-removed", wizard(removed)),
        ("files-found", wizard(lambda _page: None, before=found)),
        ("files-offline", wizard(no_network)),
        ("files-unknown-plan", wizard(unknown, known=False)),
        ("files-quota-used", wizard(lambda _page: None, pages_used=2_000, pages_left=0)),
        ("prompts-edited", wizard(edited)),
        ("prompts-manage", wizard(manage)),
        ("prompts-several", wizard(several)),
        ("prompts-no-hits", wizard(no_hits)),
        ("review-too-few", wizard(review, pages_used=1_986, pages_left=14)),
        ("review-estimated", wizard(review, before=ended)),
        ("review-folded", wizard(folded)),
        ("review-submitting", wizard(submitting)),
        ("review-came-back", wizard(came_back)),
        ("review-local", wizard(review, PlanName.LOCAL)),
        ("unreadable", wizard(unreadable)),
        ("upgrade-checked", wizard(checked, PlanName.STARTER)),
        ("upgrade-past-due", wizard(past_due, PlanName.STARTER)),
        ("upgrade-offline", wizard(no_network, PlanName.STARTER)),
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


def files_refused() -> Iterator[tuple[str, bytes]]:
    """Files of 15 names: four are fine, the others each have a reason of their own."""
    first = make_document(1).content
    for number in range(1, 7):
        yield f"Van Acker/VA-2024-{10390 + number}.pdf", make_document(number).content
    yield "Freight/VA-2024-10391.pdf", first
    yield "Scans/VA-2024-10392 (1).pdf", make_document(2).content
    yield "Scans/scan_0003.pdf", first[:300]
    yield "Scans/empty.pdf", b""
    yield "Scans/large.pdf", first + b"\n%" + b"0" * 1_300_000
    yield "Card receipts.pdf", make_document(77).content
    yield "supplier list.xlsx", b"PK\x03\x04" + b"\0" * 300
    yield "notes.pdf", b"Dear Sir or Madam,\n"


def earlier(desktop: Desktop) -> None:
    """A batch of another computer that has one of the files."""
    content = make_document(77).content
    batch = read_batch("Card receipts, week 13", pages=12, seconds=40, at=MOMENT)
    document = read_document(
        batch, "Card receipts.pdf", sha256=sha256(content).hexdigest(), size=len(content)
    )
    keep_batches(desktop.store, [batch], [document])


def ended(desktop: Desktop) -> None:
    """Twenty batches that tell how long a page takes."""
    batches = [
        read_batch(f"Week {number}", pages=20 + number, seconds=9 * (20 + number), at=MOMENT)
        for number in range(20)
    ]
    keep_batches(desktop.store, batches)


def account(desktop: Desktop, plan: PlanName, **changes: object) -> None:
    """The account as the service would tell it."""
    if plan is PlanName.LOCAL:
        changes = {
            "email": None,
            "files_per_batch": 10_000,
            "pages_limit": None,
            "pages_left": None,
        } | changes
    elif plan is PlanName.STARTER:
        changes = {"files_per_batch": 0} | changes
    keep_account(desktop.store, plan=plan, **changes)
