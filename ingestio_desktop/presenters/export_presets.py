"""The presets of the export dialog: which there are, which one is in use, and what was changed since."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from ingestio_desktop.flows.export_presets import ExportPreset, ExportPresetsFlow, ExportSettings
from ingestio_desktop.workers.bridge import Bridge

Presets = tuple[ExportPreset, ...]


class ExportPresets(QObject):
    """`changed` after each change of the list, of the one in use or of what was changed since."""

    changed = Signal()
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(
        self,
        flow: ExportPresetsFlow,
        bridge: Bridge,
        settings: Callable[[], ExportSettings],
        apply: Callable[[ExportSettings], None],
        parent: QObject | None = None,
    ) -> None:
        """`settings` are those of the dialog now, `apply` gives it others."""
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._settings = settings
        self._apply = apply
        self._plan = ""
        self._default: str | None = None
        self._applying = False
        self.all: Presets = ()
        self.current: ExportPreset | None = None
        self.changed_since = False
        """Whether something was chosen otherwise since the one in use was taken."""

    @property
    def is_default(self) -> bool:
        """Whether exports of these columns begin with the one in use."""
        return self.current is not None and self.current.id == self._default

    def begin(self, presets: Presets, plan: str, default: str | None) -> None:
        """What is known; the default is taken."""
        self.all, self._plan, self._default = presets, plan, default
        if default is not None:
            self.use(default)
        self.changed.emit()

    def use(self, preset_id: str | None) -> None:
        """Take one; None leaves everything as it is, without a preset."""
        self.current = next((preset for preset in self.all if preset.id == preset_id), None)
        self.changed_since = False
        if self.current is not None:
            self._applying = True
            self._apply(self.current.settings)
            self._applying = False
        self.changed.emit()

    def edited(self) -> None:
        """Something was chosen otherwise."""
        if self.current is not None and not self._applying and not self.changed_since:
            self.changed_since = True
            self.changed.emit()

    def save(self, name: str) -> None:
        """Keep what is chosen now under a name; the one of that name is replaced."""
        self._know(self._flow.save(name, self._settings()), name.strip())

    def rename(self, name: str) -> None:
        """Call the one in use otherwise."""
        if self.current is not None and name.strip() != self.current.name:
            self._know(self._flow.rename(self.current.id, name), name.strip())

    def delete(self) -> None:
        """Take the one in use out. What is chosen stays."""
        if self.current is not None:
            self._know(self._flow.delete(self.current.id), "")

    def begin_with(self, on: bool) -> None:
        """Begin exports of these columns with the one in use, or with none."""
        if self.current is None:
            return
        self._default = self.current.id if on else None
        self._bridge.deliver(self._flow.use_for(self._plan, self._default), self, _nothing, self.failed.emit)
        self.changed.emit()

    def _know(self, future: "Future[Presets]", name: str) -> None:
        def known(presets: Presets) -> None:
            self.all = presets
            key = name.casefold()
            self.current = next((each for each in presets if each.name.casefold() == key), None)
            self.changed_since = False
            self.changed.emit()

        self._bridge.deliver(future, self, known, self.failed.emit)


def _nothing(_done: object) -> None:
    """It is shown already."""
