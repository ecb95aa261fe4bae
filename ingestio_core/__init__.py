"""What the desktop, the service and the command line agree on: no Qt, no HTTP, no SQL."""

__version__ = "0.1.0"
