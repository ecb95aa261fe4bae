"""What the Designer forms need to look like the rest: a button without arguments, and text styles."""

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from ingestio_desktop.theme.theme import make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind

_STYLE: Final = "textStyle"


class FormButton(Button):
    """A button of a form; its kind and icons are dynamic properties, applied by `dress`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)

    def apply_properties(self) -> None:
        """Take over `kind`, `icon_name` and `trailing_icon`."""
        tip = self.toolTip()
        self.set_kind(ButtonKind(self.property("kind") or ButtonKind.SECONDARY.value))
        self.set_icon_name(self.property("icon_name") or "", self.property("trailing_icon") or "")
        self.set_tip(tip)


def dress(form: QWidget) -> None:
    """Give labels their text style and buttons their kind and icons, as the form's properties say."""
    for label in form.findChildren(QLabel):
        style = label.property(_STYLE)
        if style:
            label.setFont(make_font(TextStyle(style)))
            label.setMinimumHeight(load_tokens().type[TextStyle(style)].line)
    for button in form.findChildren(FormButton):
        button.apply_properties()
