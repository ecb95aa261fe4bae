"""Joins the shell with the wizard: its page, ways to a larger plan, and batches that come back into it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.presenters.account import AccountPresenter
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.settings import WidgetStates
from ingestio_desktop.windows.desk_accounts import AccountsDesk
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.workers.bridge import Bridge


class WizardFlows(Protocol):
    """What is needed of the flows."""

    @property
    def account(self) -> AccountFlow: ...

    @property
    def compose(self) -> ComposeFlow: ...

    @property
    def engines(self) -> EnginesFlow: ...

    @property
    def prompts(self) -> PromptsFlow: ...

    @property
    def submit(self) -> SubmitFlow: ...


class WizardDesk(QObject):
    """`batch_wanted` carries a batch's id: one just submitted, or one that a file is in already."""

    batch_wanted = Signal(object)

    def __init__(
        self,
        shell: Shell,
        bridge: Bridge,
        flows: WizardFlows,
        memory: WidgetStates,
        accounts: AccountsDesk | None,
        parent: QObject,
    ) -> None:
        """Without `accounts` there is this one only, and nothing to upgrade."""
        super().__init__(parent)
        self._shell = shell
        self._bridge = bridge
        self._flows = flows
        self._memory = memory
        self._accounts = accounts
        self._presenter: ComposePresenter | None = None

    def page(self) -> WizardPage:
        """The page of a new batch."""
        flows = self._flows
        self._presenter = ComposePresenter(
            flows.compose, flows.submit, flows.prompts, flows.account, self._bridge, self
        )
        engines = EnginesPresenter(flows.engines, self._bridge, self)
        page = WizardPage(self._presenter, engines, memory=self._memory)
        page.submitted.connect(self.batch_wanted)
        page.batch_wanted.connect(self.batch_wanted)
        accounts = self._accounts
        if accounts is None:
            page.plans_wanted.connect(lambda: self._shell.show_page("account"))
            return page
        plans = AccountPresenter(flows.account, self._bridge, page)
        plans.browser_wanted.connect(accounts.browser)
        plans.failed.connect(accounts.failed)
        page.plans_wanted.connect(plans.change_plan)
        page.local_wanted.connect(lambda: accounts.presenter.use_this_computer(page, accounts.failed))
        plans.start()
        return page

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Begin a batch with these, or add them to the one that was begun."""
        self._shell.show_page("new")
        if self._presenter is not None:
            self._presenter.add_paths(paths)

    def reopen(self, batch_id: UUID) -> None:
        """Take a batch that the service refused back into the wizard."""
        self._shell.show_page("new")
        if self._presenter is not None:
            self._presenter.reopen(batch_id)
