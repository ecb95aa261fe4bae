"""Engines: what reads an account's documents, its keys of model providers, and what asking costs."""
