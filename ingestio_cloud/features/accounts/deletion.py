"""The end of an account, in two steps that a crash may fall between.

First it is marked: from that moment nobody gets in and nothing of it is seen. Then what it has
outside the database goes (its subscription, work in progress, files), and last its rows. The second
step may be done any number of times, and upkeep does it for whatever is marked.
"""

import asyncio
from collections.abc import Iterator
from itertools import islice
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.accounts import repository
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import ConflictError, RefusedError
from ingestio_core.contracts.account import AccountDeletion
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

_FOLDERS: Final = ("documents", "exports")
"""Where files of users are kept, each in a folder of the user's id."""
_AT_ONCE: Final = 500


async def delete_account(context: Context, user_id: UUID, request: AccountDeletion, client: str) -> None:
    """Delete the account of the caller; what cannot be deleted at this moment is deleted by upkeep.

    Raises `ConflictError` (local_account), `RefusedError` (confirmation_wrong, password_wrong) and
    `TooManyRequestsError`.
    """
    name, password_hash = await context.db.of(user_id).read(_check, request)
    if password_hash is not None:
        await context.identity.throttle.sign_in(client, name)
        verdict = await context.identity.passwords.check(request.password or "", password_hash)
        if not verdict.right:
            raise RefusedError(
                "password_wrong", "The password is not right", "Nothing was deleted. Enter it again."
            )
    await context.db.of(user_id).write(_mark)
    try:
        await finish(context, user_id)
    except (MachineError, OSError) as error:
        log.warning("account_deletion_waits", kind=type(error).__name__)


async def finish_deletions(context: Context) -> None:
    """Delete what accounts that are marked have left."""
    for user_id in await context.db.system.read(repository.marked_users):
        try:
            await finish(context, user_id)
        except (MachineError, OSError) as error:
            log.warning("account_deletion_waits", kind=type(error).__name__)


async def finish(context: Context, user_id: UUID) -> None:
    """Delete all that a marked account has. Raises `MachineError` when something of it is kept where
    nothing can be deleted now."""
    if context.billing is not None:
        await context.billing.cancel_all(user_id)
    attempts, uploads = await context.db.of(user_id).read(repository.under_way)
    await context.clean(Cleanup(uploads=uploads, attempts=attempts))
    await _delete_files(context, user_id)
    while await context.db.of(user_id).write(repository.delete_some_documents, _AT_ONCE):
        pass
    await context.db.of(user_id).write(repository.delete_batches)
    await context.db.system.write(repository.delete_user, user_id)
    # What was being written meanwhile has no row that it could be found by any more.
    await _delete_files(context, user_id)
    log.info("account_deleted")


async def _delete_files(context: Context, user_id: UUID) -> None:
    for folder in _FOLDERS:
        keys = context.blobs.keys(f"{folder}/{user_id}")
        while some := await asyncio.to_thread(_next_of, keys):
            await context.blobs.delete(some)


def _next_of(keys: Iterator[str]) -> list[str]:
    return list(islice(keys, _AT_ONCE))


def _check(session: Session, user_id: UUID, request: AccountDeletion) -> tuple[str, str | None]:
    """By what the account is known, and the hash of its password. Raises as `delete_account`."""
    user = repository.active_user(session, user_id)
    if user.local:
        raise ConflictError(
            "local_account",
            "The account of this computer stays",
            "Delete its batches instead, or the folder that its data is in.",
        )
    name = user.email or str(user.id)
    if request.confirm.strip().lower() != name:
        raise RefusedError(
            "confirmation_wrong",
            "This is not the account's name",
            f"Nothing was deleted. Confirm with the account's {'e-mail address' if user.email else 'id'}.",
        )
    return name, user.password_hash


def _mark(session: Session, user_id: UUID) -> None:
    repository.active_user(session, user_id, lock=True)
    repository.mark_deleted(session, user_id, utc_now())
