"""Runs of rows that may be a receipt's name or address, with the features by which they are ranked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from ingestio_extract.layout import fold
from ingestio_extract.learned.ensemble import Matrix, matrix
from ingestio_extract.learned.receipt_rows import Slip
from ingestio_extract.learned.receipt_text import REGISTRATION, TEXT_FEATURES, names, soft, text_features
from ingestio_extract.local.lexicon import COMPANY, CONTACT, POSTCODE

OTHER, NAME, ADDRESS = range(3)
"""What a row is, the classes of the model of rows."""
LONGEST: Final = {NAME: 3, ADDRESS: 7}
_LEAST: Final = 0.02
_MOST: Final = 40
_FEW: Final = 1e-4

_GOES_ON: Final = re.compile(
    r"(?:co\b|c[op]\.|company|sdn|bhd|s/b|enterprise|trading|restaurant|restoran|& |and |of |\(m\)|[a-z]+\)|"
    r"marketing|holdings|electrical|hardware|darul|malaysia)"
)
"""How the second line of a name or an address begins."""
_GOES_ON_AFTER: Final = re.compile(r"(?:[&,\-(]| and| of| the)\s*$")
_TITLE: Final = re.compile(r"invoice|receipt|\bbill\b|\bcash\b|check|cashier|table|\bdate|welcome|thank")

_NO_ADDRESS: Final = re.compile(
    r"^[\W_]*(?:(?:simplified |gst )?tax ?invoice|invoice|receipt|cash ?(?:bill|sales?|receipt)?|bill|"
    r"(?:tel|telephone|phone|fax|h/?p|mobile|whatsapps?|e-?mail|hotline|careline|gst|roc|reg|website?)\b[\s./:].*|"
    r"\(?(?:co\.?|company)[ .-]*(?:reg|no|rfg)\b.*|\(?\+?6?0\d{1,2}[ -]?\d{3,4}[ -]?\d{3,4}[\d /,-]*|"
    r"\(?\d{5,7}-[a-z]\)?)"
    r"[\W_]*$|@\w|www\.|https?:|\b(?:gst|sst) ?(?:id|reg|no)\b|whatsapp"
)
"""Rows that are no part of any address: titles, telephone numbers, registrations."""

_OWN: Final = (
    "rows",
    "first",
    "depth",
    "mean",
    "least",
    "log_product",
    "first_own",
    "last_own",
    "other_class",
    "before",
    "before_rival",
    "after",
    "after_after",
    "after_rival",
    "left_out",
    "share",
    "best_row_inside",
    "gap_above",
    "gap_below",
    "widest_gap",
    "heights_alike",
    "postcode",
    "postcode_last",
    "company",
    "characters",
    "skips",
    "rival_top",
    "begins_inside",
    "ends_inside",
    "brackets",
    "titles",
    "contacts",
    "registrations",
    "after_title",
    "words_again",
)
SPAN_FEATURES: Final = (
    *_OWN,
    *names("first", TEXT_FEATURES),
    *names("last", TEXT_FEATURES),
    *names("before", TEXT_FEATURES),
    *names("after", TEXT_FEATURES),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Rows from the first to the last, without those between that are something else."""

    rows: tuple[int, ...]


def spans(slip: Slip, shares: Matrix, kind: int) -> list[Span]:
    """Runs of the head whose ends may be of `kind`; `shares` are the classes' probabilities by row."""
    own = shares[:, kind]
    if kind == ADDRESS:
        own = own * [_NO_ADDRESS.search(fold(text)) is None for text in slip.texts[: slip.head]]
    ends = [index for index in range(slip.head) if own[index] >= _LEAST]
    if not ends and slip.head and own.max() > 0:
        ends = [int(np.argmax(own))]
    found = {span: None for first in ends for span in _from(first, ends, own, LONGEST[kind])}
    ranked = sorted(found, key=lambda span: -_plain_score(span, own))
    return ranked[:_MOST]


def _from(first: int, ends: Sequence[int], own: Matrix, longest: int) -> Iterator[Span]:
    for last in ends:
        if not 0 <= last - first < longest:
            continue
        inner = range(first, last + 1)
        yield Span(tuple(inner))
        kept = tuple(index for index in inner if own[index] >= 0.2 or index in (first, last))
        if len(kept) < len(inner):
            yield Span(kept)


def _plain_score(span: Span, own: Matrix) -> float:
    """How likely it is that these rows and no others of the head are of a kind."""
    inside = sum(log(max(_FEW, float(own[index]))) for index in span.rows)
    outside = sum(
        log(max(_FEW, 1 - float(own[index]))) for index in range(len(own)) if index not in span.rows
    )
    return inside + outside


def span_features(slip: Slip, shares: Matrix, kind: int, found: Sequence[Span]) -> Matrix:
    """One line a span, by `SPAN_FEATURES`."""
    shapes = [text_features(text) for text in slip.texts]
    empty = text_features("")

    def shape(index: int) -> tuple[float, ...]:
        return shapes[index] if 0 <= index < len(shapes) else empty

    result = [
        (
            *_own(slip, shares, kind, span),
            *shape(span.rows[0]),
            *shape(span.rows[-1]),
            *shape(span.rows[0] - 1),
            *shape(span.rows[-1] + 1),
        )
        for span in found
    ]
    return matrix(result, len(SPAN_FEATURES))


def _own(slip: Slip, shares: Matrix, kind: int, span: Span) -> tuple[float, ...]:
    rival = ADDRESS if kind == NAME else NAME
    own = shares[:, kind]
    inside = [float(own[index]) for index in span.rows]
    first, last = span.rows[0], span.rows[-1]
    rows = slip.rows
    line = slip.height

    def share(index: int, of: int) -> float:
        return float(shares[index, of]) if 0 <= index < len(shares) else -1.0

    gaps = [
        (rows[below].box[1] - rows[above].box[3]) / line
        for above, below in zip(span.rows, span.rows[1:], strict=False)
    ]
    sizes = [rows[index].box[3] - rows[index].box[1] for index in span.rows]
    texts = [slip.texts[index] for index in span.rows]
    outside = [float(own[index]) for index in range(len(own)) if index not in span.rows]
    return (
        len(span.rows),
        first,
        first / len(rows),
        sum(inside) / len(inside),
        min(inside),
        sum(log(max(_FEW, value)) for value in inside),
        inside[0],
        inside[-1],
        max(float(shares[index, rival]) for index in span.rows),
        share(first - 1, kind),
        share(first - 1, rival),
        share(last + 1, kind),
        share(last + 2, kind),
        share(last + 1, rival),
        max(outside, default=0.0),
        sum(inside) / max(_FEW, float(own.sum())),
        float(int(np.argmax(own)) in span.rows),
        (rows[first].box[1] - rows[first - 1].box[3]) / line if first else 5.0,
        (rows[last + 1].box[1] - rows[last].box[3]) / line if last + 1 < len(rows) else 5.0,
        max(gaps, default=0.0),
        max(sizes) / max(1e-6, min(sizes)),
        float(any(POSTCODE.search(text) for text in texts)),
        float(POSTCODE.search(texts[-1]) is not None),
        float(any(COMPANY.search(text) for text in texts)),
        sum(map(len, texts)),
        last - first + 1 - len(span.rows),
        float(int(np.argmax(shares[:, rival])) - first),
        float(_GOES_ON.match(fold(texts[0])) is not None),
        float(_GOES_ON_AFTER.search(fold(texts[-1])) is not None),
        float(sum(text.count("(") - text.count(")") for text in texts)),
        sum(_TITLE.search(fold(text)) is not None for text in texts),
        sum(CONTACT.search(text) is not None for text in texts),
        sum(REGISTRATION.search(fold(text)) is not None for text in texts),
        float(last + 1 < len(rows) and _TITLE.search(fold(slip.texts[last + 1])) is not None),
        float(_said_again(slip, span)),
    )


def _said_again(slip: Slip, span: Span) -> int:
    """How many of the first row's longer words other rows have."""
    words = [word for word in soft(slip.texts[span.rows[0]]).split() if len(word) > 3]
    others = " ".join(soft(text) for index, text in enumerate(slip.texts) if index not in span.rows)
    return sum(word in others for word in words)
