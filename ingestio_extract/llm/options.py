"""How a document is asked about. Imports nothing heavy: the service holds it beside the provider."""

from dataclasses import dataclass
from typing import Final

WINDOW_CHARACTERS: Final = 14_000
"""Of one part: about 5,000 tokens, and as many at most of an answer that repeats every row."""


@dataclass(frozen=True, slots=True)
class AskOptions:
    """`pictures`: the model sees pictures, so pages without text are shown to it, too. `only_unsure`: the
    local engine reads first, and the model is asked for nothing but what that is unsure of. `size` is the
    most characters of one part."""

    pictures: bool = False
    only_unsure: bool = False
    size: int = WINDOW_CHARACTERS


PLAIN: Final = AskOptions()
"""Everything, from the text alone."""
