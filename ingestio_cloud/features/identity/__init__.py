"""Accounts of our own: sign-up, sign-in, confirmed addresses, passwords, in the browser."""
