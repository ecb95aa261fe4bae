"""Batches: the list, one batch, and its upload."""
