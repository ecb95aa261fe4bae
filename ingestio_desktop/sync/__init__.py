"""Send what people did, fetch what changed."""
