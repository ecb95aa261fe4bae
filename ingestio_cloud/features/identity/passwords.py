"""Passwords: which are taken, and how they are kept.

Rules as NIST SP 800-63B, 5.1.1.2 has them: a length, no list of character kinds, nothing common, and
Unicode in one form before hashing. Hashes are Argon2id (RFC 9106).
"""

import asyncio
import base64
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any, Final, TypeVar

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from ingestio_cloud.features.identity.addresses import FieldError
from ingestio_core.errors import MachineError

MIN_LENGTH: Final = 10
MAX_LENGTH: Final = 200
HINT: Final = f"At least {MIN_LENGTH} characters. A few words that don't belong together work well."

PARAMETERS: Final = Parameters(
    type=Type.ID, version=19, salt_len=16, hash_len=32, time_cost=2, memory_cost=47_104, parallelism=1
)
"""46 MiB and two passes: above the least that OWASP's cheat sheet on password storage asks for."""

_THREADS: Final = 4
_MOST_WAITING: Final = 60
_BUSY_SECONDS: Final = 5.0
_LEAST_SCORE: Final = 2
"""Of zxcvbn's 0 to 4: more than a million guesses."""
_LOOKED_AT: Final = 40
_MOST_READINGS: Final = 16
"""zxcvbn reads signs as letters ("4" and "@" as "a") in every combination, which for 72 characters that
are chosen for it takes ten seconds."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password was right, and its new hash when the stored one is of older parameters."""

    right: bool
    new_hash: str | None = None


class Passwords:
    """Hashes in a few threads of its own, so that a flood of sign-ins takes neither the memory nor the
    event loop; what waits beyond a bound is refused."""

    def __init__(self, parameters: Parameters | None = None) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters or PARAMETERS)
        self._decoy = _decoy(parameters or PARAMETERS)
        self._threads = ThreadPoolExecutor(_THREADS, "passwords")
        self._under_way = 0

    async def review(self, password: str, email: str) -> None:
        """Raises `FieldError` (password_…) for a password that should not be chosen, and `MachineError`
        (service_busy)."""
        await self._run(partial(check_choice, password, email))

    async def new_hash(self, password: str) -> str:
        """The hash of a password to keep. Raises `MachineError` (service_busy)."""
        return await self._run(partial(self._hash, password))

    async def check(self, password: str, stored: str | None) -> Verdict:
        """Whether it is the password of a stored hash. None, for an address without an account, takes
        as long. Raises `MachineError` (service_busy)."""
        return await self._run(partial(self._verify, password, stored))

    def close(self) -> None:
        """Wait for what is under way. Blocks."""
        self._threads.shutdown()

    async def _run(self, work: Callable[[], Result]) -> Result:
        if self._under_way >= _THREADS + _MOST_WAITING:
            raise _busy()
        self._under_way += 1
        running = asyncio.get_running_loop().run_in_executor(self._threads, work)
        running.add_done_callback(self._done)
        return await running

    def _done(self, _future: "asyncio.Future[Any]") -> None:
        self._under_way -= 1

    def _hash(self, password: str) -> str:
        return self._hasher.hash(_one_form(password))

    def _verify(self, password: str, stored: str | None) -> Verdict:
        text = _one_form(password)
        if len(text) > MAX_LENGTH:
            text = ""
        try:
            self._hasher.verify(stored or self._decoy, text)
        except (VerificationError, InvalidHashError):
            return Verdict(right=False)
        if stored is None:
            return Verdict(right=False)
        outdated = self._hasher.check_needs_rehash(stored)
        return Verdict(right=True, new_hash=self._hasher.hash(text) if outdated else None)


def check_choice(password: str, email: str) -> None:
    """Raises `FieldError` for a password that would be guessed too soon. `email` is empty while it is
    not known."""
    if not password:
        raise _refused("password_missing", "Enter a password.")
    text = _one_form(password)
    if len(text) < MIN_LENGTH:
        raise _refused("password_too_short", f"Use at least {MIN_LENGTH} characters; this has {len(text)}.")
    if len(text) > MAX_LENGTH:
        raise _refused("password_too_long", f"Use at most {MAX_LENGTH} characters; this has {len(text)}.")
    folded = text.casefold()
    if email and (email in folded or folded in email):
        raise _refused("password_is_address", "Use something other than your e-mail address.")
    # Its lists of words take time and memory that a service without passwords need not spend.
    from zxcvbn import zxcvbn

    known = [email, *email.replace("@", ".").split("."), "ingestio"]
    if zxcvbn(_beginning(text), user_inputs=known)["score"] < _LEAST_SCORE:
        raise _refused(
            "password_too_common",
            "Others would guess this password soon. Add an unusual word or two.",
        )


def _beginning(text: str) -> str:
    """As much of a password as is looked at: what is guessed late by its beginning is as a whole, too."""
    from zxcvbn.matching import L33T_TABLE

    seen: dict[str, set[str]] = {}
    for end, sign in enumerate(text[:_LOOKED_AT]):
        for letter, signs in L33T_TABLE.items():
            if sign in signs:
                seen.setdefault(letter, set()).add(sign)
        if prod(map(len, seen.values())) > _MOST_READINGS:
            return text[:end]
    return text[:_LOOKED_AT]


def _decoy(parameters: Parameters) -> str:
    """The hash of no password, which takes as long to try as any: written, for to count it takes memory
    and time at every start."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (parameters.salt_len, parameters.hash_len)
    )
    costs = f"m={parameters.memory_cost},t={parameters.time_cost},p={parameters.parallelism}"
    return f"$argon2id$v={parameters.version}${costs}${salt}${digest}"


def _one_form(password: str) -> str:
    """The same characters typed on another keyboard give the same bytes."""
    return unicodedata.normalize("NFKC", password)


def _refused(code: str, message: str) -> FieldError:
    return FieldError("password", code, "The password can't be used", message)


def _busy() -> MachineError:
    error = MachineError(
        "service_busy",
        "The service is busy",
        "Nothing was changed. Try again in a few seconds.",
        retryable=True,
    )
    error.retry_after = _BUSY_SECONDS
    return error
