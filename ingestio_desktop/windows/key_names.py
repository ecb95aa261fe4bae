"""Keys as text: one writing for each, whatever keyboard it was pressed on."""

import sys
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_DIGITS: Final = "1…9"
_MODIFIERS: Final = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_FRENCH: Final = dict(zip("1234567890", "&É\"'(-È_ÇÀ", strict=True))
"""What the keys of the digits give without Shift on a French keyboard."""
_ROWS: Final = {24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
"""The letters of a Latin keyboard by the number of the first key of each row, as X11 and Wayland count."""
_BEHIND: Final = frozenset(("Ctrl", "Alt", "Meta"))


def canonical(text: str) -> str:
    """One writing of a key: "ctrl+return" and "Ctrl+Enter" are "Ctrl+Enter". "" for what is no key."""
    if _DIGITS in text:
        head = canonical(text.replace(_DIGITS, "1"))
        return f"{head[:-1]}{_DIGITS}" if head else ""
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return ""
    pressed: QKeyCombination = sequence[0]  # type: ignore[index] # it can be, the stub does not know
    return "" if pressed.key() == Qt.Key.Key_unknown else _written(pressed)


def key_of_event(event: QKeyEvent) -> str:
    """The key that was pressed; "" for a modifier alone."""
    if event.key() in _MODIFIERS or not event.key():
        return ""
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    key = event.key()
    if key == Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    return _written(QKeyCombination(modifiers, Qt.Key(_latin(event, int(key)))))


def needs_shortcut(key: str) -> bool:
    """Whether a key is never text nor a widget's own: it has Ctrl or Alt in it, or is one of F1 to F12."""
    parts = key.replace("++", "+Plus").split("+")
    last = parts[-1]
    return bool(_BEHIND & set(parts[:-1])) or (last[:1] == "F" and last[1:].isdigit())


def variants(key: str) -> tuple[str, ...]:
    """The key and those that stand for it on other keyboards."""
    if not key:
        return ()
    found = [key]
    if key[-1] in _FRENCH and len(key) > 2 and key[-2] == "+" and needs_shortcut(key):
        found.append(key[:-1] + _FRENCH[key[-1]])
    return tuple(found)


def types_text(event: QKeyEvent) -> bool:
    """Whether the key writes a sign by AltGr, which some systems tell as Ctrl+Alt."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text().strip()
    plain = text.isascii() and text.isalnum()
    return event.modifiers() & both == both and bool(text) and text.isprintable() and not plain


def _written(pressed: QKeyCombination) -> str:
    key, modifiers = pressed.key(), pressed.keyboardModifiers()
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    # Shift is how a sign is written: "?" is one key on every keyboard.
    if 0x20 < key < 0x100 and not chr(key).isalnum():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    text = QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)
    return text.replace("Return", "Enter")


def _latin(event: QKeyEvent, key: int) -> int:
    """The Latin letter on the key of another script's, as it is printed on the same key."""
    if key < 0x100 or key >= int(Qt.Key.Key_Escape):
        return key
    if sys.platform == "win32":
        code = event.nativeVirtualKey()
        return code if ord("A") <= code <= ord("Z") else key
    scan = event.nativeScanCode()
    for first, letters in _ROWS.items():
        if first <= scan < first + len(letters):
            return ord(letters[scan - first])
    return key
