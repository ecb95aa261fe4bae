"""Signing programs in: OAuth 2.1 for native apps (RFC 8252), with PKCE and rotating refresh tokens."""
