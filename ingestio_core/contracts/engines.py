"""Engines on the wire: what reads documents, keys of model providers, and what asking them costs."""

from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime, Field

from ingestio_core.contracts.base import Wire
from ingestio_core.providers import ProviderKind

MICROS: Final = 1_000_000
"""Costs are whole millionths of a US dollar."""


class EngineChoice(StrEnum):
    """What reads documents. `local` sends nothing anywhere; `auto` reads locally first and asks a model
    for nothing but what that is unsure of; `model` asks a model about everything."""

    LOCAL = "local"
    AUTO = "auto"
    MODEL = "model"


class ModelKeyPut(Wire):
    """A key of the account's own with a provider. `key` may be left out while one is kept for the same
    `base_url`; "" is for a server of one's own that wants none. `base_url` and `model` are the provider's
    usual ones unless given."""

    key: str | None = Field(default=None, max_length=1_000, repr=False)
    base_url: str = Field(default="", max_length=500)
    model: str = Field(default="", max_length=100)


class ModelKey(Wire):
    """A key as it is shown: never itself. `last_four` are its last characters, "" where there is none;
    `host` is where documents' text goes; `readable` is false once the service can't decrypt it."""

    provider: ProviderKind
    base_url: str
    model: str
    host: str
    last_four: str
    readable: bool
    created_at: AwareDatetime


class EngineDefault(Wire):
    """What reads the account's batches that do not say. `provider` names a key; None is the only one there
    is, or the service's own model."""

    engine: EngineChoice
    provider: ProviderKind | None = None


class ServiceModel(Wire):
    """The model that the service itself pays for."""

    host: str
    model: str


class Engines(Wire):
    """What an account may choose from. `models` says whether its plan has models at all; `default` is
    None while the account has not chosen, which is what the service does by itself. `own_keys` says
    whether the service can keep keys, `own_addresses` whether they may be for any server."""

    models: bool
    own_keys: bool
    own_addresses: bool
    service: ServiceModel | None
    default: EngineDefault | None
    keys: tuple[ModelKey, ...]


class EngineTest(Wire):
    """Whether a provider took the key. `message` says what is wrong where not."""

    works: bool
    message: str = ""


class EngineEstimate(Wire):
    """What a batch will cost at about; with the engine `auto` at most. `documents` are those that have
    pages to be read, `host` and `model` who is asked, None where nobody is. `cost_micros` is in millionths
    of a US dollar, None where nobody knows the model's price; `prices_of` is the day of the price list."""

    engine: EngineChoice
    host: str | None = None
    model: str | None = None
    documents: int
    pages: int
    questions: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int | None = None
    prices_of: str | None = None
