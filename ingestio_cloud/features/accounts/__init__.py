"""Accounts: who calls, and what their plan allows."""
