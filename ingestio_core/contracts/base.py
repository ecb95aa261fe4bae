"""What all wire models have in common."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Strict

Flag = Annotated[bool, Strict()]
"""Of a request: true or false, and not 0, 1 or "yes"."""

Whole = Annotated[int, Strict()]
"""Of a request: a number, and not its text or a fraction."""


class Wire(BaseModel):
    """Frozen, so that it may cross threads; unknown fields are ignored, so that an old client
    goes on working with a newer service."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Item = TypeVar("Item")


class Page(Wire, Generic[Item]):
    """One page of a list. `next_cursor` is opaque and None on the last page."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
