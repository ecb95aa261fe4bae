"""The file of a workbook: its parts, and why some workbooks are better left alone."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from ingestio_core.errors import IngestError
from ingestio_core.export.workbook.markup import attributes

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SHEETS: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CHUNK: Final = 1 << 20
_MAX_SMALL_PART: Final = 256 << 20
_LEVEL: Final = 4
"""Of zlib: twice as fast as the usual one, for some percent more."""

Part = bytes | Callable[[IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str
    """The last word of its type: "table", "hyperlink"."""
    target: str
    """A part's name, or an address outside of the file."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name on the tab, its place among all sheets and its part."""

    name: str
    place: int
    part: str
    hidden: bool


class Package:
    """The parts of a workbook that is there. Close it after use."""

    def __init__(self, path: Path) -> None:
        """Raises `IngestError` for what is no workbook that can be added to, `OSError`."""
        _check_kind(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise _no_workbook(path.name) from error
        try:
            self.name = path.name
            self.parts = frozenset(self._zip.namelist())
            self.workbook_part = self._main_part()
            self.sheets = tuple(self._sheet_parts())
            self.check()
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def check(self) -> None:
        """Raises `IngestError` (workbook_signed) where adding would break what somebody vouched for."""
        if any(part.startswith("_xmlsignatures/") for part in self.parts):
            raise IngestError(
                "workbook_signed",
                "The workbook is signed",
                f"“{self.name}” has a digital signature, which any change would break. Export into a new "
                "file, or remove the signature in Excel first.",
            )

    def read(self, part: str) -> bytes:
        """A part as a whole. Raises `IngestError` (workbook_damaged)."""
        try:
            if self._zip.getinfo(part).file_size > _MAX_SMALL_PART:
                raise self.damaged()
            return self._zip.read(part)
        except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise self.damaged() from error

    def open(self, part: str) -> IO[bytes]:
        try:
            return self._zip.open(part)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise self.damaged() from error

    def size(self, part: str) -> int:
        return self._zip.getinfo(part).file_size

    def parse(self, part: str, parser: expat.XMLParserType) -> None:
        """Feed a part to the parser. Raises `IngestError` (workbook_damaged)."""
        parser.StartDoctypeDeclHandler = self._no_doctype
        try:
            with self.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, zipfile.BadZipFile, EOFError) as error:
            raise self.damaged() from error

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where a part leads to; none where it has no such list."""
        name = relations_of(part)
        if name not in self.parts:
            return ()
        found = []
        for tag in _RELATION.findall(self.read(name)):
            values = attributes(tag)
            target = values.get("Target", "")
            if values.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found.append(Relation(values.get("Id", ""), values.get("Type", "").rpartition("/")[2], target))
        return tuple(found)

    def related(self, part: str, kind: str) -> str | None:
        """The first part of that kind that a part leads to."""
        for relation in self.relations(part):
            if relation.kind == kind and relation.target in self.parts:
                return relation.target
        return None

    def write(self, target: Path, changed: Mapping[str, Part], removed: frozenset[str]) -> None:
        """The same file with some parts changed, new or gone; all others as they are.

        Raises `IngestError` (export_too_large) for a sheet of more than 2 GB.
        """
        try:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
                for info in self._zip.infolist():
                    if info.filename in changed:
                        _write(out, info.filename, changed[info.filename])
                    elif info.filename not in removed and not info.is_dir():
                        self._copy(out, info)
                for name in sorted(changed.keys() - self.parts):
                    _write(out, name, changed[name])
        except zipfile.LargeZipFile as error:
            raise _too_large() from error
        except RuntimeError as error:
            if "force_zip64" in str(error):
                raise _too_large() from error
            raise

    def damaged(self) -> IngestError:
        return IngestError(
            "workbook_damaged",
            "The workbook is damaged",
            f"“{self.name}” cannot be read to its end. Open it in Excel, save it under a new name and export "
            "into that one.",
        )

    def _copy(self, out: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        copy = zipfile.ZipInfo(info.filename, info.date_time)
        copy.external_attr = info.external_attr
        kept = info.compress_type == zipfile.ZIP_STORED
        copy.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
        with self.open(info.filename) as source, out.open(copy, "w") as stream:
            while chunk := source.read(_CHUNK):
                stream.write(chunk)

    def _main_part(self) -> str:
        if "_rels/.rels" not in self.parts:
            raise _no_workbook(self.name)
        part = self.related("", "officeDocument")
        if part is None:
            raise _no_workbook(self.name)
        if part.endswith(".bin"):
            raise IngestError(
                "workbook_kind",
                "This kind of workbook cannot be added to",
                f"“{self.name}” is a binary workbook. Save it in Excel as an Excel workbook (.xlsx) and "
                "export into that one.",
            )
        head = self.read(part)[:4_096]
        if b"purl.oclc.org/ooxml" in head:
            raise IngestError(
                "workbook_kind",
                "This kind of workbook cannot be added to",
                f"“{self.name}” is in the strict form of Open XML. Save it in Excel as “Excel Workbook "
                "(.xlsx)” and export into that one.",
            )
        if re.search(rb"<(?:\w+:)?workbook\b", head) is None:
            raise _no_workbook(self.name)
        return part

    def _sheet_parts(self) -> Iterator[SheetPart]:
        targets = {relation.id: relation for relation in self.relations(self.workbook_part)}
        for place, tag in enumerate(_SHEETS.findall(self.read(self.workbook_part))):
            values = attributes(tag)
            link = next((value for name, value in values.items() if name.endswith(":id")), "")
            relation = targets.get(link)
            if relation is not None and relation.kind == "worksheet" and relation.target in self.parts:
                hidden = values.get("state", "visible") != "visible"
                yield SheetPart(values.get("name", ""), place, relation.target, hidden)

    def _no_doctype(self, *_declared: object) -> None:
        raise self.damaged()


def relations_of(part: str) -> str:
    """The name of the list of where a part leads to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def check_free(path: Path) -> None:
    """Raises `IngestError` (workbook_open) where a spreadsheet program says that it has the file open."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise IngestError(
                "workbook_open",
                "The workbook is open",
                f"“{path.name}” is open in Excel or another program. Close it there, then export again. If "
                f"it is open nowhere, remove the file “{lock.name}” beside it.",
                retryable=True,
            )


def _write(out: zipfile.ZipFile, name: str, part: Part) -> None:
    # By name: an entry made here would have the usual level of compression.
    with out.open(name, "w") as stream:
        if isinstance(part, bytes):
            stream.write(part)
        else:
            part(stream)


def _check_kind(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(8)
        if head != _OLE:
            return
        # The folder of such a file stands in its first pages or its last ones.
        found = _ENCRYPTED in file.read(_CHUNK)
        file.seek(max(0, path.stat().st_size - _CHUNK))
        found = found or _ENCRYPTED in file.read()
    if found:
        raise IngestError(
            "workbook_encrypted",
            "The workbook has a password",
            f"“{path.name}” is encrypted. Remove its password in Excel (File, Info, Protect Workbook), or "
            "export into a new file.",
        )
    raise IngestError(
        "workbook_kind",
        "This kind of workbook cannot be added to",
        f"“{path.name}” is in the old format of Excel (.xls). Save it as an Excel workbook (.xlsx) and "
        "export into that one.",
    )


def _no_workbook(name: str) -> IngestError:
    return IngestError(
        "workbook_kind",
        "This is no workbook",
        f"“{name}” is no workbook of Excel, so that nothing can be added to it. Choose another file, or a "
        "new name.",
    )


def _too_large() -> IngestError:
    return IngestError(
        "export_too_large",
        "Too much for one sheet",
        "The sheet would be larger than 2 GB. Export fewer documents at once, or as CSV.",
    )
