"""Use cases of the desktop, without Qt: plain objects that return futures and notify listeners."""
