"""Pages that a browser shows: sign-in, consent, errors. Plain HTML, one style sheet, no script."""
