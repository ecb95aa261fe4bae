"""View-models: what a screen shows and does, with QtCore only."""
