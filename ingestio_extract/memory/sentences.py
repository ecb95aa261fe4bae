"""Lessons in a person's words."""

from ingestio_core.fieldplan.defaults import field_label
from ingestio_extract.memory.model import Anchor, Lesson, LessonKind, Way


def sentence(lesson: Lesson) -> str:
    """What a lesson says, with the label, value or heading in it."""
    label = field_label(lesson.role or lesson.name)
    match lesson.kind:
        case LessonKind.FIXED:
            return f"{label} is “{lesson.value}”."
        case LessonKind.PLACE:
            return _place(label, lesson)
        case LessonKind.ABSENT:
            beside = f" beside “{_said(lesson.wrong[0])}”" if lesson.wrong else ""
            return f"{label} is not printed; what stands{beside} is something else."
        case LessonKind.ORDER:
            first = "month" if lesson.value == "month_first" else "day"
            return f"In dates the {first} comes first."
        case LessonKind.DECIMAL:
            return f"Decimals follow a “{lesson.value}”."
        case LessonKind.COLUMN:
            heading = lesson.value.get("heading") if isinstance(lesson.value, dict) else None
            return f"{label} stands in the column “{heading}”."
        case LessonKind.LEFT_OUT:
            return f"Rows that say “{lesson.value}” are left out."


def _place(label: str, lesson: Lesson) -> str:
    anchors = [anchor for spot in lesson.spots for anchor in spot.anchors]
    if not anchors:
        return f"{label} always stands at the same place of the page."
    where = {Way.SAME: "behind", Way.RIGHT: "right of", Way.BELOW: "below"}[anchors[0].way]
    return f"{label} stands {where} “{_said(anchors[0])}”."


def _said(anchor: Anchor) -> str:
    return anchor.said or anchor.label
