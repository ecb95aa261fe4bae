"""A batch as a sheet."""
