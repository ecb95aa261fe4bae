"""The documents that a reading is measured on, with their truth."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingestio_core.fieldplan import default_plan
from ingestio_core.limits import MediaType

ROOT: Final = Path(__file__).resolve().parents[2]
DATA: Final = ROOT.parent / "shared" / "data"
MEDIA: Final = {
    ".pdf": MediaType.PDF,
    ".png": MediaType.PNG,
    ".jpg": MediaType.JPEG,
    ".jpeg": MediaType.JPEG,
    ".xml": MediaType.XML,
}
GENERATED: Final = 60
GENERATED_SCANS: Final = 12
HELD_OUT: Final = range(5000, 5080)
HELD_OUT_SCANS: Final = range(5000, 5008)
"""Numbers that no rule was tuned on. Look at their figures only: whoever looks at their misses and
mends a rule has to move on to other numbers."""


@dataclass(frozen=True)
class Case:
    """One document: its file, its truth and the fields that may be compared. `plan` None is `auto`."""

    name: str
    path: Path
    truth: Mapping[str, Any]
    fields: tuple[str, ...]
    kind: str
    use_xml: bool = False


def invoice2data(folder: Path) -> Iterator[Case]:
    for truth_file in sorted(folder.glob("*.json")):
        truth = json.loads(truth_file.read_text("utf-8"))
        printed = tuple(name for name in truth if truth[name] is not None)
        yield Case(truth_file.stem, truth_file.with_suffix(".pdf"), truth, printed, "invoice")


def zugferd(folder: Path, use_xml: bool) -> Iterator[Case]:
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        truth = json.loads((folder / entry["truth"]).read_text("utf-8"))
        hidden = () if use_xml else tuple(entry.get("not_on_page", ()))
        # Null only says that the XML does not state the field; the page may print it all the same.
        fields = tuple(name for name in truth if name not in hidden and truth[name] is not None)
        yield Case(entry["file"], folder / entry["file"], truth, fields, "invoice", use_xml)


def einvoices(folder: Path) -> Iterator[Case]:
    for truth_file in sorted(folder.glob("*.json")):
        source = truth_file.with_suffix(".xml")
        if source.exists():
            truth = json.loads(truth_file.read_text("utf-8"))
            yield Case(source.name, source, truth, tuple(truth), "invoice", use_xml=True)


def scans(folder: Path) -> Iterator[Case]:
    for name, truth in sorted(json.loads((folder / "truth.json").read_text("utf-8")).items()):
        kind = truth["document_type"]
        if kind not in ("invoice", "receipt"):
            continue
        plan = {spec.name for spec in default_plan(kind).fields}
        renamed = dict(truth)
        if kind == "invoice":
            renamed["invoice_date"] = renamed.pop("date")
        fields = tuple(item for item in renamed if item in plan)
        yield Case(name, folder / name, renamed, fields, kind)


def generated(folder: Path, scanned: bool, numbers: range) -> Iterator[Case]:
    from tests.support.documents import make_document, make_scan

    for number in numbers:
        document = make_document(number)
        path = folder / f"{number}.pdf"
        path.write_bytes(make_scan(document, format="pdf") if scanned else document.content)
        yield Case(
            f"{number} {document.filename}", path, document.truth, tuple(document.truth), document.kind
        )
