"""Supplier memory: what a person corrected on one document helps to read the supplier's next one.

Pure: what is remembered, and for whom, is kept by the service.
"""
