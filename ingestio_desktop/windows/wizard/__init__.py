"""The wizard: files, prompts, review."""
