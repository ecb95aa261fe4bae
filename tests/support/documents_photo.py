"""A telephone's picture of a page: it lies on a desk, seen at an angle, unevenly lit, a little blurred."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageFilter

Corner = tuple[float, float]
Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as JPEG. `corners` is where the paper's corners lie in its pixels, clockwise from the
    top left one; `page` is the paper's width and height in points."""

    content: bytes
    width: int
    height: int
    corners: tuple[Corner, Corner, Corner, Corner]
    page: tuple[float, float]

    def at(self, x: float, y: float) -> Corner:
        """The pixel that shows a point of the page, which is given in points from its top left."""
        width, height = self.page
        a, b, c, d, e, f, g, h = _projection(_rectangle(width, height), self.corners)
        scale = g * x + h * y + 1
        return (a * x + b * y + c) / scale, (d * x + e * y + f) / scale


def photograph(content: bytes, rng: random.Random) -> Photo:
    """The first page of a PDF as a telephone sees it: turned by up to four degrees, in perspective, on
    a desk, with a shadow, blur, noise and the marks of JPEG."""
    page, size = _page(content, rng.uniform(185, 225))
    width, height = page.size
    margin = rng.uniform(0.04, 0.12)
    frame = round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin))
    corners = _corners(width, height, frame, rng)
    coefficients = _projection(corners, _rectangle(width, height))
    paper = np.asarray(_seen(page, frame, coefficients), np.float32)
    mask = _seen(Image.new("L", page.size, 255), frame, coefficients)
    edge = np.asarray(mask.filter(ImageFilter.GaussianBlur(1.2)), np.float32)[:, :, None] / 255
    noise = np.random.default_rng(rng.getrandbits(32))
    ink, white = rng.uniform(25, 75), rng.uniform(215, 245)
    shown = ink + paper[:, :, None] / 255 * (white - ink)
    scene = shown * edge + _desk(frame, rng, noise) * (1 - edge)
    lit = scene * _light(frame, rng)[:, :, None] * _tint(rng)
    picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8), "RGB")
    blurred = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.1)))
    grain = noise.normal(0, rng.uniform(2, 6), (frame[1], frame[0], 1))
    grain = grain + noise.normal(0, 2, (frame[1], frame[0], 3))
    final = np.clip(np.asarray(blurred, np.float32) + grain, 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(final, "RGB").save(out, "JPEG", quality=rng.randint(60, 85))
    return Photo(out.getvalue(), *frame, corners, size)


def _page(content: bytes, dpi: float) -> tuple[Image.Image, tuple[float, float]]:
    """At most 2400 pixels a side, as pictures are that people send."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        first = pdf[0]
        width, height = first.get_size()
        scale = min(dpi / 72, 2400 / max(width, height))
        return first.render(scale=scale).to_pil().convert("L"), (width, height)
    finally:
        pdf.close()


def _rectangle(width: float, height: float) -> tuple[Corner, Corner, Corner, Corner]:
    return (0, 0), (width, 0), (width, height), (0, height)


def _corners(
    width: int, height: int, frame: tuple[int, int], rng: random.Random
) -> tuple[Corner, Corner, Corner, Corner]:
    """Turned about the middle, the far edge shorter than the near one, every corner a little off."""
    angle = math.radians(rng.uniform(-4, 4))
    lean = rng.uniform(-0.04, 0.04)
    side = rng.uniform(-0.02, 0.02)
    # What is turned must fit into the frame.
    shrink = rng.uniform(0.93, 1.0)
    placed: list[Corner] = []
    for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        across = x * width * shrink * (1 + lean * (1 if y < 0 else -1)) + rng.uniform(-0.006, 0.006) * width
        down = y * height * shrink * (1 + side * (1 if x < 0 else -1)) + rng.uniform(-0.006, 0.006) * width
        turned_x = across * math.cos(angle) - down * math.sin(angle)
        turned_y = across * math.sin(angle) + down * math.cos(angle)
        placed.append((frame[0] / 2 + turned_x, frame[1] / 2 + turned_y))
    first, second, third, fourth = placed
    return first, second, third, fourth


def _projection(source: Sequence[Corner], target: Sequence[Corner]) -> tuple[float, ...]:
    """The eight coefficients of the projection that takes four points to four others (Heckbert 1989)."""
    rows: list[list[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values.extend((u, v))
    return tuple(float(value) for value in np.linalg.solve(np.array(rows), np.array(values)))


def _seen(picture: Image.Image, frame: tuple[int, int], coefficients: tuple[float, ...]) -> Image.Image:
    method: Any = Image.Transform.PERSPECTIVE
    return picture.transform(frame, method, coefficients, Image.Resampling.BICUBIC, fillcolor=0)


def _desk(frame: tuple[int, int], rng: random.Random, noise: np.random.Generator) -> Plane:
    """Wood, stone or cloth: a colour with a grain along one side."""
    width, height = frame
    colour = np.array(rng.choice(((122, 84, 52), (70, 66, 64), (150, 146, 138), (38, 44, 58))), np.float32)
    coarse = noise.normal(0, 1, (height // 24 + 2, width // (6 if rng.random() < 0.5 else 24) + 2))
    rough = Image.fromarray((128 + 40 * np.clip(coarse, -3, 3)).astype(np.uint8), "L").resize(frame)
    grain = (np.asarray(rough, np.float32) - 128) / 128
    result: Plane = (colour * (1 + 0.25 * grain[:, :, None])).astype(np.float32)
    return result


def _light(frame: tuple[int, int], rng: random.Random) -> Plane:
    """Light from one side, and the soft edge of a hand's or a telephone's shadow."""
    width, height = frame
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    y = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    angle = rng.uniform(0, 2 * math.pi)
    fall = 1 - rng.uniform(0.05, 0.25) * (0.5 + x * math.cos(angle) + y * math.sin(angle))
    angle = rng.uniform(0, 2 * math.pi)
    distance = x * math.cos(angle) + y * math.sin(angle) - rng.uniform(-0.2, 0.4)
    shadow = 1 - rng.uniform(0.1, 0.4) / (1 + np.exp(-distance / rng.uniform(0.01, 0.05)))
    result: Plane = (fall * shadow).astype(np.float32)
    return result


def _tint(rng: random.Random) -> Plane:
    """Daylight is bluish, a lamp yellowish."""
    warm = rng.uniform(-0.06, 0.1)
    return np.array([1 + warm / 2, 1.0, 1 - warm], np.float32)
