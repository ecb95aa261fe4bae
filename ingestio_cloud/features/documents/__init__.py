"""Documents: read, downloaded, deleted, changed in bulk."""
