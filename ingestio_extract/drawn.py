"""What a PDF page shows besides its text: pictures, and letters drawn as mere outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from ingestio_core.contracts.extractions import Box
from ingestio_extract.textlayer import Affine
from ingestio_extract.words import Word, union

_DEPTH: Final = 4
_MOST_OBJECTS: Final = 20_000
_LEAST_PICTURE: Final = (12.0, 36.0)
_LETTER: Final = (1.5, 40.0)
_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes, in points of the upright page, of its pictures and of strokes as large as letters."""

    pictures: tuple[Box, ...]
    letters: tuple[Box, ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is no picture and too few strokes to be letters."""
        return not self.pictures and len(self.letters) < _LETTERS

    def unwritten(self, words: Sequence[Word]) -> tuple[Box, ...]:
        """The places that may show text which `words` don't hold: pictures that are no mere dots or
        rules, and the surroundings of many outlines that no word lies on."""
        short, long = _LEAST_PICTURE
        places = [
            box
            for box in self.pictures
            if min(box[2] - box[0], box[3] - box[1]) >= short
            and max(box[2] - box[0], box[3] - box[1]) >= long
        ]
        if len(self.letters) >= _LETTERS:
            bare = [box for box in self.letters if not any(_inside(box, word.box) for word in words)]
            if len(bare) >= _LETTERS:
                places.append(union(bare))
        return tuple(places)

    def covers(self, width: float, height: float) -> bool:
        """Whether one picture fills most of the page."""
        return any((box[2] - box[0]) * (box[3] - box[1]) > 0.6 * width * height for box in self.pictures)


def drawn_on(page: Any, affine: Affine, width: float, height: float) -> Drawn:
    """Looks through the objects of a page of pypdfium2; `affine` leads to its upright frame."""
    pictures: list[Box] = []
    letters: list[Box] = []
    kinds = [pdfium_raw.FPDF_PAGEOBJ_IMAGE, pdfium_raw.FPDF_PAGEOBJ_PATH]
    for count, item in enumerate(page.get_objects(filter=kinds, max_depth=_DEPTH)):
        if count == _MOST_OBJECTS:
            break
        box = _clipped(affine.box(*_bounds(item)), width, height)
        if box is None:
            continue
        if item.type == pdfium_raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif all(_LETTER[0] <= box[at + 2] - box[at] <= _LETTER[1] for at in (0, 1)):
            letters.append(box)
    return Drawn(tuple(pictures), tuple(letters))


def _bounds(item: Any) -> tuple[float, float, float, float]:
    """In page space: an object inside a form is first placed by the form's own matrix."""
    try:
        bounds: tuple[float, float, float, float] = item.get_bounds()
    except pdfium.PdfiumError:
        return (0.0, 0.0, 0.0, 0.0)
    form = item.container
    while form is not None:
        bounds = form.get_matrix().on_rect(*bounds)
        form = form.container
    return bounds


def _clipped(box: Box, width: float, height: float) -> Box | None:
    x0, y0, x1, y1 = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _inside(box: Box, word: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return word[0] <= x <= word[2] and word[1] <= y <= word[3]
