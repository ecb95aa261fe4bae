"""The pages of the gallery."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import (
    BatchState,
    DocumentState,
    ExportState,
    FieldWord,
    Tone,
    file_size,
    link_days,
)
from ingestio_desktop.windows.widgets import (
    AddChip,
    Badge,
    Banner,
    Button,
    ButtonKind,
    Card,
    CellKind,
    Chip,
    Choice,
    Column,
    DropZone,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    FoldCard,
    IconButton,
    KeyHint,
    Label,
    Look,
    NetworkState,
    Page,
    Part,
    ProgressBar,
    ProgressCell,
    RadioCards,
    RowAction,
    RowModel,
    SearchField,
    Segmented,
    SkeletonRows,
    StatCard,
    StateLine,
    StatusStrip,
    StepBar,
    StripStatus,
    TableView,
    Toast,
    WizardFooter,
)


def line(*widgets: QWidget, title: str = "") -> QWidget:
    """Widgets side by side, with their name at the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    if title:
        label = Label(title, TextStyle.SMALL, "muted")
        label.setFixedWidth(92)
        row.addWidget(label)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return holder


def buttons_page() -> QWidget:
    """Buttons of every kind: plain, with icon, with key, disabled; key caps; choices; steps."""
    page = Page("Buttons and choices", scrolling=True)
    add = page.content.addWidget
    for kind, icon in (
        (ButtonKind.PRIMARY, "plus"),
        (ButtonKind.SECONDARY, "download"),
        (ButtonKind.GHOST, "rotate-ccw"),
        (ButtonKind.DESTRUCTIVE, "trash-2"),
        (ButtonKind.LINK, "pencil"),
    ):
        off = Button("Not now", kind, icon=icon)
        off.setEnabled(False)
        off.set_tip("Off because one document is still in work")
        pressed = Button("Pressed", kind)
        pressed.set_open(True)
        with_key = Button("With key", kind, icon=icon, shortcut="Ctrl+N", show_key=True)
        row = (Button("Plain", kind), Button("With icon", kind, icon=icon), with_key, pressed, off)
        add(line(*row, Button("Leaves", kind, trailing_icon="external-link"), title=kind.value.capitalize()))
    icons = [IconButton(name, name) for name in ("x", "pause", "ellipsis", "refresh-cw", "arrow-left")]
    icons += [IconButton("ellipsis", "More", bordered=True, size=32)]
    disabled = IconButton("trash-2", "Delete")
    disabled.setEnabled(False)
    add(line(*icons, disabled, title="Icons only"))
    hints = [KeyHint("Ctrl+K", "find anything"), KeyHint("Alt+Right", "next document", split=True)]
    add(line(*hints, KeyHint("?", "all keys"), title="Keys"))
    filters = [Choice("all", "All", 18), Choice("ok", "Valid", 14), Choice("bad", "Rejected", 4, tone="bad")]
    add(line(Segmented(filters, "Files"), Segmented(filters, "Files", current="ok"), title="Track"))
    batches = [Choice("all", "All", 128), Choice("work", "In progress", 3), Choice("done", "Completed", 117)]
    add(line(Segmented(batches, "Status", Look.PILLS), title="Pills"))
    add(line(Segmented(batches, "Documents", Look.TABS, "work"), title="Tabs"))
    views = [Choice("list", icon="rows-3", tip="List"), Choice("grid", icon="table-2", tip="Grid")]
    add(line(Segmented(views, "View"), title="Icons"))
    for step in range(3):
        add(line(StepBar(("Files", "Prompts", "Review"), step), title=f"Step {step + 1}"))
    strategies = {
        "global": ("Global", "One text for all files"),
        "per_document": ("Per-document", "One text for each file"),
        "auto": ("Auto-detect", "No text: each document’s type is found"),
    }
    add(RadioCards(strategies, "Prompt strategy", "global"))
    page.content.addStretch()
    return page


def states_page() -> QWidget:
    """Badges of all states, bars, chips, fields."""
    page = Page("States, bars and chips", scrolling=True)
    add = page.content.addWidget
    add(line(*(Badge(state) for state in list(BatchState)[:5]), title="Batch"))
    add(line(*(Badge(state) for state in list(BatchState)[5:]), title=""))
    add(line(*(Badge(state) for state in DocumentState), title="Document"))
    add(line(*(Badge(state) for state in FieldWord), title="Field"))
    add(line(*(StateLine(state) for state in FieldWord), title="Field, plain"))
    exports = [state for state in ExportState if state is not ExportState.LINK]
    add(line(*(Badge(state) for state in exports[:5]), title="Export"))
    add(line(*(Badge(state) for state in exports[5:]), Badge(link_days(6)), title=""))
    for title, parts in (
        ("In work", [Part(72)]),
        ("With failures", [Part(60, "ok"), Part(30, "warn"), Part(3, "bad")]),
        ("One failed", [Part(99, "ok"), Part(1, "bad")]),
        ("Cancelled", [Part(40, "muted")]),
        ("Nothing yet", []),
    ):
        bar = ProgressBar()
        bar.set_parts(parts, 100)
        bar.setFixedWidth(320)
        add(line(bar, title=title))
    busy = ProgressBar()
    busy.set_value(0, 0)
    busy.setFixedWidth(320)
    add(line(busy, title="End unknown"))
    chips = QWidget()
    flow = FlowLayout(chips)
    for name, kind in (
        ("Supplier", "text"),
        ("Quantity", "number"),
        ("Due date", "date"),
        ("Total", "amount"),
    ):
        flow.addWidget(Chip(name, kind))
    flow.addWidget(Chip("Our reference", "id", edited=True))
    flow.addWidget(Chip("Total", "amount", problem="Two columns have this name"))
    flow.addWidget(Chip("Line items", "table", detail="table · 5 columns", read_only=True))
    flow.addWidget(Chip("Article", "text", inside=True))
    flow.addWidget(AddChip())
    flow.addWidget(AddChip("Add", inside=True))
    add(chips)
    field = QLineEdit("March invoices and petty cash")
    field.setAccessibleName("Batch name")
    looks = []
    for state, text in (
        ("warn", "VA-2024-1O482"),
        ("bad", "1,217.90"),
        ("edited", "2024-04-04"),
        ("missing", ""),
    ):
        edit = QLineEdit(text)
        edit.setProperty("state", state)
        edit.setAccessibleName(f"A field in the state {state}")
        edit.setPlaceholderText("Type it, or draw a box")
        looks.append(edit)
    choice = QComboBox()
    choice.setAccessibleName("Currency")
    choice.addItems(["EUR", "USD"])
    on = QCheckBox("Include anyway")
    on.setChecked(True)
    add(
        line(
            field, SearchField("Search by name or id", "Ctrl+F"), choice, on, QCheckBox("Off"), title="Fields"
        )
    )
    add(line(*looks, title="Field states"))
    page.content.addStretch()
    return page


def frames_page() -> QWidget:
    """Banners, cards, drop zone in a line, strip states, footers, long names, toast."""
    page = Page("Frames", scrolling=True)
    page.header.set_title("Frames", "Draft saved 10:42")
    page.header.add_right(
        Button("New batch", ButtonKind.PRIMARY, icon="plus", shortcut="Ctrl+N", show_key=True)
    )
    add = page.content.addWidget
    change = Button("Change plan", ButtonKind.LINK, trailing_icon="external-link")
    facts = ("Up to 200 files in a batch", "1,342 pages left until 1 May")
    add(Banner("badge-check", "Plus plan", facts, change))
    add(
        Banner(
            "wifi-off",
            "Offline since 10:12",
            ("Changes wait",),
            Button("Try now", ButtonKind.LINK),
            Tone.WARN,
        )
    )
    add(Banner("circle-x", "The last payment failed", (), None, Tone.BAD))
    zone = DropZone(compact=True, limits="200 files · PDF, JPG, PNG · 50 MB each")
    add(zone)
    over = DropZone(compact=True)
    over.set_over("Drop to add 3 folders")
    add(over)
    cards = QWidget()
    row = QHBoxLayout(cards)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(StatCard("Files", "files", "33", "71.7 MB"))
    pages = StatCard("Pages", "copy", "47", "1,342 left now, 1,295 after")
    pages.bar.show()
    pages.bar.set_value(35)
    row.addWidget(pages)
    short = StatCard("Pages", "copy")
    short.set_value("1,354", "12 too few", "warn_ink")
    row.addWidget(short)
    row.addWidget(StatCard("Estimated time", "timer", "About 4 min", "From your last 20 batches"))
    add(cards)
    text = Label("From each invoice, read the supplier’s name and VAT number.", wrap=True)
    text.setContentsMargins(16, 12, 16, 12)
    add(FoldCard("Prompt details", text, editable=True))
    add(FoldCard("Files", Label(""), detail="33 files in 9 folders, 4 rejected ones left out", opened=False))
    for status in (
        StripStatus(NetworkState.ONLINE, pages="1,342 of 2,000 pages left in April"),
        StripStatus(NetworkState.SYNCING, 3, "1,342 of 2,000 pages left in April"),
        StripStatus(NetworkState.OFFLINE, 14, "1,342 of 2,000 pages left in April", "yesterday 16:20"),
        StripStatus(NetworkState.SIGNED_OUT, 1),
        StripStatus(NetworkState.THIS_COMPUTER, pages="Unlimited pages"),
        StripStatus(NetworkState.STARTING),
    ):
        strip = StatusStrip()
        strip.set_status(status)
        add(strip)
    long = ElidedLabel(
        "Rechnung_4471_with_a_very_long_name_from_the_scanner.pdf", mode=Qt.TextElideMode.ElideMiddle
    )
    long.setFixedWidth(220)
    add(line(long, title="Long name"))
    page.content.addStretch()
    following = Button("Next", ButtonKind.PRIMARY, trailing_icon="chevron-right")
    following.setEnabled(False)
    footer = WizardFooter(Button("Previous", icon="chevron-left"), following)
    footer.set_note("Add one file to go on")
    page.set_footer(footer)
    return page


@dataclass(frozen=True, slots=True)
class _Sample:
    number: int
    name: str
    state: BatchState
    progress: ProgressCell
    pages: int


_STATES: Final = tuple(BatchState)


def sample_rows(count: int) -> list[_Sample]:
    """Made-up rows, as many as asked for."""
    rows = []
    for number in range(count):
        state = _STATES[number % len(_STATES)]
        total = 1 + number * 37 % 190
        done = state in (BatchState.COMPLETED, BatchState.PARTLY_COMPLETED, BatchState.FAILED)
        failed = total // 9 + 1 if state is BatchState.PARTLY_COMPLETED else 0
        failed = total if state is BatchState.FAILED else failed
        completed = total - failed if done else total * (number % 7) // 10
        cell = ProgressCell(completed, failed, total, done, state is BatchState.CANCELLED)
        rows.append(_Sample(number, f"Supplier invoices, week {number + 1}", state, cell, total * 3))
    return rows


def sample_table(count: int, *, checks: bool = False) -> TableView[_Sample]:
    """A table in the look of the batch list."""
    columns: list[Column[_Sample]] = [
        Column("name", "Name", lambda r: r.name, 260, 1, sort=lambda r: r.name.casefold()),
        Column("state", "Status", lambda r: r.state, 160, kind=CellKind.STATE, sort=lambda r: r.state.value),
        Column("progress", "Progress", lambda r: r.progress, 170, kind=CellKind.PROGRESS),
        Column("pages", "Pages", lambda r: f"{r.pages:,}", 90, right=True, sort=lambda r: r.pages),
        Column(
            "size", "Size", lambda r: file_size(r.pages * 81_000), 100, right=True, tone=lambda _: "muted"
        ),
        Column("actions", "", lambda _: "", 110),
    ]
    if checks:
        columns.insert(0, Column("check", "", lambda _: "", 40, kind=CellKind.CHECK))
    rows = RowModel(columns, lambda row: row.number)
    rows.set_rows(sample_rows(count))
    return TableView(
        rows,
        "Sample batches",
        actions=lambda _: (
            RowAction("rename", "pencil", "Rename (F2)"),
            RowAction("delete", "trash-2", "Delete (Ctrl+Del)"),
            RowAction("menu", "ellipsis", "More", always=checks),
        ),
    )


def table_page(*, checks: bool) -> QWidget:
    """The table with 100 rows, sorted by pages; with check boxes, two are checked."""
    page = Page("Table with check boxes" if checks else "Table")
    card = Card(padding=1)
    table = sample_table(100, checks=checks)
    table.rows.resort("pages", True)
    if checks:
        table.rows.set_checked([3, 99, 51])
    else:
        table.setCurrentIndex(table.rows.index(2, 0))
        table.setFocus()
        table.hovered_row = 4
    card.body.addWidget(table)
    page.content.addWidget(card)
    return page


def empty_page() -> QWidget:
    """An empty state and a loading one, side by side, and a toast over them."""
    page = Page("Nothing yet, and loading")
    row = QHBoxLayout()
    card = Card()
    card.body.addWidget(
        EmptyState(
            "layers",
            "No batches yet",
            "Drop a folder of invoices or receipts here, or start a new batch.\n"
            "Files stay on this computer until you submit.",
            (Button("New batch", ButtonKind.PRIMARY, icon="plus"),),
            (("file-text", "PDF, JPG, PNG"), ("hard-drive", "50 MB each"), ("layers", "200 files a batch")),
        )
    )
    row.addWidget(card, 3)
    loading = Card(padding=1)
    rows = SkeletonRows()
    rows.show_now()
    loading.body.addWidget(rows)
    loading.body.addStretch()
    row.addWidget(loading, 2)
    page.content.addLayout(row)
    toast = Toast(page)
    toast.show_message("12 documents confirmed", undo=lambda: None)
    return page


def zone_page(over: str = "") -> QWidget:
    """The large drop zone."""
    page = Page("Drop zone")
    zone = DropZone()
    zone.set_over(over)
    page.content.addWidget(zone)
    return page


GALLERY: Final[Sequence[tuple[str, Callable[[], QWidget]]]] = (
    ("buttons", buttons_page),
    ("states", states_page),
    ("frames", frames_page),
    ("table", lambda: table_page(checks=False)),
    ("table-checks", lambda: table_page(checks=True)),
    ("empty", empty_page),
    ("zone", zone_page),
    ("zone-over", lambda: zone_page("Drop to add 3 folders")),
)
