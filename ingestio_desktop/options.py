"""What a person may choose: typed values, each with its rule. A refusal has a code and a sentence.

The codes are stable; the settings page says them in the person's language.
"""

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from string import Formatter
from typing import Annotated, Final, Self
from urllib.parse import SplitResult, urlsplit
from uuid import UUID, uuid4

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy

THIS_COMPUTER: Final = "this-computer"
"""The key of the account that is always there."""

DEFAULT_NAME: Final = "{folder}, {date} {time}"
NAME_PARTS: Final = ("folder", "date", "time", "count")
MAX_NAME: Final = 200
"""Longest name of a batch."""


class Language(StrEnum):
    """`system` is the one of the operating system where it is translated, else English."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


class Appearance(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Motion(StrEnum):
    """Whether things move: as the system says, always calm, or always lively."""

    SYSTEM = "system"
    REDUCED = "reduced"
    FULL = "full"


class ProxyMode(StrEnum):
    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


class AfterIntake(StrEnum):
    """What becomes of a watched file once the service has it."""

    LEAVE = "leave"
    MOVE = "move"


def refusal(code: str, sentence: str) -> PydanticCustomError:
    """A value that can't be taken, and what to do."""
    return PydanticCustomError(code, sentence)


def checked_server(address: str) -> str:
    """An address over which secrets may go. Raises `PydanticCustomError` (server_address)."""
    url = _split(address.strip())
    good = url is not None and (url.scheme == "https" or (url.scheme == "http" and _is_loopback(url)))
    if url is None or not good or url.username is not None or url.query or url.fragment:
        raise refusal(
            "server_address",
            "Write an address that begins with https://. Only a service on this computer may have http://.",
        )
    return address.strip().rstrip("/")


def checked_proxy(address: str) -> str:
    """`scheme://host:port` of a proxy. Raises `PydanticCustomError` (proxy_secret, proxy_address)."""
    text = address.strip()
    url = _split(text if "://" in text else f"http://{text}")
    if url is not None and (url.username is not None or url.password is not None):
        raise refusal(
            "proxy_secret",
            "Leave the name and password out of the address. They have their own boxes, and are kept in "
            "the keyring.",
        )
    if url is None or url.scheme not in ("http", "https") or url.path.strip("/") or url.query or url.fragment:
        raise refusal(
            "proxy_address", "Write the proxy’s address with its port, such as http://proxy.example.com:3128."
        )
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    port = f":{url.port}" if url.port is not None else ""
    return f"{url.scheme}://{host}{port}"


def checked_name(pattern: str) -> str:
    """A pattern for names of batches. Raises `PydanticCustomError` (name_pattern)."""
    try:
        parts = [(name, form, how) for _text, name, form, how in Formatter().parse(pattern)]
    except ValueError:
        parts = [("", "", None)]
    if any(name is not None and (name not in NAME_PARTS or form or how) for name, form, how in parts):
        raise refusal("name_pattern", "Use only {folder}, {date}, {time} and {count} between braces.")
    return pattern.strip()


def _absolute(path: Path) -> Path:
    if not path.is_absolute():
        raise refusal("folder_relative", "Choose a folder by its whole path.")
    return path


Folder = Annotated[Path, AfterValidator(_absolute)]


class Proxy(BaseModel):
    """The way to the network. The password of `user` is in the keyring, never here."""

    model_config = ConfigDict(frozen=True, extra="allow")

    mode: ProxyMode = ProxyMode.SYSTEM
    url: Annotated[str, AfterValidator(checked_proxy)] | None = None
    user: str = ""

    @model_validator(mode="after")
    def _has_an_address(self) -> Self:
        if self.mode is ProxyMode.MANUAL and self.url is None:
            raise refusal(
                "proxy_address",
                "Write the proxy’s address with its port, such as http://proxy.example.com:3128.",
            )
        return self


class WatchedFolder(BaseModel):
    """A folder whose files become batches of one account by themselves.

    A file counts once its size and time of change rest for `settle_seconds`. `prompt` and
    `field_plan` belong to the strategy `global`; `library_prompt` is the saved prompt that they came from.
    `done_folder` is None for a folder “Done” inside the watched one.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: UUID = Field(default_factory=uuid4)
    path: Folder
    enabled: bool = True
    account: str = THIS_COMPUTER
    strategy: PromptStrategy = PromptStrategy.AUTO
    prompt: str = Field(default="", max_length=20_000)
    field_plan: FieldPlan | None = None
    library_prompt: str | None = None
    after: AfterIntake = AfterIntake.LEAVE
    done_folder: Folder | None = None
    batch_name: Annotated[str, Field(max_length=MAX_NAME), AfterValidator(checked_name)] = DEFAULT_NAME
    settle_seconds: float = Field(default=5.0, ge=1.0, le=3600.0)
    subfolders: bool = True

    @model_validator(mode="after")
    def _can_be_watched(self) -> Self:
        if self.strategy is PromptStrategy.PER_DOCUMENT:
            raise refusal("watched_strategy", "Choose one prompt for all files, or auto-detect.")
        if self.enabled and self.strategy is PromptStrategy.GLOBAL and not self.prompt.strip():
            raise refusal("watched_prompt", "Say what to extract, or choose auto-detect.")
        if self.done_folder is not None and self.done_folder == self.path:
            raise refusal("watched_done", "Choose another folder for what is done than the watched one.")
        return self


def _split(address: str) -> SplitResult | None:
    """The parts of an address that has a host and, if any, a real port; None for anything else."""
    if any(character.isspace() for character in address):
        return None
    try:
        url = urlsplit(address)
        return url if url.hostname and url.port != 0 else None
    except ValueError:
        return None


def _is_loopback(url: SplitResult) -> bool:
    host = url.hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
