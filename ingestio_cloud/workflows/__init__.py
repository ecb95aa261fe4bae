"""Durable work: what happens to a document between its upload and its result."""
