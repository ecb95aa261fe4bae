"""What asking about a document will cost, before anybody is asked: tokens from the questions and the plan.

Rough by nature: each model cuts text in tokens of its own, and rows are counted by lines. Figures were
chosen to come out high rather than low.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_core.fieldplan import FieldPlan
from ingestio_extract.llm.options import PLAIN, AskOptions
from ingestio_extract.llm.prompt import instructions
from ingestio_extract.llm.request import ModelRequest

_CHARACTERS: Final = 3.0
"""Of a token. English prose has four; tables of figures, and languages with accents, have fewer."""
_PICTURE_TOKENS: Final = 1_600
"""Of a page's picture: what Anthropic counts at most; Gemini counts 1,550, OpenAI's large models 1,100."""
_VALUE_TOKENS: Final = 32
"""Of a field: its name, the value and the number of its line."""
_CELL_TOKENS: Final = 14
_ROW_TOKENS: Final = 10
_OUTSIDE_ROWS: Final = 0.5
"""Of the lines of a document with a table, those that are rows of it at most, as a rule."""
_PAGE_LINES: Final = 45
_PAGE_CHARACTERS: Final = 2_600
"""Of a printed page, with the numbers of its lines and the blanks between its columns."""


@dataclass(frozen=True, slots=True)
class TokenEstimate:
    """Of all questions about a document, or about several."""

    questions: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: "TokenEstimate") -> "TokenEstimate":
        return TokenEstimate(
            self.questions + other.questions,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


def estimate_requests(requests: Sequence[ModelRequest], plan: FieldPlan) -> TokenEstimate:
    """Of questions that are ready to be asked about fields of this plan."""
    return sum((_of_request(request, plan) for request in requests), TokenEstimate())


def estimate_pages(
    pages: int, plan: FieldPlan, *, scanned: int = 0, options: AskOptions = PLAIN
) -> TokenEstimate:
    """Of a document of which only the number of pages is known, `scanned` ones among them."""
    questions = max(1, -(-pages * _PAGE_CHARACTERS // options.size))
    fixed = len(instructions(plan))
    characters = pages * _PAGE_CHARACTERS + questions * fixed
    shown = scanned if options.pictures else 0
    return TokenEstimate(
        questions,
        _tokens(characters) + shown * _PICTURE_TOKENS,
        questions * _values(plan) + round(pages * _PAGE_LINES * _OUTSIDE_ROWS) * _row(plan),
    )


def _of_request(request: ModelRequest, plan: FieldPlan) -> TokenEstimate:
    # Once in the question, and once more as what the answer must follow.
    characters = len(request.system) + len(request.user) + len(request.shape)
    rows = round(len(request.lines) * _OUTSIDE_ROWS)
    return TokenEstimate(
        1,
        _tokens(characters) + len(request.pictures) * _PICTURE_TOKENS,
        _values(plan) + rows * _row(plan),
    )


def _tokens(characters: int) -> int:
    return round(characters / _CHARACTERS)


def _values(plan: FieldPlan) -> int:
    return len(plan.fields) * _VALUE_TOKENS


def _row(plan: FieldPlan) -> int:
    return max((_ROW_TOKENS + len(spec.columns) * _CELL_TOKENS for spec in plan.tables), default=0)
