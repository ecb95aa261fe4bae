"""Pages: reserved, used, released."""
