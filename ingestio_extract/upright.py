"""Brings a picture upright: quarter turns, skew, sheets photographed at an angle, and the way back."""

import math
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from ingestio_extract.words import Warp

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Height × width × 3, blue first, as opencv wants it."""
Quads = np.ndarray[Any, np.dtype[np.float32]]
"""n × 4 × 2: corners of lines of text from the top left clockwise, in pixels."""

MOST_SKEW: Final = 20.0
_SHEET_SIDE: Final = 480
_SHEET_SHARE: Final = 0.12
_STEEPEST: Final = 40.0


@dataclass(frozen=True, slots=True)
class View:
    """A picture after some turns. `back` (3 × 3) leads from its pixels to those of the picture as shown,
    `turned` counts its quarter turns in degrees clockwise, `bent` says that other moves were made too."""

    pixels: Pixels
    back: np.ndarray[Any, np.dtype[np.float64]]
    turned: int = 0
    bent: bool = False

    @staticmethod
    def of(pixels: Pixels) -> "View":
        return View(pixels, np.eye(3))

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def warp(self) -> Warp | None:
        """The way back to the picture as shown; None where quarter turns say it all."""
        return Warp(tuple(float(value) for value in self.back.flatten())) if self.bent else None

    def quarter_turned(self, degrees: int) -> "View":
        """Turned clockwise by 0, 90, 180 or 270 degrees."""
        width, height = self.width, self.height
        match degrees:
            case 90:
                step = np.array([[0.0, 1, 0], [-1, 0, height], [0, 0, 1]])
            case 180:
                step = np.array([[-1.0, 0, width], [0, -1, height], [0, 0, 1]])
            case 270:
                step = np.array([[0.0, -1, width], [1, 0, 0], [0, 0, 1]])
            case _:
                return self
        pixels = np.ascontiguousarray(np.rot90(self.pixels, -degrees // 90))
        return View(pixels, self.back @ step, (self.turned + degrees) % 360, self.bent)

    def rotated(self, degrees: float) -> "View":
        """Turned clockwise by a few degrees, on a canvas that loses no corner; white where nothing was."""
        width, height, onward = self._rotation(degrees)
        return self._warped(onward, width, height)

    def tilted(self, degrees: float) -> "View":
        """The frame of `rotated` around the pixels as they are: for a skew too small to move pixels for.

        Boxes have to be led there by `straighten`.
        """
        _, _, onward = self._rotation(degrees)
        return View(self.pixels, self.back @ np.linalg.inv(onward), self.turned, True)

    def flattened(self, corners: Quads) -> "View":
        """The sheet with these four corners (from the top left clockwise) as a rectangle of its size."""
        top, right, bottom, left = (
            float(np.linalg.norm(corners[(at + 1) % 4] - corners[at])) for at in range(4)
        )
        width, height = max(1, round(max(top, bottom))), max(1, round(max(left, right)))
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
        onward = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
        return self._warped(np.asarray(onward, dtype=np.float64), width, height)

    def _rotation(self, degrees: float) -> tuple[int, int, np.ndarray[Any, np.dtype[np.float64]]]:
        angle = math.radians(degrees)
        cosine, sine = math.cos(angle), math.sin(angle)
        width = math.ceil(self.width * abs(cosine) + self.height * abs(sine))
        height = math.ceil(self.height * abs(cosine) + self.width * abs(sine))
        x, y = self.width / 2, self.height / 2
        onward = np.array(
            [
                [cosine, -sine, width / 2 - cosine * x + sine * y],
                [sine, cosine, height / 2 - sine * x - cosine * y],
                [0.0, 0.0, 1.0],
            ]
        )
        return width, height, onward

    def _warped(self, onward: np.ndarray[Any, np.dtype[np.float64]], width: int, height: int) -> "View":
        pixels = cv2.warpPerspective(
            self.pixels,
            onward,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(255, 255, 255),
        )
        return View(np.asarray(pixels, np.uint8), self.back @ np.linalg.inv(onward), self.turned, True)


def sides(quads: Quads) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Lengths along and across each line as if it were read from left to right."""
    along = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    across = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return along, across


def stands_sideways(quads: Quads) -> bool:
    """Whether most of the text, by length, runs up or down the picture."""
    along, across = sides(quads)
    lying, standing = along[along > 2 * across].sum(), across[across > 2 * along].sum()
    return bool(standing > 1.5 * lying and standing > 0)


def skew(quads: Quads) -> float:
    """By how many degrees clockwise the lines of text slope, long lines counting for more."""
    along, across = sides(quads)
    long = (along > 4 * across) & (along > 40)
    if not long.any():
        long = along > 2.5 * across
    if not long.any():
        return 0.0
    steps = quads[long, 1] + quads[long, 2] - quads[long, 0] - quads[long, 3]
    angles = np.degrees(np.arctan2(steps[:, 1], steps[:, 0]))
    order = np.argsort(angles)
    weight = np.cumsum(along[long][order])
    median = float(angles[order][np.searchsorted(weight, weight[-1] / 2)])
    return median if abs(median) <= MOST_SKEW else 0.0


def find_sheet(pixels: Pixels, quads: Quads) -> Quads | None:
    """The corners (from the top left clockwise) of a bright sheet that lies before a darker ground.

    None where no such sheet is seen, where some of the text in `quads` lies outside of it, or where it
    fills the picture squarely, so that flattening it would gain nothing.
    """
    height, width = pixels.shape[:2]
    scale = _SHEET_SIDE / max(height, width)
    if scale >= 1 or len(quads) == 0:
        return None
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    # Letters would cut the sheet to pieces.
    solid = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8))
    _, mask = cv2.threshold(solid, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    area = cv2.contourArea(outline) / (small.shape[0] * small.shape[1])
    corners = _four_corners(outline)
    if corners is None or not _SHEET_SHARE < area < 0.985:
        return None
    if cv2.contourArea(corners) > 1.08 * cv2.contourArea(outline):
        return None
    if float(grey[mask > 0].mean()) - float(grey[mask == 0].mean() if (mask == 0).any() else 255) < 40:
        return None
    sheet = np.asarray(corners.reshape(4, 2) / scale, np.float32)
    return sheet if _is_credible(sheet) and _holds(sheet, quads, 0.012 * max(width, height)) else None


def _four_corners(outline: Any) -> Any:
    """The outline with its number of corners reduced to four, from the top left clockwise."""
    around = cv2.arcLength(outline, True)
    for tolerance in (0.02, 0.03, 0.045, 0.06):
        corners = cv2.approxPolyDP(outline, tolerance * around, True)
        if len(corners) == 4:
            points = corners.reshape(4, 2).astype(np.float32)
            middle = points.mean(axis=0)
            angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
            points = points[np.argsort(angles)]
            # Clockwise, beginning with the corner that is nearest to the top left.
            return np.roll(points, -int(np.argmin(points.sum(axis=1))), axis=0)
    return None


def _is_credible(sheet: Quads) -> bool:
    """Whether opposite sides are alike and corners nearly right, as of a sheet seen from above."""
    edges = np.roll(sheet, -1, axis=0) - sheet
    lengths = np.linalg.norm(edges, axis=1)
    if min(lengths) < 40 or not all(0.6 < lengths[at] / lengths[at + 2] < 1.67 for at in (0, 1)):
        return False
    for at in range(4):
        first, second = edges[at], edges[(at + 1) % 4]
        cosine = abs(float(first @ second)) / (lengths[at] * lengths[(at + 1) % 4])
        if cosine > math.cos(math.radians(90 - _STEEPEST)):
            return False
    return True


def _holds(sheet: Quads, quads: Quads, slack: float) -> bool:
    middles = quads.mean(axis=1)
    inside = [
        cv2.pointPolygonTest(sheet.reshape(-1, 1, 2), (float(x), float(y)), True) > -slack for x, y in middles
    ]
    return sum(inside) >= 0.97 * len(inside)


def leans(sheet: Quads, width: int, height: int) -> bool:
    """Whether the sheet is askew or small enough in its picture for flattening to help."""
    edges = np.roll(sheet, -1, axis=0) - sheet
    angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0])) - np.array([0, 90, 180, 270])
    off = np.abs((angles + 180) % 360 - 180)
    share = cv2.contourArea(sheet) / (width * height)
    return bool(off.max() > 1.0 or share < 0.6)
