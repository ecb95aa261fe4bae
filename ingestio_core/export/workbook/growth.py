"""What else changes in a workbook when a list in it grows: filters, rules, tables, calculation."""

import re
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape

from ingestio_core.export.workbook.markup import Area, area_of, attributes, letters, with_attributes
from ingestio_core.export.workbook.place import KEY_HEADER

_RULES: Final = re.compile(
    rb"<(?:\w+:)?(?:conditionalFormatting|dataValidation|ignoredError)\b[^>]*\bsqref=[^>]*>"
)
_LATER_RULES: Final = re.compile(rb"(<(?:\w+:)?sqref>)([^<]*)(</(?:\w+:)?sqref>)")
_FILTER: Final = re.compile(rb"<(?:\w+:)?(?:autoFilter|sortState)\b[^>]*>")
_DIMENSION: Final = re.compile(rb"<(?:\w+:)?dimension\b[^>]*>")
_COLS: Final = re.compile(rb"<(?:\w+:)?cols\b[^>]*>(.*?)</(?:\w+:)?cols\s*>", re.DOTALL)
_COL: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_LINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_LINKS_END: Final = re.compile(rb"</(?:\w+:)?hyperlinks\s*>|<(?:\w+:)?hyperlinks\s*/>")
_AFTER_LINKS: Final = re.compile(
    rb"<(?:\w+:)?(?:printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties"
    rb"|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls"
    rb"|webPublishItems|tableParts|extLst)\b|</(?:\w+:)?worksheet\s*>"
)
_TABLE: Final = re.compile(rb"<(?:\w+:)?table\b[^>]*>")
_TABLE_COLUMNS: Final = re.compile(rb"<(?:\w+:)?tableColumns\b[^>]*>")
_TABLE_COLUMNS_END: Final = re.compile(rb"</(\w+:)?tableColumns\s*>")
_CALCULATION: Final = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*>")
_BEFORE_CALCULATION: Final = ("definedNames", "externalReferences", "functionGroups", "sheets")
_NAME: Final = re.compile(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(</(?:\w+:)?definedName\s*>)")


@dataclass(frozen=True, slots=True)
class Growth:
    """A list grew: `area` with its header as it was (without totals), `last` its last row with
    something in it, `bottom` its last row now, and the row of totals, if any, that moved by `shift`.
    `key_column` is the new column of ids, None where there is none."""

    area: Area
    last: int
    bottom: int
    totals: int | None = None
    shift: int = 0
    key_column: int | None = None

    @property
    def right(self) -> int:
        return self.area.right if self.key_column is None else max(self.area.right, self.key_column)

    def grown(self, area: Area) -> Area:
        """An area as it is now: one that ended with the list still does."""
        if area.left > self.area.right or area.right < self.area.left:
            return area
        if self.totals is not None and area.bottom == self.totals:
            # Of the row of totals alone, or of the list with it.
            top = area.top + self.shift if area.top == self.totals else area.top
            return replace(area, top=top, bottom=area.bottom + self.shift)
        if area.bottom in {self.last, self.area.bottom} and area.bottom < self.bottom:
            return replace(area, bottom=self.bottom)
        return area


def head_grown(head: bytes, growth: Growth, prefix: str) -> bytes:
    """What stands before the rows: the size, and the hidden column of ids."""

    def size(found: re.Match[bytes]) -> bytes:
        area = area_of(attributes(found[0]).get("ref", ""))
        if area is None:
            return found[0]
        new = replace(
            area,
            right=max(area.right, growth.right),
            bottom=max(area.bottom, growth.bottom + (1 if growth.totals else 0)),
        )
        return with_attributes(found[0], {"ref": str(new)})

    head = _DIMENSION.sub(size, head, count=1)
    if growth.key_column is None:
        return head
    hidden = f'<{prefix}col min="{growth.key_column}" max="{growth.key_column}" width="38" hidden="1"/>'
    cols = _COLS.search(head)
    if cols is None:
        return head + f"<{prefix}cols>{hidden}</{prefix}cols>".encode()
    parts = [part for tag in _COL.findall(cols[1]) for part in _without(tag, growth.key_column)]
    parts.append((growth.key_column, hidden.encode()))
    inner = b"".join(part for _, part in sorted(parts))
    return head[: cols.start(1)] + inner + head[cols.end(1) :]


def tail_grown(tail: bytes, growth: Growth, *, filtered: bool, links: str, prefix: str) -> bytes:
    """What stands after the rows: filter (of a list that is no table), rules and links."""

    def rules(found: re.Match[bytes]) -> bytes:
        areas = attributes(found[0]).get("sqref", "")
        return with_attributes(found[0], {"sqref": _areas_grown(areas, growth)})

    def later_rules(found: re.Match[bytes]) -> bytes:
        return found[1] + _areas_grown(found[2].decode(), growth).encode() + found[3]

    tail = _LINK.sub(lambda found: _link_moved(found[0], growth), tail)
    tail = _LATER_RULES.sub(later_rules, _RULES.sub(rules, tail))
    if filtered:
        tail = _FILTER.sub(lambda found: _ref_grown(found[0], growth), tail)
    if not links:
        return tail
    end = _LINKS_END.search(tail)
    if end is not None and not end[0].endswith(b"/>"):
        return tail[: end.start()] + links.encode() + tail[end.start() :]
    whole = f"<{prefix}hyperlinks>{links}</{prefix}hyperlinks>".encode()
    if end is not None:
        return tail[: end.start()] + whole + tail[end.end() :]
    after = _AFTER_LINKS.search(tail)
    at = after.start() if after else len(tail)
    return tail[:at] + whole + tail[at:]


def table_grown(xml: bytes, growth: Growth) -> bytes:
    """The table with its new last row, and with the column of ids."""
    totals = 1 if growth.totals is not None else 0
    whole = replace(growth.area, right=growth.right, bottom=growth.bottom + totals)
    xml = _TABLE.sub(lambda found: with_attributes(found[0], {"ref": str(whole)}), xml, count=1)
    inner = replace(whole, bottom=growth.bottom)

    def narrowed(found: re.Match[bytes]) -> bytes:
        if found[0].find(b"autoFilter") >= 0:
            return with_attributes(found[0], {"ref": str(inner)})
        return _ref_grown(found[0], growth)

    xml = _FILTER.sub(narrowed, xml)
    end = _TABLE_COLUMNS_END.search(xml)
    if growth.key_column is None or end is None:
        return xml
    prefix = (end[1] or b"").decode()
    ids = [int(found) for found in re.findall(rb'<(?:\w+:)?tableColumn\b[^>]*?\bid="(\d+)"', xml)]
    column = f'<{prefix}tableColumn id="{max(ids, default=0) + 1}" name="{KEY_HEADER}"/>'.encode()
    xml = xml[: end.start()] + column + xml[end.start() :]
    return _TABLE_COLUMNS.sub(
        lambda found: with_attributes(found[0], {"count": str(len(ids) + 1)}), xml, count=1
    )


def workbook_grown(xml: bytes, sheet: int, growth: Growth) -> bytes:
    """The workbook's own name for the filtered area of a sheet."""

    def named(found: re.Match[bytes]) -> bytes:
        values = attributes(found[1])
        if values.get("name") != "_xlnm._FilterDatabase" or values.get("localSheetId") != str(sheet):
            return found[0]
        name, mark, ref = found[2].decode().rpartition("!")
        area = area_of(ref)
        if area is None:
            return found[0]
        new = growth.grown(area)
        corners = "$".join(("", *re.findall(r"[A-Z]+|\d+|:", str(new)))).replace("$:", ":")
        return found[1] + f"{name}{mark}{corners}".encode() + found[3]

    return _NAME.sub(named, xml)


def calculated_when_opened(xml: bytes) -> bytes:
    """The workbook, told that formulas are to be calculated anew."""
    found = _CALCULATION.search(xml)
    if found is not None:
        tag = with_attributes(found[0], {"fullCalcOnLoad": "1"})
        return xml[: found.start()] + tag + xml[found.end() :]
    for name in _BEFORE_CALCULATION:
        end = re.search(rb"</(\w+:)?%b\s*>" % name.encode(), xml)
        if end is not None:
            tag = b"<" + (end[1] or b"") + b'calcPr fullCalcOnLoad="1"/>'
            return xml[: end.end()] + tag + xml[end.end() :]
    return xml


def relations_grown(xml: bytes | None, links: list[tuple[str, str]]) -> bytes:
    """The list of where a sheet leads to, with more links."""
    if xml is None:
        xml = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
            b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
    end = re.search(rb"</((?:\w+:)?)Relationships\s*>", xml)
    if end is None:
        empty = re.search(rb"<((?:\w+:)?)Relationships\b[^>]*/>", xml)
        if empty is None:
            return xml
        open_tag = empty[0][:-2].rstrip() + b">"
        xml = xml[: empty.start()] + open_tag + b"</" + empty[1] + b"Relationships>" + xml[empty.end() :]
        return relations_grown(xml, links)
    prefix = end[1].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    new = "".join(
        f'<{prefix}Relationship Id="{name}" Type="{kind}" Target="{escape(target, {chr(34): "&quot;"})}" '
        'TargetMode="External"/>'
        for name, target in links
    )
    return xml[: end.start()] + new.encode() + xml[end.start() :]


def without_calculation_chain(types: bytes, relations: bytes, part: str) -> tuple[bytes, bytes]:
    """Excel's order of calculation, which it makes anew, taken out of the two lists that name it."""
    name = re.escape(f"/{part}".encode())
    types = re.sub(rb"<(?:\w+:)?Override\b[^>]*PartName=[\"']%b[\"'][^>]*/>" % name, b"", types)
    relations = re.sub(rb"<(?:\w+:)?Relationship\b[^>]*/calcChain[\"'][^>]*/>", b"", relations)
    return types, relations


def _ref_grown(tag: bytes, growth: Growth) -> bytes:
    area = area_of(attributes(tag).get("ref", ""))
    return tag if area is None else with_attributes(tag, {"ref": str(growth.grown(area))})


def _link_moved(tag: bytes, growth: Growth) -> bytes:
    """A link of the row of totals goes with it."""
    area = area_of(attributes(tag).get("ref", ""))
    if area is None or growth.totals is None or not area.top == area.bottom == growth.totals:
        return tag
    if not growth.area.left <= area.left <= area.right <= growth.area.right:
        return tag
    row = growth.totals + growth.shift
    ends = [f"{letters(column)}{row}" for column in dict.fromkeys((area.left, area.right))]
    return with_attributes(tag, {"ref": ":".join(ends)})


def _areas_grown(areas: str, growth: Growth) -> str:
    parts = []
    for part in areas.split():
        area = area_of(part)
        new = None if area is None else growth.grown(area)
        parts.append(part if new is None or new == area else str(new))
    return " ".join(parts)


def _without(tag: bytes, column: int) -> list[tuple[int, bytes]]:
    """A range of columns without one of them, each piece with its first column."""
    values = attributes(tag)
    first, last = int(values.get("min", "0")), int(values.get("max", "0"))
    if not first <= column <= last:
        return [(first, tag)]
    pieces = [(first, column - 1), (column + 1, last)]
    return [(a, with_attributes(tag, {"min": str(a), "max": str(b)})) for a, b in pieces if a <= b]
