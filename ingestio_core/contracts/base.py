"""What all wire models have in common."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """Frozen, so that it may cross threads; unknown fields are ignored, so that an old client
    goes on working with a newer service."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Item = TypeVar("Item")


class Page(Wire, Generic[Item]):
    """One page of a list. `next_cursor` is opaque and None on the last page."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
