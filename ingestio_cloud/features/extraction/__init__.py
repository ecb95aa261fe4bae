"""Reading documents: jobs, results, edits, confirmation."""
