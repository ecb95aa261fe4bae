"""The widgets that all screens share: one each, every state in the gallery."""

from ingestio_desktop.windows.widgets.badge import Badge, StateLine, paint_badge, paint_state_line
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, tooltip
from ingestio_desktop.windows.widgets.cards import Card, FoldCard, RadioCard, RadioCards, StatCard
from ingestio_desktop.windows.widgets.chip import AddChip, Chip
from ingestio_desktop.windows.widgets.dropzone import DropTarget, DropZone, local_paths, pasted_paths
from ingestio_desktop.windows.widgets.fields import SearchField
from ingestio_desktop.windows.widgets.flow import FlowLayout
from ingestio_desktop.windows.widgets.keycap import KeyCap, KeyHint
from ingestio_desktop.windows.widgets.page import (
    Banner,
    EmptyState,
    Page,
    PageHeader,
    RoundIcon,
    WizardFooter,
)
from ingestio_desktop.windows.widgets.progress import Part, ProgressBar, batch_parts, batch_tip
from ingestio_desktop.windows.widgets.segmented import Choice, Look, Segmented
from ingestio_desktop.windows.widgets.skeleton import SkeletonRows
from ingestio_desktop.windows.widgets.stepbar import StepBar
from ingestio_desktop.windows.widgets.strip import NetworkState, StatusStrip, StripStatus
from ingestio_desktop.windows.widgets.table import (
    CellKind,
    Column,
    ColumnMemory,
    ColumnStates,
    ProgressCell,
    RowAction,
    RowModel,
    TableView,
)
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule, StyledWidget, restyle
from ingestio_desktop.windows.widgets.toast import Toast, shadow

__all__ = [
    "AddChip",
    "Badge",
    "Banner",
    "Button",
    "ButtonKind",
    "Card",
    "CellKind",
    "Chip",
    "Choice",
    "Column",
    "ColumnMemory",
    "ColumnStates",
    "DropTarget",
    "DropZone",
    "ElidedLabel",
    "EmptyState",
    "FlowLayout",
    "FoldCard",
    "IconButton",
    "IconLabel",
    "KeyCap",
    "KeyHint",
    "Label",
    "Look",
    "NetworkState",
    "Page",
    "PageHeader",
    "Part",
    "ProgressBar",
    "ProgressCell",
    "RadioCard",
    "RadioCards",
    "RoundIcon",
    "RowAction",
    "RowModel",
    "Rule",
    "SearchField",
    "Segmented",
    "SkeletonRows",
    "StatCard",
    "StateLine",
    "StatusStrip",
    "StepBar",
    "StripStatus",
    "StyledWidget",
    "TableView",
    "Toast",
    "WizardFooter",
    "batch_parts",
    "batch_tip",
    "local_paths",
    "paint_badge",
    "paint_state_line",
    "pasted_paths",
    "restyle",
    "shadow",
    "tooltip",
]
