"""Local cache, outbox and drafts in SQLite: the only place that knows SQLAlchemy."""
