"""The database: models, engines, sessions, migrations."""
