"""One question to a language model and its answer, whatever the provider."""

from typing import Any, Final

from pydantic import Field

from ingestio_core.contracts.base import Wire

HEAD_LINES: Final = 15
BEFORE_LINES: Final = 4
"""Of the document's head, and right before the lines to answer for: what a question sees besides them."""


class Picture(Wire):
    """A page as a model sees it: `data` is a JPEG in base64."""

    page: int
    data: str


class Span(Wire):
    """What a question is about: the lines from `first` to `last`, or, where `last` is less, the pictures of
    `pages` alone."""

    first: int
    last: int
    pages: tuple[int, ...] = ()


class ModelRequest(Wire):
    """`system` says what to do, `task` what the lines are; `lines` are those to answer for, with `context`
    before them, and `first` is the number of the first one. `answer_schema` is the JSON Schema that the
    answer must follow, `shape` the same in words for servers that know none. What the document says
    stands between two marks."""

    system: str
    task: str = ""
    mark: str = ""
    context: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    first: int = 0
    shape: str = ""
    answer_schema: dict[str, Any]
    pictures: tuple[Picture, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last line to answer for; below `first` where there is none."""
        return self.first + len(self.lines) - 1

    @property
    def span(self) -> Span:
        return Span(first=self.first, last=self.last, pages=tuple(picture.page for picture in self.pictures))

    @property
    def user(self) -> str:
        """The question in words; the pictures come after it."""
        parts = [self.task] if self.task else []
        if self.context:
            parts.append(f"Before:\n{self._marked(self.context)}")
        if self.lines:
            parts.append(f"Lines {self.first} to {self.last}:\n{self._marked(self.lines)}")
        if self.pictures:
            pages = ", ".join(str(picture.page) for picture in self.pictures)
            parts.append(f"Pictures of these pages follow, in this order: {pages}.")
        if self.shape:
            parts.append(self.shape)
        return "\n\n".join(parts)

    def halves(self) -> tuple["ModelRequest", ...]:
        """The same question about the first and the second half of the lines; none where there is but one
        line or a picture alone."""
        middle = len(self.lines) // 2
        if not middle:
            return self._single_pictures()
        known = (*self.context, *self.lines[:middle])
        head = known[:HEAD_LINES]
        before = known[max(len(head), len(known) - BEFORE_LINES) :]
        first = self.model_copy(
            update={"lines": self.lines[:middle], "pictures": self._seen_in(self.lines[:middle])}
        )
        second = self.model_copy(
            update={
                "lines": self.lines[middle:],
                "first": self.first + middle,
                "context": (*head, *before),
                "pictures": self._seen_in(self.lines[middle:]),
            }
        )
        return first, second

    def _single_pictures(self) -> tuple["ModelRequest", ...]:
        if self.lines or len(self.pictures) < 2:
            return ()
        return tuple(self.model_copy(update={"pictures": (picture,)}) for picture in self.pictures)

    def _seen_in(self, lines: tuple[str, ...]) -> tuple[Picture, ...]:
        pages = {line.split("|", 1)[0].rpartition("p")[2] for line in lines}
        return tuple(picture for picture in self.pictures if str(picture.page) in pages)

    def _marked(self, lines: tuple[str, ...]) -> str:
        return "\n".join((f"<{self.mark}>", *lines, f"</{self.mark}>"))


class ModelAnswer(Wire):
    """`text` is as the model wrote it, `seconds` the time it took. The tokens are the provider's own count,
    0 where it gives none. `missing` says that no whole answer was to be had, in one word; `text` is empty
    then."""

    text: str
    model: str
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    seconds: float = 0.0
    missing: str = ""


class Answered(Wire):
    """An answer and what it is about."""

    span: Span
    answer: ModelAnswer
