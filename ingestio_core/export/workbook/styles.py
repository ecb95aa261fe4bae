"""The styles of a workbook: what a cell's style says, and new ones put at the end of the lists."""

import re
from typing import Final

from ingestio_core.errors import IngestError
from ingestio_core.export.workbook.markup import attributes, escaped, with_attributes

_GENERAL: Final = 0
_TEXT: Final = 49
_BUILT_IN: Final = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "mm-dd-yy": 14,
    "@": _TEXT,
}
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_FIRST_OWN: Final = 164
_LITERALS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CURRENCY: Final = re.compile(r'"\s*([A-Z]{3})\s*"|\[\$([^\]-]*)|([€£$¥₹])')
_SIGNS: Final = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR"}
_LINK_FONT: Final = ("<{p}u/>", '<{p}color rgb="FF0563C1"/>')


class StyleBook:
    """The part `styles.xml`. `derived` gives the number of a style made from another one."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._prefix = _prefix(xml)
        self._formats = {
            int(found["numFmtId"]): found["formatCode"]
            for tag in self._tags("numFmts", "numFmt")
            for found in (attributes(tag),)
            if "numFmtId" in found and "formatCode" in found
        }
        self._fonts = self._elements("fonts", "font")
        self._xfs = self._elements("cellXfs", "xf")
        if not self._xfs:
            raise IngestError(
                "workbook_damaged",
                "The workbook is damaged",
                "Its styles cannot be read. Open it in Excel, save it under a new name and try again.",
            )
        self._new_formats: list[tuple[int, str]] = []
        self._new_fonts: list[bytes] = []
        self._new_xfs: list[bytes] = []
        self._known: dict[tuple[int, str | None, bool | None, bool], int] = {}

    def pattern(self, style: int) -> str:
        """The number format of a style, "General" where it has none."""
        number = int(attributes(_tag(self._xf(style))).get("numFmtId", "0"))
        names = {value: key for key, value in _BUILT_IN.items()}
        return self._formats.get(number, names.get(number, f"built-in {number}"))

    def is_date(self, style: int) -> bool:
        number = int(attributes(_tag(self._xf(style))).get("numFmtId", "0"))
        if number in _BUILT_IN_DATES:
            return True
        return any(letter in "dmyDMY" for letter in _LITERALS.sub("", self._formats.get(number, "")))

    def currency(self, style: int) -> str | None:
        """The currency that the number format shows, as an ISO code or as the sign itself."""
        found = _CURRENCY.search(self.pattern(style))
        if found is None:
            return None
        shown = next((group for group in found.groups() if group), "")
        return _SIGNS.get(shown, shown.upper()) or None

    def derived(self, base: int, pattern: str | None, italic: bool | None, link: bool) -> int:
        """Style `base` with another number format (None: its own), upright or in italics (None: as it
        is), and the look of a link. The number of `base` itself where it is so already."""
        key = (base, pattern, italic, link)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._derive(base, pattern, italic, link)
        return known

    def written(self) -> bytes:
        """The part with the new styles in it; the bytes as they were where there are none."""
        xml = self._xml
        if self._new_formats:
            parts = "".join(
                f'<{self._prefix}numFmt numFmtId="{number}" formatCode="{escaped(code)}"/>'
                for number, code in self._new_formats
            )
            if _group(xml, "numFmts") is None:
                xml = re.sub(rb"<(?:\w+:)?numFmts\b[^>]*/>", b"", xml)
                start = re.search(rb"<(?:\w+:)?styleSheet\b[^>]*>", xml)
                at = start.end() if start else 0
                empty = f'<{self._prefix}numFmts count="0"></{self._prefix}numFmts>'.encode()
                xml = xml[:at] + empty + xml[at:]
            xml = _added(xml, "numFmts", parts.encode(), len(self._new_formats))
        if self._new_fonts:
            xml = _added(xml, "fonts", b"".join(self._new_fonts), len(self._new_fonts))
        if self._new_xfs:
            xml = _added(xml, "cellXfs", b"".join(self._new_xfs), len(self._new_xfs))
        return xml

    def _derive(self, base: int, pattern: str | None, italic: bool | None, link: bool) -> int:
        xf = self._xf(base)
        tag = _tag(xf)
        font = int(attributes(tag).get("fontId", "0"))
        changes: dict[str, str | None] = {}
        if pattern is not None and pattern != self.pattern(base):
            changes |= {"numFmtId": str(self._format(pattern)), "applyNumberFormat": "1"}
        new_font = self._font(font, italic, link)
        if new_font != font:
            changes |= {"fontId": str(new_font), "applyFont": "1"}
        if not changes:
            return base
        self._new_xfs.append(with_attributes(tag, changes) + xf[len(tag) :])
        return len(self._xfs) + len(self._new_xfs) - 1

    def _font(self, font: int, italic: bool | None, link: bool) -> int:
        fonts = [*self._fonts, *self._new_fonts]
        if font >= len(fonts):
            return font
        xml, p = fonts[font], self._prefix
        is_italic = re.search(rb"<(?:\w+:)?i\s*(?:/>|val=\"1\")", xml) is not None
        new = xml if not xml.endswith(b"/>") or b"</" in xml else f"<{p}font></{p}font>".encode()
        end = f"</{p}font>".encode()
        if italic and not is_italic:
            new = new.replace(end, f"<{p}i/>".encode() + end)
        elif italic is False and is_italic:
            new = re.sub(rb"<(?:\w+:)?i\s*(?:val=\"1\"\s*)?/>", b"", new)
        if link and re.search(rb"<(?:\w+:)?u\b", new) is None:
            new = re.sub(rb"<(?:\w+:)?color\b[^>]*/>", b"", new)
            new = new.replace(end, "".join(_LINK_FONT).format(p=p).encode() + end)
        if new == xml:
            return font
        if new in fonts:
            return fonts.index(new)
        self._new_fonts.append(new)
        return len(fonts)

    def _format(self, pattern: str) -> int:
        if pattern in _BUILT_IN:
            return _BUILT_IN[pattern]
        for number, code in self._formats.items():
            if code == pattern:
                return number
        number = max([_FIRST_OWN - 1, *self._formats]) + 1
        self._formats[number] = pattern
        self._new_formats.append((number, pattern))
        return number

    def _xf(self, style: int) -> bytes:
        if style < len(self._xfs):
            return self._xfs[style]
        later = style - len(self._xfs)
        return self._new_xfs[later] if later < len(self._new_xfs) else self._xfs[0]

    def _tags(self, group: str, name: str) -> list[bytes]:
        return [_tag(element) for element in self._elements(group, name)]

    def _elements(self, group: str, name: str) -> list[bytes]:
        inner = _group(self._xml, group)
        if inner is None:
            return []
        pattern = rb"<(?:\w+:)?%b\b(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?%b\s*>)" % (name.encode(), name.encode())
        return [found[0] for found in re.finditer(pattern, self._xml[inner[0] : inner[1]], re.DOTALL)]


def _group(xml: bytes, name: str) -> tuple[int, int] | None:
    """Where the contents of an element begin and end."""
    start = re.search(rb"<(?:\w+:)?%b\b[^>]*[^/]>" % name.encode(), xml)
    if start is None:
        return None
    end = re.compile(rb"</(?:\w+:)?%b\s*>" % name.encode()).search(xml, start.end())
    return (start.end(), end.start()) if end else None


def _added(xml: bytes, group: str, parts: bytes, count: int) -> bytes:
    inner = _group(xml, group)
    if inner is None:
        return xml
    start = xml.rindex(b"<", 0, inner[0])
    tag = xml[start : inner[0]]
    before = int(attributes(tag).get("count", "0"))
    tag = with_attributes(tag, {"count": str(before + count)})
    return xml[:start] + tag + xml[inner[0] : inner[1]] + parts + xml[inner[1] :]


def _tag(element: bytes) -> bytes:
    return element[: element.index(b">") + 1]


def _prefix(xml: bytes) -> str:
    found = re.search(rb"<((?:\w+:)?)styleSheet\b", xml)
    return found[1].decode() if found else ""
