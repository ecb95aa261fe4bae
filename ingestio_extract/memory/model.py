"""What is remembered of a reading, of a supplier and of a correction, as it is stored."""

from enum import StrEnum

from pydantic import Field, JsonValue

from ingestio_core.contracts.base import Wire
from ingestio_core.fieldplan import FieldType


class KeptReading(Wire):
    """What a reading leaves behind so that a later correction of it can be understood.

    `words` are the words of its pages (`words.pack`), `keys` the signs of suppliers that are printed,
    `issuer` who seems to have made it (tax id, IBAN and name by role). `applied` has, by JSON Pointer,
    the id of the lesson that each value came from, `supplier` whose lessons they are.
    """

    words: str
    keys: tuple[str, ...] = ()
    issuer: dict[str, str] = Field(default_factory=dict)
    applied: dict[str, str] = Field(default_factory=dict)
    supplier: str | None = None


class Way(StrEnum):
    """How one comes from a label to its value."""

    SAME = "same"
    RIGHT = "right"
    BELOW = "below"


class Anchor(Wire):
    """A label and the way from it to a value. `skip` counts what stands in between: segments to the
    right, rows below; `said` is the label as it was printed."""

    label: str
    way: Way
    skip: int = 0
    said: str = ""


class Spot(Wire):
    """Where a value stands. `x` and `y` are its middle, 0 to 1 of the page; `last` says that the page
    is counted from the end. `shape` is what it looks like, `whole` that it is all that stands there,
    `nth` which of the values of its type there it is, counted from the end."""

    anchors: tuple[Anchor, ...] = ()
    page: int = 1
    last: bool = False
    x: float
    y: float
    shape: str
    whole: bool = False
    nth: int = 0


class LessonKind(StrEnum):
    """`fixed`: the same value on each document; `place`: where the value stands; `absent`: what was read
    is not this field; `order`: day or month first; `decimal`: the decimal sign; `column`: where a
    column of a table stands; `left_out`: rows that are none."""

    FIXED = "fixed"
    PLACE = "place"
    ABSENT = "absent"
    ORDER = "order"
    DECIMAL = "decimal"
    COLUMN = "column"
    LEFT_OUT = "left_out"


class Lesson(Wire):
    """One thing that a correction taught. `name`, `role` and `type` are of the field or column, `table`
    the role or name of its table. `wrong` is where the plain reading stood that was corrected."""

    kind: LessonKind
    name: str = ""
    role: str | None = None
    type: FieldType = FieldType.TEXT
    table: str | None = None
    value: JsonValue = None
    spots: tuple[Spot, ...] = ()
    wrong: tuple[Anchor, ...] = ()


def subject_of(lesson: Lesson) -> str:
    """What a lesson is about: of several about the same the newest counts."""
    match lesson.kind:
        case LessonKind.ORDER | LessonKind.DECIMAL:
            return lesson.kind.value
        case LessonKind.LEFT_OUT:
            return f"{lesson.table}: {lesson.value}"
        case LessonKind.COLUMN:
            return f"{lesson.table}/{lesson.role or lesson.name}"
        case _:
            return lesson.role or lesson.name


class KnownLesson(Wire):
    """A lesson with where it comes from. `agreed` counts later documents that a person confirmed as
    it said; `learned` is when, in words."""

    id: str
    lesson: Lesson
    document: str
    learned: str
    agreed: int = 0


class KnownSupplier(Wire):
    """A supplier that something is remembered of. `keys` are its signs, `lines` the marks of the lines
    that its documents have in common. Lessons are the newest first."""

    id: str
    name: str
    keys: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    lessons: tuple[KnownLesson, ...] = ()
