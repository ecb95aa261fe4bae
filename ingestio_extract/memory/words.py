"""The words of a document in little space, kept beside what was read."""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ingestio_extract.words import PageSource, PageText, Warp, Word

MOST_WORDS: Final = 8_000
"""What is kept of a longer document are its first pages and the last one."""

_TENTHS: Final = 10
_MOST_BYTES: Final = 8 * 2**20


def pack(pages: Sequence[PageText]) -> str:
    """Pages as text: JSON, deflated, in base 85. Boxes are kept to a tenth of a point."""
    kept = [_packed(page) for page in _chosen(pages)]
    content = json.dumps({"count": len(pages), "pages": kept}, separators=(",", ":"))
    return base64.b85encode(zlib.compress(content.encode(), 6)).decode()


def unpack(packed: str) -> tuple[PageText, ...]:
    """All pages; one that was not kept has no words."""
    count, known = _kept(packed)
    size = next(((page.width, page.height) for page in known.values()), (595.0, 842.0))
    return tuple(
        known.get(number) or PageText(number, *size, (), PageSource.TEXT) for number in range(1, count + 1)
    )


def unpack_page(packed: str, number: int) -> PageText | None:
    """One page, from 1; None where it was not kept."""
    return _kept(packed)[1].get(number)


def _kept(packed: str) -> tuple[int, dict[int, PageText]]:
    """How many pages there are, and those that were kept."""
    content = zlib.decompressobj().decompress(base64.b85decode(packed), _MOST_BYTES)
    stored: dict[str, Any] = json.loads(content)
    return stored["count"], {page["n"]: _unpacked(page) for page in stored["pages"]}


def _chosen(pages: Sequence[PageText]) -> Iterator[PageText]:
    left = MOST_WORDS
    for page in pages:
        if len(page.words) > left:
            break
        left -= len(page.words)
        yield page
    else:
        return
    if len(pages[-1].words) <= MOST_WORDS:
        yield pages[-1]


def _packed(page: PageText) -> dict[str, Any]:
    return {
        "n": page.number,
        "w": page.width,
        "h": page.height,
        "s": page.source,
        "t": page.turn,
        "m": None if page.warp is None else page.warp.matrix,
        "o": page.shown,
        "x": [word.text for word in page.words],
        "b": [round(_TENTHS * edge) for word in page.words for edge in word.box],
        "c": [_percent(word) for word in page.words] if any(word.is_seen for word in page.words) else [],
    }


def _percent(word: Word) -> int:
    """100 is kept for the words of a text layer."""
    return min(99, round(100 * word.confidence)) if word.is_seen else 100


def _unpacked(page: dict[str, Any]) -> PageText:
    edges = page["b"]
    boxes = [tuple(edge / _TENTHS for edge in edges[at : at + 4]) for at in range(0, len(edges), 4)]
    sure = [each / 100 for each in page["c"]] or [1.0] * len(boxes)
    words = tuple(
        Word(page["n"], text, (box[0], box[1], box[2], box[3]), confidence)
        for text, box, confidence in zip(page["x"], boxes, sure, strict=True)
    )
    warp, shown = page["m"], page["o"]
    return PageText(
        page["n"],
        page["w"],
        page["h"],
        words,
        PageSource(page["s"]),
        page["t"],
        None if warp is None else Warp(tuple(warp)),
        None if shown is None else (shown[0], shown[1]),
    )
