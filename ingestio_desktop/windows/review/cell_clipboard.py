"""Cells on the clipboard as spreadsheets write and take them."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from ingestio_desktop.presenters.pasted_blocks import Block, block_of, text_of


def copy_block(cells: Block, header: Sequence[str] = ()) -> None:
    """Put cells on the clipboard, below a line of headers where there is one."""
    QGuiApplication.clipboard().setText(text_of([header, *cells] if header else cells))


def copied_block() -> list[list[str]]:
    """The block on the clipboard, row by row; empty where there is no text."""
    text = QGuiApplication.clipboard().text()
    return block_of(text) if text else []
