"""Whether this computer has a network, as the system says. Nothing is sent to find out."""

from PySide6.QtCore import QObject, Signal


class NetworkWatch(QObject):
    """Where the system does not tell, there is one: the attempt then says what is wrong."""

    changed = Signal(bool)
    """Carries whether it is away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offline = False
        self._started = False

    def start(self) -> None:
        """Look from now on. Not before the first frame: it loads a part of Qt."""
        if self._started:
            return
        self._started = True
        from PySide6.QtNetwork import QNetworkInformation

        feature = QNetworkInformation.Feature.Reachability
        if not QNetworkInformation.loadBackendByFeatures(feature):
            return
        information = QNetworkInformation.instance()
        if information is not None:
            information.reachabilityChanged.connect(self._look)
            self._look(information.reachability())

    def _look(self, reachability: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        offline = reachability is QNetworkInformation.Reachability.Disconnected
        if offline != self.offline:
            self.offline = offline
            self.changed.emit(offline)
