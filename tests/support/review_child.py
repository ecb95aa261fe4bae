"""A program that reviews until it is killed: it types into a field and says what was kept."""

import sys
from pathlib import Path

from ingestio_core.contracts.documents import Edit
from tests.support.reviewing import review_desk

FIELD = "/vendor_name"
LETTERS = "Ashvane Printing and Packaging, a house of long names "


def main(data: Path) -> None:
    """Each line that is said is a value that is on the disk: the draft before the next letter."""
    with review_desk(data, 1) as desk, (data / "said").open("a", encoding="utf-8", buffering=1) as said:
        document = desk.flow.load(desk.queue.ids[0]).result(30)
        text = ""
        said.write("open\n")
        while True:
            for letter in LETTERS:
                text += letter
                document = desk.flow.draft(document, (Edit(path=FIELD, value=text),))
                # As its window does it, which stays with the document: what was kept is read once more.
                desk.flow.load(document.row.id).result(30)
                said.write(f"{len(text)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
