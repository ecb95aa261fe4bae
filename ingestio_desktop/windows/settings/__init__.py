"""The parts of the settings page: rows, watched folders, network, storage, privacy, help."""
