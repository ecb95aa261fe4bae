"""Supplier memory: what a person corrected is remembered for the next document of the same supplier."""
