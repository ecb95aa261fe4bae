"""The local engine: no account, no key, no network."""
