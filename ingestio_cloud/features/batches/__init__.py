"""Batches: made, listed, renamed, submitted, cancelled, deleted."""
