"""What a batch will cost at about, before it is made."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Final

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import EngineChoice, EngineEstimate
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_core.providers import PRICES_OF, micros, price_of
from ingestio_extract.llm.estimate import TokenEstimate, estimate_pages
from ingestio_extract.llm.options import AskOptions

_PICTURES: Final = (MediaType.JPEG, MediaType.PNG)
_UNKNOWN: Final = default_plan("invoice")
"""Stands for documents whose type is not known yet: it has the most fields, and a table."""


def estimate(
    request: BatchCreate,
    engine: EngineChoice,
    host: str | None,
    model: str | None,
    compile_prompt: Callable[[str], FieldPlan],
    *,
    pictures: bool = False,
) -> EngineEstimate:
    """Of a batch that is to be read by this engine, with this model. E-invoices in XML cost nothing;
    `pictures` says that the model is shown what has no text. Which pages of a PDF have none is not known
    before they are read: only photos and scans as JPEG and PNG are counted so."""
    compiled = cache(compile_prompt)

    def plan(prompt: str | None, given: FieldPlan | None) -> FieldPlan:
        return given if given is not None else compiled(prompt or "")

    shared = plan(request.prompt, request.field_plan)
    # Most documents of a batch are alike: each kind is estimated once.
    kinds: Counter[tuple[int, int, int]] = Counter()
    plans: dict[int, FieldPlan] = {}
    for document in request.documents:
        if document.media_type == MediaType.XML:
            continue
        match request.prompt_strategy:
            case PromptStrategy.GLOBAL:
                chosen = shared
            case PromptStrategy.PER_DOCUMENT:
                chosen = plan(document.prompt, document.field_plan)
            case PromptStrategy.AUTO:
                chosen = _UNKNOWN
        plans[id(chosen)] = chosen
        pages = max(1, document.pages)
        kinds[pages, pages if document.media_type in _PICTURES else 0, id(chosen)] += 1
    documents = sum(kinds.values())
    pages = sum(count * pages for (pages, _, _), count in kinds.items())
    if model is None:
        return EngineEstimate(engine=engine, documents=documents, pages=pages)
    tokens = TokenEstimate()
    options = AskOptions(pictures=pictures)
    for (count_of_pages, scanned, name), count in kinds.items():
        one = estimate_pages(count_of_pages, plans[name], scanned=scanned, options=options)
        tokens += TokenEstimate(one.questions * count, one.input_tokens * count, one.output_tokens * count)
    price = price_of(model)
    return EngineEstimate(
        engine=engine,
        host=host,
        model=model,
        documents=documents,
        pages=pages,
        questions=tokens.questions,
        input_tokens=tokens.input_tokens,
        output_tokens=tokens.output_tokens,
        cost_micros=None if price is None else micros(price, tokens.input_tokens, tokens.output_tokens),
        prices_of=None if price is None else PRICES_OF.isoformat(),
    )
