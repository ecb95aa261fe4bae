"""The account as last heard, and how far the change feed was read."""

from sqlalchemy.orm import Session

from ingestio_core.contracts.account import Account
from ingestio_desktop.store.models import AccountModel


def read_cursor(session: Session) -> int:
    """The change number up to which everything is here."""
    row = session.get(AccountModel, 1)
    return row.cursor if row else 0


def read_account(session: Session) -> Account | None:
    row = session.get(AccountModel, 1)
    return Account.model_validate_json(row.body) if row and row.body else None
